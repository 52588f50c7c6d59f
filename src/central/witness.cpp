#include "central/witness.h"

#include <algorithm>

namespace kith::central {

std::chrono::milliseconds waiting(const Witness& witness, base::Instant now) {
    if (!witness.entries || !witness.oldest) return std::chrono::milliseconds{0};
    return std::max(now - *witness.oldest, base::Instant::duration{0});
}

Leave may_ask(const Witness& witness, std::chrono::hours unwitnessed, base::Instant now) {
    if (!witness.entries) return Leave::any;
    // Entries that nobody can date cannot be called young.
    if (!witness.oldest || *witness.oldest - now > unwitnessed) return Leave::emergency_only;
    return waiting(witness, now) >= unwitnessed ? Leave::emergency_only : Leave::any;
}

bool is_late(const Witness& witness, base::Instant now) {
    return witness.entries > 100 || (witness.entries && waiting(witness, now) > std::chrono::seconds{60});
}

}  // namespace kith::central
