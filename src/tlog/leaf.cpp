#include "tlog/leaf.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace kith::tlog {
namespace {

using base::Expected;
using base::Fault;

constexpr std::int64_t kLargestExact = (std::int64_t{1} << 53) - 1;
constexpr size_t kDeepest = 64;

/// Writes canonically what the library reads, as it reads it, and keeps the members of the outermost object
/// that a checker needs. Each handler says whether to go on.
class Rewriter {
public:
    using string_t = std::string;
    using binary_t = nlohmann::json::binary_t;

    const std::string& text() const { return out_; }
    const Leaf& leaf() const { return leaf_; }
    const std::string& at() const { return at_; }
    bool has_all() const { return has_index_ && has_kind_ && !at_.empty() && !leaf_.chain.empty(); }

    bool null() { return literal("null"); }
    bool boolean(bool value) { return literal(value ? "true" : "false"); }
    bool number_integer(std::int64_t value) {
        return value >= -kLargestExact && value <= kLargestExact && literal(std::to_string(value));
    }
    bool number_unsigned(std::uint64_t value) {
        if (value > static_cast<std::uint64_t>(kLargestExact)) return false;
        if (is_member("index")) {
            leaf_.index = value;
            has_index_ = true;
        }
        return literal(std::to_string(value));
    }
    bool number_float(double, const string_t&) { return false; }
    bool string(string_t& value) {
        keep(value);
        begin_value();
        quote(value);
        return true;
    }
    bool binary(binary_t&) { return false; }
    bool start_object(size_t) { return open('{'); }
    bool start_array(size_t) { return open('['); }
    bool end_object() { return close('}'); }
    bool end_array() { return close(']'); }
    bool key(string_t& name) {
        Level& level = levels_.back();
        const bool is_ascii =
            std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        // Sorted and no name twice: the later one is the greater.
        if (!is_ascii || (!level.is_empty && level.last >= name)) return false;
        if (!level.is_empty) out_ += ',';
        level.is_empty = false;
        level.last = name;
        quote(name);
        out_ += ':';
        return true;
    }
    bool parse_error(size_t, const std::string&, const nlohmann::detail::exception&) { return false; }

private:
    struct Level {
        bool is_object, is_empty = true;
        std::string last = {};
    };

    bool is_member(std::string_view name) const {
        return levels_.size() == 1 && levels_[0].is_object && levels_[0].last == name;
    }
    void keep(const std::string& value) {
        if (levels_.size() != 1) return;
        if (is_member("at")) at_ = value;
        if (is_member("chain")) leaf_.chain = value;
        if (is_member("kind")) {
            leaf_.kind = value;
            has_kind_ = true;
        }
        if (is_member("rulebook")) leaf_.rulebook = value;
    }
    void begin_value() {
        if (levels_.empty() || levels_.back().is_object) return;
        if (!levels_.back().is_empty) out_ += ',';
        levels_.back().is_empty = false;
    }
    bool literal(std::string_view text) {
        begin_value();
        out_ += text;
        return true;
    }
    bool open(char bracket) {
        // A leaf is an object.
        if (levels_.size() >= kDeepest || (levels_.empty() && bracket != '{')) return false;
        begin_value();
        out_ += bracket;
        levels_.push_back({bracket == '{'});
        return true;
    }
    bool close(char bracket) {
        out_ += bracket;
        levels_.pop_back();
        return true;
    }
    void quote(std::string_view text) {
        constexpr std::string_view kShort = "\b\t\n\f\r", kLetters = "btnfr", kHex = "0123456789abcdef";
        out_ += '"';
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            if (const size_t at = kShort.find(c); at != kShort.npos) {
                out_ += '\\';
                out_ += kLetters[at];
            } else if (byte < ' ') {
                out_ += "\\u00";
                out_ += kHex[byte >> 4];
                out_ += kHex[byte & 15];
            } else {
                if (c == '"' || c == '\\') out_ += '\\';
                out_ += c;
            }
        }
        out_ += '"';
    }

    std::string out_, at_;
    Leaf leaf_;
    bool has_index_ = false, has_kind_ = false;
    std::vector<Level> levels_;
};

bool read(std::string_view json, Rewriter& rewriter) {
    try {
        return nlohmann::json::sax_parse(json.begin(), json.end(), &rewriter);
    } catch (const std::exception&) {
        return false;  // out of memory, or a library's own opinion: not a leaf that we can vouch for
    }
}

}  // namespace

Expected<Leaf> read_leaf(std::string_view json) {
    Rewriter rewriter;
    if (!read(json, rewriter) || rewriter.text() != json)
        return base::fail(Fault::invalid_input, "it is not canonical JSON");
    const auto at = base::parse_instant(rewriter.at());
    if (!rewriter.has_all() || !at || base::to_iso(*at) != rewriter.at())
        return base::fail(Fault::invalid_input, "it lacks what every entry has");
    Leaf leaf = rewriter.leaf();
    leaf.at = *at;
    return leaf;
}

}  // namespace kith::tlog
