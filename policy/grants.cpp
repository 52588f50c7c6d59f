#include "policy/grants.h"

#include "base/text.h"
#include "policy/evaluate.h"
#include "policy/request.h"

#include <algorithm>
#include <map>
#include <set>

namespace kith::policy {
namespace {

using record::PartialDate;
using record::Period;
using record::RosterPerson;
using record::SourceId;

/// Rules that spoke, once each and by id, so that neither the order of rules nor a rule given twice changes
/// an answer.
using Rules = std::map<std::string, const Rule*>;

void add(Rules& rules, const std::vector<const Rule*>& more) {
    for (const Rule* rule : more) rules.emplace(rule->id, rule);
}

/// What the rules came to for one cell, before it is put in words.
struct Weighed {
    std::vector<std::pair<record::CategoryId, Reach>>
        reaches;  ///< in the source's order, none of them nothing
    Rules spoke, denied;
};

std::string article(PersonKind kind) {
    switch (kind) {
        case PersonKind::subject_child:
            return "the child";
        case PersonKind::other_child:
            return "another child";
        case PersonKind::adult:
            return "an adult";
        case PersonKind::unborn:
            return "an unborn child";
        case PersonKind::age_unknown:
            break;
    }
    return "somebody of unknown age";
}

/// Whom the rules are asked about: somebody who may be a child or an adult is both, one after the other.
std::vector<PersonKind> kinds_to_weigh(const RosterPerson& person, PersonKind kind) {
    if (kind != PersonKind::age_unknown) return {kind};
    return {is_the_subject(person) ? PersonKind::subject_child : PersonKind::other_child, PersonKind::adult};
}

Reach weigh_category(const Case& c, const RosterPerson& person, PersonKind kind, const SourceId& source,
                     const record::CategoryId& category, Weighed& weighed) {
    std::optional<Reach> both;
    for (const PersonKind one : kinds_to_weigh(person, kind)) {
        const Findings findings = weigh(c.rulebook, {.role = c.request.user.role,
                                                     .purpose = c.request.purpose,
                                                     .has_consent = c.has_consent,
                                                     .source = source,
                                                     .category = category,
                                                     .kind = one,
                                                     .is_age_unknown = kind == PersonKind::age_unknown});
        add(weighed.spoke, findings.spoke);
        add(weighed.denied, findings.denied);
        both = both ? meet(*both, findings.reach) : findings.reach;
    }
    return *both;
}

Weighed weigh_cell(const Case& c, const RosterPerson& person, PersonKind kind, const Source& source) {
    Weighed weighed;
    for (const auto& category : source.categories) {
        const Reach reach = weigh_category(c, person, kind, source.id, category, weighed);
        if (!reach.is_nothing()) weighed.reaches.emplace_back(category, reach);
    }
    return weighed;
}

PartialDate years_before(const PartialDate& day, int years) {
    const int year = day.year() - years;
    if (auto exact = PartialDate::of_day(year, *day.month(), *day.day())) return *exact;
    if (auto month = PartialDate::of_month(year, *day.month()))
        return *month;  // 29 February of a common year
    return day;
}

/// The part of the asked period that lies within so many years; empty when there is none.
std::optional<Period> within(const Case& c, const Years& years) {
    if (!years) return {};
    Period period = c.request.period;
    if (*years == 0) return period;
    const PartialDate earliest = years_before(c.today, *years);
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

void allow(CellGrant& grant, const Case& c, const record::CategoryId& category, const Reach& reach) {
    const auto content = within(c, reach.content);
    const auto existence = within(c, reach.existence);
    if (content) grant.allowed.push_back({category, Mode::content, *content});
    if (existence && existence != content) grant.allowed.push_back({category, Mode::existence, *existence});
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
        grant.categories.push_back(one.category);
        covered = covered ? hull(*covered, one.period) : one.period;
    }
    grant.period = covered.value_or(Period{});
}

/// A rule denies where it says so, and also where it is a permit that cannot be read.
std::string sentence(const Rule& rule, bool denies) {
    if (!denies || !rule.permits) return rule.why;
    return "Rule " + rule.id + " cannot be evaluated, so it denies. Tell whoever keeps the rulebook.";
}

std::string nobody_permits(const Case& c, PersonKind kind, std::string_view source) {
    return "No rule permits " + c.rulebook.role(c.request.user.role)->name + " to ask " +
           std::string(source) + " about " + article(kind) + " for " +
           c.rulebook.purpose(c.request.purpose)->name + ".";
}

std::string why(const Case& c, const Weighed& weighed, bool may_ask, PersonKind kind, const Source& source) {
    std::vector<std::string> sentences;
    for (const auto& [id, rule] : weighed.spoke) {
        const bool denies = weighed.denied.contains(id);
        if (!may_ask && !denies && !weighed.denied.empty()) continue;
        const std::string text = sentence(*rule, denies);
        if (std::ranges::find(sentences, text) == sentences.end()) sentences.push_back(text);
    }
    if (!may_ask && !weighed.reaches.empty())
        sentences.push_back("The period asked about ends before the time that the rules allow.");
    if (sentences.empty()) return nobody_permits(c, kind, source.name);
    return base::join(sentences, " ");
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

CellGrant grant_for(const Case& c, const RosterPerson& person, const Source& source) {
    if (person.is_unknown)
        return empty_grant(person, source.id,
                           "Listed as unknown: there is nobody to ask about until a name is found.");
    if (!person.ticked)
        return empty_grant(person, source.id, "Mentioned, not asked: this person is not ticked.");
    const PersonKind kind = kind_of(person, c.today);
    const Weighed weighed = weigh_cell(c, person, kind, source);
    CellGrant grant = empty_grant(person, source.id, {});
    for (const auto& [category, reach] : weighed.reaches) allow(grant, c, category, reach);
    sum_up(grant);
    grant.required = is_required(c, person, kind, source.id, grant.may_ask);
    grant.rules = ids_of(weighed.spoke);
    grant.why = why(c, weighed, grant.may_ask, kind, source);
    if (grant.may_ask) grant.obligations = obligations_of(weighed.spoke);
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
    std::vector<CellGrant> grants;
    for (const auto& person : c.request.roster) {
        for (const auto& source : c.rulebook.sources)
            if (is_wanted(c.request, source.id)) grants.push_back(grant_for(c, person, source));
        for (const auto& source : unknown_sources(c.rulebook, c.request))
            grants.push_back(empty_grant(person, source, "The rulebook does not know this source."));
    }
    return grants;
}

}  // namespace kith::policy
