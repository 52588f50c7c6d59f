#pragma once
#include "record/person.h"
#include "record/reply.h"
#include "record/roster_person.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kith::link {

/// Names one PersonRecord among all replies: "source|reference|ref".
using RecordKey = std::string;
RecordKey key_of(const record::PersonRecord& record);

/// One field compared between two records, in words.
struct Evidence {
    std::string field;  ///< "NHS number", "date of birth", "given name", "family name", "address", "sex", ...
    enum class Finding { agrees, near, differs, missing } finding = Finding::missing;
    std::string words;  ///< "same NHS number in both, check digit holds"; shown to the person, never logged
};

/// Why a record is held to be the same person as the others.
struct Link {
    RecordKey record;
    /// "exact_nhs_number", "exact_upn", "own_number" (the source's), "settled_same", "subject_of_answer",
    /// "same_name_and_birth" (two answers about one roster line give somebody the same name and birth date),
    /// "same_mention" (two answers give one person the same name, birth date and relation to the same other),
    /// "only_record".
    std::string reason;
    std::vector<Evidence> evidence;  ///< against the roster line, else against the first member
};

/// The records held to be one person.
struct Identity {
    std::string id;  ///< "i-" and a short hash of its roster line, else of its first member
    /// The roster line it is; empty for someone only the sources mention.
    record::PersonId person;
    std::vector<Link> members;  ///< sorted by record key
    record::PersonName name;    ///< the one to show
    std::vector<record::PersonName> other_names;
    std::optional<record::PartialDate> born;
    record::Sex sex = record::Sex::not_stated;
    bool is_deceased = false, is_unborn = false, is_restricted = false;
};

/// Two sides that may be one person; a person must settle it. Never pre-selected.
struct Candidate {
    std::string id;                  ///< stable: short hash of both sides
    std::string identity;            ///< Identity::id of one side ("" when the roster line has no record yet)
    record::PersonId person;         ///< the roster line asked about, if one side is its
    RecordKey record;                ///< the record on offer
    std::vector<Evidence> evidence;  ///< counter-evidence first
    /// Why it was not joined: "twin guard: same birth date and address, different given name".
    std::string guard;
    /// Never opened from a lone weak hit; a strong one still needs one confirming key.
    bool is_strong = false;
};

/// What a person decided about a record and an identity; remembered and stronger than any rule.
struct Settlement {
    RecordKey record;
    record::PersonId person;  ///< the roster line, or empty
    RecordKey other;          ///< the other record, when no roster line is meant
    bool is_same = false;
};

struct Identities {
    std::vector<Identity> identities;  ///< roster order first, then by name and key
    std::vector<Candidate> candidates;
    /// Contradictions found on the way: "one NHS number, two people", with the records concerned.
    struct Clash {
        std::string words;
        std::vector<RecordKey> records;
    };
    std::vector<Clash> clashes;
    /// Records of answers that are candidates and that nobody has confirmed, sorted. They belong to no
    /// identity and nothing of theirs is shown as the person's.
    std::vector<RecordKey> on_offer;
    const Identity* of_record(const RecordKey& key) const;
    const Identity* of_person(const record::PersonId& person) const;
};

/// Replies as they are shared between the thread that asks and the thread that shows. None is null.
using Replies = std::vector<std::shared_ptr<const record::Reply>>;

/// Joins records by exact strong identifier (NHS number, then UPN) with agreeing demographics, by what a
/// source says its answer is about, by what a person has settled, and mentions of one relative by name, birth
/// date and relation. Everything else that looks alike is a candidate. Guards: twins and siblings, shared or
/// superseded numbers, contradicting identifiers, two people whom a source tells apart, settled "not the
/// same". Pure: the order of replies does not matter. Every roster line but the explicit unknowns has an
/// identity, with or without records.
Identities resolve(const std::vector<record::RosterPerson>& roster, const Replies& replies,
                   const std::vector<Settlement>& settled);

/// The evidence between two records, field by field, for showing side by side.
std::vector<Evidence> compare(const record::PersonRecord& a, const record::PersonRecord& b);
/// The same between what the asker typed and a record.
std::vector<Evidence> compare(const record::RosterPerson& asked, const record::PersonRecord& record);

}  // namespace kith::link
