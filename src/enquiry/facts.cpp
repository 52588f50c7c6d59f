#include "enquiry/facts.h"

#include "crypto/hash.h"
#include "enquiry/subject.h"
#include "json/writer.h"

#include <algorithm>

namespace kith::enquiry {
namespace {

using json::Writer;

void write_reasoning(Writer& w, const policy::Request& request) {
    w.member("reason", request.reason).member("consent", policy::name_of(request.consent));
    if (!request.override_reason.empty())
        w.member("override_reason", request.override_reason).member("override_words", request.override_words);
    if (request.emergency) w.member("emergency", request.emergency->code);
    w.member("terms", terms_of(request));
    if (request.approval) w.member("approved_by", request.approval->by.id);
}

void write_ask(Writer& w, const federate::Ask& ask) {
    w.object().member("person", ask.person.id.text()).member("source", ask.source.text());
    w.member("mode", ask.mode == policy::Mode::content ? "content" : "existence").key("categories").array();
    for (const auto& category : ask.categories) w.string(category.text());
    w.end().end();
}

void write_cell(Writer& w, const record::Cell& cell) {
    w.object().member("person", cell.person.text()).member("source", cell.source.text());
    w.member("state", record::name_of(cell.state))
        .member("count", cell.count)
        .member("tries", cell.tries)
        .end();
}

/// "e-3f2a...", "g-...", "i-...": made by us out of hashes.
bool is_our_id(std::string_view what) {
    return what.size() > 2 && what[1] == '-' &&
           what.find_first_not_of("0123456789abcdef", 2) == std::string_view::npos;
}

std::string short_hash(std::string_view text) {
    return crypto::hex(crypto::sha256(text)).substr(0, 16);
}

/// The source part of "source|reference|ref": the reference itself may be somebody's number.
std::string source_of(const link::RecordKey& key) {
    return key.substr(0, key.find('|'));
}

}  // namespace

std::string asked_facts(const policy::Permit& permit, const federate::Plan& plan) {
    const policy::Request& request = permit.request();
    Writer w;
    w.object().member("permit", permit.id().text()).member("people", request.roster.size());
    w.member("period", request.period.words());
    write_reasoning(w, request);
    w.key("asked").array();
    for (const auto& ask : plan.asks) write_ask(w, ask);
    w.end().member("not_asked", plan.settled.size()).end();
    return w.text();
}

std::string emergency_facts(const policy::Permit& permit) {
    const policy::Emergency& emergency = *permit.request().emergency;
    Writer w;
    w.object().member("code", emergency.code).member("emergency_words", emergency.words);
    w.member("until", base::to_iso(*permit.emergency_until()));
    if (permit.review_due()) w.member("review_due", permit.review_due()->iso());
    w.end();
    return w.text();
}

std::string approval_facts(const policy::Approval& approval) {
    Writer w;
    w.object().member("by", approval.by.id).member("by_role", approval.by.role);
    w.member("at", base::to_iso(approval.at)).member("of", approval.of).end();
    return w.text();
}

std::string refused_facts(const policy::Request& request, const policy::Refusal& refusal) {
    Writer w;
    w.object().member("people", request.roster.size());
    write_reasoning(w, request);
    w.key("refused").array();
    for (const auto& reason : refusal.reasons)
        w.object().member("code", reason.code).member("rule", reason.rule).end();
    w.end().end();
    return w.text();
}

std::string closed_facts(const std::vector<record::Cell>& ledger, bool was_cancelled) {
    Writer w;
    w.object().member("cancelled", was_cancelled).key("cells").array();
    for (const auto& cell : ledger) write_cell(w, cell);
    w.end().end();
    return w.text();
}

std::string displayed_facts(const Picture& picture) {
    Writer w;
    w.object().member("identities", picture.identities.identities.size());
    w.member("candidates", picture.identities.candidates.size());
    w.member("entries", picture.chronology.entries.size());
    w.member("undated", picture.chronology.undated.size())
        .member("edges", picture.network.edges.size())
        .end();
    return w.text();
}

std::string kept_facts(size_t copies) {
    Writer w;
    w.object().member("count", copies).end();
    return w.text();
}

std::string settled_facts(const link::Settlement& settlement) {
    Writer w;
    w.object().member("same", settlement.is_same).member("person", settlement.person.text());
    w.member("source", source_of(settlement.record)).end();
    return w.text();
}

std::string look_facts(const std::string& what) {
    Writer w;
    w.object().member("what", is_our_id(what) ? what : "x-" + short_hash(what)).end();
    return w.text();
}

}  // namespace kith::enquiry
