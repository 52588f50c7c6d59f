// Every published sample of the kinds this family claims to read: each value that means something to a person
// must be found again in the Reply. What is left out is listed below by name, so that a new kind of field
// cannot be lost unnoticed.
#include "base/text.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/fhir.h"
#include "connectors/fhir/xml.h"
#include "record/reply_json.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace kith;
namespace fs = std::filesystem;

namespace {

const fs::path kSamples = KITH_SHARED_DATA;

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::vector<fs::path> files_in(const std::string& folder) {
    std::vector<fs::path> files;
    if (!fs::exists(kSamples / folder)) return files;
    for (const auto& entry : fs::directory_iterator(kSamples / folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

/// Parts of a message that are about the message: addresses of code systems and profiles, versions, links,
/// how it was sent.
const std::set<std::string_view> kAboutTheMessage{
    "resourceType", "system", "version",   "url",         "fullUrl", "link",      "profile",
    "request",      "search", "versionId", "lastUpdated", "total",   "timestamp", "userSelected"};
/// Parts that stand for something else that is kept: a code beside its display, a reference to another
/// resource (named by its display), the kind of thing referred to, what an address or number is used for
/// (kept as the program's own word).
const std::set<std::string_view> kStandIns{"code", "reference", "use", "mode", "type"};
/// Parts that say nothing a practitioner could use: generated narrative, whether a participant must come or
/// has accepted, who entered a flag from which terminal, the profile of a proxy's legal policy.
const std::set<std::string_view> kNothingToRead{"required",        "who",      "onBehalfOf",
                                                "target",          "activity", "policyRule",
                                                "sourceReference", "priority", "intent"};

struct Walk {
    std::string where;
    json::Value value;
    json::Value parent;
};

bool is_passed_over(std::string_view key, json::Value parent) {
    if (kAboutTheMessage.contains(key) || kNothingToRead.contains(key)) return true;
    if (key == "text" && parent["text"].is_object()) return parent["text"]["status"].text() == "generated";
    if (key == "security" || key == "id") return true;
    // A participant's "accepted" and a narrative's "additional" are not the record's standing.
    if (key == "status") return parent["actor"].is_object() || !parent["div"].is_missing();
    return kStandIns.contains(key) && !parent[key].is_object() && !parent[key].is_array();
}

void walk(json::Value value, json::Value parent, const std::string& where, std::vector<Walk>& leaves) {
    if (value.is_array()) {
        for (const auto element : value) walk(element, parent, where, leaves);
    } else if (value.is_object()) {
        for (size_t i = 0; i < value.size(); ++i)
            if (!is_passed_over(value.key(i), value))
                walk(value.at(i), value, where + "/" + std::string(value.key(i)), leaves);
    } else if (!value.is_absent()) {
        leaves.push_back({where, value, parent});
    }
}

/// The forms in which a value may honestly be shown.
std::vector<std::string> forms_of(const Walk& leaf) {
    const std::string raw = fhir::shown(leaf.value);
    std::vector<std::string> forms{raw};
    const auto at = fhir::when(raw);
    if (at.is_known() && raw.size() >= 7) {
        forms.push_back(at.words());
        forms.push_back(at.start().iso());
    }
    if (raw == "true") forms.insert(forms.end(), {"yes", "records_held"});
    if (raw == "false") forms.insert(forms.end(), {"no", "not active"});
    if (raw == "unknown") forms.emplace_back("not stated");
    return forms;
}

/// The narrative's words between its tags.
std::string inner_words(const std::string& div) {
    const size_t start = div.find('>') + 1;
    return div.substr(start, div.find('<', start) - start);
}

bool occurs(const Walk& leaf, const std::string& reply) {
    if (leaf.where.ends_with("/div"))
        return reply.find(inner_words(leaf.value.as_text())) != std::string::npos;
    return std::ranges::any_of(
        forms_of(leaf), [&](const std::string& form) { return reply.find(form) != std::string::npos; });
}

/// JSON without escapes, so that texts are compared as they are.
std::string plain(const record::Reply& reply) {
    std::string text = record::to_json(reply), out;
    for (size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\\' || text[i + 1] == '\\') out += text[i];
    return out;
}

size_t check(const std::string& kind, const fs::path& path) {
    const std::string bytes = bytes_of(path);
    const auto reply = fhir::read_message(kind, bytes);
    BOOST_TEST_CONTEXT(path.filename().string()) {
        BOOST_TEST_REQUIRE(reply.has_value(), (reply ? "" : reply.error().detail));
        const std::string shown = plain(*reply);
        const auto document = fhir::parse_message(bytes);
        BOOST_TEST_REQUIRE(document.has_value());
        std::vector<Walk> leaves;
        walk(document->root(), {}, "", leaves);
        for (const auto& leaf : leaves)
            BOOST_TEST(occurs(leaf, shown), leaf.where << " = " << leaf.value.as_text());
        return leaves.size();
    }
    return 0;
}

/// Checks every file of a folder whose name fits; says so where the samples are not at hand.
void sweep(const std::string& kind, const std::string& folder, const std::vector<std::string>& names) {
    size_t files = 0, values = 0;
    for (const auto& path : files_in(folder)) {
        const std::string name = path.filename().string();
        const bool fits = names.empty() || std::ranges::any_of(names, [&](const auto& part) {
                              return name.find(part) != std::string::npos;
                          });
        if (!fits) continue;
        values += check(kind, path);
        ++files;
    }
    if (!fs::exists(kSamples)) BOOST_TEST_MESSAGE("skipped: the samples of " << folder << " are not here");
    BOOST_TEST_MESSAGE(folder << ": " << files << " files, " << values << " values found again");
    BOOST_TEST((files > 0 || !fs::exists(kSamples)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fhir_sample_tests)

BOOST_AUTO_TEST_CASE(demographic_records_keep_every_value) {
    sweep("fhir.pds.patient", "pds/patient", {});
}

BOOST_AUTO_TEST_CASE(demographic_searches_keep_every_value) {
    sweep("fhir.pds.search", "pds/search", {"earch", "other", "exact", "Patient"});
}

BOOST_AUTO_TEST_CASE(related_people_keep_every_value) {
    sweep("fhir.pds.related_person", "pds/related-person", {});
    sweep("fhir.pds.related_person", "relationships", {});
    sweep("fhir.pds.related_person", "uk-core", {"RelatedPerson"});
}

BOOST_AUTO_TEST_CASE(uk_core_patients_keep_every_value) {
    sweep("fhir.pds.patient", "uk-core", {"Patient-"});
}

BOOST_AUTO_TEST_CASE(health_records_keep_every_value) {
    sweep("fhir.records", "uk-core",
          {"Encounter", "Flag", "Appointment", "CareTeam", "LegalStatus", "OutcomeOfAttendance",
           "ParentPresent", "Immunization"});
}

BOOST_AUTO_TEST_CASE(patient_flags_keep_every_value) {
    sweep("fhir.records", "patient-flags", {"Example"});
}

BOOST_AUTO_TEST_CASE(child_protection_messages_keep_every_value) {
    sweep("fhir.cpis", "cp-is", {"Example"});
}

BOOST_AUTO_TEST_CASE(every_published_error_settles_in_a_state_that_is_no_answer_about_the_person) {
    for (const auto& path : files_in("pds/errors")) {
        const auto reply = fhir::read_message("fhir.operation_outcome", bytes_of(path));
        BOOST_TEST_CONTEXT(path.filename().string()) {
            BOOST_TEST_REQUIRE(reply.has_value());
            const bool is_no_record =
                path.stem() == "RESOURCE_NOT_FOUND" || path.stem() == "INVALIDATED_RESOURCE";
            BOOST_TEST((reply->state == record::LedgerState::none_held) == is_no_record);
            BOOST_TEST(!reply->detail.empty());
            BOOST_TEST(reply->people.empty());
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
