#include "connectors/sui/pointer.h"

#include "base/text.h"
#include "connectors/sui/filing.h"

#include <algorithm>

namespace kith::sui {
namespace {

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_' || c == '.' || c == '~';
    });
}

/// What follows the place: "{...}" of a template or this source's own base address.
std::optional<std::string_view> after_the_place(std::string_view url, std::string_view base_url) {
    if (url.starts_with('/')) return url;
    if (const size_t close = url.find('}'); url.starts_with('{') && close != std::string_view::npos)
        return url.substr(close + 1);
    if (base_url.ends_with('/')) base_url.remove_suffix(1);
    if (base_url.empty() || !url.starts_with(base_url)) return std::nullopt;
    return url.substr(base_url.size());
}

/// Every segment is a plain name, so nothing is escaped, climbed or asked of the record's address.
bool is_safe_path(std::string_view path) {
    if (!path.starts_with('/')) return false;
    const auto segments = base::split(path.substr(1), '/');
    return std::all_of(segments.begin(), segments.end(), [](const std::string& segment) {
        return !segment.empty() && segment != "." && segment != ".." && is_plain(segment);
    });
}

std::string own_fetch_path(std::string_view organisation, const std::string& record_id) {
    if (record_id.empty() || !is_plain(record_id) || record_id.find("..") != std::string::npos) return {};
    return "/api/v1/Fetch/" + std::string(organisation) + "/" + record_id;
}

Pointer read_pointer(json::Value item, std::string_view base_url, std::string_view organisation,
                     std::string_view person_id) {
    Pointer pointer{said(item["recordType"]), said(item["recordId"]), {}};
    const std::string url = said(item["recordUrl"]);
    pointer.path = url.empty() ? own_fetch_path(organisation, pointer.record_id)
                               : path_at_source(url, base_url, person_id).value_or("");
    return pointer;
}

}  // namespace

std::optional<std::string> path_at_source(std::string_view url, std::string_view base_url,
                                          std::string_view person_id) {
    auto path = after_the_place(url, base_url);
    if (!path) return std::nullopt;
    // The pilot adds ?recordType=...: the record's id says it already.
    *path = path->substr(0, path->find('?'));
    const bool carries_number = !person_id.empty() && path->find(person_id) != std::string_view::npos;
    if (!is_safe_path(*path) || carries_number) return std::nullopt;
    return std::string(*path);
}

std::optional<std::vector<Pointer>> read_pointers(json::Value root, std::string_view base_url,
                                                  std::string_view organisation, std::string_view person_id) {
    if (!root.is_array()) return std::nullopt;
    std::vector<Pointer> pointers;
    for (json::Value item : root) {
        if (!item.is_object() || said(item["recordType"]).empty()) return std::nullopt;
        pointers.push_back(read_pointer(item, base_url, organisation, person_id));
    }
    return pointers;
}

}  // namespace kith::sui
