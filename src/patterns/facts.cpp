#include "patterns/facts.h"

#include "link/address_key.h"
#include "link/people.h"

#include <unordered_map>

namespace kith::patterns {

namespace {

std::optional<int> day_of(const std::optional<record::PartialDate>& date) {
    if (!date || !date->has_day()) return std::nullopt;
    return date->first_day();
}

void add_stays(Facts& facts, const record::PersonRecord& person) {
    for (const auto& address : person.addresses) {
        if (address.is_protected || address.use == "billing") continue;
        Stay stay{link::address_key(address), day_of(address.period.from), day_of(address.period.to),
                  person.origin};
        if (!stay.key.empty() && (stay.from || stay.to)) facts.stays.push_back(std::move(stay));
    }
}

}  // namespace

std::vector<Facts> gather(const chronology::Chronology& chronology, const link::Identities& identities,
                          const link::Replies& replies) {
    std::vector<Facts> out(identities.identities.size());
    std::unordered_map<std::string_view, size_t> index;
    for (size_t i = 0; i < out.size(); ++i) {
        out[i].identity = identities.identities[i].id;
        index.emplace(identities.identities[i].id, i);
    }
    for (const auto& entry : chronology.entries) {
        const auto found = entry.people.empty() ? index.end() : index.find(entry.people.front());
        if (found != index.end() && !entry.event.planned) out[found->second].entries.push_back(&entry);
    }
    const link::People people(identities);
    for (const auto& reply : link::in_order(replies))
        for (const auto& person : reply->people)
            if (const auto* identity = people.of(person)) add_stays(out[index.at(identity->id)], person);
    return out;
}

}  // namespace kith::patterns
