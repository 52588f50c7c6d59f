#include "connectors/sandbox/fhir_writing.h"

#include "base/text.h"

namespace kith::sandbox {
namespace {

void write_given(json::Writer& w, std::string_view given) {
    w.key("given").array();
    for (const auto& part : base::split(given, ' '))
        if (!part.empty()) w.string(part);
    w.end();
}

}  // namespace

void write_coding(json::Writer& w, std::string_view system, std::string_view code, std::string_view display) {
    w.key("coding")
        .array()
        .object()
        .member("system", system)
        .member("code", code)
        .member("display", display)
        .end()
        .end();
}

void write_period(json::Writer& w, std::string_view from, std::string_view until) {
    if (from.empty() && until.empty()) return;
    w.key("period").object();
    if (!from.empty()) w.member("start", from);
    if (!until.empty()) w.member("end", until);
    w.end();
}

void write_identifier(json::Writer& w, std::string_view system, std::string_view value) {
    w.object().member("system", system).member("value", value).end();
}

void write_address(json::Writer& w, const Place& place, std::string_view from, std::string_view until) {
    w.object().member("use", until.empty() ? "home" : "old");
    write_period(w, from, until);
    w.key("line").array().string(place.line).string(place.town).end();
    w.member("postalCode", place.postcode).end();
}

void write_names(json::Writer& w, const Card& card, const std::vector<Name>& other_names) {
    w.key("name").array();
    w.object().member("id", "N1").member("use", "usual").member("family", card.family);
    write_given(w, card.given);
    w.end();
    for (const auto& name : other_names) {
        w.object().member("use", name.use).member("family", name.family);
        write_given(w, name.given);
        w.end();
    }
    w.end();
}

std::string_view fhir_gender(char sex) {
    return sex == 'F' ? "female" : sex == 'M' ? "male" : "unknown";
}

Answer outcome(int status, std::string_view severity, std::string_view issue, std::string_view code,
               std::string_view display, std::string_view diagnostics) {
    json::Writer w;
    w.object().member("resourceType", "OperationOutcome").key("issue").array().object();
    w.member("severity", severity)
        .member("code", issue)
        .key("details")
        .object()
        .key("coding")
        .array()
        .object();
    w.member("system", "https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode")
        .member("version", "1")
        .member("code", code)
        .member("display", display);
    w.end().end().end();
    if (!diagnostics.empty()) w.member("diagnostics", diagnostics);
    w.end().end().end();
    return json_answer(w, status, std::string(kFhirJson));
}

std::string number_of_token(std::string_view token) {
    const auto bar = token.find('|');
    if (bar == std::string_view::npos) return std::string(token);
    return token.substr(0, bar) == kNhsNumberSystem ? std::string(token.substr(bar + 1)) : std::string();
}

}  // namespace kith::sandbox
