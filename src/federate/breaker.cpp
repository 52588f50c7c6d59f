#include "federate/breaker.h"

namespace kith::federate {

void Breaker::succeeded() {
    in_a_row_ = 0;
    is_open_ = false;
}

void Breaker::failed(Ticks now) {
    if (is_resting(now)) return;  // sent before the rest began: it does not make the rest longer
    if (!is_open_ && ++in_a_row_ < failures_allowed_) return;
    is_open_ = true;
    rests_until_ = now + rest_;
}

}  // namespace kith::federate
