#include "connectors/sui/records.h"

namespace kith::sui {
namespace {

using record::PersonRecord;

void read_identity(json::Value answer, PersonRecord& person) {
    person.names.push_back({.given = said(answer["firstName"]), .family = said(answer["lastName"])});
    const auto born = record::read_date(answer["dateOfBirth"], "Birth date", person.quality, person.details);
    if (born.is_known()) person.born = born.start();
    if (std::string number = said(answer["nhsNumber"]); !number.empty())
        person.identifiers.push_back(record::identifier("nhs_number", number));
}

/// A school's pupil system.
void read_school(json::Value answer, Filing& filing) {
    auto& child = filing.subject();
    static const std::pair<const char*, const char*> flags[] = {
        {"pupilPremium", "Pupil premium"},
        {"freeSchoolMeals", "Free school meals"},
        {"electivelyHomeEducated", "Electively home educated"}};
    for (const auto& [member, label] : flags)
        if (!answer[member].is_missing()) add_detail(child.details, label, tri_state(answer[member]));
    for (json::Value school : answer["schoolsAttended"]) {
        auto& tie = filing.add_tie("attends_school", said(school["name"]), false);
        tie.words = "Listed among schools attended: " + said(school["address"]);
    }
}

/// A police record system.
void read_police(json::Value answer, Filing& filing) {
    if (answer["knownToPolice"].is_missing() && answer["policePowersOfProtection"].is_missing()) return;
    auto& event = filing.add_event("police_intelligence", "intelligence",
                                   "What the police hold as their standing view");
    event.handling.push_back({"police_intelligence", {}});
    add_detail(event.details, "Known to police", tri_state(answer["knownToPolice"]));
    add_detail(event.details, "Police powers of protection used",
               tri_state(answer["policePowersOfProtection"]));
    add_detail(event.details, "Child protection", tri_state(answer["childProtection"]));
    event.significant = answer["policePowersOfProtection"].boolean().value_or(false) ||
                        answer["childProtection"].boolean().value_or(false);
}

/// A general practice's system.
void read_practice(json::Value answer, Filing& filing) {
    const std::string surgery = said(answer["gpSurgery"]), practice = said(answer["gpName"]);
    if (!practice.empty() || !surgery.empty()) {
        filing.subject().gp_practice = practice.empty() ? surgery : practice;
        auto& tie = filing.add_tie("registered_gp", filing.subject().gp_practice, false);
        tie.words = "Surgery: " + surgery;
        tie.phone = said(answer["gpContactNumber"]);
    }
    for (json::Value one : answer["missedAppointmentReasons"]) {
        auto& event = filing.add_event("health_attendance", "not_brought", "Appointment missed");
        event.occurred = record::read_date(one["date"], "The date it happened", event.quality, event.details);
        event.tags = {"not_brought"};
        event.place = said(one["location"]);
        add_detail(event.details, "Reason", said(one["reason"]));
    }
}

}  // namespace

void read_vendor(json::Value answer, Filing& filing) {
    auto& person = filing.subject();
    read_identity(answer, person);
    add_detail(person.details, "Single unique identifier", said(answer["sui"]));
    read_school(answer, filing);
    read_police(answer, filing);
    read_practice(answer, filing);
}

}  // namespace kith::sui
