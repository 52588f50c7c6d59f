#include "base/text.h"
#include "connectors/fhir/details.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/health_common.h"
#include "connectors/fhir/health_events.h"
#include "connectors/fhir/plain_text.h"

#include <algorithm>
#include <array>

namespace kith::fhir {
namespace {

using record::Event;

struct Setting {
    std::string_view kind;
    std::string_view headline;
};

constexpr Setting kEmergency{"ed_attendance", "Emergency department attendance"};
constexpr Setting kAdmission{"admission", "Hospital admission"};
constexpr Setting kOutpatient{"outpatient", "Outpatient attendance"};
constexpr Setting kAmbulance{"ambulance_callout", "Ambulance call-out"};
constexpr Setting kPractice{"gp_consultation", "GP consultation"};
constexpr Setting kHome{"home_visit", "Home visit"};
constexpr Setting kLetter{"letter", "Letter or report received"};
constexpr Setting kContact{"contact", "Contact with health care"};

/// Words in a type, service or provider that settle what the class code leaves open: "AMB" is any clinic,
/// surgery or, by a common misreading, an ambulance.
constexpr std::array<std::pair<std::string_view, Setting>, 17> kByWords{{
    {"ambulance", kAmbulance},
    {"paramedic", kAmbulance},
    {"emergency department", kEmergency},
    {"accident and emergency", kEmergency},
    {"a&e", kEmergency},
    {"emergency room", kEmergency},
    {"letter", kLetter},
    {"report received", kLetter},
    {"home visit", kHome},
    {"general practi", kPractice},
    {"gp ", kPractice},
    {"gp consultation", kPractice},
    {"surgery consultation", kPractice},
    {"in surgery", kPractice},
    {"outpatient", kOutpatient},
    {"inpatient", kAdmission},
    {"hospital ward", kAdmission},
}};

/// HL7 v3 ActCode, as UK Core binds Encounter.class.
std::optional<Setting> by_class(std::string_view code) {
    if (code == "EMER") return kEmergency;
    if (code == "IMP" || code == "ACUTE" || code == "NONAC" || code == "OBSENC" || code == "SS")
        return kAdmission;
    if (code == "FLD") return kAmbulance;
    if (code == "HH") return kHome;
    if (code == "AMB") return kOutpatient;
    return std::nullopt;
}

std::optional<Setting> by_words(std::string_view words) {
    for (const auto& [phrase, setting] : kByWords)
        if (base::contains_ignoring_case(words, phrase)) return setting;
    return std::nullopt;
}

Setting setting_of(json::Value encounter) {
    const auto code = encounter["class"]["code"].text();
    const std::string kind_words =
        all_words_of(encounter["type"]) + " " + words_of(encounter["serviceType"]) + " ";
    // A class that says what it is beats words; "AMB", "VR" and none at all do not say.
    if (code != "AMB")
        if (const auto setting = by_class(code)) return *setting;
    if (const auto setting = by_words(kind_words)) return *setting;
    if (has_code(encounter["type"], {"11429006"}) || code == "VR") return kPractice;
    return by_class(code).value_or(kContact);
}

std::string reason_of(json::Value encounter, const Index& index) {
    std::vector<std::string> words;
    for (const auto reason : each(encounter["reasonCode"])) words.push_back(words_of(reason));
    for (const auto reason : each(encounter["reasonReference"])) {
        const auto found = index.resolve(reason, encounter);
        words.push_back(found.is_missing() ? words_of_reference(reason) : words_of(found["code"]));
    }
    std::erase(words, "");
    return base::join(words, "; ");
}

void read_stay(json::Value encounter, const Setting& setting, Event& event) {
    event.occurred = when(encounter["period"]["start"]);
    if (setting.kind == kAdmission.kind && event.occurred.is_known())
        event.occurred = span(encounter["period"]);
    add_detail(event.details, "began", date_words(encounter["period"]["start"]));
    add_detail(event.details, "ended", date_words(encounter["period"]["end"]));
    const auto stay = encounter["hospitalization"];
    add_detail(event.details, "admitted from", words_of(stay["admitSource"]));
    add_detail(event.details, "discharged to", words_of(stay["dischargeDisposition"]));
    add_extensions(event.details, stay);
}

void read_place(json::Value encounter, const Index& index, Event& event) {
    std::vector<std::string> places;
    for (const auto one : each(encounter["location"])) {
        places.push_back(named(one["location"], index, encounter));
        const auto address = index.resolve(one["location"], encounter)["address"];
        if (event.postcode.empty()) event.postcode = record::normal_postcode(address["postalCode"].text());
    }
    places.push_back(named(encounter["serviceProvider"], index, encounter));
    std::erase(places, "");
    event.place = base::join(places, ", ");
}

void read_classification(json::Value encounter, Event& event) {
    add_detail(event.details, "class", words_of(encounter["class"]));
    add_detail(event.details, "type", all_words_of(encounter["type"]));
    add_detail(event.details, "service", words_of(encounter["serviceType"]));
    add_detail(event.details, "priority", words_of(encounter["priority"]));
    add_detail(event.details, "status", shown(encounter["status"]));
    for (const auto diagnosis : each(encounter["diagnosis"]))
        add_detail(event.details, "diagnosis", words_of_reference(diagnosis["condition"]));
}

void read_people(json::Value encounter, const std::string& subject_ref, const Index& index, Event& event,
                 record::Reply& into) {
    for (const auto participant : each(encounter["participant"])) {
        const std::string role = all_words_of(participant["type"]);
        const std::string name = named(participant["individual"], index, encounter);
        if (event.author_role.empty()) event.author_role = words_of(first(participant["type"]));
        add_detail(event.details, "seen by", name);
        add_professional(subject_ref, "professional", name, role, event, into);
    }
}

bool was_not_brought(json::Value encounter, std::string_view words) {
    const auto status = encounter["status"].text();
    if (base::contains_ignoring_case(words, "was not brought") ||
        base::contains_ignoring_case(words, "not brought"))
        return true;
    return status == "cancelled" && base::contains_ignoring_case(words, "did not attend");
}

// The stated rule of this connector; the window prints it beside "significant only".
bool is_significant(const Event& event) {
    static constexpr std::array<std::string_view, 4> kKinds{"ed_attendance", "ambulance_callout", "admission",
                                                            "not_brought"};
    return std::ranges::find(kKinds, event.kind) != kKinds.end() || !event.tags.empty();
}

}  // namespace

bool is_withdrawn(json::Value resource) {
    return resource["status"].text() == "entered-in-error" ||
           has_code(resource["verificationStatus"], {"entered-in-error"});
}

void read_encounter(json::Value encounter, const std::string& subject_ref, const Index& index,
                    record::Reply& into) {
    const Setting setting = setting_of(encounter);
    Event event = event_of(encounter, "health_attendance", subject_ref);
    const std::string reason = reason_of(encounter, index);
    event.kind = std::string(setting.kind);
    event.title = headline(setting.headline, reason);
    event.text = prose({narrative(encounter), notes_of(encounter["note"])});
    if (was_not_brought(encounter, reason + ". " + event.text + ". " + all_words_of(encounter["type"]))) {
        event.kind = "not_brought";
        event.tags.emplace_back("not_brought");
        event.title = headline("Was not brought to an appointment", reason);
    }
    read_stay(encounter, setting, event);
    read_place(encounter, index, event);
    read_classification(encounter, event);
    read_people(encounter, subject_ref, index, event, into);
    event.planned = encounter["status"].text() == "planned";
    add_signs(event);
    event.significant = is_significant(event);
    into.events.push_back(std::move(event));
}

}  // namespace kith::fhir
