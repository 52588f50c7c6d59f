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
          twice(rulebook.override_reasons, "override_reasons"), twice(rulebook.rules, "rules")})
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

/// A category that none of the rule's sources holds: the rule says less than its author believes.
Finding unheld(const Rulebook& rulebook, const Rule& rule, const std::string& where) {
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
    return {};
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
