#pragma once
#include "link/resolve.h"
#include "record/event.h"
#include "record/reply.h"
#include "wording/wording.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace kith::chronology {

/// One event in the picture: the source's event and whom it concerns. Copying one is cheap: the event stays
/// in the reply it came in, which the entry keeps alive.
struct Entry {
    Entry(std::string id, std::shared_ptr<const record::Event> told, std::vector<std::string> people);

    std::string id;  ///< stable: source, reference and what is said, hashed: "e-3f2a..."
    std::shared_ptr<const record::Event> told;
    const record::Event& event;       ///< *told
    std::vector<std::string> people;  ///< Identity::id, the first is the one it is mainly about
    std::string group;                ///< Group::id when it repeats an incident, else empty
};

/// Several sources' accounts of what looks like one incident. Grouping only: every account stays.
struct Group {
    std::string id;
    std::string headline;  ///< of the account with the most said
    std::string reason;    ///< "same day, same person, both about an injury; dates differ by 2 days"
    std::vector<std::string> entries;  ///< Entry::id, by date then origin
};

/// Two or more sources disagree on a fact about a person. Both are kept.
struct Conflict {
    std::string id;
    std::string identity;  ///< Identity::id
    std::string field;     ///< "address", "date of birth", "family name", "carer", ...
    struct Side {
        std::string value;
        record::Origin origin;
        record::When since;
    };
    std::vector<Side> sides;  ///< sorted by origin
    std::string words;        ///< "GP and school give different addresses"
};

struct Chronology {
    std::vector<Entry> entries;  ///< dated, newest last, ties by origin: total and stable
    std::vector<Entry> undated;
    std::vector<Group> groups;
};

/// Merges every reply's events into one order and groups repeats of one incident. Pure; arrival order does
/// not matter. No event is dropped: one that a source gives in answers about two people is one entry with
/// both, and events of people still on offer as candidates wait until a person has settled who they are.
/// `ungrouped`: groups that a person has taken apart, by Group::id; their accounts stay apart when further
/// accounts arrive.
Chronology merge(const link::Replies& replies, const link::Identities& identities,
                 const std::set<std::string>& ungrouped = {});

/// Disagreements between sources about each identity. `names`: of sources, for the sentences.
std::vector<Conflict> conflicts(const link::Replies& replies, const link::Identities& identities,
                                const wording::SourceNames& names = {});

/// What the reader may narrow the list by.
struct Filter {
    std::string text;  ///< in title, text, place or source name; every word must occur
    std::set<record::SourceId> sources;
    std::set<std::string> people;  ///< Identity::id
    bool significant_only = false, childs_voice_only = false, not_attended_only = false;
    record::Period period;
};
/// Indices into `chronology.entries` that pass, in order.
std::vector<size_t> apply(const Filter& filter, const Chronology& chronology,
                          const wording::SourceNames& names = {});

}  // namespace kith::chronology
