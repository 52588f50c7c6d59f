#include "federate/retry.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <iomanip>
#include <locale>
#include <sstream>

namespace kith::federate {
namespace {

using ports::HttpFailure;
using std::chrono::milliseconds;

// "Sun, 22 Nov 2026 09:41:30 GMT" (RFC 9110, IMF-fixdate).
std::optional<base::Instant> read_http_date(const std::string& text) {
    std::tm parts{};
    std::istringstream in(text);
    in.imbue(std::locale::classic());
    in >> std::get_time(&parts, "%a, %d %b %Y %H:%M:%S");
    std::string zone;
    if (!in || !(in >> zone) || zone != "GMT") return std::nullopt;
    const std::chrono::year_month_day day{std::chrono::year{parts.tm_year + 1900},
                                          std::chrono::month{static_cast<unsigned>(parts.tm_mon + 1)},
                                          std::chrono::day{static_cast<unsigned>(parts.tm_mday)}};
    if (!day.ok()) return std::nullopt;
    return std::chrono::sys_days{day} + std::chrono::hours{parts.tm_hour} +
           std::chrono::minutes{parts.tm_min} + std::chrono::seconds{parts.tm_sec};
}

}  // namespace

bool is_worth_retrying(const ports::Exchange& exchange) {
    switch (exchange.failure) {
        case HttpFailure::connect:
        case HttpFailure::timed_out:
            return true;
        case HttpFailure::dropped:
            return exchange.received_bytes == 0;
        case HttpFailure::none:
            break;
        default:
            return false;
    }
    constexpr std::array kPassing = {408, 429, 502, 503, 504};
    return std::find(kPassing.begin(), kPassing.end(), exchange.answer.status) != kPassing.end();
}

bool is_failure_of_source(const ports::Exchange& exchange) {
    return exchange.failure != HttpFailure::none || exchange.answer.status >= 500;
}

std::optional<milliseconds> retry_after(const ports::HttpAnswer& answer, base::Instant now) {
    const std::string text(base::trim(answer.header("retry-after")));
    std::uint32_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error == std::errc{} && end == text.data() + text.size()) return std::chrono::seconds{seconds};
    const auto date = read_http_date(text);
    if (!date) return std::nullopt;
    return std::max(milliseconds{0}, *date - now);
}

milliseconds full_jitter(ports::Entropy& entropy, milliseconds ceiling) {
    std::uint32_t drawn = 0;
    for (const unsigned char byte : entropy.bytes(4)) drawn = (drawn << 8) | byte;
    return milliseconds{static_cast<std::int64_t>(static_cast<std::uint64_t>(ceiling.count()) * drawn >> 32)};
}

void RetryBudget::note_request(Ticks now) {
    forget_old(requests_, now);
    requests_.push_back(now);
}

bool RetryBudget::take(Ticks now) {
    forget_old(requests_, now);
    forget_old(retries_, now);
    const double allowed = std::max(1.0, share_ * static_cast<double>(requests_.size()));
    if (static_cast<double>(retries_.size() + 1) > allowed) return false;
    retries_.push_back(now);
    return true;
}

void RetryBudget::forget_old(std::deque<Ticks>& times, Ticks now) {
    while (!times.empty() && times.front() + std::chrono::minutes{1} <= now) times.pop_front();
}

}  // namespace kith::federate
