#include "json/value.h"

#include "json/tree.h"

#include <algorithm>
#include <charconv>

namespace kith::json {
namespace {

const Node& node_of(const Tree* tree, std::uint32_t node) {
    return tree->nodes[node];
}

/// How many digits of a number carry meaning: "0.00120e5" has three.
size_t significant_digits(std::string_view number) {
    std::string_view mantissa = number.substr(0, number.find_first_of("eE"));
    std::string digits;
    for (char c : mantissa)
        if (c >= '0' && c <= '9') digits += c;
    const size_t first = digits.find_first_not_of('0');
    if (first == std::string::npos) return 1;
    return digits.find_last_not_of('0') - first + 1;
}

std::optional<std::int64_t> to_integer(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<double> to_double(std::string_view text) {
    if (significant_digits(text) > 17) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

Kind Value::kind() const {
    return tree_ ? static_cast<Kind>(node_of(tree_, node_).kind) : Kind::missing;
}

size_t Value::size() const {
    return is_array() || is_object() ? node_of(tree_, node_).size : 0;
}

Value Value::at(size_t index) const {
    if (index >= size()) return {};
    return {tree_, node_of(tree_, node_).start + static_cast<std::uint32_t>(index)};
}

Value Value::operator[](size_t index) const {
    return is_array() ? at(index) : Value{};
}

Value Value::operator[](std::string_view key) const {
    if (!is_object()) return {};
    const Node& object = node_of(tree_, node_);
    const auto sorted = tree_->index_of(object);
    if (!sorted.empty()) {
        auto name = [this](std::uint32_t child) { return tree_->key_of(tree_->nodes[child]); };
        const auto found = std::ranges::lower_bound(sorted, key, {}, name);
        return found != sorted.end() && name(*found) == key ? Value{tree_, *found} : Value{};
    }
    for (std::uint32_t child = object.start; child < object.start + object.size; ++child)
        if (tree_->key_of(tree_->nodes[child]) == key) return {tree_, child};
    return {};
}

std::string_view Value::key(size_t index) const {
    if (!is_object() || index >= size()) return {};
    return tree_->key_of(tree_->nodes[node_of(tree_, node_).start + index]);
}

std::string_view Value::text() const {
    return is_text() ? tree_->text_of(node_of(tree_, node_)) : std::string_view{};
}

std::optional<bool> Value::boolean() const {
    if (kind() != Kind::boolean) return std::nullopt;
    return tree_->text_of(node_of(tree_, node_)) == "true";
}

std::optional<std::int64_t> Value::integer() const {
    if (kind() != Kind::integer) return std::nullopt;
    return to_integer(tree_->text_of(node_of(tree_, node_)));
}

std::optional<double> Value::number() const {
    if (kind() == Kind::real) return to_double(tree_->text_of(node_of(tree_, node_)));
    if (kind() == Kind::integer && integer()) return to_double(tree_->text_of(node_of(tree_, node_)));
    return std::nullopt;
}

std::string Value::as_text() const {
    switch (kind()) {
        case Kind::text:
        case Kind::boolean:
        case Kind::integer:
        case Kind::real:
            return std::string(tree_->text_of(node_of(tree_, node_)));
        case Kind::missing:
        case Kind::null:
        case Kind::array:
        case Kind::object:
            return {};
    }
    return {};
}

Document::Document() = default;
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

Value Document::root() const {
    return tree_ ? Value{tree_.get(), tree_->root} : Value{};
}

}  // namespace kith::json
