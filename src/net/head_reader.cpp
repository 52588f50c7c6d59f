#include "net/head_reader.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace kith::net {
namespace {

using ports::HttpFailure;

std::string_view without_line_end(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

bool holds_control_bytes(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; });
}

// "HTTP/1.1 200 OK", "HTTP/2 200": three digits after the first space; 0 when it is not so.
int read_status(std::string_view text) {
    const size_t space = text.find(' ');
    if (space == std::string_view::npos || text.size() < space + 4) return 0;
    int status = 0;
    const char* first = text.data() + space + 1;
    const auto [end, error] = std::from_chars(first, first + 3, status);
    return error == std::errc{} && end == first + 3 && status >= 100 && status <= 599 ? status : 0;
}

}  // namespace

std::optional<Breach> HeadReader::line(std::string_view text) {
    bytes_ += text.size();
    if (bytes_ > limits_.header_bytes)
        return Breach{HttpFailure::too_large, "more header bytes than allowed"};
    text = without_line_end(text);
    if (text.size() > limits_.one_header_bytes)
        return Breach{HttpFailure::too_large, "a header longer than allowed"};
    if (holds_control_bytes(text)) return Breach{HttpFailure::protocol, "control bytes in a header"};
    if (status_ == 0) return status_line(text);
    return text.empty() ? end_of_block() : field(text);
}

std::optional<Breach> HeadReader::status_line(std::string_view text) {
    if (!text.starts_with("HTTP/")) return Breach{HttpFailure::protocol, "no status line"};
    status_ = read_status(text);
    if (status_ == 0) return Breach{HttpFailure::protocol, "no readable status"};
    headers_.clear();
    return std::nullopt;
}

std::optional<Breach> HeadReader::field(std::string_view text) {
    if (++lines_ > limits_.header_lines)
        return Breach{HttpFailure::too_large, "more header lines than allowed"};
    const size_t colon = text.find(':');
    // A line that starts with white space would continue the last one: HTTP has dropped that, and so have we.
    if (colon == std::string_view::npos || colon == 0 || text.front() == ' ' || text.front() == '\t')
        return Breach{HttpFailure::protocol, "a header line without a name"};
    if (is_complete_) return std::nullopt;  // a trailer: counted, not believed
    headers_.emplace_back(base::lower_ascii(text.substr(0, colon)),
                          std::string(base::trim(text.substr(colon + 1))));
    return std::nullopt;
}

std::optional<Breach> HeadReader::end_of_block() {
    if (is_complete_) return std::nullopt;
    if (status_ >= 200) return judge_head();
    status_ = 0;
    if (++interim_ > limits_.interim_answers)
        return Breach{HttpFailure::too_large, "more interim answers than allowed"};
    return std::nullopt;
}

std::optional<Breach> HeadReader::judge_head() {
    is_complete_ = true;
    if (status_ >= 300 && status_ < 400)
        return Breach{HttpFailure::redirect, "it pointed to another address"};
    int encodings = 0;
    for (const auto& [name, value] : headers_) {
        if (name == "content-length") {
            unsigned long long length = 0;
            const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
            if (error == std::errc::result_out_of_range || length > limits_.answer_bytes)
                return Breach{HttpFailure::too_large, "an announced length past the limit"};
            if (error != std::errc{} || end != value.data() + value.size())
                return Breach{HttpFailure::protocol, "an announced length that is no number"};
        }
        if (name != "content-encoding") continue;
        const std::string encoding = base::lower_ascii(value);
        is_gzip_ = encoding == "gzip" || encoding == "x-gzip";
        const bool is_known = is_gzip_ || encoding == "identity" || encoding.empty();
        if (!is_known || ++encodings > 1)
            return Breach{HttpFailure::protocol, "a content encoding we did not ask for"};
    }
    return std::nullopt;
}

}  // namespace kith::net
