#include "connectors/fhir/care_team.h"

#include "connectors/fhir/details.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/health_common.h"

#include <array>

namespace kith::fhir {
namespace {

struct Protection {
    std::string_view code;  ///< SNOMED CT
    std::string_view category, kind, headline;
};

constexpr std::array<Protection, 3> kProtections{{
    {"342191000000101", "child_protection_plan", "plan_child_protection",
     "Subject to a child protection plan"},
    {"818901000000100", "child_protection_plan", "plan_unborn",
     "Unborn child subject to a child protection plan"},
    {"764841000000100", "looked_after", "looked_after", "Looked after by the local authority"},
}};

const Protection* protection_of(json::Value resource) {
    for (const auto& protection : kProtections)
        if (has_code(resource["category"], {protection.code})) return &protection;
    return nullptr;
}

std::string authority_of(json::Value resource) {
    const std::string name = shown(resource["name"]);
    return name.empty() ? words_of_reference(first(resource["careTeam"])) : name;
}

struct Duty {
    std::string_view role, hours;
};

Duty duty_of(std::string_view use) {
    if (use == "work") return {"children's social care", "office hours"};
    if (use == "mobile") return {"emergency duty team", "out of office hours"};
    return {"children's social care", ""};
}

}  // namespace

bool is_protection(json::Value resource) {
    return protection_of(resource) != nullptr;
}

void read_protection(json::Value resource, const std::string& subject_ref, record::Reply& into) {
    const Protection* protection = protection_of(resource);
    if (!protection) return;
    auto event = event_of(resource, protection->category, subject_ref);
    event.kind = std::string(protection->kind);
    event.title = std::string(protection->headline);
    event.occurred = span(resource["period"]);
    event.significant = true;
    event.place = authority_of(resource);
    add_detail(event.details, "local authority", event.place);
    add_detail(event.details, "status", shown(resource["status"]));
    add_detail(event.details, "category", all_words_of(resource["category"]));
    add_detail(event.details, "began", date_words(resource["period"]["start"]));
    add_detail(event.details, "ended", date_words(resource["period"]["end"]));
    into.events.push_back(std::move(event));
}

void read_duty_contacts(json::Value team, record::Reply& into) {
    for (const auto point : each(team["telecom"])) {
        const Duty duty = duty_of(point["use"].text());
        record::Contact contact;
        contact.name = shown(team["name"]);
        contact.role = std::string(duty.role);
        contact.hours = std::string(duty.hours);
        (point["system"].text() == "email" ? contact.email : contact.phone) = shown(point["value"]);
        into.contacts.push_back(std::move(contact));
    }
}

}  // namespace kith::fhir
