#include "connectors/declarative/rules.h"

namespace kith::declarative {
namespace {

constexpr size_t kMostPieces = 24;

/// "{givenNames} {familyName}: {role}"; "{}" is the value itself.
std::optional<Template> template_of(std::string_view text) {
    Template shape;
    while (!text.empty()) {
        const size_t open = text.find('{');
        if (open != 0) shape.pieces.push_back({std::string(text.substr(0, open)), std::nullopt, false});
        if (open == std::string_view::npos) break;
        const size_t close = text.find('}', open);
        if (close == std::string_view::npos) return std::nullopt;
        const std::string_view inside = text.substr(open + 1, close - open - 1);
        auto path = inside.empty() ? std::nullopt : Path::parse(inside);
        if (!inside.empty() && !path) return std::nullopt;
        shape.pieces.push_back({{}, path, inside.empty()});
        text.remove_prefix(close + 1);
    }
    if (shape.pieces.empty() || shape.pieces.size() > kMostPieces) return std::nullopt;
    return shape;
}

void read_codes(Entry& entry, ValueRule& rule) {
    const json::Value codes = entry.any("map");
    if (codes.is_missing()) return;
    if (!codes.is_object()) entry.refuse("map", "must be an object of texts");
    for (size_t i = 0; codes.is_object() && i < codes.size(); ++i) {
        if (!codes.at(i).is_text()) entry.refuse("map", "must be an object of texts");
        rule.codes.emplace(codes.key(i), codes.at(i).text());
    }
}

void read_shape(Entry& entry, ValueRule& rule) {
    if (!entry.has("template")) return;
    rule.shape = template_of(entry.text("template"));
    if (!rule.shape) entry.refuse("template", "is not text with paths in braces");
}

void read_long_form(Entry& entry, ValueRule& rule) {
    rule.paths = entry.paths("path");
    if (entry.has("fixed")) rule.fixed = entry.text("fixed");
    if (entry.has("otherwise")) rule.otherwise = entry.text("otherwise");
    read_codes(entry, rule);
    read_shape(entry, rule);
    rule.each = entry.path("each");
    const std::string as = entry.text_or("as", "");
    if (!as.empty() && as != "when") entry.refuse("as", "can only be \"when\"");
    rule.as_when = as == "when";
    rule.is_required = entry.boolean_or("required", false);
    const int origins = !rule.paths.empty() + rule.fixed.has_value() + rule.each.has_value();
    if (origins != 1) entry.refuse("path", "or \"fixed\" or \"each\" must be given, and only one of them");
    if (rule.each && !rule.shape) entry.refuse("template", "is missing: \"each\" needs it");
}

ValueRule short_form(Entry& entry, std::string_view name, std::string_view text) {
    ValueRule rule;
    rule.is_subject = text == "@subject";
    if (!rule.is_subject) rule.paths = entry.paths(name);
    return rule;
}

bool is_span(json::Value value) {
    return value.is_object() && (!value["from"].is_missing() || !value["until"].is_missing());
}

void read_condition(Entry& entry, Condition& condition) {
    if (entry.has("fixed")) {
        condition.is_always = entry.boolean_or("fixed", false);
        if (!condition.is_always) entry.refuse("fixed", "can only be true");
        return;
    }
    condition.path = entry.required_path("path");
    condition.is = entry.texts("is");
}

}  // namespace

ValueRule value_rule(Entry& entry, std::string_view name) {
    const json::Value value = entry.any(name);
    if (value.is_missing()) return {};
    if (value.is_text()) return short_form(entry, name, value.text());
    ValueRule rule;
    entry.object(name, [&](Entry& inner) { read_long_form(inner, rule); });
    return rule;
}

TimeRule time_rule(Entry& entry, std::string_view name) {
    TimeRule rule;
    if (!is_span(entry.any(name))) {
        rule.at = value_rule(entry, name);
        rule.is_required = rule.at.is_required;
        rule.at.is_required = false;
        return rule;
    }
    entry.object(name, [&](Entry& inner) {
        rule.from = value_rule(inner, "from");
        rule.until = value_rule(inner, "until");
        rule.is_required = inner.boolean_or("required", false);
    });
    return rule;
}

std::optional<Condition> condition(Entry& entry, std::string_view name) {
    std::optional<Condition> out;
    entry.object(name, [&](Entry& inner) { read_condition(inner, out.emplace()); });
    return out;
}

std::vector<HandlingRule> handling_rules(Entry& entry) {
    std::vector<HandlingRule> out;
    entry.list("handling", [&](Entry& inner) {
        HandlingRule rule{inner.text("mark"), std::nullopt, condition(inner, "when")};
        if (inner.has("words")) rule.words = value_rule(inner, "words");
        out.push_back(std::move(rule));
    });
    return out;
}

std::vector<DetailRule> detail_rules(Entry& entry) {
    std::vector<DetailRule> out;
    entry.list("details", [&](Entry& inner) {
        out.push_back({inner.text("label"), value_rule(inner, "value")});
    });
    return out;
}

Selector selector(Entry& entry) {
    Selector made;
    made.each = entry.path("each");
    if (made.each && (made.each->levels_up() || made.each->is_from_root()))
        entry.refuse("each", "must be a path from the whole answer, without \"../\" or \"/\"");
    made.when = condition(entry, "when");
    return made;
}

}  // namespace kith::declarative
