#pragma once
#include "central/central.h"

#include <span>
#include <string>
#include <vector>

// Private to this room: several entries as one statement.
namespace kith::central {

/// A batch is a power of four entries, so that a handful of prepared statements serve a single entry and a
/// week's backlog alike.
inline constexpr size_t kLargestBatch = 1024;
/// Nor more bytes than this, unless it is one entry.
inline constexpr size_t kLargestBatchBytes = 4u << 20;

/// How many of these go into the next batch: none only when there are none.
size_t batch_size(std::span<const Leaf> leaves);

/// Adds `rows` entries and the shipment that acknowledges them, all or nothing: one statement is its own
/// transaction, and one round trip.
std::string batch_sql(size_t rows);
/// The parameters of batch_sql(leaves.size()).
std::vector<std::string> batch_values(const std::string& chain, const std::string& authority,
                                      std::span<const Leaf> leaves);

/// The first day of the instant's month, UTC: "2026-11-01".
std::string month_of(base::Instant instant);

}  // namespace kith::central
