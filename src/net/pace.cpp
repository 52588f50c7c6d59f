#include "net/pace.h"

#include <algorithm>

namespace kith::net {
namespace {

using ports::HttpFailure;

size_t bytes_in(std::chrono::milliseconds time, size_t a_second) {
    return static_cast<size_t>(time.count()) * a_second / 1000;
}

}  // namespace

Pace::Pace(const Limits& limits, Ticks started, std::chrono::milliseconds time_left)
    : limits_(limits),
      whole_until_(started + time_left),
      headers_until_(started + limits.to_headers),
      last_byte_(started),
      window_start_(started) {}

void Pace::headers_complete(Ticks now) {
    has_headers_ = true;
    last_byte_ = window_start_ = now;
}

void Pace::bytes(size_t count, Ticks now) {
    last_byte_ = now;
    window_bytes_ += count;
}

std::optional<Breach> Pace::check(Ticks now) {
    if (now >= whole_until_) return Breach{HttpFailure::timed_out, "no complete answer in the time it had"};
    if (!has_headers_) {
        if (now >= headers_until_) return Breach{HttpFailure::timed_out, "no answer began in time"};
        return std::nullopt;
    }
    if (now >= last_byte_ + limits_.idle) return Breach{HttpFailure::timed_out, "the answer fell silent"};
    if (now < window_start_ + limits_.slowest_body_window) return std::nullopt;
    if (window_bytes_ < bytes_in(limits_.slowest_body_window, limits_.slowest_body_bytes_a_second))
        return Breach{HttpFailure::timed_out, "the answer came too slowly"};
    window_start_ = now;
    window_bytes_ = 0;
    return std::nullopt;
}

Pace::Ticks Pace::next_due() const {
    if (!has_headers_) return std::min(whole_until_, headers_until_);
    return std::min({whole_until_, last_byte_ + limits_.idle, window_start_ + limits_.slowest_body_window});
}

}  // namespace kith::net
