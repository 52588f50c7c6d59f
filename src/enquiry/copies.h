#pragma once
#include "cache/shelf.h"
#include "policy/decide.h"
#include "record/ledger.h"

#include <map>
#include <memory>
#include <utility>
#include <vector>

// Private to this room: what is kept of an enquiry, and what is read again when a source cannot be reached.
namespace kith::enquiry {

using CellKey = std::pair<record::PersonId, record::SourceId>;
using Replies = std::map<CellKey, std::shared_ptr<const record::Reply>>;

/// Keeps what may be kept of the cells that were just asked, and notes in the ledger until when; returns how
/// many it kept. A copy that cannot be kept is no fault of the enquiry: the answer is on the screen, and the
/// cell says nothing of a copy.
size_t keep(cache::Shelf& shelf, const policy::Permit& permit, const Replies& replies,
            const std::vector<CellKey>& asked, std::vector<record::Cell>& ledger);

/// Whether a kept copy may stand in for this cell: its source was asked and could not be reached, or took too
/// long.
bool may_fall_back(const record::Cell& cell);

/// A cell whose answer is a kept copy (SW-16): as of when it was fetched, and why it stands here.
record::Cell held_cell(const record::Cell& before, const cache::Held& held);

}  // namespace kith::enquiry
