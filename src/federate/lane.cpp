#include "federate/lane.h"

#include <algorithm>
#include <utility>

namespace kith::federate {
namespace {

using ports::Exchange;
using ports::HttpFailure;
using record::LedgerState;
using std::chrono::milliseconds;

constexpr int kUnauthorised = 401;
constexpr std::chrono::seconds kTokenMargin{30};

milliseconds allowed_at(const record::SourceId& source, const Manners& manners) {
    const auto own = manners.deadlines.find(source);
    return own == manners.deadlines.end() ? manners.deadline : own->second;
}

// "8 s", "2.5 s".
std::string in_seconds(milliseconds time) {
    const auto tenths = time.count() / 100;
    std::string words = std::to_string(tenths / 10);
    if (tenths % 10 != 0) words.append(".").append(std::to_string(tenths % 10));
    return words + " s";
}

std::optional<ports::HttpRequest> token_request_of(const Connector& connector) {
    try {
        return connector.token_request();
    } catch (...) {
        return std::nullopt;  // it will be refused with 401, and its cells will say so
    }
}

base::Expected<Token> read_token(const Connector& connector, const ports::HttpAnswer& answer) {
    try {
        return connector.read_token(answer);
    } catch (...) {
        return base::fail(base::Fault::corrupt, "the token could not be read");
    }
}

// Given back well before it ends, but never so early that a short-lived one is of no use.
milliseconds usable_time(std::chrono::seconds lasts) {
    const milliseconds whole = std::max(lasts, std::chrono::seconds{0});
    return std::max(whole - kTokenMargin, whole / 2);
}

}  // namespace

Lane::Lane(Fetching& fetching, SourceMemory& memory, const Connector& connector, record::SourceId source,
           Ticks started)
    : fetching_(fetching),
      memory_(memory),
      connector_(connector),
      source_(std::move(source)),
      allowed_(allowed_at(source_, fetching.manners)),
      deadline_(started + allowed_),
      token_request_(token_request_of(connector)),
      token_errand_(new_errand()) {}

void Lane::add(Ask ask) {
    if (waiting_.size() < fetching_.manners.waiting_per_source) return waiting_.push_back(std::move(ask));
    fetching_.settled(without_answer(ask, is_required(ask), LedgerState::unreachable,
                                     "too many people wait for this source"));
}

bool Lane::is_required(const Ask& ask) const {
    const auto* grant = fetching_.permit.grant(ask.person.id, ask.source);
    return grant && grant->required;
}

size_t Lane::room() const {
    const size_t seats =
        memory_.breaker.is_probing(fetching_.clock.ticks()) ? 1 : fetching_.manners.connections_per_source;
    return seats - std::min(seats, seats_.size());
}

bool Lane::start_next() {
    if (waiting_.empty() || room() == 0) return false;
    Talk talk(std::move(waiting_.front()), fetching_.manners.talk);
    waiting_.pop_front();
    const Ticks now = fetching_.clock.ticks();
    if (memory_.breaker.is_resting(now)) {
        talk.break_off(HttpFailure::connect, resting_words());
        settle(talk);
        return true;
    }
    talk.ask().request_id = ports::make_uuid(fetching_.entropy);
    talk.ask().now = fetching_.clock.now();
    talk.ask().time_left =
        std::chrono::ceil<milliseconds>(std::max(deadline_ - now, Ticks::duration::zero()));
    talk.open(connector_);
    seats_.push_back(std::make_unique<Seat>(Seat{std::move(talk), new_errand()}));
    proceed(*seats_.back());
    sweep();
    return true;
}

void Lane::proceed(Seat& seat) {
    const Ticks now = fetching_.clock.ticks();
    if (now >= deadline_) seat.talk.break_off(HttpFailure::timed_out, too_late_words());
    if (memory_.breaker.is_resting(now)) seat.talk.break_off(HttpFailure::connect, resting_words());
    if (seat.talk.is_over()) return settle(seat.talk);
    seat.awaits_token = wants_token();
    if (seat.awaits_token) return ask_for_token();
    send(seat);
}

void Lane::send(Seat& seat) {
    const Send& wanted = seat.talk.wanted();
    ports::HttpRequest request = wanted.request;
    if (token_request_) {
        request.headers.emplace_back("Authorization",
                                     "Bearer " + std::string(memory_.token->bearer.reveal()));
        seat.token_number = token_number_;
    }
    seat.errand.send(std::move(request), wanted.is_repeatable);
    seat.talk.note_attempt(seat.errand.attempts());
}

bool Lane::take(const Exchange& exchange) {
    if (token_errand_.owns(exchange.id)) {
        if (const auto ended = token_errand_.take(exchange)) take_token(*ended);
        sweep();
        return true;
    }
    const auto seat = std::find_if(seats_.begin(), seats_.end(),
                                   [&](const auto& one) { return one->errand.owns(exchange.id); });
    if (seat == seats_.end()) return false;
    if (const auto ended = (*seat)->errand.take(exchange)) take(**seat, *ended);
    sweep();
    return true;
}

void Lane::take(Seat& seat, const Exchange& exchange) {
    seat.talk.note_attempt(seat.errand.attempts());
    if (may_renew_token(seat, exchange)) return proceed(seat);
    if (exchange.failure == HttpFailure::none)
        seat.talk.take(exchange.answer);
    else
        seat.talk.fail(exchange);
    proceed(seat);
}

void Lane::keep_time() {
    const Ticks now = fetching_.clock.ticks();
    if (now >= deadline_)
        return close(HttpFailure::timed_out, too_late_words(),
                     "its turn did not come within " + in_seconds(allowed_));
    if (const auto ended = token_errand_.keep_time(now)) take_token(*ended);
    for (const auto& seat : seats_)
        if (const auto ended = seat->errand.keep_time(now)) take(*seat, *ended);
    sweep();
}

Ticks Lane::next_due() const {
    Ticks due = deadline_;
    if (token_errand_.is_resting()) due = std::min(due, token_errand_.due());
    for (const auto& seat : seats_)
        if (seat->errand.is_resting()) due = std::min(due, seat->errand.due());
    return due;
}

void Lane::settle(Talk& talk) {
    fetching_.settled(federate::settle(fetching_.permit, talk, fetching_.clock.now()));
}

// Seats are emptied only here, never while somebody walks along them.
void Lane::sweep() {
    std::erase_if(seats_, [](const auto& seat) { return seat->talk.is_over(); });
}

void Lane::close(HttpFailure failure, const std::string& why, const std::string& why_waiting) {
    token_errand_.cancel(true);
    for (const auto& seat : seats_) {
        if (seat->talk.is_over()) continue;
        seat->errand.cancel(true);
        seat->talk.break_off(failure, why);
        settle(seat->talk);
    }
    sweep();
    for (auto& ask : std::exchange(waiting_, {})) {
        Talk talk(std::move(ask), fetching_.manners.talk);
        talk.break_off(failure, why_waiting);
        settle(talk);
    }
}

void Lane::cancel() {
    const auto give_up = [&](const Ask& ask) {
        fetching_.settled(without_answer(ask, is_required(ask), LedgerState::awaiting, "cancelled"));
    };
    token_errand_.cancel(false);
    for (const auto& seat : std::exchange(seats_, {})) {
        seat->errand.cancel(false);
        give_up(seat->talk.ask());
    }
    for (const auto& ask : std::exchange(waiting_, {})) give_up(ask);
}

std::string Lane::too_late_words() const {
    return "no answer within " + in_seconds(allowed_);
}

std::string Lane::resting_words() const {
    const auto left =
        std::chrono::ceil<milliseconds>(memory_.breaker.rests_until() - fetching_.clock.ticks());
    return "resting after repeated failures until " + base::uk_time(fetching_.clock.now() + left);
}

bool Lane::wants_token() const {
    return token_request_ && !(memory_.token && fetching_.clock.ticks() < memory_.token->good_until);
}

void Lane::ask_for_token() {
    if (!token_errand_.is_under_way() && !token_errand_.is_resting())
        token_errand_.send(*token_request_, true);
}

void Lane::take_token(const Exchange& exchange) {
    if (exchange.failure != HttpFailure::none)
        return close(exchange.failure, "signing in to it failed", "signing in to it failed");
    auto token = read_token(connector_, exchange.answer);
    const bool has_token = token && !token->bearer.empty();
    // Said yes, in words that nobody can use: a page of a proxy, say.
    if (!has_token && exchange.answer.status / 100 == 2)
        return close(HttpFailure::protocol, "its answer to signing in cannot be used",
                     "its answer to signing in cannot be used");
    if (!has_token)
        return close(HttpFailure::connect, "signing in to it was refused", "signing in to it was refused");
    memory_.token = HeldToken{std::move(token->bearer), fetching_.clock.ticks() + usable_time(token->lasts)};
    for (const auto& seat : seats_)
        if (seat->awaits_token) proceed(*seat);
}

// A token may be withdrawn before its time. One new one is asked for; if that is refused too, the refusal
// stands.
bool Lane::may_renew_token(const Seat& seat, const Exchange& exchange) {
    if (!token_request_ || exchange.failure != HttpFailure::none || exchange.answer.status != kUnauthorised)
        return false;
    if (seat.token_number != token_number_) return true;  // it carried the one before
    if (std::exchange(has_renewed_token_, true)) return false;
    memory_.token.reset();
    ++token_number_;
    return true;
}

}  // namespace kith::federate
