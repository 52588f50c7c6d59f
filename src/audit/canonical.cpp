#include "audit/canonical.h"

#include "json/value.h"
#include "json/writer.h"

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

Problem write_object(Writer& w, Value object) {
    std::vector<std::string_view> names;
    for (size_t i = 0; i < object.size(); ++i) names.push_back(object.key(i));
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
            return write_object(w, value);
        case Kind::missing:
            break;
    }
    return refuse("a value of no kind");
}

}  // namespace

base::Expected<std::string> canonical(std::string_view json) {
    const auto document = json::parse(json);
    if (!document) return document.error();
    if (!document->root().is_object())
        return base::fail(base::Fault::invalid_input, "an entry's part is no object");
    Writer w;
    if (auto problem = write(w, document->root())) return *problem;
    return w.text();
}

}  // namespace kith::audit
