#pragma once
#include "base/instant.h"
#include "record/ids.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::record {

/// How complete the picture is, for one person at one source. Fifteen states and never a blank.
enum class LedgerState {
    records_held,
    none_held,   ///< searched; `detail` says with which identifiers, area and period
    candidates,  ///< work: a person must choose
    too_many,    ///< work: narrow the search
    withheld,    ///< records exist and are withheld at source
    neither_confirm_nor_deny,
    refused,      ///< the source refused the request
    not_asked,    ///< by rule: age, role, purpose, agreement, missing identifier, not ticked
    not_covered,  ///< area, period, legacy or paper
    awaiting,
    overdue,
    unreachable,
    partial,
    unusable,  ///< failed validation, or about somebody else
    held_copy  ///< offline: a kept copy only
};
inline constexpr size_t kLedgerStates = 15;

/// The word used in JSON and in the log: "records_held".
std::string_view name_of(LedgerState state);
std::optional<LedgerState> parse_ledger_state(std::string_view name);

/// What a state means for the person deciding.
enum class Completeness { answer, work, hole };
/// `required`: the purpose's policy requires this cell; then refused, not_asked and not_covered are holes as
/// well.
Completeness completeness_of(LedgerState state, bool required = false);

/// One cell of the ledger.
struct Cell {
    PersonId person;
    SourceId source;
    LedgerState state = LedgerState::awaiting;
    /// Records (or candidates) behind it.
    size_t count = 0;
    /// When the source says its answer is from; empty when it does not say.
    std::optional<base::Instant> as_of;
    /// When we had it.
    std::optional<base::Instant> received_at;
    /// Until when a sealed copy of the answer is kept; empty when none is.
    std::optional<base::Instant> kept_until;
    /// Why, in a sentence for the person reading, without personal details.
    std::string detail;
    int tries = 0;
    bool required = false;
    bool operator==(const Cell&) const = default;
};

struct Totals {
    size_t answers = 0;
    size_t work = 0;
    size_t holes = 0;
    size_t pending = 0;  ///< holes that are still being waited for
};
Totals count(const std::vector<Cell>& ledger);

}  // namespace kith::record
