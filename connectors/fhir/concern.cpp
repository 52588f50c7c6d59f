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

/// Flags that help with care and say nothing of harm.
bool is_everyday(json::Value flag) {
    return has_code(flag["category"],
                    {"diet", "drug", "lab", "clinical-allergy", "national-reasonable-adjustment-flag"}) ||
           has_code(flag["code"], {"national-reasonable-adjustment-flag"});
}

/// What a flag asks of whoever holds the record, as a mark that travels with its facts.
struct Care {
    std::string_view words;
    std::string_view mark;
};
constexpr std::array<Care, 7> kCares{{
    {"address confidential", "protected_address"},
    {"address is confidential", "protected_address"},
    {"confidential address", "protected_address"},
    {"do not disclose address", "protected_address"},
    {"do not disclose", "restricted"},
    {"not to be shared", "restricted"},
    {"third party information", "third_party"},
}};

std::vector<record::Handling> cares_in(const std::string& words) {
    for (const auto& [phrase, mark] : kCares)
        if (base::contains_ignoring_case(words, phrase)) return {{std::string(mark), words}};
    return {};
}

void mark_person(const std::vector<record::Handling>& marks, const std::string& ref, record::Reply& into) {
    for (auto& person : into.people)
        if (person.ref == ref) person.handling.insert(person.handling.end(), marks.begin(), marks.end());
}

// Who entered a flag and when stands in a Provenance inside it.
void read_entry_of(json::Value resource, Event& event) {
    for (const auto one : each(resource["contained"])) {
        if (one["resourceType"].text() != "Provenance") continue;
        event.recorded = when(one["recorded"]);
        event.author_role = words_of(first(one["agent"])["role"]);
        add_detail(event.details, "entered on", date_words(one["recorded"]));
        add_detail(event.details, "entered by", event.author_role);
    }
}

/// A flag that is up lasts until now, so that it counts for every period since.
record::When in_force(json::Value flag) {
    const bool is_up = flag["status"].text() == "active" || !flag["period"]["end"].is_absent();
    return is_up ? span(flag["period"]) : when(flag["period"]["start"]);
}

void add_notes(json::Value flag, Event& event) {
    event.text = prose({narrative(flag), notes_of(value_of_extension(extension(flag, "FlagNotes")))});
}

}  // namespace

void read_flag(json::Value flag, const std::string& subject_ref, const Index& index, record::Reply& into) {
    Event event = event_of(flag, "health_concern", subject_ref);
    event.kind = "flag";
    const std::string words = words_of(flag["code"]);
    event.title = headline("Flag on the health record", words);
    event.occurred = in_force(flag);
    read_entry_of(flag, event);
    add_notes(flag, event);
    add_detail(event.details, "status", shown(flag["status"]));
    add_detail(event.details, "category", all_words_of(flag["category"]));
    add_detail(event.details, "code", all_words_of(flag["code"]));
    add_detail(event.details, "began", date_words(flag["period"]["start"]));
    add_detail(event.details, "ended", date_words(flag["period"]["end"]));
    add_detail(event.details, "seen at", words_of_reference(flag["encounter"]));
    const std::string author = named(flag["author"], index, flag);
    add_detail(event.details, "author", author);
    add_professional(subject_ref, "professional", author, "author of a flag", event, into);
    const auto marks = cares_in(words);
    event.handling.insert(event.handling.end(), marks.begin(), marks.end());
    mark_person(marks, subject_ref, into);
    add_signs(event);
    event.significant = !is_everyday(flag);
    into.events.push_back(std::move(event));
}

void read_condition(json::Value condition, const std::string& subject_ref, const Index& index,
                    record::Reply& into) {
    Event event = event_of(condition, "health_concern", subject_ref);
    event.kind = "health_concern";
    event.title = headline("Health concern", words_of(condition["code"]));
    event.text = prose({narrative(condition), notes_of(condition["note"])});
    event.occurred = when(condition["onsetDateTime"]);
    event.recorded = when(condition["recordedDate"]);
    read_entry_of(condition, event);
    add_detail(event.details, "category", all_words_of(condition["category"]));
    add_detail(event.details, "standing", words_of(condition["clinicalStatus"]));
    add_detail(event.details, "certainty", words_of(condition["verificationStatus"]));
    add_detail(event.details, "ended", date_words(condition["abatementDateTime"]));
    add_detail(event.details, "recorded by", named(condition["recorder"], index, condition));
    add_signs(event);
    event.significant = !event.tags.empty();
    into.events.push_back(std::move(event));
}

void read_immunization(json::Value immunization, const std::string& subject_ref, const Index& index,
                       record::Reply& into) {
    Event event = event_of(immunization, "health_attendance", subject_ref);
    event.kind = "immunisation";
    event.title = headline("Immunisation", words_of(immunization["vaccineCode"]));
    event.text = narrative(immunization);
    event.occurred = when(immunization["occurrenceDateTime"]);
    event.place = named(immunization["location"], index, immunization);
    add_detail(event.details, "status", shown(immunization["status"]));
    into.events.push_back(std::move(event));
}

void read_team(json::Value team, const std::string& subject_ref, const Index& index, record::Reply& into) {
    Event seen;
    seen.origin.reference = "CareTeam/" + shown(team["id"]);
    seen.occurred = span(team["period"]);
    std::vector<std::string> words{shown(team["status"]), narrative(team)};
    for (const auto identifier : each(team["identifier"]))
        words.push_back("reference " + shown(identifier["value"]));
    std::erase(words, "");
    add_professional(subject_ref, "service", shown(team["name"]), base::join(words, "; "), seen, into);
    for (const auto participant : each(team["participant"]))
        add_professional(subject_ref, "professional", named(participant["member"], index, team),
                         all_words_of(participant["role"]), seen, into);
}

}  // namespace kith::fhir
