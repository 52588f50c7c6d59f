#pragma once
#include "base/instant.h"
#include "record/person.h"
#include "record/roster_person.h"

#include <string>
#include <vector>

namespace kith::fhir {

/// How a record found by an exact number compares with what the asker typed. Only `agrees` is shown without a
/// person confirming it (FD-8); linkage proper comes later and sees more.
enum class Agreement {
    agrees,      ///< a name (first forename and family name) and the birth date
    cannot_say,  ///< one of them is missing on one side, and nothing differs
    contradicts
};

struct Comparison {
    Agreement agreement = Agreement::cannot_say;
    /// Which fields differ or are missing, never their values: "name and birth date differ".
    std::string words;
};

Comparison compare(const record::RosterPerson& asked, const record::PersonRecord& record, base::Instant now);

/// Who of those filed under the number asked with is the person asked about.
struct Recognised {
    std::string ref;    ///< PersonRecord::ref; empty when nobody is filed, or a person must say who it is
    std::string doubt;  ///< why a person must say: "name differs", never a value
};

/// The only one is, unless name or birth date contradict; of several the one whose name and birth date agree,
/// if it is only one.
Recognised recognise(const record::RosterPerson& asked, const std::vector<const record::PersonRecord*>& filed,
                     base::Instant now);

}  // namespace kith::fhir
