#include "audit/export_fhir.h"

#include "json/value.h"
#include "json/writer.h"
#include "ports/audit_kinds.h"

#include <array>

namespace kith::audit {
namespace {

using json::Value;
using json::Writer;
namespace kinds = ports::kinds;

constexpr std::string_view kAuditType = "http://terminology.hl7.org/CodeSystem/audit-event-type";
constexpr std::string_view kDicom = "http://dicom.nema.org/resources/ontology/DCM";
constexpr std::string_view kRestful = "http://hl7.org/fhir/restful-interaction";
constexpr std::string_view kOwnKinds = "urn:kith:access-log:kind";

/// What sort of event a kind is to those who know none of ours. DICOM PS3.16, CID 400; "rest" as in the PARS
/// examples.
struct Sort {
    std::string_view kind, system, type, restful, action;
};
constexpr std::array kSorts = {Sort{kinds::kAsked, kAuditType, "rest", "search-type", "R"},
                               Sort{kinds::kAskedAgain, kAuditType, "rest", "search-type", "R"},
                               Sort{kinds::kRefused, kAuditType, "rest", "search-type", "R"},
                               Sort{kinds::kClosed, kAuditType, "rest", "search-type", "R"},
                               Sort{kinds::kDisplayed, kAuditType, "rest", "read", "R"},
                               Sort{kinds::kEventOpened, kAuditType, "rest", "read", "R"},
                               Sort{kinds::kOriginShown, kAuditType, "rest", "read", "R"},
                               Sort{kinds::kEdgeShown, kAuditType, "rest", "read", "R"},
                               Sort{kinds::kCopyOpened, kAuditType, "rest", "read", "R"},
                               Sort{kinds::kSignedIn, kDicom, "110114", "", "E"},
                               Sort{kinds::kSignInFailed, kDicom, "110114", "", "E"},
                               Sort{kinds::kSignedOut, kDicom, "110114", "", "E"},
                               Sort{kinds::kLocked, kDicom, "110114", "", "E"},
                               Sort{kinds::kUnlocked, kDicom, "110114", "", "E"},
                               Sort{kinds::kCopied, kDicom, "110106", "", "R"},
                               Sort{kinds::kPrinted, kDicom, "110106", "", "R"},
                               Sort{kinds::kExported, kDicom, "110106", "", "R"},
                               Sort{kinds::kLogRead, kDicom, "110101", "", "R"},
                               Sort{kinds::kSubjectOpened, kDicom, "110101", "", "R"},
                               Sort{kinds::kLogExported, kDicom, "110101", "", "R"},
                               Sort{kinds::kPurged, kDicom, "110110", "", "D"},
                               Sort{kinds::kShelfEmptied, kDicom, "110110", "", "D"},
                               Sort{kinds::kKept, kDicom, "110110", "", "C"},
                               Sort{kinds::kEmergencyBegan, kDicom, "110113", "", "E"},
                               Sort{kinds::kPolicyRefused, kDicom, "110113", "", "E"},
                               Sort{kinds::kClockChanged, kDicom, "110113", "", "E"}};
constexpr Sort kOther{"", kDicom, "110100", "", "E"};  // application activity

Sort sort_of(std::string_view kind) {
    for (const auto& one : kSorts)
        if (one.kind == kind) return one;
    return kOther;
}

/// Agents and entities name each thing by a system and a value.
void write_identifier(Writer& w, std::string_view system, std::string_view value) {
    w.key("identifier").object().member("system", system).member("value", value).end();
}

void write_coding(Writer& w, std::string_view system, std::string_view code, std::string_view display = {}) {
    w.object().member("system", system).member("code", code);
    if (!display.empty()) w.member("display", display);
    w.end();
}

void write_who(Writer& w, std::string_view type, std::string_view system, std::string_view value) {
    w.key("who").object().member("type", type);
    write_identifier(w, system, value);
    w.member("display", value).end();
}

void write_agents(Writer& w, Value leaf) {
    w.key("agent").array();
    w.object();
    write_who(w, "Organization", "urn:kith:access-log:organisation", leaf["agency"].text());
    w.member("requestor", true).end();
    if (!leaf["user"].text().empty()) {
        w.object();
        w.key("role").array().object().key("coding").array();
        write_coding(w, "urn:kith:access-log:role", leaf["role"].text());
        w.end().end().end();
        write_who(w, "Practitioner", "urn:kith:access-log:user", leaf["user"].text());
        w.member("requestor", true);
        if (!leaf["purpose"].text().empty()) {
            w.key("purposeOfUse").array().object().key("coding").array();
            write_coding(w, "urn:kith:access-log:purpose", leaf["purpose"].text());
            w.end().member("text", leaf["lawful_basis"].text()).end().end();
        }
        w.end();
    }
    w.object();
    write_who(w, "Device", "urn:kith:access-log:workstation", leaf["workstation"].text());
    w.member("requestor", false).end();
    w.end();
}

void write_source(Writer& w, Value leaf) {
    w.key("source").object().member("site", leaf["workstation"].text());
    w.key("observer").object();
    write_identifier(w, "urn:kith:access-log:chain", leaf["chain"].text());
    w.member("display", "Kith access log").end();
    w.key("type").array();
    write_coding(w, "http://terminology.hl7.org/CodeSystem/security-source-type", "1");
    w.end().end();
}

void write_subject(Writer& w, Value subject) {
    if (subject.is_absent()) return;
    w.object().key("what").object();
    write_identifier(w, "urn:kith:access-log:subject-token:" + std::string(subject["key"].text()),
                     subject["token"].text());
    w.end().key("type");
    write_coding(w, "http://terminology.hl7.org/CodeSystem/audit-entity-type", "1", "Person");
    w.key("role");
    write_coding(w, "http://terminology.hl7.org/CodeSystem/object-role", "1", "Patient");
    w.end();
}

void write_enquiry(Writer& w, std::string_view enquiry) {
    if (enquiry.empty()) return;
    w.object().key("what").object();
    write_identifier(w, "https://fhir.nhs.uk/Id/transaction", enquiry);
    w.end().key("type");
    write_coding(w, "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType", "XrequestId");
    w.end();
}

void write_detail(Writer& w, std::string_view type, std::string_view value) {
    if (value.empty()) return;
    w.object().member("type", type).member("valueString", value).end();
}

/// Where the event stands in the log, so that whoever doubts it can ask for the proof.
void write_place(Writer& w, Value leaf, std::string_view leaf_hash) {
    w.object().key("what").object();
    write_identifier(w, "urn:kith:access-log:leaf", leaf_hash);
    w.end().key("type");
    write_coding(w, "http://hl7.org/fhir/resource-types", "Endpoint");
    w.key("role");
    write_coding(w, "http://terminology.hl7.org/CodeSystem/object-role", "17", "Data Repository");
    w.member("name", "Kith access log").key("detail").array();
    write_detail(w, "index", leaf["index"].as_text());
    write_detail(w, "case", leaf["case"].text());
    write_detail(w, "rulebook", leaf["rulebook"].text());
    for (const Value rule : leaf["rules"]) write_detail(w, "rule", rule.text());
    w.end().end();
}

void write_event(Writer& w, Value leaf, std::string_view leaf_hash) {
    const std::string_view kind = leaf["kind"].text();
    const Sort sort = sort_of(kind);
    w.object().member("resourceType", "AuditEvent");
    w.member("id", std::string(leaf["chain"].text()) + "-" + leaf["index"].as_text());
    w.key("type");
    write_coding(w, sort.system, sort.type);
    w.key("subtype").array();
    if (!sort.restful.empty()) write_coding(w, kRestful, sort.restful);
    write_coding(w, kOwnKinds, kind, kinds::words_of(kind));
    w.end().member("action", sort.action).member("recorded", leaf["at"].text());
    // audit-event-outcome: success, or a refusal that hurt nothing.
    const bool is_refused = kind == kinds::kRefused || kind == kinds::kSignInFailed ||
                            kind == kinds::kPolicyRefused || kind == kinds::kApprovalDenied;
    w.member("outcome", is_refused ? "4" : "0");
    write_agents(w, leaf);
    write_source(w, leaf);
    w.key("entity").array();
    write_subject(w, leaf["subject"]);
    write_enquiry(w, leaf["enquiry"].text());
    write_place(w, leaf, leaf_hash);
    w.end().end();
}

}  // namespace

base::Expected<std::string> audit_event(std::string_view leaf_json, std::string_view leaf_hash) {
    const auto document = json::parse(leaf_json);
    if (!document) return base::fail(base::Fault::corrupt, "an entry of the access log cannot be read");
    Writer w;
    write_event(w, document->root(), leaf_hash);
    return w.text();
}

std::string fhir_begin(std::string_view made_at_iso) {
    return R"({"resourceType":"Bundle","type":"collection","timestamp":")" + std::string(made_at_iso) +
           R"(","entry":[)" + "\n";
}

base::Expected<std::string> fhir_entry(std::string_view leaf_json, std::string_view leaf_hash,
                                       bool is_first) {
    auto event = audit_event(leaf_json, leaf_hash);
    if (!event) return event.error();
    return (is_first ? "{\"resource\":" : ",{\"resource\":") + *event + "}\n";
}

std::string fhir_end() {
    return "]}\n";
}

}  // namespace kith::audit
