#include "connectors/fhir/dialogue.h"

#include <algorithm>
#include <charconv>

namespace kith::fhir {

using record::LedgerState;

namespace {

void add_if_said(ports::HttpRequest& request, const char* name, const std::string& value) {
    if (!value.empty()) request.headers.emplace_back(name, value);
}

}  // namespace

std::string request_id_of_step(std::string id, int step) {
    if (step == 0 || id.size() < 2) return id;
    unsigned last = 0;
    const char* tail = id.data() + id.size() - 2;
    const auto [end, error] = std::from_chars(tail, tail + 2, last, 16);
    if (error != std::errc{} || end != tail + 2) return id;
    static constexpr char kHex[] = "0123456789abcdef";
    last = (last + static_cast<unsigned>(step)) & 0xFF;
    id[id.size() - 2] = kHex[last >> 4];
    id[id.size() - 1] = kHex[last & 15];
    return id;
}

Dialogue::Dialogue(const federate::Ask& ask) : ask_(ask) {
    reply_.source = ask.source;
    reply_.person = ask.person.id;
}

bool Dialogue::wants(std::string_view category) const {
    return std::ranges::any_of(ask_.categories, [&](const auto& one) { return one.text() == category; });
}

federate::Send Dialogue::send(std::string method, std::string path, std::string part) {
    federate::Send send;
    send.request.method = std::move(method);
    send.request.path = std::move(path);
    auto& headers = send.request.headers;
    headers.emplace_back("Accept", "application/fhir+json");
    headers.emplace_back("X-Request-ID", request_id_of_step(ask_.request_id, sent_++));
    add_if_said(send.request, "X-Correlation-ID", ask_.correlation_id);
    add_if_said(send.request, "NHSD-End-User-Organisation-ODS", ask_.agency_code);
    add_if_said(send.request, "X-Purpose", ask_.purpose);
    add_if_said(send.request, "X-Override-Reason", ask_.override_reason);
    part_ = send.part = std::move(part);
    return send;
}

void Dialogue::settle(LedgerState state, std::string detail) {
    reply_.state = state;
    reply_.detail = std::move(detail);
    settled_ = true;
}

void Dialogue::settle(const Verdict& verdict) {
    if (has_something())
        settle(LedgerState::partial, part_ + " did not arrive: " + verdict.detail);
    else
        settle(verdict.state, verdict.detail);
}

void Dialogue::offer(const std::string& doubt) {
    if (reply_.people.empty() || reply_.state == LedgerState::candidates) return;
    const std::string missing = reply_.state == LedgerState::partial ? "; " + reply_.detail : "";
    settle(LedgerState::candidates, "found by NHS number, but " + doubt + ": to be confirmed" + missing);
}

void Dialogue::discard(std::string why) {
    const auto kept = reply_.person;
    reply_ = {};
    reply_.source = ask_.source;
    reply_.person = kept;
    settle(LedgerState::unusable, std::move(why));
}

void Dialogue::fail(const ports::Exchange& exchange) {
    const std::string how(ports::name_of(exchange.failure));
    if (has_something())
        settle(LedgerState::partial, part_ + " did not arrive (" + how + ")");
    else
        settle(LedgerState::unreachable, "no answer from the source (" + how + ")");
}

}  // namespace kith::fhir
