#include "policy/check_rulebook.h"

#include "json/members.h"

#include <algorithm>
#include <optional>
#include <set>

namespace kith::policy {
namespace {

using base::Error;
using Finding = std::optional<Error>;

Error wrong(const std::string& what) {
    return base::fail(base::Fault::invalid_input, what);
}

std::string place(std::string_view list, size_t index, std::string_view member) {
    return std::string(list) + "[" + std::to_string(index) + "]." + std::string(member);
}

const std::string& text_of(const std::string& id) {
    return id;
}

template <typename Tag>
const std::string& text_of(const base::Id<Tag>& id) {
    return id.text();
}

template <typename Thing>
std::vector<std::string> ids_of(const std::vector<Thing>& things) {
    std::vector<std::string> ids;
    for (const auto& thing : things) ids.push_back(text_of(thing.id));
    return ids;
}

template <typename Thing>
Finding twice(const std::vector<Thing>& things, std::string_view list) {
    std::set<std::string> seen;
    for (size_t i = 0; i < things.size(); ++i)
        if (!seen.insert(text_of(things[i].id)).second)
            return wrong(place(list, i, "id") + " \"" + text_of(things[i].id) + "\" is used twice");
    return {};
}

Finding twice(const Rulebook& rulebook) {
    for (const auto& found :
         {twice(rulebook.roles, "roles"), twice(rulebook.purposes, "purposes"),
          twice(rulebook.categories, "categories"), twice(rulebook.sources, "sources"),
          twice(rulebook.override_reasons, "override_reasons"), twice(rulebook.rules, "rules"),
          twice(rulebook.agreements, "agreements"), twice(rulebook.approvals, "approvals"),
          twice(rulebook.emergency.codes, "emergency.codes"), twice(rulebook.marks, "marks"),
          twice(rulebook.audiences, "audiences")})
        if (found) return found;
    return {};
}

/// The first of `names` that is not among `known`, or that stands there twice.
template <typename Name>
Finding dangling(const std::vector<Name>& names, const std::vector<std::string>& known,
                 const std::string& where) {
    std::set<std::string> seen;
    for (const auto& name : names) {
        const std::string& text = text_of(name);
        if (!seen.insert(text).second) return wrong(where + " names \"" + text + "\" twice");
        if (std::ranges::find(known, text) != known.end()) continue;
        const std::string meant = json::nearest(text, known);
        return wrong(where + " names \"" + text + "\", which the rulebook does not have" +
                     (meant.empty() ? "" : "; did you mean \"" + meant + "\"?"));
    }
    return {};
}

/// A category that none of the sources holds: the rule or agreement says less than its author believes.
template <typename Scope>
Finding unheld(const Rulebook& rulebook, const Scope& rule, const std::string& where) {
    const auto holds = [&](const Source& source, const record::CategoryId& category) {
        const bool meant =
            rule.sources.empty() || std::ranges::find(rule.sources, source.id) != rule.sources.end();
        return meant && std::ranges::find(source.categories, category) != source.categories.end();
    };
    for (const auto& category : rule.categories)
        if (std::ranges::none_of(rulebook.sources,
                                 [&](const Source& source) { return holds(source, category); }))
            return wrong(where + " names \"" + category.text() + "\", which none of its sources holds");
    return {};
}

Finding broken(const Rulebook& rulebook, size_t index) {
    const Rule& rule = rulebook.rules[index];
    const auto at = [&](std::string_view member) { return place("rules", index, member); };
    for (const auto& found : {dangling(rule.roles, ids_of(rulebook.roles), at("roles")),
                              dangling(rule.purposes, ids_of(rulebook.purposes), at("purposes")),
                              dangling(rule.sources, ids_of(rulebook.sources), at("sources")),
                              dangling(rule.categories, ids_of(rulebook.categories), at("categories")),
                              unheld(rulebook, rule, at("categories"))})
        if (found) return found;
    return {};
}

/// Whatever has a scope: sources, categories and purposes that exist, and that hold what is named.
template <typename Scope>
Finding broken_scope(const Rulebook& rulebook, const Scope& scope, const std::string& where) {
    for (const auto& found : {dangling(scope.sources, ids_of(rulebook.sources), where + "sources"),
                              dangling(scope.categories, ids_of(rulebook.categories), where + "categories"),
                              dangling(scope.purposes, ids_of(rulebook.purposes), where + "purposes"),
                              unheld(rulebook, scope, where + "categories")})
        if (found) return found;
    return {};
}

template <typename Scope>
Finding broken_scopes(const Rulebook& rulebook, const std::vector<Scope>& scopes, std::string_view list) {
    for (size_t i = 0; i < scopes.size(); ++i)
        if (auto found = broken_scope(rulebook, scopes[i], place(list, i, ""))) return found;
    return {};
}

Finding broken_agreements(const Rulebook& rulebook) {
    if (auto found = broken_scopes(rulebook, rulebook.agreements, "agreements")) return found;
    for (size_t i = 0; i < rulebook.agreements.size(); ++i) {
        const Agreement& one = rulebook.agreements[i];
        if (one.valid_until && *one.valid_until <= one.valid_from)
            return wrong(place("agreements", i, "valid_until") + " must be later than valid_from");
    }
    return {};
}

Finding broken_approvals(const Rulebook& rulebook) {
    if (auto found = broken_scopes(rulebook, rulebook.approvals, "approvals")) return found;
    for (size_t i = 0; i < rulebook.approvals.size(); ++i)
        for (const auto& found :
             {dangling(rulebook.approvals[i].roles, ids_of(rulebook.roles), place("approvals", i, "roles")),
              dangling(rulebook.approvals[i].approvers, ids_of(rulebook.roles),
                       place("approvals", i, "approvers"))})
            if (found) return found;
    return {};
}

Finding broken_emergency(const Rulebook& rulebook) {
    if (auto found = broken_scope(rulebook, rulebook.emergency, "emergency.")) return found;
    return dangling(rulebook.emergency.roles, ids_of(rulebook.roles), "emergency.roles");
}

Finding broken_audiences(const Rulebook& rulebook) {
    std::set<std::string> placed;
    for (size_t i = 0; i < rulebook.audiences.size(); ++i) {
        const Audience& audience = rulebook.audiences[i];
        for (const auto& found :
             {dangling(audience.roles, ids_of(rulebook.roles), place("audiences", i, "roles")),
              dangling(audience.marks, ids_of(rulebook.marks), place("audiences", i, "marks"))})
            if (found) return found;
        if (std::ranges::find(audience.marks, kProtectedAddress) != audience.marks.end())
            return wrong(place("audiences", i, "marks") +
                         " names protected_address, which nobody may be shown");
        for (const auto& role : audience.roles)
            if (!placed.insert(role).second)
                return wrong(place("audiences", i, "roles") + " names \"" + role +
                             "\", which is in another audience");
    }
    return {};
}

Finding broken_days(const Rulebook& rulebook) {
    std::set<int> seen;
    for (size_t i = 0; i < rulebook.bank_holidays.size(); ++i)
        if (!seen.insert(rulebook.bank_holidays[i].first_day()).second)
            return wrong("bank_holidays[" + std::to_string(i) + "] is given twice");
    return {};
}

Finding broken_examples(const Rulebook& rulebook) {
    for (size_t i = 0; i < rulebook.examples.size(); ++i) {
        const Example& example = rulebook.examples[i];
        const auto at = [&](std::string_view member) { return place("examples", i, member); };
        for (const auto& found :
             {dangling(std::vector{example.role}, ids_of(rulebook.roles), at("role")),
              dangling(std::vector{example.purpose}, ids_of(rulebook.purposes), at("purpose")),
              dangling(std::vector{example.source}, ids_of(rulebook.sources), at("source")),
              dangling(std::vector{example.category}, ids_of(rulebook.categories), at("category"))})
            if (found) return found;
        const auto& held = rulebook.source(example.source)->categories;
        if (std::ranges::find(held, example.category) == held.end())
            return wrong(at("category") + " names \"" + example.category.text() +
                         "\", which the source does not hold");
    }
    return {};
}

Finding broken(const Rulebook& rulebook) {
    for (size_t i = 0; i < rulebook.sources.size(); ++i)
        if (auto found = dangling(rulebook.sources[i].categories, ids_of(rulebook.categories),
                                  place("sources", i, "categories")))
            return found;
    for (size_t i = 0; i < rulebook.purposes.size(); ++i)
        if (auto found = dangling(rulebook.purposes[i].required, ids_of(rulebook.sources),
                                  place("purposes", i, "required")))
            return found;
    for (size_t i = 0; i < rulebook.rules.size(); ++i)
        if (auto found = broken(rulebook, i)) return found;
    for (const auto& check_part : {broken_agreements, broken_approvals, broken_emergency, broken_audiences,
                                   broken_days, broken_examples})
        if (auto found = check_part(rulebook)) return found;
    return broken_scopes(rulebook, rulebook.retention, "retention");
}

}  // namespace

base::Expected<void> check(const Rulebook& rulebook) {
    if (auto found = twice(rulebook)) return *found;
    if (auto found = broken(rulebook)) return *found;
    if (rulebook.valid_from && rulebook.valid_until && *rulebook.valid_from >= *rulebook.valid_until)
        return wrong("valid_until must be later than valid_from");
    return {};
}

}  // namespace kith::policy
