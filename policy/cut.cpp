#include "policy/cut.h"

#include "base/text.h"
#include "policy/redact.h"

#include <algorithm>
#include <set>

namespace kith::policy {
namespace {

using record::CategoryId;
using record::LedgerState;
using record::PersonRecord;
using record::Reply;
using record::When;

/// A grant, asked about one thing at a time.
class Allowance {
public:
    explicit Allowance(const CellGrant& grant) : grant_(grant) {}

    bool sees(std::string_view category) const {
        return any(category, Mode::content, [](const auto&) { return true; });
    }
    bool sees(std::string_view category, const When& when) const {
        return any(category, Mode::content, [&](const auto& one) { return one.period.may_contain(when); });
    }
    bool may_know_of(std::string_view category, const When& when) const {
        return any(category, Mode::existence, [&](const auto& one) { return one.period.may_contain(when); });
    }
    /// A part of a category that is seen, at some time or at this one.
    bool sees_field(std::string_view category, std::string_view field) const {
        return any(category, Mode::content, [&](const auto& one) { return shows(one, field); });
    }
    bool sees_field(std::string_view category, std::string_view field, const When& when) const {
        return any(category, Mode::content,
                   [&](const auto& one) { return shows(one, field) && one.period.may_contain(when); });
    }
    /// Something that lasted: any part of it may lie inside. What has no end given goes on.
    bool sees_span(std::string_view category, const std::optional<record::PartialDate>& from,
                   const std::optional<record::PartialDate>& to) const {
        return any(category, Mode::content, [&](const auto& one) {
            const bool ended_before = to && one.period.from && to->last_day() < one.period.from->first_day();
            const bool began_after = from && one.period.to && from->first_day() > one.period.to->last_day();
            return !ended_before && !began_after;
        });
    }

private:
    static bool shows(const CategoryGrant& one, std::string_view field) {
        return std::ranges::find(one.without_fields, field) == one.without_fields.end();
    }
    template <typename Holds>
    bool any(std::string_view category, Mode mode, const Holds& holds) const {
        return std::ranges::any_of(grant_.allowed, [&](const CategoryGrant& one) {
            return one.category.text() == category && one.mode == mode && holds(one);
        });
    }
    const CellGrant& grant_;
};

/// What did not stay, by number.
struct LeftOut {
    size_t by_time = 0;
    size_t by_kind = 0;
    size_t people_in_part = 0;
    std::set<std::string> existence_only;  ///< categories that may be known of and not seen
    std::set<std::string> fields;          ///< of kFields: had something in them, and were emptied
};

std::string in_words(std::string category) {
    std::ranges::replace(category, '_', ' ');
    return category;
}

std::string joined(const std::set<std::string>& names) {
    return base::join({names.begin(), names.end()}, ", ");
}

std::string sentence(const LeftOut& left) {
    std::vector<std::string> parts;
    if (left.by_time)
        parts.push_back(base::counted(left.by_time, "record", "records") +
                        " outside the permitted period left out");
    if (left.by_kind)
        parts.push_back(base::counted(left.by_kind, "record", "records") +
                        " of kinds not permitted left out");
    if (left.people_in_part)
        parts.push_back("parts of " +
                        base::counted(left.people_in_part, "person's record", "people's records") +
                        " left out");
    for (const auto& category : left.existence_only)
        parts.push_back(in_words(category) + " is held and may not be shown: ring the source");
    if (!left.fields.empty()) parts.push_back("left out for this purpose: " + in_words(joined(left.fields)));
    return base::join(parts, "; ");
}

void cut_events(const Allowance& allowance, Reply& reply, LeftOut& left) {
    std::erase_if(reply.events, [&](const record::Event& event) {
        const std::string& category = event.category.text();
        if (allowance.sees(category, event.sort_time())) return false;
        if (allowance.may_know_of(category, event.sort_time()))
            left.existence_only.insert(category);
        else
            ++(allowance.sees(category) ? left.by_time : left.by_kind);
        return true;
    });
}

bool shares_nhs_number(const PersonRecord& a, const PersonRecord& b) {
    return std::ranges::any_of(a.identifiers, [&](const record::Identifier& one) {
        return one.kind == "nhs_number" && std::ranges::any_of(b.identifiers, [&](const auto& other) {
                   return other.kind == one.kind && other.value == one.value;
               });
    });
}

/// Whether a source has filed this person under the number of the one its answer is about.
bool is_filed_with_subject(const Reply& reply, const PersonRecord& person) {
    const auto subject = std::ranges::find(reply.people, reply.subject_ref, &PersonRecord::ref);
    return subject != reply.people.end() && shares_nhs_number(*subject, person);
}

/// Whether this record says who the answer is about, or who it may be about.
bool identifies(const Reply& reply, const PersonRecord& person) {
    if (person.ref == reply.subject_ref || is_filed_with_subject(reply, person)) return true;
    return reply.state == LedgerState::candidates || reply.state == LedgerState::too_many;
}

void cut_people(const Allowance& allowance, Reply& reply, LeftOut& left) {
    std::set<std::string> named;
    for (const auto& event : reply.events) named.insert(event.about.begin(), event.about.end());
    std::set<std::string> identifying;
    for (const auto& person : reply.people)
        if (identifies(reply, person)) identifying.insert(person.ref);
    left.by_kind += std::erase_if(reply.people, [&](const PersonRecord& person) {
        return !identifying.contains(person.ref) && !named.contains(person.ref) &&
               !allowance.sees("relationships");
    });
}

/// Empties a member that may not be seen; true if there was something in it.
template <typename Member>
bool clear_unless(bool may_stay, Member& member) {
    if (may_stay || member.empty()) return false;
    member.clear();
    return true;
}

bool cut_addresses(const Allowance& allowance, PersonRecord& person) {
    return std::erase_if(person.addresses, [&](const record::Address& address) {
               return !allowance.sees_span("address", address.period.from, address.period.to);
           }) > 0;
}

/// Empties a member that belongs to a category: all of it where the category may not be seen (then `some` is
/// set), and where only this field of it is kept back.
template <typename Member>
void cut_field(const Allowance& allowance, std::string_view category, std::string_view field, Member& member,
               bool& some, LeftOut& left) {
    if (!allowance.sees(category))
        some |= clear_unless(false, member);
    else if (clear_unless(allowance.sees_field(category, field), member))
        left.fields.emplace(field);
}

void cut_lines(const Allowance& allowance, PersonRecord& person, LeftOut& left) {
    if (allowance.sees_field("address", "address_lines")) return;
    for (auto& address : person.addresses)
        if (clear_unless(false, address.lines)) left.fields.insert("address_lines");
}

bool cut_members(const Allowance& allowance, bool is_identifying, PersonRecord& person, LeftOut& left) {
    bool some = cut_addresses(allowance, person);
    cut_lines(allowance, person, left);
    cut_field(allowance, "address", "telephone", person.phones, some, left);
    cut_field(allowance, "address", "email", person.emails, some, left);
    cut_field(allowance, "gp_registration", "gp", person.gp_practice, some, left);
    cut_field(allowance, "school_attendance", "school", person.school, some, left);
    if (!is_identifying) cut_field(allowance, "identity", "numbers", person.identifiers, some, left);
    cut_field(allowance, "identity", "ethnicity", person.ethnicity, some, left);
    cut_field(allowance, "identity", "language", person.language, some, left);
    cut_field(allowance, "identity", "narrative", person.details, some, left);
    return some;
}

/// What of an entry is kept back though the entry is seen.
void cut_entry(const Allowance& allowance, record::Event& event, LeftOut& left) {
    const auto keep_back = [&](std::string_view field, auto& member) {
        if (clear_unless(allowance.sees_field(event.category.text(), field, event.sort_time()), member))
            left.fields.emplace(field);
    };
    keep_back("narrative", event.text);
    keep_back("narrative", event.details);
    keep_back("author", event.author_role);
    keep_back("place", event.place);
    keep_back("place", event.postcode);
}

/// The category that a tie belongs to. A kind that nobody listed is held to be about who is close to whom.
std::string_view category_of(const record::Tie& tie) {
    if (tie.to_person) return "relationships";
    if (tie.kind == "lives_at") return "address";
    if (tie.kind == "attends_school") return "school_attendance";
    if (tie.kind == "registered_gp") return "gp_registration";
    if (tie.kind == "social_worker" || tie.kind == "health_visitor" || tie.kind == "professional")
        return "professionals";
    return "relationships";
}

bool sees_tie(const Allowance& allowance, const record::Tie& tie) {
    const std::string_view category = category_of(tie);
    if (!tie.since.is_known()) return allowance.sees(category);
    return allowance.sees_span(category, tie.since.start(), tie.since.end());
}

void cut_ties(const Allowance& allowance, Reply& reply, LeftOut& left) {
    std::set<std::string> stayed;
    for (const auto& person : reply.people) stayed.insert(person.ref);
    std::erase_if(reply.ties, [&](const record::Tie& tie) {
        const bool has_ends = stayed.contains(tie.from) && (!tie.to_person || stayed.contains(tie.to));
        if (has_ends && sees_tie(allowance, tie)) return false;
        ++(has_ends && allowance.sees(category_of(tie)) ? left.by_time : left.by_kind);
        return true;
    });
}

void say(Reply& reply, const std::string& what) {
    if (what.empty()) return;
    reply.detail += (reply.detail.empty() ? "" : "; ") + what;
}

Reply cut_content(const Allowance& allowance, Reply reply) {
    LeftOut left;
    cut_events(allowance, reply, left);
    cut_people(allowance, reply, left);
    for (auto& person : reply.people)
        if (cut_members(allowance, identifies(reply, person), person, left)) ++left.people_in_part;
    for (auto& event : reply.events) cut_entry(allowance, event, left);
    cut_ties(allowance, reply, left);
    say(reply, sentence(left));
    return reply;
}

Reply bare(const Reply& reply) {
    Reply out;
    out.source = reply.source;
    out.person = reply.person;
    out.state = reply.state;
    return out;
}

/// How many records there are is more than that there are some, so no number is given here.
Reply cut_to_existence(const Reply& reply) {
    Reply out = bare(reply);
    out.contacts = reply.contacts;
    out.as_of = reply.as_of;
    out.coverage = reply.coverage;
    const bool holds = reply.state == LedgerState::records_held || reply.state == LedgerState::partial;
    out.detail =
        holds ? "records are held; this permit allows their existence only: ring the source" : reply.detail;
    return out;
}

Reply not_asked(const Reply& reply, const CellGrant* grant) {
    Reply out = bare(reply);
    out.state = LedgerState::not_asked;
    out.detail = grant ? grant->why : "no permit covers this person at this source";
    return out;
}

}  // namespace

record::Reply cut(const Permit& permit, record::Reply reply) {
    const CellGrant* grant = permit.grant(reply.person, reply.source);
    if (!grant || !grant->may_ask) return not_asked(reply, grant);
    // Before anything is counted: a number would tell of what nobody may know of.
    reply = without_silent(permit.sight(), std::move(reply));
    if (grant->mode == Mode::existence) return cut_to_existence(reply);
    return redact(permit.sight(), cut_content(Allowance(*grant), std::move(reply))).reply;
}

}  // namespace kith::policy
