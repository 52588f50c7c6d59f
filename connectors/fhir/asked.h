#pragma once
#include "base/instant.h"
#include "record/person.h"
#include "record/roster_person.h"

#include <string>

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

}  // namespace kith::fhir
