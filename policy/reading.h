#pragma once
#include "json/members.h"
#include "policy/rulebook.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

// Private to this room: how the members of a rulebook file are read.
namespace kith::policy {

template <typename Id>
std::vector<Id> as_ids(const std::vector<std::string>& texts) {
    std::vector<Id> ids;
    for (const auto& text : texts) ids.emplace_back(text);
    return ids;
}

/// An array of names that, when it is given at all, has one at least. To say "all" the member is left out: an
/// empty array could be read as "none".
std::vector<std::string> names(json::Members& m, std::string_view member);

/// Names of which each must be in `known`, or an error says which was meant.
std::vector<std::string> names_of(json::Members& m, std::string_view member,
                                  const std::vector<std::string>& known);

/// A whole number that must be there and lie between the two.
std::int64_t number(json::Members& m, std::string_view member, std::int64_t least, std::int64_t most);
std::int64_t number_or(json::Members& m, std::string_view member, std::int64_t least, std::int64_t most,
                       std::int64_t otherwise);

base::Instant read_instant(json::Members& m, std::string_view member);
std::optional<Mode> read_mode(json::Members& m);
/// The kind that a file calls so, if any.
std::optional<PersonKind> kind_called(std::string_view name);

/// Every element of the array `list`. It must be there and have one element, unless it `may_be_left_out`.
template <typename Thing>
base::Expected<std::vector<Thing>> read_all(json::Value file, const std::string& list,
                                            base::Expected<Thing> (*read)(json::Value, const std::string&),
                                            bool may_be_left_out) {
    std::vector<Thing> things;
    const json::Value array = file[list];
    if (array.is_missing() && may_be_left_out) return things;
    for (size_t i = 0; i < array.size(); ++i) {
        auto thing = read(array.at(i), list + "[" + std::to_string(i) + "]");
        if (!thing) return thing.error();
        things.push_back(std::move(*thing));
    }
    if (!array.is_array() || (things.empty() && !may_be_left_out))
        return base::fail(base::Fault::invalid_input, list + " must be an array with one entry at least");
    return things;
}

/// Fills `into` from the array `list`; an error, if any, goes to `error` unless one is there already.
template <typename Thing>
void fill(std::vector<Thing>& into, json::Value file, const std::string& list,
          base::Expected<Thing> (*read)(json::Value, const std::string&), std::optional<base::Error>& error,
          bool may_be_left_out = false) {
    if (error) return;
    auto things = read_all<Thing>(file, list, read, may_be_left_out);
    if (things)
        into = std::move(*things);
    else
        error = things.error();
}

/// What the partnership has agreed beside its rules: agreements, retention, second approval, emergencies,
/// marks, audiences, limits, bank holidays and examples.
void read_agreed(json::Value file, Rulebook& rulebook, std::optional<base::Error>& error);

}  // namespace kith::policy
