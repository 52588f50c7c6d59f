#include "present/form_sources.h"

#include "base/text.h"
#include "wording/wording.h"

#include <algorithm>

namespace kith::present {
namespace {

using policy::CellGrant;
using policy::Permit;
using policy::Purpose;
using policy::Refusal;
using policy::Source;
using record::RosterPerson;

// A number in the invented range whose check digit holds: what would change if the child had one.
constexpr const char* kSomeNhsNumber = "9990000018";
constexpr const char* kSomeUpn = "A999000012001";

const RosterPerson& child_of(const policy::Request& request) {
    return request.roster.front();
}

std::string sentence_case(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    if (!text.empty() && text.back() != '.') text += '.';
    return text;
}

std::vector<std::string> category_names(const std::vector<record::CategoryId>& ids,
                                        const policy::Rulebook& book) {
    std::vector<std::string> names;
    for (const auto& id : ids) {
        const policy::Category* category = book.category(id);
        names.push_back(category ? category->name : id.text());
    }
    return names;
}

/// The whole list, and as much of it as a line of a table has room for.
void tell_categories(SourceRow& row, const std::vector<record::CategoryId>& ids,
                     const policy::Rulebook& book) {
    constexpr size_t kShown = 2;
    std::vector<std::string> names = category_names(ids, book);
    row.what = base::join(names, "; ");
    row.what_in_short = row.what;
    if (names.size() <= kShown + 1) return;
    const size_t more = names.size() - kShown;
    names.resize(kShown);
    row.what_in_short = base::join(names, "; ") + "; and " + std::to_string(more) + " more";
}

/// The kinds of information that the grants of one source allow together, in the source's own order.
std::vector<record::CategoryId> allowed(const std::vector<const CellGrant*>& grants, const Source& source) {
    std::vector<record::CategoryId> all;
    for (const auto& id : source.categories)
        if (std::any_of(grants.begin(), grants.end(), [&](const CellGrant* g) {
                return std::find(g->categories.begin(), g->categories.end(), id) != g->categories.end();
            }))
            all.push_back(id);
    return all;
}

bool lacks_nhs(const Source& source, RosterPerson child, const CannotAsk& cannot_ask) {
    child.nhs_number = kSomeNhsNumber;
    return cannot_ask(source.id, child).empty();
}

bool lacks_upn(const Source& source, RosterPerson child, const CannotAsk& cannot_ask) {
    child.upn = kSomeUpn;
    return cannot_ask(source.id, child).empty();
}

/// What the form needs to read one source.
struct Reading {
    const Source& source;
    const policy::Request& request;
    const FormRules& rules;
    std::vector<const CellGrant*> may;  ///< the grants that allow asking
    const CellGrant* child = nullptr;   ///< the child's own
};

Reading reading_of(const Source& source, const policy::Request& request, const FormRules& rules,
                   const Permit& permit) {
    Reading reading{source, request, rules, {}, permit.grant(child_of(request).id, source.id)};
    for (const CellGrant& grant : permit.grants())
        if (grant.source == source.id && grant.may_ask) reading.may.push_back(&grant);
    return reading;
}

const RosterPerson* person_of(const Reading& reading, const CellGrant& grant) {
    const auto& roster = reading.request.roster;
    const auto found =
        std::find_if(roster.begin(), roster.end(), [&](const auto& p) { return p.id == grant.person; });
    return found == roster.end() ? nullptr : &*found;
}

bool can_ask_anybody(const Reading& reading) {
    return std::any_of(reading.may.begin(), reading.may.end(), [&](const CellGrant* grant) {
        const RosterPerson* person = person_of(reading, *grant);
        return person && reading.rules.cannot_ask(reading.source.id, *person).empty();
    });
}

std::string limits_of(const CellGrant& grant) {
    std::vector<std::string> limits;
    if (grant.mode == policy::Mode::existence)
        limits.push_back("Only whether anything is held, and whom to ring.");
    if (!grant.period.is_open()) limits.push_back("Period: " + grant.period.words() + ".");
    return base::join(limits, " ");
}

/// In one sentence what limits the asking, if anything does.
std::string why_asked(const Reading& reading) {
    if (!reading.child || !reading.child->may_ask)
        return "Not about the child. " + (reading.child ? reading.child->why : std::string());
    const std::string unable = reading.rules.cannot_ask(reading.source.id, child_of(reading.request));
    if (!unable.empty()) return "Not about the child: " + sentence_case(unable);
    return limits_of(*reading.child);
}

void ask(SourceRow& row, const Reading& reading, bool left_out) {
    row.may_tick = true;
    row.is_ticked = !left_out;
    row.badge = left_out ? "Left out by you" : "Will ask";
    row.mood = left_out ? Mood::neutral : Mood::good;
    row.why = left_out ? "Tick it to ask it too." : why_asked(reading);
}

void cannot_ask_yet(SourceRow& row, const Reading& reading) {
    const RosterPerson& child = child_of(reading.request);
    const std::string unable = reading.rules.cannot_ask(reading.source.id, child);
    row.mood = Mood::work;
    row.why = sentence_case(unable);
    if (lacks_nhs(reading.source, child, reading.rules.cannot_ask)) {
        row.badge = "Needs an NHS number";
        row.why = "Cannot be searched without an NHS number.";
    } else if (lacks_upn(reading.source, child, reading.rules.cannot_ask)) {
        row.badge = "Needs a pupil number";
        row.why = "Cannot be searched without a unique pupil number.";
    } else {
        row.badge = "Cannot be asked";
    }
}

std::string quoted_names(const std::vector<const Purpose*>& purposes) {
    std::vector<std::string> names;
    for (const Purpose* purpose : purposes) names.push_back("\u201C" + purpose->name + "\u201D");
    return base::join(names, ", ");
}

void not_permitted(SourceRow& row, const Reading& reading) {
    const auto found = reading.rules.opens.find(row.id);
    const bool has_others = found != reading.rules.opens.end() && !found->second.empty();
    row.badge = "Not permitted";
    row.mood = Mood::hole;
    row.why = reading.child ? reading.child->why : std::string();
    if (!has_others) return;
    const auto& others = found->second;
    row.badge = others.size() == 1 ? others.front()->name + " only" : "Other purposes only";
    row.mood = Mood::work;
    row.why = "Permitted for " + quoted_names(others) + ". Choose it only if it is true, or ask a lead.";
}

SourceRow blank_row(const Source& source, const policy::Rulebook& book) {
    SourceRow row;
    row.id = source.id;
    row.name = source.name;
    row.agency = source.agency;
    tell_categories(row, source.categories, book);
    return row;
}

SourceRow permitted_row(const Source& source, const policy::Request& request, bool left_out,
                        const FormRules& rules, const Permit& permit) {
    SourceRow row = blank_row(source, *rules.rulebook);
    const Reading reading = reading_of(source, request, rules, permit);
    if (reading.may.empty()) {
        not_permitted(row, reading);
        return row;
    }
    tell_categories(row, allowed(reading.may, source), *rules.rulebook);
    if (can_ask_anybody(reading))
        ask(row, reading, left_out);
    else
        cannot_ask_yet(row, reading);
    return row;
}

SourceRow refused_row(const Source& source, const policy::Request& request, const FormRules& rules,
                      const Refusal& refusal) {
    SourceRow row = blank_row(source, *rules.rulebook);
    row.badge = request.purpose.empty() ? "Not decided" : "Not permitted";
    row.mood = request.purpose.empty() ? Mood::neutral : Mood::hole;
    row.why = request.purpose.empty() ? "Choose a purpose first." : refusal.reasons.front().why;
    return row;
}

std::vector<std::string> sources_lacking(const policy::Request& request, const FormRules& rules,
                                         bool (*lacks)(const Source&, RosterPerson, const CannotAsk&)) {
    std::vector<std::string> names;
    for (const Source& source : rules.rulebook->sources)
        if (!rules.cannot_ask(source.id, child_of(request)).empty() &&
            lacks(source, child_of(request), rules.cannot_ask))
            names.push_back(source.short_name.empty() ? source.name : source.short_name);
    return names;
}

bool wants_consent(const Refusal& refusal) {
    return std::any_of(refusal.reasons.begin(), refusal.reasons.end(),
                       [](const auto& reason) { return reason.code == "consent_needed"; });
}

bool wants_second_person(const Refusal& refusal) {
    return std::ranges::all_of(refusal.reasons,
                               [](const auto& reason) { return reason.code.starts_with("approval_"); });
}

/// The request as if a second person had agreed to it: for showing what would be asked, never for asking.
/// Nobody can ask with it, because what they agreed to is this request, without its case and reason.
policy::Request as_if_agreed(policy::Request request, const Refusal& refusal, const policy::Rulebook& book,
                             base::Instant now) {
    request = as_if_complete(std::move(request));
    const auto rule =
        std::ranges::find(book.approvals, refusal.reasons.front().rule, &policy::ApprovalRule::id);
    if (rule == book.approvals.end()) return request;
    policy::Approval agreed;
    agreed.by = {
        .id = "somebody else", .name = {}, .role = rule->approvers.front(), .agency = {}, .person = {}};
    agreed.at = now;
    agreed.of = policy::approval_subject(request);
    request.approval = std::move(agreed);
    return request;
}

/// What would be asked once consent, or going ahead without it, is recorded: shown, and not yet to be ticked.
std::vector<SourceRow> rows_awaiting_consent(std::vector<SourceRow> rows) {
    for (SourceRow& row : rows) {
        if (!row.is_ticked) continue;
        row.may_tick = row.is_ticked = false;
        row.badge = "Needs consent";
        row.mood = Mood::work;
        row.why = "Record consent, or why it goes ahead without.";
    }
    return rows;
}

}  // namespace

policy::Request as_if_complete(policy::Request request) {
    if (request.case_ref.empty()) request.case_ref = "(not given yet)";
    if (request.reason.empty()) request.reason = "(not given yet)";
    request.sources.clear();
    return request;
}

policy::Decision decide_as_if_agreed(const policy::Request& request, const policy::Rulebook& book,
                                     base::Instant now) {
    policy::Decision decision = policy::decide(book, as_if_complete(request), now);
    const auto* refusal = std::get_if<Refusal>(&decision);
    if (!refusal || request.approval || !wants_second_person(*refusal)) return decision;
    return policy::decide(book, as_if_agreed(request, *refusal, book, now), now);
}

std::vector<SourceRow> read_sources(const policy::Request& request,
                                    const std::set<record::SourceId>& left_out, const FormRules& rules,
                                    base::Instant now) {
    const policy::Decision decision = decide_as_if_agreed(request, *rules.rulebook, now);
    const auto* refusal = std::get_if<Refusal>(&decision);
    if (refusal && wants_consent(*refusal) && request.consent != policy::Consent::given) {
        policy::Request agreed = request;
        agreed.consent = policy::Consent::given;
        return rows_awaiting_consent(read_sources(agreed, left_out, rules, now));
    }
    std::vector<SourceRow> rows;
    for (const Source& source : rules.rulebook->sources) {
        if (const auto* permit = std::get_if<Permit>(&decision))
            rows.push_back(permitted_row(source, request, left_out.contains(source.id), rules, *permit));
        else
            rows.push_back(refused_row(source, request, rules, std::get<Refusal>(decision)));
    }
    return rows;
}

std::vector<Note> missing_identifier_notes(const policy::Request& request, const FormRules& rules) {
    std::vector<Note> notes;
    const auto add = [&](Field field, const std::vector<std::string>& names) {
        if (!names.empty())
            notes.push_back(
                {field, Mood::work, "Cannot be searched without it: " + wording::listed(names) + "."});
    };
    if (child_of(request).nhs_number.empty())
        add(Field::nhs_number, sources_lacking(request, rules, lacks_nhs));
    if (child_of(request).upn.empty()) add(Field::upn, sources_lacking(request, rules, lacks_upn));
    return notes;
}

}  // namespace kith::present
