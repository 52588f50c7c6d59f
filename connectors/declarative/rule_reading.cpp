#include "base/text.h"
#include "connectors/declarative/rules.h"

#include <algorithm>

namespace kith::declarative {
namespace {

using record::PartialDate;
using record::When;

std::string squeezed(std::string_view text) {
    std::string out;
    for (char c : base::trim(text))
        if (c != ' ' || (!out.empty() && out.back() != ' ')) out.push_back(c);
    return out;
}

When when_of(const std::string& text, const Reading& reading) {
    const When exact = When::parse_fhir(text);
    if (exact.is_known()) return exact;
    const auto date = PartialDate::parse_any(text, reading.today.year());
    return date ? When::on(*date) : When{};
}

std::string in_words(const std::string& text, const Reading& reading) {
    const When when = when_of(text, reading);
    return when.is_known() ? when.words() : text;
}

std::string coded(const ValueRule& rule, const std::string& text) {
    const auto known = rule.codes.find(text);
    if (known != rule.codes.end()) return known->second;
    return rule.otherwise.value_or(text);
}

std::string joined_at(const Path& path, const Scope& scope) {
    std::vector<std::string> parts;
    for (json::Value value : path.find(scope)) parts.push_back(value.as_text());
    return base::join(parts, ", ");
}

std::string shaped(const Template& shape, const std::string& value, const Scope& scope) {
    std::string out;
    for (const Template::Piece& piece : shape.pieces) {
        if (piece.is_value)
            out += value;
        else
            out += piece.path ? joined_at(*piece.path, scope) : piece.text;
    }
    return squeezed(out);
}

std::vector<std::string> raw_values(const ValueRule& rule, const Scope& scope) {
    std::vector<std::string> out;
    for (const Path& path : rule.paths)
        for (json::Value value : path.find(scope))
            if (std::string text = value.as_text(); !text.empty()) out.push_back(std::move(text));
    return out;
}

std::vector<std::string> shaped_objects(const ValueRule& rule, const Scope& scope) {
    std::vector<std::string> out;
    for (const Scope& inner : rule.each->each(scope)) out.push_back(shaped(*rule.shape, {}, inner));
    return out;
}

std::vector<std::string> unchecked(const ValueRule& rule, const Scope& scope, const Reading& reading) {
    if (rule.is_subject) return {reading.subject_ref};
    if (rule.fixed) return {*rule.fixed};
    if (rule.each) return shaped_objects(rule, scope);
    std::vector<std::string> values = raw_values(rule, scope);
    for (std::string& value : values) {
        if (rule.as_when) value = in_words(value, reading);
        value = coded(rule, value);
        if (rule.shape) value = shaped(*rule.shape, value, scope);
    }
    return values;
}

std::string place_of(const ValueRule& rule) {
    return rule.paths.empty() ? "a value" : base::join(rule.paths.front().names(), ".");
}

std::vector<std::string> checked(const ValueRule& rule, const Scope& scope, Reading& reading) {
    auto values = unchecked(rule, scope, reading);
    if (rule.is_required && values.empty() && reading.missing.empty()) reading.missing = place_of(rule);
    return values;
}

bool is_something(json::Value value) {
    if (value.boolean()) return *value.boolean();
    return value.is_object() ? value.size() > 0 : !value.as_text().empty();
}

ReadTime instant_or_date(const ValueRule& rule, const Scope& scope, Reading& reading) {
    const std::string text = read(rule, scope, reading);
    if (text.empty()) return {};
    const When when = when_of(text, reading);
    return when.is_known() ? ReadTime{when, {}} : ReadTime{{}, text};
}

/// A span needs a readable start; an end that does not read is noted and the span left open.
ReadTime span(const TimeRule& rule, const Scope& scope, Reading& reading) {
    const ReadTime from = rule.from ? instant_or_date(*rule.from, scope, reading) : ReadTime{};
    const ReadTime until = rule.until ? instant_or_date(*rule.until, scope, reading) : ReadTime{};
    std::string unreadable = from.unreadable.empty() ? until.unreadable : from.unreadable;
    if (!from.when.is_known()) {
        if (unreadable.empty() && until.when.is_known()) unreadable = "until " + until.when.words();
        return {{}, unreadable};
    }
    std::optional<PartialDate> end;
    if (until.when.is_known()) end = until.when.start();
    return {When::span(from.when.start(), end), unreadable};
}

}  // namespace

std::vector<std::string> read_all(const ValueRule& rule, const Scope& scope, Reading& reading) {
    auto values = checked(rule, scope, reading);
    for (std::string& value : values) value = base::printable(value);
    return values;
}

std::string read(const ValueRule& rule, const Scope& scope, Reading& reading) {
    return base::join(read_all(rule, scope, reading), ", ");
}

std::string read_narrative(const ValueRule& rule, const Scope& scope, Reading& reading) {
    return base::printable(base::join(checked(rule, scope, reading), "\n"), true);
}

bool holds(const Condition& condition, const Scope& scope) {
    if (condition.is_always) return true;
    const auto values = condition.path->find(scope);
    if (condition.is.empty()) return std::any_of(values.begin(), values.end(), is_something);
    return std::any_of(values.begin(), values.end(), [&](json::Value value) {
        return std::find(condition.is.begin(), condition.is.end(), value.as_text()) != condition.is.end();
    });
}

ReadTime read_time(const TimeRule& rule, const Scope& scope, Reading& reading) {
    const bool is_span = rule.from || rule.until;
    const ReadTime time = is_span ? span(rule, scope, reading) : instant_or_date(rule.at, scope, reading);
    const bool said_something = time.when.is_known() || !time.unreadable.empty();
    if (rule.is_required && !said_something && reading.missing.empty())
        reading.missing = place_of(rule.from ? *rule.from : rule.at);
    return time;
}

std::optional<PartialDate> read_date(const std::string& text, const Reading& reading) {
    const auto date = PartialDate::parse_any(text, reading.today.year());
    return date ? std::optional(*date) : std::nullopt;
}

std::vector<Scope> selected(const Selector& selector, json::Value root) {
    const Scope whole(root);
    std::vector<Scope> all = selector.each ? selector.each->each(whole) : std::vector<Scope>{whole};
    if (selector.when) std::erase_if(all, [&](const Scope& scope) { return !holds(*selector.when, scope); });
    return all;
}

}  // namespace kith::declarative
