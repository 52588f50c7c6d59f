#include "audit/canonical.h"

#include "json/value.h"
#include "json/writer.h"
#include "ports/audit_sink.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace kith::audit {
namespace {

using json::Kind;
using json::Value;
using json::Writer;
using Problem = std::optional<base::Error>;

constexpr std::int64_t kLargestExact = (std::int64_t{1} << 53) - 1;

Problem write(Writer& w, Value value);

Problem refuse(const char* why) {
    return base::fail(base::Fault::invalid_input, why);
}

Problem write_number(Writer& w, Value value) {
    const auto number = value.integer();
    if (value.kind() != Kind::integer || !number || *number > kLargestExact || *number < -kLargestExact)
        return refuse("the log takes whole numbers up to 2^53 only");
    w.number(*number);
    return {};
}

Problem write_array(Writer& w, Value array) {
    w.array();
    for (const Value item : array)
        if (auto problem = write(w, item)) return problem;
    w.end();
    return {};
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

using Names = std::vector<std::string_view>;

Problem write_members(Writer& w, Value object, Names names) {
    if (!std::ranges::all_of(names, is_ascii)) return refuse("the log's member names are ASCII");
    std::ranges::sort(names);
    w.object();
    for (const auto name : names) {
        w.key(name);
        if (auto problem = write(w, object[name])) return problem;
    }
    w.end();
    return {};
}

Names names_of(Value object) {
    Names names;
    for (size_t i = 0; i < object.size(); ++i) names.push_back(object.key(i));
    return names;
}

Problem write(Writer& w, Value value) {
    switch (value.kind()) {
        case Kind::null:
            w.null();
            return {};
        case Kind::boolean:
            w.boolean(*value.boolean());
            return {};
        case Kind::text:
            w.string(value.text());
            return {};
        case Kind::integer:
        case Kind::real:
            return write_number(w, value);
        case Kind::array:
            return write_array(w, value);
        case Kind::object:
            return write_members(w, value, names_of(value));
        case Kind::missing:
            break;
    }
    return refuse("a value of no kind");
}

base::Expected<std::string> text_of(Value object, const Names& names) {
    Writer w;
    if (auto problem = write_members(w, object, names)) return *problem;
    return w.text();
}

base::Expected<json::Document> parse_object(std::string_view text) {
    auto document = json::parse(text);
    if (document && !document->root().is_object())
        return base::fail(base::Fault::invalid_input, "an entry's part is no object");
    return document;
}

bool is_own_words(std::string_view name) {
    return std::ranges::find(ports::kOwnWords, name) != ports::kOwnWords.end();
}

}  // namespace

base::Expected<std::string> canonical(std::string_view json) {
    const auto document = parse_object(json);
    if (!document) return document.error();
    return text_of(document->root(), names_of(document->root()));
}

base::Expected<Parted> part_own_words(std::string_view facts_json) {
    const auto document = parse_object(facts_json);
    if (!document) return document.error();
    Names facts = names_of(document->root());
    const auto own = std::ranges::stable_partition(facts, [](auto name) { return !is_own_words(name); });
    const Names words(own.begin(), own.end());
    facts.erase(own.begin(), own.end());
    auto facts_text = text_of(document->root(), facts);
    auto words_text = text_of(document->root(), words);
    if (!facts_text) return facts_text.error();
    if (!words_text) return words_text.error();
    return Parted{std::move(*facts_text), words.empty() ? std::string{} : std::move(*words_text)};
}

}  // namespace kith::audit
