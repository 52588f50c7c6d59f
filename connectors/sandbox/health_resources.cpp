#include "connectors/sandbox/health_resources.h"

#include "connectors/sandbox/fhir_writing.h"

#include <array>
#include <string_view>

namespace kith::sandbox {
namespace {

struct Setting {
    std::string_view name, act, act_words, type;
};

/// How our settings are said in HL7's ActCode and in words.
constexpr std::array<Setting, 7> kSettings = {
    {{"emergency", "EMER", "emergency", "Emergency department attendance"},
     {"inpatient", "IMP", "inpatient encounter", "Inpatient stay"},
     {"outpatient", "AMB", "ambulatory", "Outpatient attendance"},
     {"ambulance", "FLD", "field", "Ambulance attendance"},
     {"consultation", "AMB", "ambulatory", "GP consultation"},
     {"home", "HH", "home health", "Home visit"},
     {"letter", "VR", "virtual", "Letter received"}}};

const Setting& setting_of(const std::string& name) {
    for (const auto& setting : kSettings)
        if (setting.name == name) return setting;
    return kSettings.front();
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '&')
            out += "&amp;";
        else
            out += c;
    }
    return out;
}

void write_subject(json::Writer& w, const ProviderView& view) {
    w.key("subject").object().member("reference", "Patient/" + view.patient_id).key("identifier");
    write_identifier(w, kNhsNumberSystem, view.card->nhs_number);
    w.end();
}

void write_narrative(json::Writer& w, std::string_view text) {
    if (text.empty()) return;
    w.key("text")
        .object()
        .member("status", "additional")
        .member("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\">" + escaped(text) + "</div>")
        .end();
}

void write_profile(json::Writer& w, std::string_view resource) {
    w.key("meta")
        .object()
        .key("profile")
        .array()
        .string("https://fhir.hl7.org.uk/StructureDefinition/UKCore-" + std::string(resource))
        .end()
        .end();
}

void write_own_identifier(json::Writer& w, const std::string& reference,
                          const std::string& shared_reference) {
    w.key("identifier").array();
    write_identifier(w, "https://northshire.example/Id/local-record", reference);
    if (!shared_reference.empty()) {
        w.object().member("use", "secondary").key("type").object().member("text", "incident").end();
        w.member("system", "https://northshire.example/Id/police-incident")
            .member("value", shared_reference)
            .end();
    }
    w.end();
}

void write_clinician(json::Writer& w, const HealthContact& contact) {
    if (contact.clinician.empty()) return;
    w.key("participant").array().object().key("type").array().object();
    write_coding(w, "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "ATND", "attender");
    if (!contact.role.empty()) w.member("text", contact.role);
    w.end().end().key("individual").object().member("display", contact.clinician).end().end().end();
}

/// A home travels as a contained Location, so that its postcode can be compared; a department is a name.
void write_contained_home(json::Writer& w, const HealthContact& contact) {
    if (contact.postcode.empty()) return;
    w.key("contained")
        .array()
        .object()
        .member("resourceType", "Location")
        .member("id", "home")
        .member("name", contact.location);
    w.key("address").object().member("postalCode", contact.postcode).end().end().end();
}

void write_location(json::Writer& w, const HealthContact& contact) {
    if (contact.location.empty()) return;
    w.key("location").array().object().key("location").object();
    if (!contact.postcode.empty()) w.member("reference", "#home");
    w.member("display", contact.location).end().end().end();
}

}  // namespace

std::string encounter_json(const HealthContact& contact, const ProviderView& view) {
    const Setting& setting = setting_of(contact.setting);
    json::Writer w;
    w.object().member("resourceType", "Encounter").member("id", contact.reference);
    write_profile(w, "Encounter");
    write_narrative(w, contact.narrative);
    write_contained_home(w, contact);
    write_own_identifier(w, contact.reference, contact.shared_reference);
    w.member("status", contact.status)
        .key("class")
        .object()
        .member("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode");
    w.member("code", setting.act).member("display", setting.act_words).end();
    w.key("type").array().object().member("text", setting.type).end().end();
    write_subject(w, view);
    write_clinician(w, contact);
    write_period(w, contact.from, contact.until);
    w.key("reasonCode").array().object().member("text", contact.reason).end().end();
    write_location(w, contact);
    w.key("serviceProvider").object().key("identifier");
    write_identifier(w, kOdsSystem, view.provider_ods);
    w.member("display", view.provider).end().end();
    return w.text();
}

std::string flag_json(const HealthFlag& flag, const ProviderView& view) {
    json::Writer w;
    w.object().member("resourceType", "Flag").member("id", flag.reference);
    write_profile(w, "Flag");
    w.member("status", "active").key("category").array().object();
    write_coding(w, "http://terminology.hl7.org/CodeSystem/flag-category", "safety", "Safety");
    w.end().end().key("code").object();
    write_coding(w, kSnomed, flag.code, flag.words);
    w.member("text", flag.words).end();
    write_subject(w, view);
    write_period(w, flag.since, {});
    if (!flag.author.empty()) w.key("author").object().member("display", flag.author).end();
    w.end();
    return w.text();
}

std::string appointment_json(const HealthAppointment& appointment, const ProviderView& view) {
    json::Writer w;
    w.object().member("resourceType", "Appointment").member("id", appointment.reference);
    write_profile(w, "Appointment");
    w.member("status", appointment.status)
        .member("description", appointment.what)
        .member("start", appointment.at);
    if (!appointment.comment.empty()) w.member("comment", appointment.comment);
    w.key("serviceType").array().object().member("text", appointment.what).end().end();
    w.key("participant")
        .array()
        .object()
        .key("actor")
        .object()
        .member("reference", "Patient/" + view.patient_id)
        .key("identifier");
    write_identifier(w, kNhsNumberSystem, view.card->nhs_number);
    w.end().member("status", "accepted").end();
    if (!appointment.clinician.empty())
        w.object()
            .key("actor")
            .object()
            .member("display", appointment.clinician)
            .end()
            .member("status", "accepted")
            .end();
    w.end().end();
    return w.text();
}

}  // namespace kith::sandbox
