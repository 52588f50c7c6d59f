#pragma once
#include "base/expected.h"

#include <chrono>
#include <string>
#include <string_view>

namespace kith::base {

/// A moment, in UTC, to the millisecond.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// "2026-11-22T09:41:07.250Z". Always UTC, always three decimals, so that text order is time order.
std::string to_iso(Instant instant);

/// Reads RFC 3339 with a zone ("Z" or "+01:00"), with or without decimals (cut to milliseconds).
/// Fails with invalid_input: a time without a zone is not an Instant.
Expected<Instant> parse_instant(std::string_view text);

/// "22 Nov 2026, 09:41" in the clock of the United Kingdom (GMT or BST, rule of the Summer Time Order 2002).
std::string uk_time(Instant instant);

/// Minutes by which United Kingdom clocks are ahead of UTC at this instant: 0 or 60.
int uk_offset_minutes(Instant instant);

}  // namespace kith::base
