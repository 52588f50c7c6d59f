#include "chronology/chronology.h"
#include "chronology/incidents.h"
#include "chronology/order.h"
#include "link/people.h"
#include "link/short_id.h"

#include <algorithm>
#include <utility>

namespace kith::chronology {

namespace {

std::string id_of(const Told& told) {
    const std::uint64_t content = content_of(*told.event) + told.nth;
    return link::short_id("e-", {reinterpret_cast<const char*>(&content), sizeof content});
}

void add_people(std::vector<std::string>& to, const std::vector<std::string>& more) {
    for (const auto& id : more)
        if (std::find(to.begin(), to.end(), id) == to.end()) to.push_back(id);
}

}  // namespace

Entry::Entry(std::string name, std::shared_ptr<const record::Event> account, std::vector<std::string> about)
    : id(std::move(name)), told(std::move(account)), event(*told), people(std::move(about)) {}

Chronology merge(const link::Replies& replies, const link::Identities& identities,
                 const std::set<std::string>& ungrouped) {
    const auto from = link::in_order(replies);
    const link::People people(identities);
    std::vector<link::Refs> refs;
    for (const auto& reply : from) refs.emplace_back(*reply, people);

    const Ordered ordered = in_order(from);
    Chronology out;
    out.entries.reserve(ordered.dated);
    auto again = ordered.again.begin();
    for (size_t i = 0; i < ordered.told.size(); ++i) {
        const auto& told = ordered.told[i];
        std::vector<std::string> about;
        bool waits = refs[told.reply].must_wait(*told.event);
        if (!waits) about = refs[told.reply].of(*told.event);
        for (; again != ordered.again.end() && again->first == i; ++again) {
            const auto& other = again->second;
            if (refs[other.reply].must_wait(*other.event)) continue;
            add_people(about, refs[other.reply].of(*other.event));
            waits = false;
        }
        if (waits) continue;
        auto& list = i < ordered.dated ? out.entries : out.undated;
        list.emplace_back(id_of(told), std::shared_ptr<const record::Event>(from[told.reply], told.event),
                          std::move(about));
    }
    out.groups = find_incidents(out.entries, ungrouped);
    return out;
}

}  // namespace kith::chronology
