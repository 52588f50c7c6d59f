#pragma once
#include "connectors/declarative/entry.h"
#include "connectors/declarative/mapping.h"
#include "record/when.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith::declarative {

// The small parts that every section of a mapping is made of: first how they are written, then what they say
// of an answer.

ValueRule value_rule(Entry& entry, std::string_view name);
TimeRule time_rule(Entry& entry, std::string_view name);
std::optional<Condition> condition(Entry& entry, std::string_view name);
std::vector<HandlingRule> handling_rules(Entry& entry);
std::vector<DetailRule> detail_rules(Entry& entry);
Selector selector(Entry& entry);

/// What reading one answer needs to remember.
struct Reading {
    std::string subject_ref;
    record::PartialDate today;
    /// The first required value that is missing, by its place in the mapping: the answer is unusable.
    std::string missing;
};

/// All values that the rule yields, texts as people write them, without control characters.
std::vector<std::string> read_all(const ValueRule& rule, const Scope& scope, Reading& reading);
/// The same, joined with commas.
std::string read(const ValueRule& rule, const Scope& scope, Reading& reading);
/// Like read(), with its line breaks kept.
std::string read_narrative(const ValueRule& rule, const Scope& scope, Reading& reading);

bool holds(const Condition& condition, const Scope& scope);
inline bool holds(const std::optional<Condition>& condition, const Scope& scope) {
    return condition && holds(*condition, scope);
}

/// A time and, when its text is not one, that text: it is noted, never guessed at.
struct ReadTime {
    record::When when;
    std::string unreadable;
};
ReadTime read_time(const TimeRule& rule, const Scope& scope, Reading& reading);
std::optional<record::PartialDate> read_date(const std::string& text, const Reading& reading);

/// Every object that the selector names and whose condition holds.
std::vector<Scope> selected(const Selector& selector, json::Value root);

}  // namespace kith::declarative
