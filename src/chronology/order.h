#pragma once
#include "link/resolve.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace kith::chronology {

/// One event as it was told, and by which reply (an index).
struct Told {
    const record::Event* event = nullptr;
    std::uint32_t reply = 0;
    /// Tells apart events that one answer repeats word for word: 0 for the first.
    std::uint32_t nth = 0;
};

struct Ordered {
    /// Dated by Event::sort_time, earliest first, then undated; ties by source, reference and what is said.
    /// An event that several replies tell is here once.
    std::vector<Told> told;
    size_t dated = 0;  ///< how many of `told` have a date
    /// The other tellings of an event: index into `told`, and the telling. Sorted.
    std::vector<std::pair<size_t, Told>> again;
};

/// Puts the events of all replies into one total order. `replies` must be sorted by source; their order
/// within a source does not matter.
Ordered in_order(const link::Replies& replies);

/// A number that depends on what the event says and on nothing else.
std::uint64_t content_of(const record::Event& event);

}  // namespace kith::chronology
