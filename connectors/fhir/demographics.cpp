#include "connectors/fhir/demographics.h"

#include "base/text.h"
#include "connectors/fhir/details.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/health_common.h"
#include "connectors/fhir/person.h"
#include "connectors/fhir/relations.h"

#include <algorithm>
#include <cstdio>
#include <map>

namespace kith::fhir {
namespace {

std::string score_words(double score) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g of 1", score);
    return text;
}

/// "Civil Birth Registration (Office for National Statistics)": where a relationship is known from.
std::string provenance_words(json::Value provenance) {
    std::vector<std::string> parts;
    for (const auto entity : each(provenance["entity"])) {
        std::string words = words_of_reference(entity["what"]);
        const std::string by = words_of_reference(first(entity["agent"])["who"]);
        parts.push_back(by.empty() ? words : words + " (" + by + ")");
    }
    for (const auto agent : each(provenance["agent"]))
        if (auto by = words_of_reference(agent["who"]); !by.empty()) parts.push_back(std::move(by));
    if (const auto recorded = date_words(provenance["recorded"]); !recorded.empty())
        parts.push_back("recorded " + recorded);
    return base::join(parts, ", ");
}

/// Ties by the record they came from.
std::multimap<std::string, record::Tie*> by_reference(std::vector<record::Tie>& ties) {
    std::multimap<std::string, record::Tie*> found;
    for (auto& tie : ties) found.emplace(tie.origin.reference, &tie);
    return found;
}

void read_provenance(const std::vector<Entry>& entries, record::Reply& into) {
    const auto ties = by_reference(into.ties);
    for (const auto& entry : entries) {
        const std::string words = entry.type() == "Provenance" ? provenance_words(entry.resource) : "";
        if (words.empty()) continue;
        for (const auto target : each(entry.resource["target"])) {
            const auto [first_tie, last_tie] = ties.equal_range(target_of(target));
            for (auto tie = first_tie; tie != last_tie; ++tie)
                tie->second->words += "; according to " + words;
        }
    }
}

}  // namespace

void read_registration(json::Value patient, const std::string& subject_ref, const Index& index,
                       record::Reply& into) {
    for (const auto practice : each(patient["generalPractitioner"])) {
        record::Tie tie;
        tie.origin.reference = "Patient/" + shown(patient["id"]);
        tie.from = subject_ref;
        tie.to = named(practice, index, patient);
        tie.to_person = false;
        tie.kind = "registered_gp";
        tie.since = span(practice["identifier"]["period"]);
        if (!tie.to.empty()) into.ties.push_back(std::move(tie));
    }
}

size_t read_hits(json::Value bundle, record::Reply& into) {
    size_t hits = 0;
    for (const auto& entry : entries_of(bundle)) {
        if (entry.type() != "Patient") continue;
        auto person = read_patient(entry.resource);
        add_contact_lines(entry.resource, person);
        if (entry.score)
            add_detail(person.details, "match score given by the source", score_words(*entry.score));
        into.people.push_back(std::move(person));
        ++hits;
    }
    return hits;
}

size_t read_related_people(json::Value message, const std::string& subject_ref,
                           const std::string& subject_number, record::Reply& into) {
    size_t found = 0;
    const auto entries = entries_of(message);
    for (const auto& entry : entries) {
        if (entry.type() != "RelatedPerson") continue;
        read_related_person(entry.resource, subject_ref, subject_number, into);
        ++found;
    }
    read_provenance(entries, into);
    return found;
}

bool is_about(json::Value bundle, const std::string& number) {
    constexpr std::string_view kPatient = "/Patient/";
    for (const auto& entry : entries_of(bundle)) {
        const size_t at = entry.full_url.find(kPatient);
        if (at == std::string::npos) continue;
        const std::string rest = entry.full_url.substr(at + kPatient.size());
        if (rest.substr(0, rest.find('/')) != number) return false;
    }
    return true;
}

std::string none_held_words(const std::vector<std::string>& tried) {
    return "searched NHS demographics, all of England, any period, by " + base::join(tried, "; then by ") +
           "; none held";
}

}  // namespace kith::fhir
