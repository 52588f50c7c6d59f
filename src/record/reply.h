#pragma once
#include "base/instant.h"
#include "record/event.h"
#include "record/ids.h"
#include "record/ledger.h"
#include "record/person.h"
#include "record/tie.h"

#include <optional>
#include <string>
#include <vector>

namespace kith::record {

/// Who to ring at a source.
struct Contact {
    std::string name;
    std::string role;
    std::string phone;
    std::string email;
    std::string hours;
    std::string address;  ///< where they sit, or where the record can be opened
    bool operator==(const Contact&) const = default;
};

/// What one source said about one person: typed records, each with its origin.
struct Reply {
    SourceId source;
    /// Whom we asked about. Empty in a reply read from a saved message.
    PersonId person;
    /// records_held, none_held, candidates, too_many, withheld, neither_confirm_nor_deny, refused,
    /// not_covered, partial.
    LedgerState state = LedgerState::none_held;
    /// PersonRecord::ref of the record that is the person asked about; empty when the state is not
    /// records_held, partial or withheld.
    std::string subject_ref;
    std::vector<PersonRecord> people;
    std::vector<Event> events;
    std::vector<Tie> ties;
    std::vector<Contact> contacts;
    /// When the source says its data is from; coverage, if it says.
    std::optional<base::Instant> as_of;
    Period coverage;
    /// Why the state is what it is, in a sentence without personal details.
    std::string detail;
    /// What the reader understood but could not place, or found wrong: data-quality notices without details
    /// of people.
    std::vector<std::string> notices;

    bool operator==(const Reply&) const = default;

    /// What the ledger counts: events, plus people other than the subject; of candidates, the people who may
    /// be meant, without the relatives that came along with them.
    size_t record_count() const;
};

}  // namespace kith::record
