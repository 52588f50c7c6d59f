#pragma once
#include "record/person.h"
#include "record/roster_person.h"

#include <optional>
#include <string>
#include <vector>

namespace kith::link {

/// One name made comparable.
struct NameForm {
    std::vector<std::string> given;  ///< folded words, in order; empty for a stand-in
    std::vector<std::string> family;
    std::string given_whole, family_whole;        ///< without spaces
    std::string given_skeleton, family_skeleton;  ///< of the first given name; of the whole family name
    std::string shown_given, shown_family;        ///< as its source writes it
    bool is_stand_in = false;  ///< "Baby", "Unborn", "Twin 1": stands for a name still to come
    bool operator==(const NameForm&) const = default;
};
NameForm form_of(const record::PersonName& name);

/// What records say of one person, ready for comparing; of one record, a roster line, or all records held to
/// be one person. Every list is free of repeats and short: its length is the number of different things said.
struct Profile {
    std::vector<std::string> nhs;       ///< usable NHS numbers
    std::vector<std::string> old_nhs;   ///< superseded or former ones
    std::vector<std::string> upns;      ///< usable and permanent
    std::vector<std::string> old_upns;  ///< superseded, former or temporary
    std::vector<std::string> locals;    ///< a source's own numbers: "source|kind|value"
    std::vector<NameForm> names;
    std::vector<record::PartialDate> born;
    std::vector<record::PartialDate> expected;
    std::vector<std::string> postcodes;  ///< folded; protected addresses never enter
    std::vector<record::Sex> sexes;      ///< stated ones
    bool says_died = false, says_living = false;
    bool is_adoption = false;  ///< behind the adoption wall
    bool has_stand_in = false;

    bool has_strong_identifier() const { return !nhs.empty() || !upns.empty(); }
    void absorb(const Profile& other);
};
Profile profile_of(const record::PersonRecord& record);
Profile profile_of(const record::RosterPerson& asked);

}  // namespace kith::link
