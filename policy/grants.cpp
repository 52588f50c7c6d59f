#include "policy/grants.h"

#include "base/text.h"
#include "policy/agreements.h"
#include "policy/approval.h"
#include "policy/compiled.h"
#include "policy/emergency.h"
#include "policy/grant_words.h"
#include "policy/request.h"
#include "policy/retention.h"

#include <algorithm>
#include <map>
#include <set>

namespace kith::policy {
namespace {

using record::PartialDate;
using record::Period;
using record::RosterPerson;
using record::SourceId;

void add(Rules& rules, const std::vector<const Rule*>& more) {
    for (const Rule* rule : more) rules.emplace(rule->id, rule);
}

/// Whom the rules are asked about: somebody who may be a child or an adult is both, one after the other.
std::vector<PersonKind> kinds_to_weigh(const RosterPerson& person, PersonKind kind) {
    if (kind != PersonKind::age_unknown) return {kind};
    return {is_the_subject(person) ? PersonKind::subject_child : PersonKind::other_child, PersonKind::adult};
}

/// One cell under way.
struct Cell {
    const Case& c;
    const Compiled& rules;
    const RosterPerson& person;
    PersonKind kind;
    const Source& source;
    Weighed weighed;
};

Reach ruled(Cell& cell, const record::CategoryId& category, bool is_emergency) {
    Reach both = whole_reach();
    for (const PersonKind one : kinds_to_weigh(cell.person, cell.kind)) {
        const Findings findings =
            cell.rules.find(cell.c.rulebook, {.role = cell.c.request.user.role,
                                              .purpose = cell.c.request.purpose,
                                              .has_consent = cell.c.has_consent,
                                              .source = cell.source.id,
                                              .category = category,
                                              .kind = one,
                                              .is_age_unknown = cell.kind == PersonKind::age_unknown,
                                              .is_emergency = is_emergency});
        both = meet(both, findings.reach);
        // A deny that has yielded is remembered as having spoken, and not as having denied.
        add(cell.weighed.spoke, findings.spoke);
        add(cell.weighed.denied, findings.denied);
    }
    return both;
}

/// What the rules give, and in an emergency what that opens beyond them.
Reach ruled(Cell& cell, const record::CategoryId& category) {
    const bool opens =
        cell.c.emergency_until && emergency_opens(cell.c.rulebook.emergency, cell.source.id, category);
    if (!opens) return ruled(cell, category, false);
    const Reach wide = ruled(cell, category, true);
    Cell ordinary{cell.c, cell.rules, cell.person, cell.kind, cell.source, {}};
    if (wide != ruled(ordinary, category, false)) cell.weighed.by_emergency.push_back(category);
    return wide;
}

/// In an emergency nobody else may be there to agree: what needs it stays closed, unless the emergency itself
/// opens it.
bool waits_for_approval(const Cell& cell, const record::CategoryId& category) {
    const Case& c = cell.c;
    if (!c.emergency_until || emergency_opens(c.rulebook.emergency, cell.source.id, category)) return false;
    const auto wanted = approvals_for(c.rulebook, c.request, cell.source.id, category);
    return !approval_objections(c.rulebook, c.request, wanted, c.now).empty();
}

/// Only what an agreement in force gives.
Reach given(Cell& cell, const record::CategoryId& category, Reach reach) {
    const Case& c = cell.c;
    const Agreed agreement = agreed(c.rulebook, cell.source.id, category, c.request.purpose, c.now);
    for (const Agreement* one : agreement.spoke) cell.weighed.agreements.insert(one->id);
    const bool is_lifted = c.emergency_until && c.rulebook.emergency.without_agreement &&
                           emergency_opens(c.rulebook.emergency, cell.source.id, category);
    const auto gives = [&](bool given, Mode mode) {
        return given || (is_lifted && !is_excepted(agreement, mode));
    };
    if (!gives(agreement.existence || agreement.content, Mode::existence)) {
        cell.weighed.not_agreed.push_back(category);
        return {};
    }
    if (reach.content && !gives(agreement.content, Mode::content)) {
        cell.weighed.existence_agreed.push_back(category);
        reach = {.existence = reach.existence};
    }
    return reach;
}

void weigh_cell(Cell& cell) {
    for (const auto& category : cell.source.categories) {
        Reach reach = ruled(cell, category);
        if (reach.is_nothing()) continue;
        reach = given(cell, category, reach);
        if (reach.content && waits_for_approval(cell, category)) {
            cell.weighed.unapproved.push_back(category);
            reach = {};
        }
        if (!reach.is_nothing()) cell.weighed.reaches.emplace_back(category, reach);
    }
}

PartialDate years_before(const PartialDate& day, int years) {
    const int year = day.year() - years;
    if (auto exact = PartialDate::of_day(year, *day.month(), *day.day())) return *exact;
    if (auto month = PartialDate::of_month(year, *day.month()))
        return *month;  // 29 February of a common year
    return day;
}

/// The part of the asked period that lies within so many years; empty when there is none.
std::optional<Period> within(const Case& c, Years years) {
    if (years == kNever) return {};
    Period period = c.request.period;
    if (years == kEver) return period;
    const PartialDate earliest = years_before(c.today, years);
    if (!period.from || period.from->first_day() < earliest.first_day()) period.from = earliest;
    if (period.to && period.to->last_day() < period.from->first_day()) return {};
    return period;
}

Period hull(const Period& a, const Period& b) {
    Period both = a;
    if (!a.from || !b.from)
        both.from.reset();
    else if (b.from->first_day() < a.from->first_day())
        both.from = b.from;
    return both;  // they end together: with the asked period
}

std::vector<std::string> fields_beyond(const Reach& reach, Years years) {
    std::vector<std::string> beyond;
    for (size_t i = 0; i < kFields.size(); ++i)
        if (reach.fields[i] < years) beyond.emplace_back(kFields[i]);
    std::ranges::sort(beyond);
    return beyond;
}

/// Content has as many layers as there are spans for which some field may be seen: the widest first, with the
/// least.
void allow_content(CellGrant& grant, const Case& c, const record::CategoryId& category, const Reach& reach) {
    std::set<Years, std::greater<>> spans(reach.fields.begin(), reach.fields.end());
    spans.insert(reach.content);
    const size_t first = grant.allowed.size();
    for (const Years years : spans) {
        const auto period = within(c, years);
        if (!period) continue;
        if (grant.allowed.size() > first && grant.allowed.back().period == *period) grant.allowed.pop_back();
        grant.allowed.push_back({category, Mode::content, *period, fields_beyond(reach, years)});
    }
}

void allow(CellGrant& grant, const Case& c, const record::CategoryId& category, const Reach& reach) {
    const auto content = within(c, reach.content);
    const auto existence = within(c, reach.existence);
    if (content) allow_content(grant, c, category, reach);
    if (existence && existence != content)
        grant.allowed.push_back({category, Mode::existence, *existence, {}});
}

/// The fields that no layer of some category shows.
std::vector<std::string> withheld_fields(const std::vector<CategoryGrant>& allowed) {
    std::map<record::CategoryId, std::vector<std::string>> least;
    for (const auto& one : allowed)
        if (one.mode == Mode::content)
            least[one.category] = one.without_fields;  // the last layer shows the most
    std::set<std::string> fields;
    for (const auto& [category, withheld] : least) fields.insert(withheld.begin(), withheld.end());
    return {fields.begin(), fields.end()};
}

/// What to ask for: content where any may be seen, else existence. Where both may, the existence of the rest
/// is told by what comes back, and is not asked for: less is asked that way.
void sum_up(CellGrant& grant) {
    grant.may_ask = !grant.allowed.empty();
    const auto is_content = [](const CategoryGrant& one) { return one.mode == Mode::content; };
    grant.mode =
        std::ranges::any_of(grant.allowed, is_content) || !grant.may_ask ? Mode::content : Mode::existence;
    std::optional<Period> covered;
    for (const auto& one : grant.allowed) {
        if (one.mode != grant.mode) continue;
        if (grant.categories.empty() || grant.categories.back() != one.category)
            grant.categories.push_back(one.category);
        covered = covered ? hull(*covered, one.period) : one.period;
    }
    grant.period = covered.value_or(Period{});
}

std::vector<std::string> ids_of(const Rules& rules) {
    std::vector<std::string> ids;
    for (const auto& [id, rule] : rules) ids.push_back(id);
    return ids;
}

std::vector<std::string> obligations_of(const Rules& rules) {
    std::set<std::string> obligations;
    for (const auto& [id, rule] : rules)
        obligations.insert(rule->obligations.begin(), rule->obligations.end());
    return {obligations.begin(), obligations.end()};
}

/// A required cell is one the picture is not complete without. Nobody can require of an unborn child what the
/// rules keep from being asked before birth: it would be a hole for ever.
bool is_required(const Case& c, const RosterPerson& person, PersonKind kind, const SourceId& source,
                 bool may_ask) {
    const auto& required = c.rulebook.purpose(c.request.purpose)->required;
    if (!is_the_subject(person) || std::ranges::find(required, source) == required.end()) return false;
    return may_ask || kind != PersonKind::unborn;
}

CellGrant empty_grant(const RosterPerson& person, const SourceId& source, std::string why) {
    CellGrant grant;
    grant.person = person.id;
    grant.source = source;
    grant.why = std::move(why);
    return grant;
}

std::chrono::seconds kept_for(const Case& c, const CellGrant& grant) {
    auto longest = std::chrono::seconds::max();
    if (std::ranges::find(grant.obligations, "never_keep") != grant.obligations.end()) return {};
    for (const auto& one : grant.allowed)
        longest = std::min(longest, keep_for(c.rulebook, grant.source, one.category, c.request.purpose));
    if (c.emergency_until)
        longest = std::min(longest, std::chrono::floor<std::chrono::seconds>(*c.emergency_until - c.now));
    return std::max(longest, std::chrono::seconds(0));
}

/// What follows from what may be asked.
void settle(CellGrant& grant, const Case& c, const Weighed& weighed) {
    grant.obligations = obligations_of(weighed.spoke);
    grant.withheld_fields = withheld_fields(grant.allowed);
    grant.by_emergency = std::ranges::any_of(weighed.by_emergency, [&](const auto& category) {
        return std::ranges::find(grant.allowed, category, &CategoryGrant::category) != grant.allowed.end();
    });
    grant.keep_for = kept_for(c, grant);
}

CellGrant grant_for(const Case& c, const Compiled& rules, const RosterPerson& person, const Source& source) {
    if (person.is_unknown)
        return empty_grant(person, source.id,
                           "Listed as unknown: there is nobody to ask about until a name is found.");
    if (!person.ticked)
        return empty_grant(person, source.id, "Mentioned, not asked: this person is not ticked.");
    Cell cell{c, rules, person, kind_of(person, c.today), source, {}};
    weigh_cell(cell);
    CellGrant grant = empty_grant(person, source.id, {});
    for (const auto& [category, reach] : cell.weighed.reaches) allow(grant, c, category, reach);
    sum_up(grant);
    grant.required = is_required(c, person, cell.kind, source.id, grant.may_ask);
    grant.rules = ids_of(cell.weighed.spoke);
    grant.agreements.assign(cell.weighed.agreements.begin(), cell.weighed.agreements.end());
    if (grant.may_ask) settle(grant, c, cell.weighed);
    grant.why = why(c, cell.weighed, grant, cell.kind, source);
    return grant;
}

bool is_wanted(const Request& request, const SourceId& source) {
    return request.sources.empty() || std::ranges::find(request.sources, source) != request.sources.end();
}

std::vector<SourceId> unknown_sources(const Rulebook& rulebook, const Request& request) {
    std::vector<SourceId> unknown;
    for (const auto& source : request.sources)
        if (!rulebook.source(source) && std::ranges::find(unknown, source) == unknown.end())
            unknown.push_back(source);
    return unknown;
}

}  // namespace

std::vector<CellGrant> grants_for(const Case& c) {
    std::shared_ptr<const Compiled> made;
    const Compiled& rules = compiled(c.rulebook, made);
    std::vector<CellGrant> grants;
    for (const auto& person : c.request.roster) {
        for (const auto& source : c.rulebook.sources)
            if (is_wanted(c.request, source.id)) grants.push_back(grant_for(c, rules, person, source));
        for (const auto& source : unknown_sources(c.rulebook, c.request))
            grants.push_back(empty_grant(person, source, "The rulebook does not know this source."));
    }
    return grants;
}

}  // namespace kith::policy
