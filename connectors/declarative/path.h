#pragma once
#include "json/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::declarative {

/// Where paths begin: the whole answer, then each object entered on the way to the one being read. Valid
/// while the document lives.
class Scope {
public:
    explicit Scope(json::Value root) : levels_{root} {}
    Scope entered(json::Value value) const;
    json::Value here() const { return levels_.back(); }
    json::Value root() const { return levels_.front(); }
    /// The object `levels` around this one; missing when there are not so many.
    json::Value around(size_t levels) const;

private:
    std::vector<json::Value> levels_;
};

/// Member names with dots: "address.postcode". "../" begins at the object around, "/" at the whole answer; a
/// path that leaves its object so does not go through lists, which keeps reading linear in the size of the
/// answer.
class Path {
public:
    /// Empty when the text is not a path.
    static std::optional<Path> parse(std::string_view text);

    /// Every value there that is not null, through lists, in order.
    std::vector<json::Value> find(const Scope& scope) const;
    /// The object or list itself that stands there, missing if none: for "list" members.
    json::Value exactly(json::Value root) const;
    /// Every object there, entered: one level a name.
    std::vector<Scope> each(const Scope& scope) const;

    const std::vector<std::string>& names() const { return names_; }
    size_t levels_up() const { return up_; }
    bool is_from_root() const { return from_root_; }
    bool operator==(const Path&) const = default;

private:
    bool leaves() const { return up_ > 0 || from_root_; }
    json::Value start(const Scope& scope) const;

    std::vector<std::string> names_;
    size_t up_ = 0;
    bool from_root_ = false;
};

}  // namespace kith::declarative
