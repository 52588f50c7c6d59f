#pragma once
#include "record/person.h"
#include "record/roster_person.h"

namespace kith::record {

enum class Compared { not_said, agree, differ };

/// How what a source says of a person compares with whom we asked about, field by field. This guards against
/// another person's answer; it does not score likeness (src/link does).
struct Agreement {
    Compared number =
        Compared::not_said;  ///< the strongest number both sides have; set by who knows which counts
    Compared family = Compared::not_said;
    Compared given = Compared::not_said;
    Compared born = Compared::not_said;

    bool any_differs() const;
    /// Exactly the person: a number agrees and nothing speaks against it (BEHAVIOURS FD-8).
    bool is_certain() const { return number == Compared::agree && !any_differs(); }
    /// Somebody else: another number, or both another name and another birth date.
    bool is_somebody_else() const;
    /// "the number agrees, the birth date differs": which field said what, without the values.
    std::string words() const;
};

/// Compares names and birth date; `number` stays not_said. Case, accents, hyphens and spaces do not count;
/// any of the names on either side may agree; of forenames the first counts; partial dates agree where they
/// can be the same day.
Agreement compare_demographics(const RosterPerson& asked, const PersonRecord& told);

/// Numbers compare as they are, without spaces or case. Either side empty: not_said.
Compared compare_numbers(std::string_view asked, std::string_view told);

}  // namespace kith::record
