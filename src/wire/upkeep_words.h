#pragma once
#include "wire/house.h"

#include <string>

namespace kith::wire {

/// What looking after the house came upon, for the status line: a few words each, joined. Empty when there is
/// nothing to say.
std::string words_of(const Tended& tended);

/// How far the log has been seen by others: "witnessed to entry 48,211 at 09:55", "12 entries not witnessed
/// yet", or what is wrong. Empty for a desktop that works alone.
std::string witness_words(const ShippingState& state);

}  // namespace kith::wire
