#include "base/text.h"
#include "json/members.h"
#include "json/writer.h"
#include "policy/import_dsa.h"

#include <set>

namespace kith::policy {
namespace {

using base::Expected;
using json::Members;

constexpr json::Limits kLimits{.bytes = 1u << 20, .depth = 8, .members = 1'000, .string_bytes = 4'096};

/// The texts of an array that must hold one at least.
std::vector<std::string> texts_of(json::Value list, const std::string& where,
                                  std::optional<base::Error>& error) {
    std::vector<std::string> texts;
    for (const json::Value one : list)
        if (one.is_text() && !one.text().empty()) texts.emplace_back(one.text());
    if (!error && (!list.is_array() || texts.empty() || texts.size() != list.size()))
        error =
            base::fail(base::Fault::invalid_input, where + " must be an array of names with one at least");
    return texts;
}

/// The members of an object that names things of the pilot's: each with what it is called here.
std::vector<std::pair<std::string, std::vector<std::string>>> read_names(json::Value object,
                                                                         const std::string& where,
                                                                         std::optional<base::Error>& error) {
    std::vector<std::pair<std::string, std::vector<std::string>>> all;
    std::set<std::string> seen;
    for (size_t i = 0; i < object.size(); ++i) {
        const std::string name(object.key(i));
        all.emplace_back(name, texts_of(object.at(i), where + "." + name, error));
        if (!error && !seen.insert(base::upper_ascii(name)).second)
            error = base::fail(base::Fault::invalid_input, where + " names \"" + name + "\" twice");
    }
    if (!error && (!object.is_object() || all.empty()))
        error = base::fail(base::Fault::invalid_input, where + " must be an object with one member at least");
    return all;
}

Expected<DsaMap::Holder> read_holder(json::Value value, const std::string& where) {
    Members m(value, where, {"org_id", "source", "record_types"});
    DsaMap::Holder holder;
    holder.org = m.text("org_id");
    holder.source = record::SourceId(m.text("source"));
    auto error = m.error();
    for (const auto& [type, names] : read_names(value["record_types"], m.place("record_types"), error)) {
        holder.record_types.push_back({type, {}});
        for (const auto& name : names) holder.record_types.back().second.emplace_back(name);
    }
    if (error) return *error;
    return holder;
}

/// Whether something stands in two places: what one of them gives would be given for the other.
Expected<void> check_shared(const DsaMap& map) {
    const auto twice = [](const std::string& what) {
        return base::fail(base::Fault::invalid_input,
                          what + " is named twice; what is given for one would be given for the other");
    };
    std::set<std::pair<std::string, std::string>> cells;
    for (const auto& holder : map.holders)
        for (const auto& [type, categories] : holder.record_types)
            for (const auto& category : categories)
                if (!cells.emplace(holder.source.text(), category.text()).second)
                    return twice("category \"" + category.text() + "\" of source \"" + holder.source.text() +
                                 "\"");
    std::set<std::string> purposes;
    for (const auto& [theirs, ours] : map.purposes)
        for (const auto& purpose : ours)
            if (!purposes.insert(purpose).second) return twice("purpose \"" + purpose + "\"");
    return {};
}

}  // namespace

Expected<DsaMap> read_dsa_map(std::string_view bytes) {
    const auto document = json::parse(bytes, kLimits);
    if (!document) return document.error();
    const json::Value file = document->root();
    Members m(file, "", {"version", "asks_as", "holders", "purposes"});
    if (m.integer_or("version", 0) != 1) m.refuse("version", "must be 1");
    if (m.error()) return *m.error();
    Members asks(file["asks_as"], "asks_as", {"org_id", "org_type"});
    DsaMap map{asks.text("org_id"), asks.text("org_type"), {}, {}};
    auto error = asks.error();
    map.purposes = read_names(file["purposes"], "purposes", error);
    if (error) return *error;
    const json::Value holders = m.array("holders");
    if (holders.size() == 0) m.refuse("holders", "must be an array with one entry at least");
    if (m.error()) return *m.error();
    for (size_t i = 0; i < holders.size(); ++i) {
        auto holder = read_holder(holders.at(i), "holders[" + std::to_string(i) + "]");
        if (!holder) return holder.error();
        map.holders.push_back(std::move(*holder));
    }
    if (const auto shared = check_shared(map); !shared) return shared.error();
    return map;
}

std::string agreements_json(const std::vector<Agreement>& agreements) {
    const auto list = [](json::Writer& w, std::string_view name, const auto& names, const auto& text) {
        if (names.empty()) return;
        w.key(name).array();
        for (const auto& one : names) w.string(text(one));
        w.end();
    };
    const auto id_text = [](const auto& id) -> const std::string& { return id.text(); };
    std::string out;
    for (const auto& one : agreements) {
        json::Writer w;
        w.object().member("id", one.id).member("name", one.name);
        list(w, "sources", one.sources, id_text);
        list(w, "categories", one.categories, id_text);
        list(w, "purposes", one.purposes, [](const std::string& purpose) { return purpose; });
        w.member("mode", one.mode == Mode::content ? "content" : "existence");
        if (one.denies) w.member("effect", "deny");
        w.member("valid_from", base::to_iso(one.valid_from));
        if (one.valid_until) w.member("valid_until", base::to_iso(*one.valid_until));
        out += (out.empty() ? "" : ",\n  ") + w.end().text();
    }
    return out.empty() ? "[]\n" : "[\n  " + out + "\n]\n";
}

}  // namespace kith::policy
