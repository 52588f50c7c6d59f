#include "base/text.h"
#include "connectors/sui/records.h"

namespace kith::sui {
namespace {

std::string first_said(json::Value payload, std::initializer_list<const char*> members) {
    for (const char* member : members)
        if (std::string text = said(payload[member]); !text.empty()) return text;
    return {};
}

/// Two shapes of the pilot: doctor and surgery apart, or one text for both.
void read_registration(json::Value payload, Filing& filing) {
    const std::string doctor = first_said(payload, {"registeredGPName", "registeredGP"});
    const std::string surgery = first_said(payload, {"registeredGPSurgery"});
    if (doctor.empty() && surgery.empty()) return;
    const std::string practice = surgery.empty() ? doctor : surgery;
    if (filing.subject().gp_practice.empty()) filing.subject().gp_practice = practice;
    auto& tie = filing.add_tie("registered_gp", practice, false);
    const auto address = read_address(payload["gpAddress"]);
    tie.phone = said(payload["gpTelephone"]);
    tie.words = "Registered with " + (doctor.empty() ? practice : doctor) +
                (address ? ", " + address->one_line() : std::string{});
}

void read_camhs(json::Value payload, Filing& filing) {
    for (std::string& team : all_said(payload["camhsTeamInvolvement"]))
        filing.add_tie("service", std::move(team), false).words =
            "Child and adolescent mental health service";
    for (std::string& contact : all_said(payload["camhsContactDetails"])) {
        const bool is_email = contact.find('@') != std::string::npos;
        filing.add_contact({.name = "Child and adolescent mental health service",
                            .phone = is_email ? "" : contact,
                            .email = is_email ? contact : ""});
    }
    const auto address = read_address(payload["camhsContactAddress"]);
    const std::string phone = said(payload["camhsContactTelephone"]);
    if (!address && phone.empty()) return;
    filing.add_contact({.name = "Child and adolescent mental health service",
                        .phone = phone,
                        .address = address ? address->one_line() : ""});
}

void read_missed(json::Value one, Filing& filing) {
    const std::string setting = said(one["setting"]);
    auto& event = filing.add_event("health_attendance", "not_brought",
                                   setting.empty() ? "Appointment missed" : "Appointment missed: " + setting);
    event.occurred = record::read_date(one["date"], "The date it happened", event.quality, event.details);
    event.tags = {"not_brought"};
    event.place = said(one["location"]);
    add_detail(event.details, "Setting", setting);
    add_detail(event.details, "Reason", said(one["reason"]));
}

void read_emergency(json::Value one, Filing& filing) {
    auto& event = filing.add_event("health_attendance", "ed_attendance", "Attended an emergency department");
    event.occurred = record::read_date(one["date"], "The date it happened", event.quality, event.details);
    event.text = said_at_length(one["reason"]);
    if (base::contains_ignoring_case(event.text, "injur")) event.tags = {"injury"};
    event.significant = true;
}

}  // namespace

void read_health(json::Value payload, Filing& filing) {
    read_registration(payload, filing);
    read_camhs(payload, filing);
    for (const auto& [status, plan] : statuses_and_plans(payload["healthActiveStatusesAndPlans"]))
        filing.add_event("health_attendance", "health_status", plan.empty() ? status : status + ": " + plan);
    for (json::Value one : payload["missedAppointments"]) read_missed(one, filing);
    for (json::Value one : payload["emergencyDepartmentAttendances"]) read_emergency(one, filing);
}

}  // namespace kith::sui
