#pragma once
#include "ports/transport.h"

#include <chrono>
#include <cstddef>
#include <string_view>

namespace kith::net {

/// The limits table of the trust notes. Reaching one settles the exchange as a typed failure. Each value is
/// the last one allowed: 200 header lines pass, the 201st does not.
struct Limits {
    size_t answer_bytes = 16u << 20;  ///< decoded
    double unpack_ratio = 100;        ///< decoded : received, once more than unpack_free_bytes are decoded
    size_t unpack_free_bytes = 1u << 20;
    size_t header_lines = 200, header_bytes = 64u << 10, one_header_bytes = 16u << 10;
    int interim_answers = 5;
    std::chrono::milliseconds to_headers{3000}, idle{2000};
    size_t slowest_body_bytes_a_second = 1024;
    std::chrono::milliseconds slowest_body_window{5000};
    int connections_per_source = 4;
};

/// Why an answer was stopped while it was being read. `why` is a constant of ours: it never holds a byte of
/// the answer.
struct Breach {
    ports::HttpFailure failure = ports::HttpFailure::none;
    std::string_view why;
};

}  // namespace kith::net
