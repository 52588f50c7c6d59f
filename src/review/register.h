#pragma once
#include "review/log_line.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace kith::review {

/// Which entries an auditor wants to see. All that is given must hold.
struct Filter {
    std::optional<base::Instant> from, until;  ///< from, and before
    std::string words;      ///< every word must occur in user, role, purpose, case, kind or workstation, any case
    std::string user, agency, purpose, case_ref, enquiry;
    std::string subject;    ///< token
    std::vector<std::string> kinds;
    /// Accesses only: entries in which somebody asked for, was shown or opened a child's records.
    bool accesses_only = false;
};

/// All entries of one or more logs in memory, packed, to be searched by the million. Entries of each chain stand in its own
/// order; between chains by time, then chain, then index, whatever the order in which they were added. An entry that was added
/// twice is held once. Any number of threads may read once it is settled; one at a time adds.
class Register {
public:
    Register();
    ~Register();
    Register(Register&&) noexcept;
    Register& operator=(Register&&) noexcept;

    /// Takes one leaf in. Fails with invalid_input, and the register is as it was.
    base::Expected<void> add(std::string_view leaf_json);
    /// Call once after the last add(): puts the entries in order.
    void settle();
    std::uint64_t size() const;
    /// `place` counts in the register's order, from 0.
    LogLine line(std::uint64_t place) const;
    /// Places, newest first, at most `limit`.
    std::vector<std::uint64_t> find(const Filter& filter, size_t limit = SIZE_MAX, std::stop_token stop = {}) const;
    /// Where the entry of that chain and index stands; empty when it is not here.
    std::optional<std::uint64_t> place_of(std::string_view chain, std::uint64_t index) const;
    /// How entries are kept, for the rules of this room. Valid until the next add().
    const struct Rows& rows() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::review
