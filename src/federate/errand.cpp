#include "federate/errand.h"

#include <algorithm>
#include <utility>

namespace kith::federate {
namespace {

using ports::Exchange;
using std::chrono::milliseconds;

constexpr milliseconds kBackOff{200};

}  // namespace

void Errand::send(ports::HttpRequest request, bool is_repeatable) {
    request_ = std::move(request);
    is_repeatable_ = is_repeatable;
    attempts_ = 0;
    attempt();
}

void Errand::attempt() {
    const Ticks now = fetching_.clock.ticks();
    ++attempts_;
    id_ = ++fetching_.last_exchange;
    is_resting_ = false;
    is_under_way_ = true;
    fetching_.budget.note_request(now);
    const auto left = std::chrono::ceil<milliseconds>(std::max(deadline_ - now, Ticks::duration::zero()));
    fetching_.transport.start(id_, source_, request_, left);
}

std::optional<Exchange> Errand::take(Exchange exchange) {
    const Ticks now = fetching_.clock.ticks();
    is_under_way_ = false;
    if (is_failure_of_source(exchange)) {
        memory_.breaker.failed(now);
    } else {
        memory_.breaker.succeeded();
        memory_.last_took = exchange.took;
    }
    const auto wait = wait_before_retry(exchange, now);
    if (!wait) return exchange;
    is_resting_ = true;
    retry_at_ = now + *wait;
    last_ = std::move(exchange);
    return std::nullopt;
}

std::optional<milliseconds> Errand::wait_before_retry(const Exchange& exchange, Ticks now) {
    if (!is_repeatable_ || attempts_ > fetching_.manners.retries || !is_worth_retrying(exchange))
        return std::nullopt;
    const auto asked_for = retry_after(exchange.answer, fetching_.clock.now()).value_or(milliseconds{0});
    // A wait past the deadline would end in no answer at all, so the one we have is better.
    const auto left = std::chrono::floor<milliseconds>(deadline_ - now) - asked_for;
    if (left <= milliseconds{0}) return std::nullopt;
    const auto wait = asked_for + full_jitter(fetching_.entropy, std::min(kBackOff, left));
    return fetching_.budget.take(now) ? std::optional(wait) : std::nullopt;
}

std::optional<Exchange> Errand::keep_time(Ticks now) {
    if (!is_resting_ || now < retry_at_) return std::nullopt;
    if (!memory_.breaker.is_resting(now)) {
        attempt();
        return std::nullopt;
    }
    is_resting_ = false;
    return std::move(last_);
}

void Errand::cancel(bool counts) {
    if (is_under_way_) fetching_.transport.cancel(id_);
    if (is_under_way_ && counts) memory_.breaker.failed(fetching_.clock.ticks());
    is_under_way_ = is_resting_ = false;
}

}  // namespace kith::federate
