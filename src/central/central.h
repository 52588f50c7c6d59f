#pragma once
#include "base/expected.h"
#include "base/instant.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

/// The partnership's PostgreSQL-wire database: shipped log entries, approvals, the highest rulebook seen. Optional: without it
/// a desktop works alone. libpqxx stays in the sources. One thread at a time.
namespace kith::central {

struct Place {
    std::string host = "127.0.0.1";
    int port = 5432;
    std::string database = "kith";
    std::string user;        ///< the workstation's own role, or an auditor's
    std::string ca_file;     ///< the one authority the server's certificate must come from; always verify-full
    std::string client_cert_file, client_key_file;
    std::string authority;   ///< partition key: "northshire"
    std::string workstation;
};

/// One leaf on its way.
struct Leaf {
    std::uint64_t index = 0;
    base::Instant at{};
    std::string json;  ///< the leaf's bytes
    std::string hash;  ///< 32 bytes
};
/// Reads leaves of the local log from an index on, at most so many.
using Feed = std::function<base::Expected<std::vector<Leaf>>(std::uint64_t first, size_t limit)>;

/// What shipping has come to, for the status line: "witnessed to entry 48,211 at 09:55".
struct Shipped {
    std::uint64_t next = 0;      ///< first entry not there yet
    base::Instant at{};
    bool is_connected = false;
    std::string trouble;         ///< a sentence; empty when all is well
};

/// Ships one workstation's chain in order and exactly once: the database itself holds where it stands (the highest index of
/// that chain), so that a crash of either side repeats or loses nothing.
class Shipper {
public:
    Shipper(Place place, std::string chain, Feed feed);
    ~Shipper();
    /// One attempt: connects if need be, ships batches until all is there or `stop`. Never throws; trouble is in the result.
    Shipped ship(const std::string& signed_checkpoint, base::Instant now, std::stop_token stop);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::central
