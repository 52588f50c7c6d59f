#include "base/expected.h"

namespace kith::base {

std::string_view name_of(Fault fault) {
    switch (fault) {
        case Fault::invalid_input:
            return "invalid_input";
        case Fault::too_large:
            return "too_large";
        case Fault::not_found:
            return "not_found";
        case Fault::denied:
            return "denied";
        case Fault::unavailable:
            return "unavailable";
        case Fault::timed_out:
            return "timed_out";
        case Fault::cancelled:
            return "cancelled";
        case Fault::corrupt:
            return "corrupt";
        case Fault::log_unwritable:
            return "log_unwritable";
        case Fault::internal:
            return "internal";
    }
    return "internal";
}

}  // namespace kith::base
