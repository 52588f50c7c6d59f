#include "connectors/declarative/path.h"

#include "base/text.h"

#include <algorithm>

namespace kith::declarative {
namespace {

constexpr size_t kMostNames = 8;

void add_values(json::Value value, bool through_lists, std::vector<json::Value>& out) {
    if (value.is_absent()) return;
    if (!value.is_array()) return out.push_back(value);
    if (!through_lists) return;
    for (json::Value element : value)
        if (!element.is_absent() && !element.is_array()) out.push_back(element);
}

void walk(json::Value value, const std::vector<std::string>& names, size_t at, bool through_lists,
          std::vector<json::Value>& out) {
    if (at == names.size()) return add_values(value, through_lists, out);
    if (value.is_object()) return walk(value[names[at]], names, at + 1, through_lists, out);
    if (!value.is_array() || !through_lists) return;
    for (json::Value element : value)
        if (element.is_object()) walk(element[names[at]], names, at + 1, through_lists, out);
}

void enter(const Scope& scope, const std::vector<std::string>& names, size_t at, std::vector<Scope>& out) {
    if (at == names.size()) return out.push_back(scope);
    const json::Value next = scope.here()[names[at]];
    if (next.is_object()) return enter(scope.entered(next), names, at + 1, out);
    if (!next.is_array()) return;
    for (json::Value element : next)
        if (element.is_object()) enter(scope.entered(element), names, at + 1, out);
}

}  // namespace

Scope Scope::entered(json::Value value) const {
    Scope inner = *this;
    inner.levels_.push_back(value);
    return inner;
}

json::Value Scope::around(size_t levels) const {
    if (levels >= levels_.size()) return {};
    return levels_[levels_.size() - 1 - levels];
}

std::optional<Path> Path::parse(std::string_view text) {
    Path path;
    path.from_root_ = text.starts_with('/');
    if (path.from_root_) text.remove_prefix(1);
    while (!path.from_root_ && text.starts_with("../")) {
        ++path.up_;
        text.remove_prefix(3);
    }
    path.names_ = base::split(text, '.');
    const bool has_gap = std::any_of(path.names_.begin(), path.names_.end(), [](const std::string& name) {
        return name.empty() || name.find_first_of("/{}@ ") != std::string::npos;
    });
    if (has_gap || path.names_.size() > kMostNames) return std::nullopt;
    return path;
}

json::Value Path::start(const Scope& scope) const {
    return from_root_ ? scope.root() : scope.around(up_);
}

std::vector<json::Value> Path::find(const Scope& scope) const {
    std::vector<json::Value> out;
    walk(start(scope), names_, 0, !leaves(), out);
    return out;
}

json::Value Path::exactly(json::Value root) const {
    for (const std::string& name : names_) root = root[name];
    return root;
}

std::vector<Scope> Path::each(const Scope& scope) const {
    std::vector<Scope> out;
    enter(scope, names_, 0, out);
    return out;
}

}  // namespace kith::declarative
