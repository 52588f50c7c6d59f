#pragma once
#include "central/central.h"
#include "central/heads.h"

#include <optional>

namespace kith::central {

/// The partnership's log as an auditor reads it: through views, entry by entry, nothing else. One thread at a
/// time.
class Reader {
public:
    /// `place.user` is an auditor's role. A standby server will do.
    explicit Reader(Place place, Patience patience = {});
    ~Reader();

    struct Chain {
        std::string chain, workstation;
        base::Instant begun{};          ///< by the server's clock
        std::uint64_t entries = 0;      ///< acknowledged by the database
        std::optional<ChainHead> head;  ///< the latest signed head
    };
    /// All chains this role may read, in byte order of their ids. Fails with denied, unavailable, timed_out,
    /// cancelled.
    base::Expected<std::vector<Chain>> chains(const std::stop_token& stop = {});

    /// One entry, with the server's clock beside the workstation's. The leaf's own hash is as stored, not
    /// checked.
    struct Entry {
        Leaf leaf;
        base::Instant received{};
    };
    /// Gives every entry of a chain from `first` on, in order of index, fetched in batches; ends early when
    /// `on_entry` returns false. Fails as chains() does.
    base::Expected<void> read(const std::string& chain, std::uint64_t first,
                              const std::function<bool(const Entry&)>& on_entry,
                              const std::stop_token& stop = {});
    /// The leaves of all chains, one chain after the other: what review::Register takes in.
    base::Expected<std::uint64_t> read_all(const std::function<bool(const std::string& leaf_json)>& on_leaf,
                                           const std::stop_token& stop = {});

    /// What is stored of one chain, checked against itself and against the signed heads stored with it.
    struct Verdict {
        std::uint64_t entries = 0;       ///< that hold, from the first
        std::uint64_t witnessed_to = 0;  ///< size of the largest head whose root the entries give
        std::string trouble;             ///< empty: all holds; else what is wrong at which entry
    };
    /// Signatures are not looked at here: whoever has the workstations' verifier keys does.
    base::Expected<Verdict> verify(const std::string& chain, const std::stop_token& stop = {});
    /// The latest signed heads, for partnership_head() and for comparing two stores.
    base::Expected<std::vector<ChainHead>> heads(const std::stop_token& stop = {});

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Where two stores of the same logs say different things: a fork, whoever made it.
struct Disagreement {
    std::string chain;
    std::uint64_t entry = 0;  ///< the first in which they differ
};
/// Compares every chain that both hold, as far as both reach; one that is merely behind does not disagree.
base::Expected<std::vector<Disagreement>> disagreements(Reader& one, Reader& other,
                                                        const std::stop_token& stop = {});

}  // namespace kith::central
