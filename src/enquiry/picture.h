#pragma once
#include "chronology/chronology.h"
#include "link/resolve.h"
#include "network/network.h"
#include "patterns/patterns.h"
#include "policy/rulebook.h"
#include "record/ledger.h"
#include "record/reply.h"
#include "record/roster_person.h"
#include "wording/wording.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace kith::enquiry {

/// One line of the thirty-seconds panel, with the entries or records it rests on.
struct Line {
    std::string label;                 ///< "Lives with", "Plans", "Last seen alone", "Whom to ring"
    std::string text;                  ///< a sourced statement, or what was searched and what was not
    std::vector<std::string> entries;  ///< Entry::id
    std::vector<record::Origin> origins;
    bool is_hole = false;  ///< it cannot be said because somebody has not answered
};

/// Everything known at one instant. Immutable once made; shared with the window as shared_ptr<const Picture>.
struct Picture {
    std::uint64_t enquiry = 0;  ///< number of the enquiry it belongs to
    base::Instant at{};
    std::vector<record::RosterPerson> roster;
    std::vector<record::Cell> ledger;  ///< people in roster order, sources in rulebook order
    link::Identities identities;
    chronology::Chronology chronology;
    std::vector<chronology::Conflict> conflicts;
    network::Network network;
    std::vector<patterns::Finding> patterns;
    std::vector<Line> thirty_seconds;
    /// The replies it was built from, for origins and details. Sorted by source and person.
    link::Replies replies;
    /// What sentences call the sources.
    wording::SourceNames source_names;
};

/// What a person has decided while looking, which every rebuild honours.
struct Decisions {
    std::vector<link::Settlement> settled;
    std::set<std::string> ungrouped;
};

/// Builds the picture from what has come in. Pure: same input, same picture, whatever the order of replies.
/// `sources` gives names for sentences; it may be empty (then ids are shown).
Picture build(std::uint64_t enquiry, base::Instant now, const std::vector<record::RosterPerson>& roster,
              const std::vector<record::Cell>& ledger, const link::Replies& replies,
              const Decisions& decisions, const std::vector<policy::Source>& sources);

}  // namespace kith::enquiry
