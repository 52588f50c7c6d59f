#pragma once
#include "net/limits.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::net {

/// Reads the head of one answer line by line (interim answers and trailers included) and stops it at the
/// first broken limit: lines, bytes, one header, interim answers, an announced length past the limit, a
/// redirect.
class HeadReader {
public:
    explicit HeadReader(const Limits& limits) : limits_(limits) {}

    /// One line as received, line end included. A breach ends the exchange.
    std::optional<Breach> line(std::string_view text);

    /// The final answer's head has been read to its empty line.
    bool is_complete() const { return is_complete_; }
    int status() const { return status_; }
    bool is_gzip() const { return is_gzip_; }
    size_t received_bytes() const { return bytes_; }
    /// Lower-case names in the order received, without interim ones and trailers.
    std::vector<std::pair<std::string, std::string>> take_headers() { return std::move(headers_); }

private:
    std::optional<Breach> status_line(std::string_view text);
    std::optional<Breach> field(std::string_view text);
    std::optional<Breach> end_of_block();
    std::optional<Breach> judge_head();

    const Limits& limits_;
    size_t lines_ = 0, bytes_ = 0;
    int interim_ = 0;
    int status_ = 0;  ///< 0: a status line comes next
    bool is_complete_ = false;
    bool is_gzip_ = false;
    std::vector<std::pair<std::string, std::string>> headers_;
};

}  // namespace kith::net
