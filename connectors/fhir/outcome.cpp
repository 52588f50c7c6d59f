#include "connectors/fhir/outcome.h"

#include "connectors/fhir/elements.h"
#include "connectors/fhir/xml.h"
#include "federate/answers.h"

#include <algorithm>

namespace kith::fhir {
namespace {

using record::LedgerState;

/// A code is only repeated when it looks like one: a hostile source may put anything there.
bool looks_like_a_code(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    });
}

/// The code of the first issue that has one: Spine's own before FHIR's.
std::string code_of(json::Value outcome) {
    for (const auto issue : each(outcome["issue"]))
        for (const auto coding : each(issue["details"]["coding"]))
            if (looks_like_a_code(coding["code"].text())) return std::string(coding["code"].text());
    const auto plain = first(outcome["issue"])["code"].text();
    return looks_like_a_code(plain) ? std::string(plain) : std::string{};
}

bool has_issue(json::Value outcome, std::string_view code) {
    return std::ranges::any_of(each(outcome["issue"]),
                               [&](json::Value issue) { return issue["code"].text() == code; });
}

std::string with_code(std::string words, const std::string& code) {
    return code.empty() ? words : words + " (" + code + ")";
}

Verdict too_many(std::string code) {
    return {LedgerState::too_many, "more records match than the source will list; search with more details",
            std::move(code)};
}

/// Meanings that hold whatever the status; PDS sends "too many" as 200.
std::optional<Verdict> by_code(json::Value outcome, const std::string& code) {
    if (code == "TOO_MANY_MATCHES" || has_issue(outcome, "multiple-matches")) return too_many(code);
    if (code == "INVALIDATED_RESOURCE")
        return Verdict{LedgerState::none_held, "the issuer has invalidated this NHS number", code};
    if (code == "RESOURCE_NOT_FOUND")
        return Verdict{LedgerState::none_held, "no record under this NHS number", code};
    if (code == "ACCESS_DENIED" || has_issue(outcome, "forbidden") || has_issue(outcome, "security") ||
        has_issue(outcome, "login"))
        return Verdict{LedgerState::refused, with_code("the source refused the request", code), code};
    if (has_issue(outcome, "not-supported"))
        return Verdict{LedgerState::not_covered, "the source does not serve this kind of search", code};
    if (code == "UNABLE_TO_CALL_SERVICE" || code == "TOO_MANY_REQUESTS" || has_issue(outcome, "throttled"))
        return Verdict{LedgerState::unreachable, with_code("the source could not answer now", code), code};
    return std::nullopt;
}

std::string refusal_words(const std::string& code, int status) {
    if (status == 403 && code == "INVALID_VALUE")
        return "the source refused the request (INVALID_VALUE): this connection may ask for one match at a "
               "time";
    return with_code("the source refused the question", code);
}

Verdict by_status(const std::string& code, int status) {
    if (status == 400 || status == 401 || status == 403 || status == 422)
        return {LedgerState::refused, refusal_words(code, status), code};
    if (status == 0 || status == 200)
        return {LedgerState::unusable, with_code("the source reported a fault instead of records", code),
                code};
    return {federate::state_of_status(status), with_code(federate::words_of_status(status), code), code};
}

bool is_answer(int status) {
    return status >= 200 && status < 300;
}

Verdict oauth_refusal(json::Value error, int status) {
    const auto code = error["error"].text();
    return {
        LedgerState::refused,
        with_code("the source did not accept our sign-in", looks_like_a_code(code) ? std::string(code) : ""),
        "", status};
}

/// A status without a body that explains it. 404 alone is a wrong address, never "none held".
Verdict bare(int status) {
    return {federate::state_of_status(status), federate::words_of_status(status), "", status};
}

/// Of a failing answer only its codes matter; whatever else it holds is not ours to read.
Verdict read_failure(const ports::HttpAnswer& answer) {
    const auto document = parse_message(answer.body);
    if (!document) return bare(answer.status);
    const auto root = document->root();
    if (root["resourceType"].text() == "OperationOutcome") return read_outcome(root, answer.status);
    if (root["error"].is_text() && answer.status < 500 && answer.status != 404 && answer.status != 408 &&
        answer.status != 429)
        return oauth_refusal(root, answer.status);
    return bare(answer.status);
}

bool says_xml(const ports::HttpAnswer& answer) {
    return answer.header("content-type").find("fhir+xml") != std::string::npos;
}

Verdict unusable(std::string why, int status) {
    return {LedgerState::unusable, std::move(why), "", status};
}

}  // namespace

Verdict read_outcome(json::Value outcome, int status) {
    const std::string code = code_of(outcome);
    const bool is_server_fault = status == 408 || status == 429 || status >= 500;
    Verdict verdict =
        is_server_fault ? by_status(code, status) : by_code(outcome, code).value_or(by_status(code, status));
    verdict.status = status;
    return verdict;
}

std::variant<json::Document, Verdict> understand(const ports::HttpAnswer& answer) {
    if (!is_answer(answer.status)) return read_failure(answer);
    if (!federate::says_json(answer) && !says_xml(answer))
        return unusable("the source sent something other than FHIR", answer.status);
    auto document = parse_message(answer.body);
    if (!document)
        return unusable("the answer does not hold together: " + document.error().detail, answer.status);
    const auto type = document->root()["resourceType"].text();
    if (type == "OperationOutcome") return read_outcome(document->root(), answer.status);
    if (type.empty() && document->root()["error"].is_text())
        return oauth_refusal(document->root(), answer.status);
    if (type.empty()) return unusable("the answer is not a FHIR resource", answer.status);
    return std::move(*document);
}

}  // namespace kith::fhir
