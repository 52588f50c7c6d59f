#include "connectors/fhir/elements.h"

#include "base/text.h"

#include <algorithm>
#include <set>

namespace kith::fhir {
namespace {

/// Words in the order said, each once.
class Words {
public:
    void add(std::string word) {
        if (!word.empty() && seen_.insert(word).second) words_.push_back(std::move(word));
    }
    bool is_empty() const { return words_.empty(); }
    std::string joined() const { return base::join(words_, "; "); }

private:
    std::vector<std::string> words_;
    std::set<std::string> seen_;
};

/// The codings of a CodeableConcept; a Coding is its own.
std::vector<json::Value> codings(json::Value concept_or_coding) {
    if (concept_or_coding["coding"].is_missing() && !concept_or_coding["code"].is_missing())
        return {concept_or_coding};
    return each(concept_or_coding["coding"]);
}

bool is_midnight(std::string_view text) {
    return text.size() > 10 && text.substr(10).starts_with("T00:00:00");
}

}  // namespace

std::vector<json::Value> each(json::Value value) {
    if (value.is_absent()) return {};
    if (!value.is_array()) return {value};
    std::vector<json::Value> elements;
    for (const auto element : value) elements.push_back(element);
    return elements;
}

json::Value first(json::Value value) {
    return value.is_array() ? value[0] : value;
}

std::string shown(json::Value primitive) {
    return std::string(base::trim(base::printable(primitive.as_text())));
}

std::optional<bool> yes_or_no(json::Value primitive) {
    const std::string text = primitive.as_text();
    if (text == "true") return true;
    if (text == "false") return false;
    return std::nullopt;
}

std::string words_of(json::Value concept_or_coding) {
    if (concept_or_coding.is_text()) return shown(concept_or_coding);
    if (auto text = shown(concept_or_coding["text"]); !text.empty()) return text;
    std::string code;
    for (const auto coding : codings(concept_or_coding)) {
        if (auto display = shown(coding["display"]); !display.empty()) return display;
        if (code.empty()) code = shown(coding["code"]);
    }
    return code;
}

std::string all_words_of(json::Value concepts) {
    Words words;
    for (const auto one : each(concepts)) {
        words.add(shown(one["text"]));
        for (const auto coding : codings(one)) words.add(shown(coding["display"]));
        if (words.is_empty()) words.add(words_of(one));
    }
    return words.joined();
}

bool has_code(json::Value concepts, std::initializer_list<std::string_view> codes) {
    for (const auto one : each(concepts))
        for (const auto coding : codings(one))
            if (std::ranges::find(codes, coding["code"].text()) != codes.end()) return true;
    return false;
}

std::string code_in(json::Value concepts, std::string_view system_ending) {
    for (const auto one : each(concepts))
        for (const auto coding : codings(one))
            if (coding["system"].text().ends_with(system_ending)) return shown(coding["code"]);
    return {};
}

std::string target_of(json::Value reference) {
    std::string_view address = reference["reference"].text();
    if (address.starts_with('#')) return std::string(address);
    const size_t slash = address.rfind('/');
    if (slash == std::string_view::npos) return std::string(address);
    const size_t before = slash == 0 ? std::string_view::npos : address.rfind('/', slash - 1);
    return std::string(before == std::string_view::npos ? address : address.substr(before + 1));
}

std::string words_of_reference(json::Value reference) {
    if (auto display = shown(reference["display"]); !display.empty()) return display;
    return shown(first(reference["identifier"])["value"]);
}

std::string identifier_value(json::Value identifiers, std::string_view system) {
    for (const auto one : each(identifiers))
        if (one["system"].text() == system) return one["value"].as_text();
    return {};
}

record::When when(std::string_view text) {
    return record::When::parse_fhir(is_midnight(text) ? text.substr(0, 10) : text);
}

record::When when(json::Value date_or_instant) {
    return when(date_or_instant.text());
}

std::optional<record::PartialDate> day(json::Value date_or_instant) {
    const auto at = when(date_or_instant);
    return at.is_known() ? std::optional(at.start()) : std::nullopt;
}

record::Period period(json::Value of) {
    return {day(of["start"]), day(of["end"])};
}

record::When span(json::Value of) {
    const auto dates = period(of);
    return dates.from ? record::When::span(*dates.from, dates.to) : record::When{};
}

std::string date_words(json::Value date_or_instant) {
    const auto at = when(date_or_instant);
    return at.is_known() ? at.words() : shown(date_or_instant);
}

json::Value extension(json::Value element, std::string_view name) {
    for (const auto one : each(element["extension"]))
        if (one["url"].text().ends_with(name)) return one;
    return {};
}

json::Value value_of_extension(json::Value extension) {
    for (size_t i = 0; i < extension.size(); ++i)
        if (extension.key(i).starts_with("value")) return extension.at(i);
    return {};
}

}  // namespace kith::fhir
