#pragma once
#include "policy/explain.h"

#include <string>
#include <vector>

/// Exactly what a second rulebook changes against a first one, for whom (TRUST C19): every role, purpose,
/// source, category and kind of person of either, with and without consent, is asked in both.
namespace kith::policy {

/// In the order in which they are told: who gains comes first.
enum class Shift { gained, widened, changed, narrowed, lost };
std::string_view name_of(Shift shift);

/// One change of access, for as many categories and kinds of person as share it.
struct AccessChange {
    Shift shift = Shift::changed;
    std::string role, purpose;
    record::SourceId source;
    std::vector<record::CategoryId> categories;
    std::vector<PersonKind> people;
    bool without_consent = false, with_consent = false;  ///< where it holds; one at least
    Extent before, after;
    std::vector<std::string> conditions_before, conditions_after;  ///< the obligations of a permit
    /// What made it: "+R-121" is new there, "-R-005" speaks no longer, "~A-003" says something else than
    /// before.
    std::vector<std::string> because;
};

/// Something else that was added, taken out or put in other words.
struct EntryChange {
    std::string list;           ///< "agreements", "retention", "limits", ...
    std::string id;             ///< within its list
    std::string before, after;  ///< empty: it was not there; it is there no longer
};

struct Differences {
    std::vector<AccessChange> access;  ///< by shift, then role, purpose and source
    std::vector<EntryChange> entries;  ///< rules among them only where no change of access names them
    bool is_empty() const { return access.empty() && entries.empty(); }
};

/// Pure. The two are compared as on one day: an agreement that begins or ends on another day than before is
/// an entry that changed, and a change of access if it changes that day's. Version, serial, validity and
/// examples of the rulebooks themselves are not compared.
Differences differences(const Rulebook& before, const Rulebook& after, base::Instant at);

/// For people: who gains first, then who loses, then the entries. "Nothing changes for anybody." when empty.
std::string in_words(const Differences& differences);

}  // namespace kith::policy
