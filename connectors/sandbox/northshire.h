#pragma once
#include "connectors/sandbox/written.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::sandbox {

/// A name by which a person goes or went.
struct Name {
    std::string given;
    std::string family;
    std::string use;  ///< "usual", "nickname", "maiden", "old": FHIR's words
};

struct Place {
    std::string line;
    std::string town;
    std::string postcode;  ///< NS (Northshire), WM (Westmoor) or FH (Farholt, ninety miles away): none of
                           ///< them is real
};

/// Local authority codes nobody has: the real ones end below 990.
inline constexpr std::string_view kNorthshireCode = "997";
inline constexpr std::string_view kWestmoorCode = "996";

struct School {
    std::string name;
    std::string establishment;  ///< four digits
    std::string local_authority;
    Place place;
    std::string phone;
    std::string safeguarding_lead;
    std::string local_authority_name;
};

struct Practice {
    std::string name;
    std::string ods;  ///< organisation code, invented
    std::string doctor;
    Place place;
    std::string phone;
};

/// Where somebody lived, and between which days. An empty `until` means still.
struct Residence {
    std::size_t place = 0;
    std::string from;
    std::string until;
};

/// One person as they truly are. Agencies know parts of this, with their own mistakes (knowledge.h).
struct Person {
    std::string slug;  ///< "pellow.maisie": for people.csv and tests; no source ever sends it
    std::size_t family_index = 0;
    std::string given;
    std::string family;
    std::vector<Name> other_names = {};
    std::string born = {};        ///< ISO day; empty for an unborn child
    std::string expected = {};    ///< due date of an unborn child
    char sex = 'U';               ///< 'F', 'M' or 'U'
    std::string ethnicity = {};   ///< DfE code
    std::string language = "en";  ///< BCP 47
    std::string nhs_number = {};
    std::vector<std::string> old_nhs_numbers = {};  ///< replaced by nhs_number
    std::string upn = {};
    std::vector<Residence> homes = {};
    std::optional<std::size_t> school = std::nullopt;
    std::optional<std::size_t> practice = std::nullopt;
    std::string phone = {};
    bool is_restricted = false;  ///< NHS demographics withhold where this person is
    bool is_on_pds = true;

    bool is_child() const;  ///< under 18, or unborn, on kToday
};

/// Read as "`of` has `kind` `to`": Maisie has mother Kerry.
struct Kinship {
    PersonIndex of = 0;
    std::string kind;  ///< as in record/tie.h
    PersonIndex to = 0;
    std::string since = {};
    std::string until = {};
};

/// Something that truly happened once, however many agencies wrote it down.
struct Incident {
    std::string slug;  ///< "pellow.forearm"
    std::string date;  ///< the true day
    std::string what;
    std::vector<PersonIndex> people;
};

struct Family {
    std::string slug;   ///< "pellow"
    std::string about;  ///< what makes it worth asking about
    bool is_fixture = false;
    std::vector<PersonIndex> members = {};
};

/// How one agency's card of one person differs from the truth. Empty members leave the truth as it is.
struct Peculiarity {
    std::string given = {}, family = {}, born = {}, nhs_number = {}, upn = {};
    std::optional<std::size_t> place = std::nullopt;
    bool holds_no_upn = false;
    /// Whom this source names around the person; unset means the parents.
    std::optional<std::vector<PersonIndex>> lists = std::nullopt;
};

/// The invented population with its truth and everything agencies have written down.
struct Northshire {
    std::uint64_t seed = 0;
    std::vector<Family> families;
    std::vector<Person> people;
    std::vector<Kinship> kinships;
    std::vector<Place> places;
    std::vector<School> schools;
    std::vector<Practice> practices;
    std::vector<Incident> incidents;
    std::vector<std::string> invalidated_nhs_numbers;
    Written written;
    /// By source and person.
    std::map<std::pair<std::string, PersonIndex>, Peculiarity> peculiarities;

    const Person* find(std::string_view slug) const;
    PersonIndex index_of(const Person& person) const {
        return static_cast<PersonIndex>(&person - people.data());
    }
    /// Where the person lives now, or lived on a day; nullptr when nobody knows.
    const Place* home_of(PersonIndex person, std::string_view on_day = {}) const;
    /// Everybody who shares the person's present home, the person among them.
    std::vector<PersonIndex> household_of(PersonIndex person) const;
};

/// Makes the people of Northshire. The same seed gives the same people to the last byte. The fixture families
/// come first whatever the seed, and there are never fewer than forty families.
Northshire make_northshire(std::uint64_t seed, int families);

}  // namespace kith::sandbox
