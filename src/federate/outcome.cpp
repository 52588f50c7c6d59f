#include "federate/outcome.h"

#include "base/text.h"
#include "policy/cut.h"

#include <utility>
#include <vector>

namespace kith::federate {
namespace {

using ports::HttpFailure;
using record::LedgerState;

bool is_about_something_else(const record::Reply& reply, const Ask& ask) {
    return (!reply.source.empty() && reply.source != ask.source) ||
           (!reply.person.empty() && reply.person != ask.person.id);
}

void drop_records(record::Reply& reply) {
    reply.subject_ref.clear();
    reply.people.clear();
    reply.events.clear();
    reply.ties.clear();
}

void stamp(record::Reply& reply, const Ask& ask, base::Instant now) {
    reply.source = ask.source;
    reply.person = ask.person.id;
    const auto mark = [&](record::Origin& origin) {
        origin.source = ask.source;
        origin.fetched_at = now;
        origin.permit = ask.permit;
    };
    for (auto& person : reply.people) mark(person.origin);
    for (auto& event : reply.events) mark(event.origin);
    for (auto& tie : reply.ties) mark(tie.origin);
}

// An answer did come, so the source was reached; what came is not fit to be read.
bool came_but_unfit(HttpFailure failure) {
    return failure == HttpFailure::too_large || failure == HttpFailure::redirect ||
           failure == HttpFailure::protocol;
}

bool holds_records(LedgerState state) {
    return record::completeness_of(state) != record::Completeness::hole || state == LedgerState::partial;
}

void explain(record::Reply& reply, const Talk& talk) {
    const bool is_hole = !holds_records(reply.state);
    const bool is_partial = reply.state == LedgerState::partial;
    const bool has_failed = talk.failure() != HttpFailure::none;
    std::vector<std::string> words;
    if (!reply.detail.empty() && !(has_failed && is_hole)) words.push_back(reply.detail);
    if (has_failed && is_partial && !talk.part().empty() &&
        reply.detail.find(talk.part()) == std::string::npos)
        words.push_back("missing from " + talk.part());
    if (has_failed && (is_hole || is_partial)) words.push_back(talk.why());
    if (talk.tries() > 1 && is_hole) words.push_back("tried " + std::to_string(talk.tries()) + " times");
    reply.detail = base::join(words, "; ");
}

record::Cell cell_for(const Ask& ask, bool is_required, const record::Reply& reply) {
    record::Cell cell;
    cell.person = ask.person.id;
    cell.source = ask.source;
    cell.state = reply.state;
    cell.count = reply.record_count();
    cell.detail = reply.detail;
    cell.required = is_required;
    return cell;
}

bool is_required(const policy::Permit& permit, const Ask& ask) {
    const auto* grant = permit.grant(ask.person.id, ask.source);
    return grant && grant->required;
}

}  // namespace

Outcome settle(const policy::Permit& permit, Talk& talk, base::Instant now) {
    const Ask& ask = talk.ask();
    record::Reply reply = std::move(talk.reply());
    if (is_about_something_else(reply, ask)) {
        reply = {};
        reply.state = LedgerState::unusable;
        reply.detail = "the answer is not about this question";
    }
    if (reply.state == LedgerState::unreachable && came_but_unfit(talk.failure()))
        reply.state = LedgerState::unusable;
    explain(reply, talk);
    if (!holds_records(reply.state)) drop_records(reply);
    stamp(reply, ask, now);
    reply = policy::cut(permit, std::move(reply));

    Outcome outcome;
    outcome.cell = cell_for(ask, is_required(permit, ask), reply);
    outcome.cell.tries = talk.tries();
    outcome.cell.as_of = reply.as_of;
    if (reply.state != LedgerState::unreachable) outcome.cell.received_at = now;
    outcome.reply = std::move(reply);
    return outcome;
}

Outcome without_answer(const Ask& ask, bool required, LedgerState state, std::string detail) {
    Outcome outcome;
    outcome.reply.source = ask.source;
    outcome.reply.person = ask.person.id;
    outcome.reply.state = state;
    outcome.reply.detail = std::move(detail);
    outcome.cell = cell_for(ask, required, outcome.reply);
    return outcome;
}

}  // namespace kith::federate
