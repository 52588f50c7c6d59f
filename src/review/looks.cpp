#include "review/looks.h"

#include "json/value.h"
#include "ports/audit_kinds.h"

#include <algorithm>
#include <array>

namespace kith::review {
namespace {

namespace kinds = ports::kinds;
using std::chrono::minutes;

/// Copies opened without an enquiry of their own belong together when they follow one another.
constexpr minutes kOneSitting{10};

enum class Part { none, asked, refused, closed, seen, opened, declared, emergency, other };

Part part_of(std::string_view kind) {
    static const std::map<std::string_view, Part> parts = {{kinds::kAsked, Part::asked},
                                                           {kinds::kAskedAgain, Part::asked},
                                                           {kinds::kRefused, Part::refused},
                                                           {kinds::kClosed, Part::closed},
                                                           {kinds::kDisplayed, Part::seen},
                                                           {kinds::kCopyOpened, Part::asked},
                                                           {kinds::kEventOpened, Part::opened},
                                                           {kinds::kOriginShown, Part::opened},
                                                           {kinds::kEdgeShown, Part::opened},
                                                           {kinds::kCopied, Part::opened},
                                                           {kinds::kPrinted, Part::opened},
                                                           {kinds::kExported, Part::opened},
                                                           {kinds::kConflictDeclared, Part::declared},
                                                           {kinds::kEmergencyBegan, Part::emergency},
                                                           {kinds::kEmergencyEnded, Part::other},
                                                           {kinds::kPurposeChosen, Part::other},
                                                           {kinds::kApprovalAsked, Part::other},
                                                           {kinds::kApproved, Part::none},
                                                           {kinds::kApprovalDenied, Part::none},
                                                           {kinds::kGroupParted, Part::opened},
                                                           {kinds::kGroupJoined, Part::opened},
                                                           {kinds::kCandidateConfirmed, Part::opened},
                                                           {kinds::kCandidateRejected, Part::opened},
                                                           {kinds::kCandidateUndone, Part::opened},
                                                           {kinds::kKept, Part::other}};
    const auto at = parts.find(kind);
    return at == parts.end() ? Part::none : at->second;
}

std::vector<Part> parts_by_kind(const Interner& names) {
    std::vector<Part> parts(names.size());
    for (Number n = 0; n < names.size(); ++n) parts[n] = part_of(names.text(n));
    return parts;
}

/// What was missing or out of date: nobody was turned away by a rule.
constexpr std::array<std::string_view, 12> kLeftOut = {"no_purpose",
                                                       "no_case",
                                                       "no_reason",
                                                       "no_person",
                                                       "person_ambiguous",
                                                       "purpose_unknown",
                                                       "period_upside_down",
                                                       "rulebook_not_yet_valid",
                                                       "rulebook_expired",
                                                       "conflict_declared",
                                                       "override_without_words",
                                                       "emergency_without_words"};

class Gathering {
public:
    explicit Gathering(const Rows& rows) : rows_(rows), parts_(parts_by_kind(rows.names)) {
        looks_.look_of.assign(rows.rows.size(), kNoLook);
    }

    Looks run() {
        for (std::uint64_t place = 0; place < rows_.rows.size(); ++place) take(place);
        for (Number n = 0; n < looks_.all.size(); ++n) {
            Look& look = looks_.all[n];
            if (!look.is_family_known) look.family = 0;
            if (!look.is_postcode_known) look.postcode = 0;
            if (!look.is_school_known) look.school = 0;
            looks_.by_user[looks_.all[n].user].push_back(n);
            if (looks_.all[n].subject) looks_.by_subject[looks_.all[n].subject].push_back(n);
        }
        return std::move(looks_);
    }

private:
    /// Something that a look does not consist of still ends the one before: its user went on.
    void note_leaving(const Row& row, Number look) {
        const auto at = last_look_.find(row.user);
        if (at != last_look_.end() && at->second != look && !looks_.all[at->second].left)
            looks_.all[at->second].left = row.at;
        if (look != kNoLook) last_look_[row.user] = look;
    }

    std::unordered_map<std::uint64_t, Number>& keyed(const Row& row) {
        return row.enquiry ? by_enquiry_ : by_subject_;
    }
    static std::uint64_t key_of(const Row& row) {
        return row.enquiry ? both(row.user, row.enquiry) : both(row.user, row.subject);
    }

    /// The look that an entry continues or begins.
    Number look_for(const Row& row, Part part) {
        auto& known = keyed(row);
        const auto at = known.find(key_of(row));
        const bool goes_on =
            at != known.end() && (row.enquiry || (looks_.all[at->second].case_ref == row.case_ref &&
                                                  row.at - looks_.all[at->second].last < kOneSitting));
        if (goes_on) return at->second;
        if (part == Part::other && !row.enquiry) return kNoLook;
        if (!row.subject && !row.enquiry) return kNoLook;
        looks_.all.push_back({});
        return known[key_of(row)] = static_cast<Number>(looks_.all.size() - 1);
    }

    void take(std::uint64_t place) {
        const Row& row = rows_.rows[place];
        const Part part = parts_[row.kind];
        const Number number = part == Part::none ? kNoLook : look_for(row, part);
        note_leaving(row, number);
        if (number == kNoLook) return;
        looks_.look_of[place] = number;
        Look& look = looks_.all[number];
        if (look.entries.empty()) look.user = row.user, look.agency = row.agency, look.first = row.at;
        look.entries.push_back(place);
        look.last = std::max(look.last, row.at);
        look.left.reset();
        if (look.case_ref == 0) look.case_ref = row.case_ref;
        if (look.subject == 0) look.subject = row.subject;
        learn(look.family, row.family, look.is_family_known);
        learn(look.postcode, row.postcode, look.is_postcode_known);
        learn(look.school, row.school, look.is_school_known);
        for (const Number shown : rows_.shown_in(row))
            if (std::ranges::find(look.shown, shown) == look.shown.end()) look.shown.push_back(shown);
        note(look, row, part);
    }

    /// What is not known of a subject is a different random token in each entry, so that an entry does not
    /// tell what it lacks.
    static void learn(Number& mine, Number said, bool& is_known) {
        if (!said) return;
        if (mine && mine != said) is_known = false;
        if (!mine) mine = said;
    }

    void note(Look& look, const Row& row, Part part) {
        const bool is_content =
            part == Part::asked || part == Part::seen || part == Part::opened || part == Part::closed;
        if (is_content && look.has_declared) look.looked_after_declaring = true;
        if (is_content) look.was_asked = true;
        if ((part == Part::seen || part == Part::closed || part == Part::opened) && !look.seen)
            look.seen = row.at;
        if (part == Part::opened) look.was_opened = true;
        if (part == Part::declared) look.has_declared = true;
        if (part == Part::emergency) look.is_emergency = true;
        if (part != Part::refused) return;
        look.was_refused = true;
        for (const auto& code : refusal_codes(rows_.facts_of(row))) {
            look.was_conflict = look.was_conflict || code == "conflict_declared";
            look.was_denied = look.was_denied || is_denial(code);
        }
    }

    const Rows& rows_;
    std::vector<Part> parts_;
    Looks looks_;
    std::unordered_map<std::uint64_t, Number> by_enquiry_, by_subject_;
    std::unordered_map<Number, Number> last_look_;
};

}  // namespace

Looks looks_of(const Rows& rows) {
    return Gathering(rows).run();
}

bool is_denial(std::string_view code) {
    return std::ranges::find(kLeftOut, code) == kLeftOut.end();
}

std::vector<std::string> refusal_codes(std::string_view facts) {
    std::vector<std::string> codes;
    const auto document = json::parse(facts);
    if (!document) return codes;
    for (const auto reason : document->root()["refused"]) codes.emplace_back(reason["code"].text());
    return codes;
}

}  // namespace kith::review
