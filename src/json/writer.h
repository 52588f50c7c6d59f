#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kith::json {

/// Writes JSON text without a tree and without nlohmann in anybody's header. Members appear in the order
/// written.
///   Writer w; w.object(); w.member("state", "awaiting"); w.key("tries"); w.number(2); w.end(); w.text();
/// Strings are escaped per RFC 8259; ill-formed UTF-8 is replaced by U+FFFD.
class Writer {
public:
    Writer& object();
    Writer& array();
    /// Closes the innermost object or array.
    Writer& end();
    Writer& key(std::string_view name);
    Writer& string(std::string_view value);
    Writer& number(std::int64_t value);
    /// The shortest text that reads back as the same number; null for what JSON cannot say (infinity, not a
    /// number).
    Writer& real(double value);
    Writer& boolean(bool value);
    Writer& null();
    /// Already valid JSON, placed as it is.
    Writer& raw(std::string_view json);

    Writer& member(std::string_view name, std::string_view value) { return key(name).string(value); }
    Writer& member(std::string_view name, const char* value) { return key(name).string(value); }
    Writer& member(std::string_view name, std::int64_t value) { return key(name).number(value); }
    Writer& member(std::string_view name, int value) { return key(name).number(value); }
    Writer& member(std::string_view name, size_t value) {
        return key(name).number(static_cast<std::int64_t>(value));
    }
    Writer& member(std::string_view name, bool value) { return key(name).boolean(value); }

    const std::string& text() const { return out_; }

private:
    void separate();
    std::string out_;
    struct Level {
        char close;
        bool empty;
    };
    std::vector<Level> levels_;
    bool after_key_ = false;
};

}  // namespace kith::json
