#include "record/ledger.h"

#include <algorithm>

namespace kith::record {
namespace {

/// In the order of the enumeration.
constexpr std::array<std::string_view, kLedgerStates> kNames = {
    "records_held", "none_held", "candidates",  "too_many", "withheld", "neither_confirm_nor_deny",
    "refused",      "not_asked", "not_covered", "awaiting", "overdue",  "unreachable",
    "partial",      "unusable",  "held_copy"};

}  // namespace

std::string_view name_of(LedgerState state) {
    return kNames[static_cast<size_t>(state)];
}

std::optional<LedgerState> parse_ledger_state(std::string_view name) {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<LedgerState>(found - kNames.begin());
}

Completeness completeness_of(LedgerState state, bool required) {
    switch (state) {
        case LedgerState::records_held:
        case LedgerState::none_held:
        case LedgerState::withheld:
        case LedgerState::neither_confirm_nor_deny:
            return Completeness::answer;
        case LedgerState::refused:
        case LedgerState::not_asked:
        case LedgerState::not_covered:
            return required ? Completeness::hole : Completeness::answer;
        case LedgerState::candidates:
        case LedgerState::too_many:
            return Completeness::work;
        case LedgerState::awaiting:
        case LedgerState::overdue:
        case LedgerState::unreachable:
        case LedgerState::partial:
        case LedgerState::unusable:
        case LedgerState::held_copy:
            return Completeness::hole;
    }
    return Completeness::hole;
}

Totals count(const std::vector<Cell>& ledger) {
    Totals totals;
    for (const Cell& cell : ledger) {
        switch (completeness_of(cell.state, cell.required)) {
            case Completeness::answer:
                ++totals.answers;
                break;
            case Completeness::work:
                ++totals.work;
                break;
            case Completeness::hole:
                ++totals.holes;
                break;
        }
        if (cell.state == LedgerState::awaiting) ++totals.pending;
    }
    return totals;
}

}  // namespace kith::record
