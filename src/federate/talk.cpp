#include "federate/talk.h"

#include <algorithm>
#include <utility>

namespace kith::federate {
namespace {

using ports::HttpFailure;
using record::LedgerState;

record::Reply nothing_but(LedgerState state, std::string detail) {
    record::Reply reply;
    reply.state = state;
    reply.detail = std::move(detail);
    return reply;
}

// The transport's detail reads "hospitals: certificate refused: expired": the reader knows which source it
// is.
std::string without_source(const std::string& detail, const record::SourceId& source) {
    const std::string prefix = source.text() + ": ";
    return detail.starts_with(prefix) ? detail.substr(prefix.size()) : detail;
}

std::string_view words_for(HttpFailure failure) {
    switch (failure) {
        case HttpFailure::connect:
            return "no connection";
        case HttpFailure::tls:
            return "its certificate or TLS version was refused";
        case HttpFailure::timed_out:
            return "no answer in the time it had";
        case HttpFailure::dropped:
            return "the connection closed before the answer was complete";
        case HttpFailure::too_large:
            return "its answer went past a limit";
        case HttpFailure::redirect:
            return "it pointed to another address";
        case HttpFailure::protocol:
            return "its answer could not be read";
        case HttpFailure::cancelled:
            return "cancelled";
        case HttpFailure::none:
            break;
    }
    return "no answer";
}

}  // namespace

// A connector should not throw; one that does must cost its own cell only.
template <typename Work>
void Talk::guarded(Work work) {
    try {
        work();
    } catch (...) {
        finish(nothing_but(LedgerState::unusable, "its answer could not be read"));
    }
}

void Talk::open(const Connector& connector) {
    guarded([&] {
        conversation_ = connector.open(ask_);
        advance();
    });
}

void Talk::take(const ports::HttpAnswer& answer) {
    failure_ = HttpFailure::none;
    why_.clear();
    bytes_ += answer.body.size();
    if (bytes_ > limits_.answer_bytes)
        return break_off(HttpFailure::too_large, "more bytes than one query may take");
    guarded([&] {
        conversation_->take(answer);
        advance();
    });
}

void Talk::fail(const ports::Exchange& exchange) {
    failure_ = exchange.failure;
    why_ = without_source(exchange.detail, ask_.source);
    if (why_.empty()) why_ = words_for(failure_);
    guarded([&] {
        conversation_->fail(exchange);
        advance();
    });
}

void Talk::break_off(HttpFailure failure, std::string why) {
    if (is_over_) return;
    is_broken_off_ = true;
    failure_ = failure;
    why_ = std::move(why);
    if (!conversation_) return finish(nothing_but(LedgerState::unreachable, {}));
    guarded([&] {
        ports::Exchange exchange;
        exchange.failure = failure;
        conversation_->fail(exchange);
        advance();
    });
}

void Talk::advance() {
    Step step = conversation_->next();
    if (auto* done = std::get_if<Done>(&step)) return finish(std::move(done->reply));
    if (is_broken_off_) return finish(nothing_but(LedgerState::unreachable, {}));
    send_ = std::move(std::get<Send>(step));
    if (++requests_ > limits_.requests)
        break_off(HttpFailure::too_large, "more pages than one query may take");
}

void Talk::finish(record::Reply reply) {
    reply_ = std::move(reply);
    is_over_ = true;
}

void Talk::note_attempt(int attempt) {
    tries_ = std::max(tries_, attempt);
}

}  // namespace kith::federate
