#include "record/event.h"

namespace kith::record {

std::string_view name_of(Voice voice) {
    switch (voice) {
        case Voice::recorded:
            return "recorded";
        case Voice::fact:
            return "fact";
        case Voice::allegation:
            return "allegation";
        case Voice::opinion:
            return "opinion";
        case Voice::childs_words:
            return "childs_words";
    }
    return "recorded";
}

const When& Event::sort_time() const {
    if (occurred.is_known()) return occurred;
    if (reported.is_known()) return reported;
    if (recorded.is_known()) return recorded;
    return received;
}

std::string_view Event::sorted_by() const {
    if (occurred.is_known()) return "occurred";
    if (reported.is_known()) return "reported";
    if (recorded.is_known()) return "recorded";
    return received.is_known() ? "received" : "none";
}

}  // namespace kith::record
