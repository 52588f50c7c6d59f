#include "connectors/fhir/bundle.h"

#include "base/text.h"
#include "connectors/fhir/elements.h"

namespace kith::fhir {
namespace {

std::string local_name(json::Value resource) {
    return std::string(resource["resourceType"].text()) + "/" + resource["id"].as_text();
}

json::Value contained_in(json::Value resource, std::string_view id) {
    for (const auto one : each(resource["contained"]))
        if (one["id"].text() == id) return one;
    return {};
}

std::string without_slash(std::string_view address) {
    while (address.ends_with('/')) address.remove_suffix(1);
    return std::string(address);
}

}  // namespace

std::vector<Entry> entries_of(json::Value message) {
    if (message["resourceType"].text() != "Bundle") return {{message, {}, std::nullopt}};
    std::vector<Entry> entries;
    for (const auto entry : each(message["entry"]))
        if (entry["resource"].is_object())
            entries.push_back(
                {entry["resource"], entry["fullUrl"].as_text(), entry["search"]["score"].number()});
    return entries;
}

// The first to claim a name keeps it, so that a later entry cannot change what an earlier one meant.
void Index::add(const std::vector<Entry>& entries) {
    for (const auto& entry : entries) {
        if (!entry.full_url.empty()) by_address_.emplace(entry.full_url, entry.resource);
        by_name_.emplace(local_name(entry.resource), entry.resource);
    }
}

json::Value Index::resolve(json::Value reference, json::Value within) const {
    const std::string_view address = reference["reference"].text();
    if (address.empty()) return {};
    if (address.starts_with('#')) return contained_in(within, address.substr(1));
    if (const auto found = by_address_.find(address); found != by_address_.end()) return found->second;
    const auto found = by_name_.find(target_of(reference));
    return found != by_name_.end() ? found->second : json::Value{};
}

std::optional<base::Instant> as_of(json::Value message) {
    for (const auto said : {message["timestamp"], message["meta"]["lastUpdated"]})
        if (const auto at = base::parse_instant(said.text())) return *at;
    return std::nullopt;
}

std::optional<size_t> total_of(json::Value bundle) {
    const auto total = bundle["total"].integer();
    return total && *total >= 0 ? std::optional(static_cast<size_t>(*total)) : std::nullopt;
}

std::string next_link(json::Value bundle) {
    for (const auto link : each(bundle["link"]))
        if (link["relation"].text() == "next") return link["url"].as_text();
    return {};
}

std::string path_below(std::string_view base_url, std::string_view link) {
    const std::string base = without_slash(base_url);
    if (link.find("://") == std::string_view::npos && !link.starts_with("//")) {
        // A relative link counts from the base (RFC 3986 section 5), with or without its leading slash.
        const size_t host = base.find('/', base.find("://") + 3);
        const std::string base_path = host == std::string::npos ? "" : base.substr(host);
        if (!link.starts_with('/')) return "/" + std::string(link);
        if (!link.starts_with(base_path + "/")) return {};
        return std::string(link.substr(base_path.size()));
    }
    if (base.empty() || !link.starts_with(base + "/")) return {};
    return std::string(link.substr(base.size()));
}

}  // namespace kith::fhir
