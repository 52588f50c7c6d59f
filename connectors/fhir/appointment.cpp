#include "base/text.h"
#include "connectors/fhir/details.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/health_common.h"
#include "connectors/fhir/health_events.h"
#include "connectors/fhir/plain_text.h"

namespace kith::fhir {
namespace {

using record::Event;

bool lies_ahead(std::string_view status) {
    return status == "proposed" || status == "pending" || status == "booked" || status == "waitlist";
}

std::string what_for(json::Value appointment) {
    if (auto words = shown(appointment["description"]); !words.empty()) return words;
    if (auto words = all_words_of(appointment["reasonCode"]); !words.empty()) return words;
    return all_words_of(appointment["serviceType"]);
}

void read_participants(json::Value appointment, const std::string& subject_ref, const Index& index,
                       Event& event, record::Reply& into) {
    for (const auto participant : each(appointment["participant"])) {
        const std::string target = target_of(participant["actor"]);
        if (target.starts_with("Patient/")) continue;
        const std::string name = named(participant["actor"], index, appointment);
        if (target.starts_with("Location/")) {
            event.place = name;
            continue;
        }
        add_detail(event.details, "with", name);
        add_professional(subject_ref, "professional", name, all_words_of(participant["type"]), event, into);
    }
}

void read_classification(json::Value appointment, Event& event) {
    add_detail(event.details, "status", shown(appointment["status"]));
    add_detail(event.details, "cancelled because", words_of(appointment["cancelationReason"]));
    add_detail(event.details, "service", all_words_of(appointment["serviceCategory"]));
    add_detail(event.details, "service", all_words_of(appointment["serviceType"]));
    add_detail(event.details, "specialty", all_words_of(appointment["specialty"]));
    add_detail(event.details, "type", words_of(appointment["appointmentType"]));
    for (const auto reason : each(appointment["reasonReference"]))
        add_detail(event.details, "reason", words_of_reference(reason));
    add_detail(event.details, "starts", date_words(appointment["start"]));
    add_detail(event.details, "ends", date_words(appointment["end"]));
    add_detail(event.details, "made on", date_words(appointment["created"]));
    add_detail(event.details, "instruction", shown(appointment["patientInstruction"]));
}

}  // namespace

void read_appointment(json::Value appointment, const std::string& subject_ref, const Index& index,
                      record::Reply& into) {
    const auto status = appointment["status"].text();
    Event event = event_of(appointment, "health_attendance", subject_ref);
    const bool was_missed = status == "noshow";
    event.kind = was_missed ? "not_brought" : "appointment";
    event.title =
        headline(was_missed ? "Was not brought to an appointment" : "Appointment", what_for(appointment));
    event.text = prose({shown(appointment["comment"]), narrative(appointment)});
    event.occurred = when(appointment["start"]);
    event.recorded = when(appointment["created"]);
    event.planned = lies_ahead(status);
    read_classification(appointment, event);
    read_participants(appointment, subject_ref, index, event, into);
    if (was_missed) event.tags.emplace_back("not_brought");
    event.significant = was_missed;
    into.events.push_back(std::move(event));
}

}  // namespace kith::fhir
