#include "connectors/sandbox/builder.h"
#include "connectors/sandbox/days.h"

// Families whose answers are large, or whose names are too common.
namespace kith::sandbox {
namespace {

constexpr int kEncounters = 120;
constexpr int kNamesakes = 12;

/// Three pages of fifty when asked for fifty at a time.
void add_many_encounters(Builder& b) {
    b.begin_family("many-encounters", "a boy with 120 hospital encounters", true);
    const auto home = b.place("6 Beech Avenue", "Kingsholt", "NS3 5TW");
    const auto child = b.add({.slug = "many.child",
                              .given = "Kwame",
                              .family = "Boateng",
                              .born = "2015-03-03",
                              .sex = 'M',
                              .ethnicity = "BGHA",
                              .language = "ak",
                              .nhs_number = nhs_number_from(3000),
                              .upn = make_upn(kNorthshireCode, "2014", 2019, 50),
                              .school = kMillfieldsPrimary,
                              .practice = kMillfieldsPractice});
    const auto mother = b.add({.slug = "many.mother",
                               .given = "Abena",
                               .family = "Boateng",
                               .born = "1986-06-24",
                               .sex = 'F',
                               .ethnicity = "BGHA",
                               .language = "ak",
                               .nhs_number = nhs_number_from(3010),
                               .practice = kMillfieldsPractice,
                               .phone = mobile_number(701)});
    for (const PersonIndex person : {child, mother}) b.lives(person, home, "2015-03-03");
    b.kin(child, "mother", mother);
    Day day = day_of("2018-01-08");
    for (int i = 0; i < kEncounters; ++i, day += std::chrono::days(26)) {
        const bool is_crisis = i % 10 == 9;
        auto& contact = b.contact("hospitals", child, is_crisis ? "emergency" : "outpatient",
                                  stamp(iso(day), is_crisis ? "02:30" : "10:15"),
                                  is_crisis ? "Sickle cell crisis" : "Sickle cell clinic, transfusion");
        contact.location =
            is_crisis ? "Emergency Department, Northbridge Royal" : "Children's Day Unit, Northbridge Royal";
    }
    b.written().school_years.push_back(
        {.person = child, .starts = 2026, .attendance = 79, .unauthorised = 0});
}

/// A dozen girls with one name and one birth date: demographics say too many and show none.
void add_namesakes(Builder& b) {
    for (int i = 0; i < kNamesakes; ++i) {
        const std::string number = std::to_string(i + 1);
        b.begin_family("namesake-" + number,
                       "one of twelve girls with the same name and birth date: demographics answer too many",
                       true);
        const auto home =
            b.place(number + " Albion Terrace", "Westmoor", "WM5 " + std::to_string(i % 9 + 1) + "LE");
        const auto child = b.add({.slug = "namesake." + number,
                                  .given = "Emily",
                                  .family = "Jones",
                                  .born = "2016-05-05",
                                  .sex = 'F',
                                  .ethnicity = "WBRI",
                                  .nhs_number = nhs_number_from(3100 + 10 * i),
                                  .upn = make_upn(kWestmoorCode, "2102", 2020, 700 + i),
                                  .school = kHighFellPrimary,
                                  .practice = kWestmoorPractice});
        b.lives(child, home, "2016-05-05");
    }
}

}  // namespace

void add_volume_fixtures(Builder& b) {
    add_many_encounters(b);
    add_namesakes(b);
}

}  // namespace kith::sandbox
