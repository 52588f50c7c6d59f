#include "connectors/fhir/relations.h"

#include "base/text.h"
#include "connectors/fhir/details.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/person.h"

#include <array>
#include <string_view>

namespace kith::fhir {
namespace {

struct Role {
    std::string_view code;
    std::string_view kind;
};

/// Closest first: of several codes the first in this order is the tie; the words keep all.
constexpr std::array<Role, 76> kRoles{{
    {"NMTH", "mother"},
    {"MTH", "mother"},
    {"GESTM", "mother"},
    {"ADOPTM", "mother"},
    {"NFTH", "father"},
    {"NFTHF", "father"},
    {"FTH", "father"},
    {"ADOPTF", "father"},
    {"STPMTH", "step_parent"},
    {"STPFTH", "step_parent"},
    {"STPPRN", "step_parent"},
    {"PRNFOST", "foster_carer"},
    {"MTHFOST", "foster_carer"},
    {"FTHFOST", "foster_carer"},
    {"NPRN", "parent"},
    {"ADOPTP", "parent"},
    {"PRN", "parent"},
    {"PAR", "parent"},
    {"TWIN", "twin"},
    {"TWINBRO", "twin"},
    {"TWINSIS", "twin"},
    {"FTWIN", "twin"},
    {"ITWIN", "twin"},
    {"HSIB", "half_sibling"},
    {"HBRO", "half_sibling"},
    {"HSIS", "half_sibling"},
    {"NSIB", "sibling"},
    {"NBRO", "sibling"},
    {"NSIS", "sibling"},
    {"SIB", "sibling"},
    {"BRO", "sibling"},
    {"SIS", "sibling"},
    {"STPSIB", "sibling"},
    {"STPBRO", "sibling"},
    {"STPSIS", "sibling"},
    {"NCHILD", "child"},
    {"CHILD", "child"},
    {"SON", "child"},
    {"DAU", "child"},
    {"SONC", "child"},
    {"DAUC", "child"},
    {"STPCHLD", "child"},
    {"CHLDFOST", "child"},
    {"CHLDADOPT", "child"},
    {"MGRMTH", "grandparent"},
    {"PGRMTH", "grandparent"},
    {"GRMTH", "grandparent"},
    {"MGRFTH", "grandparent"},
    {"PGRFTH", "grandparent"},
    {"GRFTH", "grandparent"},
    {"MGRPRN", "grandparent"},
    {"PGRPRN", "grandparent"},
    {"GRPRN", "grandparent"},
    {"HUSB", "partner"},
    {"WIFE", "partner"},
    {"SPS", "partner"},
    {"DOMPART", "partner"},
    {"SIGOTHR", "partner"},
    {"PolygamousPartner", "partner"},
    {"FMRSPS", "ex_partner"},
    {"AUNT", "relative"},
    {"UNCLE", "relative"},
    {"COUSN", "relative"},
    {"NIENEPH", "relative"},
    {"INLAW", "relative"},
    {"EXT", "relative"},
    {"FAMMEMB", "relative"},
    {"FRND", "friend"},
    {"NBOR", "friend"},
    {"GUARD", "guardian"},
    {"GUADLTM", "guardian"},
    {"Guardian", "guardian"},
    {"Carer", "carer"},
    {"CAREGIVER", "carer"},
    {"CP", "carer"},
    {"ROOM", "friend"},
}};

record::Tie tie_to(const record::PersonRecord& person, const std::string& subject_ref, json::Value related) {
    record::Tie tie;
    tie.origin.reference = person.origin.reference;
    tie.from = subject_ref;
    tie.to = person.ref;
    tie.kind = tie_kind(related["relationship"]);
    tie.since = span(related["period"]);
    tie.words = all_words_of(related["relationship"]);
    if (yes_or_no(related["active"]) == false) tie.words += tie.words.empty() ? "not active" : "; not active";
    return tie;
}

// A reference to another patient is all that demographics send where the related person is a patient too.
void note_own_number(json::Value related, const std::string& subject_number, record::PersonRecord& person) {
    const std::string number = identifier_value(related["patient"]["identifier"], kNhsNumberSystem);
    if (subject_number.empty() || number.empty() || number == subject_number) return;
    if (!has_nhs_number(person, number))
        person.identifiers.push_back(record::identifier("nhs_number", number));
}

}  // namespace

std::string tie_kind(json::Value relationships) {
    for (const auto& [code, kind] : kRoles)
        if (has_code(relationships, {code})) return std::string(kind);
    return "unknown";
}

void read_related_person(json::Value related, const std::string& subject_ref,
                         const std::string& subject_number, record::Reply& into) {
    record::PersonRecord person;
    person.ref = person.origin.reference = "RelatedPerson/" + shown(related["id"]);
    read_common(related, person);
    note_own_number(related, subject_number, person);
    person.is_restricted = is_restricted(related);
    add_detail(person.details, "relationship", all_words_of(related["relationship"]));
    into.ties.push_back(tie_to(person, subject_ref, related));
    into.people.push_back(std::move(person));
}

void add_contact_lines(json::Value patient, record::PersonRecord& into) {
    for (const auto contact : each(patient["contact"])) {
        record::PersonRecord person;
        read_common(contact, person);
        std::vector<std::string> words{all_words_of(contact["relationship"]), person.best_name().display()};
        words.insert(words.end(), person.phones.begin(), person.phones.end());
        words.insert(words.end(), person.emails.begin(), person.emails.end());
        for (const auto& address : person.addresses) words.push_back(address.one_line());
        words.push_back(value_words(contact["period"]));
        std::erase(words, "");
        add_detail(into.details, "contact", base::join(words, ", "));
    }
}

void read_contacts(json::Value patient, const std::string& subject_ref, record::Reply& into) {
    size_t number = 0;
    for (const auto contact : each(patient["contact"])) {
        record::PersonRecord person;
        person.ref = person.origin.reference = subject_ref + "/contact/" + std::to_string(++number);
        read_common(contact, person);
        add_detail(person.details, "relationship", all_words_of(contact["relationship"]));
        add_detail(person.details, "organisation", words_of_reference(contact["organization"]));
        into.ties.push_back(tie_to(person, subject_ref, contact));
        into.people.push_back(std::move(person));
    }
}

}  // namespace kith::fhir
