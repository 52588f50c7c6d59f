#include "json/locate.h"
#include "json/tree.h"
#include "json/value.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <numeric>

namespace kith::json {
namespace {

namespace ondemand = simdjson::ondemand;

/// Leaves the parse; stays inside this file.
struct Refused {
    base::Fault fault;
    const char* why;
    size_t offset;
};

[[noreturn]] void refuse(const char* why, size_t offset) {
    throw Refused{base::Fault::invalid_input, why, offset};
}
[[noreturn]] void refuse_size(const char* why, size_t offset) {
    throw Refused{base::Fault::too_large, why, offset};
}

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::string_view without_space(std::string_view text) {
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    return text;
}

size_t skip_digits(std::string_view text, size_t at) {
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at;
}

/// RFC 8259 section 6, to the letter: integer or real, or missing where it is no number.
Kind number_kind(std::string_view text) {
    size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
    const size_t whole = skip_digits(text, at);
    if (whole == at || (text[at] == '0' && whole > at + 1)) return Kind::missing;
    Kind kind = Kind::integer;
    at = whole;
    if (at < text.size() && text[at] == '.') {
        const size_t end = skip_digits(text, at + 1);
        if (end == at + 1) return Kind::missing;
        kind = Kind::real;
        at = end;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        const size_t end = skip_digits(text, at);
        if (end == at) return Kind::missing;
        kind = Kind::real;
        at = end;
    }
    return at == text.size() ? kind : Kind::missing;
}

Kind scalar_kind(std::string_view token) {
    if (token == "null") return Kind::null;
    if (token == "true" || token == "false") return Kind::boolean;
    return number_kind(token);
}

/// No text has more values than this: one before each comma, and one in each container.
size_t most_values(std::string_view bytes) {
    return 1 + static_cast<size_t>(
                   std::ranges::count_if(bytes, [](char c) { return c == ',' || c == '[' || c == '{'; }));
}

/// Walks simdjson's view of the text once, checks all that it leaves to us, and keeps the result as a Tree.
class Builder {
public:
    Builder(std::string_view bytes, const Limits& limits) : limits_(limits), length_(bytes.size()) {
        tree_->bytes = std::make_unique<char[]>(length_ + simdjson::SIMDJSON_PADDING);
        std::memcpy(tree_->bytes.get(), bytes.data(), length_);
        // One allocation, so that growing never holds two copies; hidden nodes come with every 17th member at
        // most.
        const size_t values = most_values(bytes);
        tree_->nodes.reserve(values + values / kIndexedFrom + 1);
    }

    std::unique_ptr<const Tree> build() {
        const Node root = is_container(without_space(text())) ? containers() : lone_scalar();
        tree_->root = static_cast<std::uint32_t>(tree_->nodes.size());
        tree_->nodes.push_back(root);
        return std::move(tree_);
    }

private:
    std::string_view text() const { return {tree_->bytes.get(), length_}; }
    size_t offset_of(const char* place) const { return static_cast<size_t>(place - tree_->bytes.get()); }

    static bool is_container(std::string_view trimmed) {
        return !trimmed.empty() && (trimmed[0] == '{' || trimmed[0] == '[');
    }

    Node containers() {
        ondemand::document document;
        const auto error =
            parser_.iterate(tree_->bytes.get(), length_, length_ + simdjson::SIMDJSON_PADDING).get(document);
        if (error) refuse_first_stage(error);
        ondemand::value root;
        const auto opened = document.get_value().get(root);
        if (opened) refuse(simdjson::error_message(opened), 0);
        const Node node = value(root, 0);
        const char* rest = nullptr;
        if (!document.current_location().get(rest)) refuse("text after the end", offset_of(rest));
        return node;
    }

    [[noreturn]] void refuse_first_stage(simdjson::error_code error) const {
        if (error == simdjson::UTF8_ERROR) refuse("ill-formed UTF-8", first_ill_formed(text()));
        refuse(simdjson::error_message(error), first_bad_in_string(text()));
    }

    /// A text that is one string, number, true, false or null.
    Node lone_scalar() {
        const std::string_view trimmed = without_space(text());
        if (first_ill_formed(trimmed) != trimmed.size()) refuse("ill-formed UTF-8", first_ill_formed(text()));
        if (trimmed.empty() || trimmed[0] != '"') return scalar(trimmed);
        if (first_bad_in_string(trimmed) != trimmed.size())
            refuse("control character or no end in a string", first_bad_in_string(text()));
        check(parser_.allocate(length_), trimmed.data());
        const size_t start = offset_of(trimmed.data()) + 1;
        const Raw raw = raw_string(tree_->bytes.get() + start);
        if (raw.end + 1 != trimmed.data() + trimmed.size())
            refuse("text after the end", offset_of(raw.end) + 1);
        return string(raw);
    }

    Node value(ondemand::value value, size_t depth) {
        const char* place = value.raw_json_token().data();
        switch (*place) {
            case '{':
                return object(value, enter(depth, place));
            case '[':
                return array(value, enter(depth, place));
            case '"':
                return consumed_string(value, place);
            default:
                return scalar(without_space(value.raw_json_token()));
        }
    }

    /// A string that simdjson is not told to be read would be taken for a member name where a colon follows.
    Node consumed_string(ondemand::value& of, const char* place) {
        ondemand::raw_json_string consumed;
        check(of.get_raw_json_string().get(consumed), place);
        return string(raw_string(consumed.raw()));
    }

    size_t enter(size_t depth, const char* place) const {
        if (depth == limits_.depth) refuse_size("nested too deeply", offset_of(place));
        return depth + 1;
    }

    Node array(ondemand::value& of, size_t depth) {
        const char* place = of.raw_json_token().data();
        const size_t before = pending_.size();
        ondemand::array elements;
        check(of.get_array().get(elements), place);
        for (auto element : elements) {
            ondemand::value item;
            check(element.get(item), place);
            make_room(before, place);
            pending_.push_back(value(item, depth));
        }
        return close(Kind::array, before);
    }

    Node object(ondemand::value& of, size_t depth) {
        const char* place = of.raw_json_token().data();
        const size_t before = pending_.size();
        ondemand::object members;
        check(of.get_object().get(members), place);
        for (auto member : members) {
            ondemand::field field;
            check(std::move(member).get(field), place);
            make_room(before, place);
            const Node name = string(raw_string(field.key().raw()));
            if (name.size > kLongestName) refuse_size("member name too long", name.start);
            Node node = value(field.value(), depth);
            node.key_start = name.start;
            node.key_size = name.size & kLongestName;
            pending_.push_back(node);
        }
        return close_object(before);
    }

    void check(simdjson::error_code error, const char* place) const {
        if (error) refuse(simdjson::error_message(error), offset_of(place));
    }

    void make_room(size_t before, const char* place) const {
        if (pending_.size() - before == limits_.members) refuse_size("too many members", offset_of(place));
    }

    /// Moves a container's finished children to their lasting place, side by side.
    Node close(Kind kind, size_t before) {
        Node node;
        node.kind = static_cast<std::uint32_t>(kind) & 15u;
        node.start = static_cast<std::uint32_t>(tree_->nodes.size());
        node.size = static_cast<std::uint32_t>(pending_.size() - before);
        tree_->nodes.insert(tree_->nodes.end(), pending_.begin() + static_cast<std::ptrdiff_t>(before),
                            pending_.end());
        pending_.resize(before);
        return node;
    }

    Node close_object(size_t before) {
        const bool indexed = pending_.size() - before > kIndexedFrom;
        if (indexed) {
            Node hidden;
            hidden.start = static_cast<std::uint32_t>(tree_->index.size());
            tree_->nodes.push_back(hidden);
        }
        const Node object = close(Kind::object, before);
        indexed ? index(object) : compare_names(object);
        return object;
    }

    std::string_view name(std::uint32_t child) const { return tree_->key_of(tree_->nodes[child]); }

    void compare_names(const Node& object) const {
        for (std::uint32_t a = object.start; a < object.start + object.size; ++a)
            for (std::uint32_t b = object.start; b < a; ++b)
                if (name(a) == name(b)) refuse("duplicate member name", tree_->nodes[a].key_start);
    }

    void index(const Node& object) {
        const size_t first = tree_->index.size();
        tree_->index.resize(first + object.size);
        const auto sorted = std::ranges::subrange(tree_->index.begin() + static_cast<std::ptrdiff_t>(first),
                                                  tree_->index.end());
        std::iota(sorted.begin(), sorted.end(), object.start);
        auto by_name = [this](std::uint32_t child) { return name(child); };
        std::ranges::sort(sorted, {}, by_name);
        const auto twice = std::ranges::adjacent_find(sorted, {}, by_name);
        if (twice != sorted.end())
            refuse("duplicate member name",
                   std::max(tree_->nodes[*twice].key_start, tree_->nodes[*(twice + 1)].key_start));
    }

    /// A string as it stands in the text, without its quotes. simdjson has already seen that it ends.
    struct Raw {
        const char* begin;
        const char* end;
        bool is_escaped;
    };

    Raw raw_string(const char* begin) const {
        const auto rest = [this](const char* from) { return length_ - offset_of(from); };
        auto* quote = static_cast<const char*>(std::memchr(begin, '"', rest(begin)));
        if (!quote) refuse("no end of a string", offset_of(begin));
        auto* escape = static_cast<const char*>(std::memchr(begin, '\\', static_cast<size_t>(quote - begin)));
        if (!escape) return {begin, quote, false};
        const char* at = escape;
        while (at < begin + rest(begin) && *at != '"') at += *at == '\\' ? 2 : 1;
        return {begin, at, true};
    }

    Node string(const Raw& raw) {
        const size_t size =
            raw.is_escaped ? unescape_in_place(raw) : static_cast<size_t>(raw.end - raw.begin);
        if (size > limits_.string_bytes) refuse_size("string too long", offset_of(raw.begin));
        return leaf(Kind::text, {raw.begin, size});
    }

    /// simdjson's unescaping lets a lone low surrogate through as ill-formed UTF-8, hence the second look.
    size_t unescape_in_place(const Raw& raw) {
        const size_t most = static_cast<size_t>(raw.end - raw.begin);
        if (scratch_.size() < most + simdjson::SIMDJSON_PADDING)
            scratch_.resize(most + simdjson::SIMDJSON_PADDING);
        std::uint8_t* into = scratch_.data();
        std::string_view plain;
        const auto* from = reinterpret_cast<const std::uint8_t*>(raw.begin);
        if (parser_.unescape(ondemand::raw_json_string(from), into).get(plain) ||
            !simdjson::validate_utf8(plain.data(), plain.size()))
            refuse("bad escape in a string", offset_of(raw.begin));
        std::memcpy(tree_->bytes.get() + offset_of(raw.begin), plain.data(), plain.size());
        return plain.size();
    }

    Node scalar(std::string_view token) const {
        const Kind kind = scalar_kind(token);
        if (kind == Kind::missing) refuse("neither a value nor its end", offset_of(token.data()));
        return leaf(kind, token);
    }

    Node leaf(Kind kind, std::string_view token) const {
        Node node;
        node.kind = static_cast<std::uint32_t>(kind) & 15u;
        node.start = static_cast<std::uint32_t>(offset_of(token.data()));
        node.size = static_cast<std::uint32_t>(token.size());
        return node;
    }

    static constexpr std::uint32_t kLongestName = (1u << 28) - 1;

    const Limits& limits_;
    size_t length_;
    std::unique_ptr<Tree> tree_ = std::make_unique<Tree>();
    ondemand::parser parser_;
    std::vector<Node> pending_;  ///< children of the containers still open
    std::vector<std::uint8_t> scratch_;
};

void check_bytes(std::string_view bytes, const Limits& limits) {
    // Offsets are kept in 32 bits.
    if (bytes.size() > std::min<size_t>(limits.bytes, UINT32_MAX - 1))
        refuse_size("too many bytes", limits.bytes);
    if (bytes.starts_with("\xEF\xBB\xBF")) refuse("byte order mark", 0);
    const size_t nul = bytes.find('\0');
    if (nul != std::string_view::npos) refuse("NUL byte", nul);
}

}  // namespace

base::Expected<Document> parse(std::string_view bytes, const Limits& limits) {
    try {
        check_bytes(bytes, limits);
        Document document;
        document.tree_ = Builder(bytes, limits).build();
        return document;
    } catch (const Refused& refused) {
        return base::fail(refused.fault,
                          std::string("JSON: ") + refused.why + " at byte " + std::to_string(refused.offset));
    }
}

}  // namespace kith::json
