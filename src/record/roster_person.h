#pragma once
#include "record/ids.h"
#include "record/person.h"

#include <optional>
#include <string>
#include <vector>

namespace kith::record {

/// One line of the roster: the child, or somebody around the child, as the person asking describes them.
struct RosterPerson {
    PersonId id;  ///< "subject" for the child; "p1", "p2", ... in the order given
    /// To the child: "subject", "mother", "father", "partner", "sibling", "half_sibling", "grandparent",
    /// "carer", "other", ...
    std::string relation = "subject";
    std::vector<PersonName> names;
    std::optional<PartialDate> born;
    std::optional<int> estimated_age;  ///< whole years, when no birth date is known
    bool is_unborn = false;
    std::optional<PartialDate> expected;
    Sex sex = Sex::not_stated;
    std::string nhs_number;  ///< ten digits with a good check digit, or empty
    std::string upn;
    std::vector<Address> addresses;
    std::string school;
    /// Sources' own numbers for this person that somebody has confirmed ("la_child_id", issuer: the source's
    /// id): a source may be asked with its own, and never with another's.
    std::vector<Identifier> confirmed;
    bool ticked = true;        ///< unticked people are listed as "mentioned, not asked"
    bool is_unknown = false;   ///< an explicit unknown ("father unknown"): listed, cannot be asked about
    std::string mentioned_in;  ///< where the name comes from, if proposed

    PersonName best_name() const { return names.empty() ? PersonName{} : names.front(); }
};

}  // namespace kith::record
