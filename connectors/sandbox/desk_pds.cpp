#include "connectors/sandbox/desk_pds.h"

#include "base/text.h"
#include "connectors/sandbox/fhir_writing.h"
#include "connectors/sandbox/pds_search.h"
#include "record/identifiers.h"

#include <algorithm>

namespace kith::sandbox {
namespace {

/// The stand-in stops here sooner than the live service (50), so that a small population can show the answer.
constexpr std::size_t kTooMany = 10;

void write_security(json::Writer& w, bool is_restricted) {
    w.key("meta").object().member("versionId", "2").key("security").array().object();
    w.member("system", "http://terminology.hl7.org/CodeSystem/v3-Confidentiality")
        .member("code", is_restricted ? "R" : "U")
        .member("display", is_restricted ? "restricted" : "unrestricted");
    w.end().end().end();
}

void write_verified_number(json::Writer& w, const std::string& number) {
    w.key("identifier")
        .array()
        .object()
        .member("system", kNhsNumberSystem)
        .member("value", number)
        .key("extension")
        .array()
        .object();
    w.member("url",
             "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus")
        .key("valueCodeableConcept")
        .object();
    write_coding(w, "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus", "01",
                 "Number present and verified");
    w.end().end().end().end().end();
}

void write_homes(json::Writer& w, const Northshire& n, const Person& person, bool with_history) {
    w.key("address").array();
    for (const auto& home : person.homes)
        if (home.until.empty() || with_history) write_address(w, n.places[home.place], home.from, home.until);
    w.end();
}

void write_practice(json::Writer& w, const Practice& practice) {
    w.key("generalPractitioner")
        .array()
        .object()
        .member("id", practice.ods + "-1")
        .member("type", "Organization")
        .key("identifier");
    write_identifier(w, kOdsSystem, practice.ods);
    w.member("display", practice.name).end().end();
}

void write_phone(json::Writer& w, const std::string& phone) {
    std::string digits = phone;
    digits.erase(std::remove(digits.begin(), digits.end(), ' '), digits.end());
    w.key("telecom")
        .array()
        .object()
        .member("id", "T1")
        .member("system", "phone")
        .member("use", digits.starts_with("07") ? "mobile" : "home")
        .member("value", digits)
        .end()
        .end();
}

void write_language(json::Writer& w, const std::string& language) {
    w.key("extension")
        .array()
        .object()
        .member("url", "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSCommunication")
        .key("extension")
        .array();
    w.object().member("url", "language").key("valueCodeableConcept").object();
    write_coding(w, "https://fhir.hl7.org.uk/CodeSystem/UKCore-HumanLanguage", language, language);
    w.end()
        .end()
        .object()
        .member("url", "interpreterRequired")
        .member("valueBoolean", true)
        .end()
        .end()
        .end()
        .end();
}

/// A search result leaves out the past; a restricted one leaves out everything that says where.
void write_patient(json::Writer& w, const Cabinet& cabinet, PersonIndex index, bool is_search_result) {
    const Person& person = cabinet.northshire().people[index];
    const Card& card = *cabinet.card_of(index);
    w.object().member("resourceType", "Patient").member("id", card.nhs_number);
    write_verified_number(w, card.nhs_number);
    write_security(w, person.is_restricted);
    write_names(w, card, is_search_result ? std::vector<Name>{} : person.other_names);
    w.member("gender", fhir_gender(card.sex)).member("birthDate", card.born);
    if (!person.is_restricted) {
        write_homes(w, cabinet.northshire(), person, !is_search_result);
        if (person.practice) write_practice(w, cabinet.northshire().practices[*person.practice]);
        if (!person.phone.empty()) write_phone(w, person.phone);
    }
    if (!is_search_result && person.language != "en") write_language(w, person.language);
    w.end();
}

std::string patient_url(const Question& q, const std::string& number) {
    return q.base_url + "/Patient/" + number;
}

struct Relationship {
    std::string_view code, display;
};

/// PDS knows roles, not parental responsibility, and only some of the ties that are true.
std::optional<Relationship> relationship_of(const std::string& kind) {
    if (kind == "mother") return Relationship{"MTH", "mother"};
    if (kind == "father") return Relationship{"FTH", "father"};
    if (kind == "guardian") return Relationship{"Guardian", "Guardian of patient"};
    if (kind == "grandparent") return Relationship{"FAMMEMB", "family member"};
    return std::nullopt;
}

void write_relationship(json::Writer& w, const Relationship& relationship) {
    w.key("relationship").array().object().key("coding").array();
    w.object()
        .member("system", "https://fhir.nhs.uk/R4/CodeSystem/UKCore-AdditionalRelatedPersonRole")
        .member("code", relationship.code == "Guardian" ? "Guardian" : "Personal");
    w.member("display", relationship.code == "Guardian" ? "Guardian of patient"
                                                        : "Personal relationship with the patient")
        .end();
    if (relationship.code != "Guardian")
        w.object()
            .member("system", "http://terminology.hl7.org/CodeSystem/v3-RoleCode")
            .member("code", relationship.code)
            .member("display", relationship.display)
            .end();
    w.end().end().end();
}

void write_related(json::Writer& w, const Question& q, const Cabinet& cabinet, const Kinship& tie,
                   std::size_t number) {
    const Person& other = cabinet.northshire().people[tie.to];
    const std::string id = "RP" + std::to_string(number);
    w.object()
        .member("fullUrl", patient_url(q, cabinet.card_of(tie.of)->nhs_number) + "/RelatedPerson/" + id)
        .key("resource")
        .object();
    w.member("resourceType", "RelatedPerson").member("id", id).member("active", true);
    // Parents are on PDS themselves and are pointed at; a grandparent is a name that somebody typed.
    const bool is_pointed_at = tie.kind != "grandparent" && cabinet.card_of(tie.to) != nullptr;
    if (is_pointed_at) {
        w.key("patient")
            .object()
            .member("reference", patient_url(q, other.nhs_number))
            .member("type", "Patient")
            .key("identifier");
        write_identifier(w, kNhsNumberSystem, other.nhs_number);
        w.end();
    }
    write_names(w, Card{.given = other.given, .family = other.family}, {});
    write_relationship(w, *relationship_of(tie.kind));
    write_period(w, tie.since.size() >= 10 ? tie.since : std::string(), {});
    if (!other.phone.empty()) write_phone(w, other.phone);
    w.key("extension")
        .array()
        .object()
        .member("url", "https://fhir.nhs.uk/R4/StructureDefinition/Extension-UKCore-ContactRank")
        .member("valuePositiveInt", number)
        .end()
        .end();
    w.end().end();
}

Answer not_found() {
    return outcome(404, "information", "not-found", "RESOURCE_NOT_FOUND", "Resource not found");
}

Answer with_request_id(Answer answer, const Question& q) {
    answer.headers.emplace_back("X-Request-ID", q.header("x-request-id"));
    if (const auto correlation = q.header("x-correlation-id"); !correlation.empty())
        answer.headers.emplace_back("X-Correlation-ID", correlation);
    return answer;
}

}  // namespace

std::optional<PersonIndex> PdsDesk::known_as(const std::string& number) const {
    if (const auto found = cabinet_.filed_under(number); !found.empty()) return found.front();
    const auto& people = cabinet_.northshire().people;
    for (PersonIndex person = 0; person < people.size(); ++person) {
        const auto& old = people[person].old_nhs_numbers;
        if (std::find(old.begin(), old.end(), number) != old.end()) return person;
    }
    return std::nullopt;
}

Answer PdsDesk::patient(const Question& q, const std::string& number) const {
    auto person = known_as(number);
    if (q.about_somebody_else) person = cabinet_.somebody_else(person);
    if (!person) return not_found();
    json::Writer w;
    write_patient(w, cabinet_, *person, false);
    Answer answer = json_answer(w, 200, std::string(kFhirJson));
    answer.headers.emplace_back("ETag", "W/\"2\"");
    return answer;
}

Answer PdsDesk::related(const Question& q, const std::string& number) const {
    auto person = known_as(number);
    if (q.about_somebody_else) person = cabinet_.somebody_else(person);
    if (!person) return not_found();
    const Northshire& n = cabinet_.northshire();
    std::vector<const Kinship*> ties;
    for (const auto& tie : n.kinships)
        if (tie.of == *person && relationship_of(tie.kind) && !n.people[*person].is_restricted)
            ties.push_back(&tie);
    json::Writer w;
    w.object().member("resourceType", "Bundle").member("type", "searchset").member("total", ties.size());
    if (!ties.empty()) w.key("entry").array();
    for (std::size_t i = 0; i < ties.size(); ++i) write_related(w, q, cabinet_, *ties[i], i + 1);
    if (!ties.empty()) w.end();
    w.end();
    return json_answer(w, 200, std::string(kFhirJson));
}

Answer PdsDesk::search(const Question& q) const {
    PdsSearch search;
    if (auto refused = read_pds_search(q, search)) return *refused;
    auto hits = find_in_pds(cabinet_, search);
    if (q.about_somebody_else) {
        std::vector<PersonIndex> meant;
        for (const auto& hit : hits) meant.push_back(hit.person);
        hits = {{cabinet_.somebody_else(meant).value_or(0), 1.0}};
    }
    if (hits.size() > std::min(search.most, kTooMany))
        return outcome(200, "information", "multiple-matches", "TOO_MANY_MATCHES", "Too Many Matches");
    json::Writer w;
    w.object()
        .member("resourceType", "Bundle")
        .member("type", "searchset")
        .member("timestamp", "2026-11-22T06:00:00+00:00")
        .member("total", hits.size());
    if (!hits.empty()) w.key("entry").array();
    for (const auto& hit : hits) {
        w.object()
            .member("fullUrl", patient_url(q, cabinet_.card_of(hit.person)->nhs_number))
            .key("search")
            .object()
            .key("score")
            .real(hit.score)
            .end()
            .key("resource");
        write_patient(w, cabinet_, hit.person, true);
        w.end();
    }
    if (!hits.empty()) w.end();
    w.end();
    return json_answer(w, 200, std::string(kFhirJson));
}

Answer PdsDesk::answer(const Question& q) {
    if (!is_uuid(q.header("x-request-id")))
        return outcome(
            400, "error", "required", "MISSING_VALUE", "Required value is missing",
            "Invalid request with error - X-Request-ID header must be supplied to access this resource");
    const auto parts = base::split(q.path, '/');
    if (q.method != "GET" || parts.size() < 2 || parts[1] != "Patient")
        return with_request_id(outcome(404, "error", "not-found", "RESOURCE_NOT_FOUND", "Resource not found"),
                               q);
    if (parts.size() == 2) return with_request_id(search(q), q);
    const std::string& number = parts[2];
    if (!record::NhsNumber::parse(number))
        return with_request_id(
            outcome(400, "error", "value", "INVALID_RESOURCE_ID", "Resource Id is invalid"), q);
    const auto& gone = cabinet_.northshire().invalidated_nhs_numbers;
    if (std::find(gone.begin(), gone.end(), number) != gone.end())
        return with_request_id(outcome(404, "error", "processing", "INVALIDATED_RESOURCE",
                                       "Resource that has been marked as invalid was requested - invalid "
                                       "resources cannot be retrieved"),
                               q);
    const bool wants_related = parts.size() == 4 && parts[3] == "RelatedPerson";
    return with_request_id(wants_related ? related(q, number) : patient(q, number), q);
}

}  // namespace kith::sandbox
