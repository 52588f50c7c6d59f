#pragma once
#include "record/ledger.h"

#include <string_view>

namespace kith::wording {

/// The fixed words of one ledger state. Inside this room only; others use wording.h.
struct StateWords {
    std::string_view label;
    std::string_view sign;
    std::string_view meaning;
};
const StateWords& words_of(record::LedgerState state);

}  // namespace kith::wording
