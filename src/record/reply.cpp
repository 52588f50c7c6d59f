#include "record/reply.h"

#include <algorithm>

namespace kith::record {

size_t Reply::record_count() const {
    const auto others = std::count_if(people.begin(), people.end(), [this](const PersonRecord& one) {
        return subject_ref.empty() || one.ref != subject_ref;
    });
    return events.size() + static_cast<size_t>(others);
}

}  // namespace kith::record
