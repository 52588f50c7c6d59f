#pragma once
#include "connectors/sandbox/northshire.h"
#include "connectors/sandbox/numbers.h"

#include <string>
#include <string_view>

namespace kith::sandbox {

/// Adds families, and what agencies wrote of them, to a Northshire being made.
class Builder {
public:
    explicit Builder(Northshire& out) : out_(out) {}

    Northshire& out() { return out_; }
    Written& written() { return out_.written; }
    NumberBook& numbers() { return numbers_; }

    /// Those who are added from now on belong to this family.
    void begin_family(std::string slug, std::string about, bool is_fixture);
    PersonIndex add(Person person);
    std::size_t place(std::string line, std::string town, std::string postcode);
    void lives(PersonIndex person, std::size_t place, std::string from, std::string until = {});
    void kin(PersonIndex of, std::string kind, PersonIndex to, std::string since = {},
             std::string until = {});
    /// The same tie in both directions: siblings, twins, partners.
    void kin_both(PersonIndex one, std::string kind, PersonIndex other, std::string since = {},
                  std::string until = {});
    void incident(std::string slug, std::string date, std::string what, std::vector<PersonIndex> people);
    Peculiarity& peculiar(std::string source, PersonIndex person);
    /// "ED-1007": references count up for each prefix.
    std::string reference(std::string_view prefix);
    /// Adds the usual contact of a health source; the reference is made here.
    HealthContact& contact(std::string_view source, PersonIndex person, std::string_view setting,
                           std::string from, std::string reason);
    HealthAppointment& appointment(std::string_view source, PersonIndex person, std::string_view status,
                                   std::string at, std::string what);
    CareEpisode& episode(std::string_view source, PersonIndex person, std::string referred,
                         std::string_view referral_source);

private:
    Northshire& out_;
    NumberBook numbers_;
    std::map<std::string, int, std::less<>> references_;
};

/// The schools and practices of Northshire and Westmoor, by these positions.
enum SchoolPosition : std::size_t {
    kMillfieldsPrimary,
    kSaltmerePrimary,
    kThornleyAcademy,
    kKingsholtHigh,
    kStBridesPrimary,
    kEastwickSchool,
    kHighFellPrimary,
    kWestmoorAcademy,
    kSchools
};
enum PracticePosition : std::size_t {
    kSaltmereSurgery,
    kMillfieldsPractice,
    kHarrowEndHealthCentre,
    kThornleySurgery,
    kWestmoorPractice,
    kPractices
};
void add_schools_and_practices(Northshire& out);

/// The families made by hand, each carrying a trap; see fixtures_*.cpp.
void add_pellow_family(Builder& builder);
void add_identity_fixtures(Builder& builder);
void add_care_fixtures(Builder& builder);
void add_volume_fixtures(Builder& builder);

/// Ordinary families from chance alone, until there are `families` in all.
void add_generated_families(Builder& builder, std::size_t families);

}  // namespace kith::sandbox
