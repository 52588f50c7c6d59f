#include "record/reply.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace kith::record {
namespace {

/// People whom the reply only names as somebody's relative.
std::set<std::string_view> relatives_of(const Reply& reply) {
    std::set<std::string_view> relatives;
    for (const auto& tie : reply.ties)
        if (tie.to_person && tie.from != tie.to) relatives.insert(tie.to);
    return relatives;
}

size_t possible_people(const Reply& reply) {
    const auto relatives = relatives_of(reply);
    return static_cast<size_t>(
        std::count_if(reply.people.begin(), reply.people.end(),
                      [&](const PersonRecord& one) { return !relatives.contains(one.ref); }));
}

}  // namespace

size_t Reply::record_count() const {
    if (state == LedgerState::candidates) return possible_people(*this);
    const auto others = std::count_if(people.begin(), people.end(), [this](const PersonRecord& one) {
        return subject_ref.empty() || one.ref != subject_ref;
    });
    return events.size() + static_cast<size_t>(others);
}

}  // namespace kith::record
