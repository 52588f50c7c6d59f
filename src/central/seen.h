#pragma once
#include "central/central.h"

namespace kith::central {

/// The highest rulebook serial that any workstation of the partnership has taken, so that a workstation that
/// was away cannot be given an older one (P27). It only ever goes up: serials are added, never changed.
class RulebooksSeen {
public:
    explicit RulebooksSeen(Place place, Patience patience = {});
    ~RulebooksSeen();

    struct Highest {
        std::int64_t serial = 0;
        std::string hash;                ///< of the rulebook's bytes
        std::uint64_t workstations = 0;  ///< how many say so. One alone may be mistaken, or lie: it could
                                         ///< only stop others, never loosen
    };
    /// Nothing when no workstation has said anything yet.
    base::Expected<std::optional<Highest>> highest(const std::string& rulebook,
                                                   const std::stop_token& stop = {});
    /// Says what this workstation has taken. Saying it again changes nothing.
    base::Expected<void> put_up(const std::string& rulebook, std::int64_t serial, const std::string& hash,
                                const std::stop_token& stop = {});

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::central
