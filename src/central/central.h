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

/// The partnership's PostgreSQL-wire database: shipped log entries, approvals, the highest rulebook seen.
/// Optional: without it a desktop works alone. libpqxx stays in the sources. One thread at a time.
namespace kith::central {

struct Place {
    std::string host = "127.0.0.1";
    int port = 5432;
    std::string database = "kith";
    std::string user;     ///< the workstation's own role, or an auditor's
    std::string ca_file;  ///< the one authority the server's certificate must come from; always verify-full
    std::string client_cert_file, client_key_file;
    std::string authority;  ///< partition key: "northshire"
    std::string workstation;
};

/// How long to wait for the database before giving up for now.
struct Patience {
    std::chrono::milliseconds connect{10'000};    ///< from the first packet to being signed in
    std::chrono::milliseconds statement{20'000};  ///< the server ends a statement after this
    std::chrono::milliseconds lock{5'000};        ///< and waits no longer than this for somebody's lock
    /// We hang up when a statement has had no answer for so long: a server that died without a word says
    /// nothing more.
    std::chrono::milliseconds answer{25'000};
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
    std::uint64_t next = 0;  ///< first entry not there yet, as far as is known
    base::Instant at{};      ///< of the last attempt that found or made everything there
    bool is_connected = false;
    std::string trouble;  ///< a sentence; empty when all is well
    /// The stored and the local log differ: never mended, never overwritten; somebody must look. `trouble`
    /// says where.
    bool is_fork = false;
    /// What had to be made good, in a sentence: the database had lost entries it had acknowledged. Empty:
    /// nothing.
    std::string notice;
    std::uint64_t sent = 0;  ///< entries that this attempt added
};

/// Ships one workstation's chain in order and exactly once: the database itself holds where it stands (the
/// highest index of that chain), so that a crash of either side repeats or loses nothing. A batch is one
/// statement and so one transaction: its entries and the row that acknowledges them are there together or not
/// at all.
class Shipper {
public:
    /// `chain` is the log's own id (member "chain" of its leaves). `acknowledged`: entries that the database
    /// has acknowledged before, as remembered on this side; a database that holds fewer has gone back, which
    /// is said.
    Shipper(Place place, std::string chain, Feed feed, std::uint64_t acknowledged = 0,
            Patience patience = {});
    ~Shipper();
    Shipper(Shipper&&) noexcept;
    Shipper& operator=(Shipper&&) noexcept;
    /// One attempt: connects if need be, ships batches until all is there or `stop`. Never throws; trouble is
    /// in the result. `signed_checkpoint` is stored once the entries it covers are there; empty: none.
    /// Returns within 250 ms of `stop`.
    Shipped ship(const std::string& signed_checkpoint, base::Instant now, std::stop_token stop);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::central
