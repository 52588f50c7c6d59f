#include "ports/transport.h"

namespace kith::ports {

std::string_view name_of(HttpFailure failure) {
    switch (failure) {
        case HttpFailure::none:
            return "none";
        case HttpFailure::connect:
            return "connect";
        case HttpFailure::tls:
            return "tls";
        case HttpFailure::timed_out:
            return "timed_out";
        case HttpFailure::dropped:
            return "dropped";
        case HttpFailure::too_large:
            return "too_large";
        case HttpFailure::redirect:
            return "redirect";
        case HttpFailure::protocol:
            return "protocol";
        case HttpFailure::cancelled:
            return "cancelled";
    }
    return "unknown";
}

}  // namespace kith::ports
