#include "enquiry/copies.h"

#include <algorithm>

namespace kith::enquiry {
namespace {

using record::Cell;
using record::LedgerState;

const record::RosterPerson* line_of(const policy::Request& request, const record::PersonId& id) {
    const auto line = std::ranges::find(request.roster, id, &record::RosterPerson::id);
    return line == request.roster.end() ? nullptr : &*line;
}

/// When the answer came, as its own facts say; the copy itself was sealed a moment later.
base::Instant fetched_at(const cache::Held& held) {
    if (!held.reply.people.empty()) return held.reply.people.front().origin.fetched_at;
    if (!held.reply.events.empty()) return held.reply.events.front().origin.fetched_at;
    return held.item.fetched_at;
}

}  // namespace

size_t keep(cache::Shelf& shelf, const policy::Permit& permit, const Replies& replies,
            const std::vector<CellKey>& asked, std::vector<Cell>& ledger) {
    size_t copies = 0;
    for (Cell& cell : ledger) {
        const auto reply = replies.find({cell.person, cell.source});
        const record::RosterPerson* person = line_of(permit.request(), cell.person);
        const bool was_asked = std::ranges::find(asked, CellKey{cell.person, cell.source}) != asked.end();
        if (!was_asked || reply == replies.end() || !person || cell.state == LedgerState::held_copy) continue;
        const auto kept = shelf.keep(permit, *person, *reply->second);
        if (!kept || !*kept) continue;
        cell.kept_until = (*kept)->expires_at;
        ++copies;
    }
    return copies;
}

bool may_fall_back(const Cell& cell) {
    return cell.state == LedgerState::unreachable || cell.state == LedgerState::overdue;
}

Cell held_cell(const Cell& before, const cache::Held& held) {
    Cell cell = before;
    cell.state = LedgerState::held_copy;
    cell.count = held.reply.record_count();
    cell.as_of = held.reply.as_of;
    cell.received_at = fetched_at(held);
    cell.kept_until = held.item.expires_at;
    cell.detail = "a copy kept from an earlier answer; the source itself: " + before.detail;
    return cell;
}

}  // namespace kith::enquiry
