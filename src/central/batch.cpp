#include "central/batch.h"

#include "central/session.h"

namespace kith::central {
namespace {

constexpr size_t kShared = 5;  ///< chain, authority, first, next, last hash
constexpr size_t kPerRow = 5;  ///< month, index, time, hash, leaf

std::string parameter(size_t number, const char* type) {
    return "$" + std::to_string(number) + "::" + type;
}

std::string row_sql(size_t row) {
    const size_t first = kShared + row * kPerRow + 1;
    return "($1::text, $2::text, " + parameter(first, "date") + ", " + parameter(first + 1, "bigint") + ", " +
           parameter(first + 2, "timestamptz") + ", " + parameter(first + 3, "bytea") + ", " +
           parameter(first + 4, "text") + ")";
}

}  // namespace

size_t batch_size(std::span<const Leaf> leaves) {
    size_t within_bytes = 0, bytes = 0;
    for (; within_bytes < leaves.size(); ++within_bytes) {
        bytes += leaves[within_bytes].json.size();
        if (within_bytes > 0 && bytes > kLargestBatchBytes) break;
    }
    size_t size = within_bytes ? 1 : 0;
    while (size && size * 4 <= within_bytes && size * 4 <= kLargestBatch) size *= 4;
    return size;
}

std::string batch_sql(size_t rows) {
    std::string sql =
        "WITH acknowledged AS (INSERT INTO kith.shipments (chain, authority, first, next, last_hash) "
        "VALUES ($1::text, $2::text, $3::bigint, $4::bigint, $5::bytea)) "
        "INSERT INTO kith.entries (chain, authority, month, idx, at, hash, leaf) VALUES ";
    for (size_t row = 0; row < rows; ++row) sql += (row ? ", " : "") + row_sql(row);
    return sql;
}

std::vector<std::string> batch_values(const std::string& chain, const std::string& authority,
                                      std::span<const Leaf> leaves) {
    std::vector<std::string> values = {chain, authority, std::to_string(leaves.front().index),
                                       std::to_string(leaves.back().index + 1), as_bytea(leaves.back().hash)};
    values.reserve(kShared + leaves.size() * kPerRow);
    for (const Leaf& leaf : leaves) {
        values.push_back(month_of(leaf.at));
        values.push_back(std::to_string(leaf.index));
        values.push_back(base::to_iso(leaf.at));
        values.push_back(as_bytea(leaf.hash));
        values.push_back(leaf.json);
    }
    return values;
}

std::string month_of(base::Instant instant) {
    return base::to_iso(instant).substr(0, 8) + "01";
}

}  // namespace kith::central
