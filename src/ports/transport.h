#pragma once
#include "base/expected.h"
#include "record/ids.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kith::ports {

/// What to send to a source. The path is relative to the source's base address: a connector cannot name
/// another host.
struct HttpRequest {
    std::string method = "GET";
    std::string
        path;  ///< "/Patient/9991234500/RelatedPerson"; no details of people in a query where a body will do
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

/// What came back, complete and within limits.
struct HttpAnswer {
    int status = 0;
    /// Lower-case names, in the order received.
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;  ///< decoded bytes
    std::string header(std::string_view name) const {
        for (const auto& [key, value] : headers)
            if (key == name) return value;
        return {};
    }
};

/// How an exchange ended when no complete answer came.
enum class HttpFailure {
    none,
    connect,    ///< no connection
    tls,        ///< certificate, name, revocation or protocol refused
    timed_out,  ///< deadline, header, idle or slow-body limit
    dropped,    ///< connection closed before the answer was complete
    too_large,  ///< a limit of bytes, headers, ratio or interim answers
    redirect,   ///< it pointed elsewhere: never followed
    protocol,   ///< not HTTP as we know it
    cancelled
};
std::string_view name_of(HttpFailure failure);

struct Exchange {
    std::uint64_t id = 0;
    HttpFailure failure = HttpFailure::none;
    HttpAnswer answer;   ///< when failure is none
    std::string detail;  ///< for the log: no host names beyond the source id, no details of people
    /// Bytes that had arrived when it failed: tells "dropped mid-answer" from "never answered".
    size_t received_bytes = 0;
    std::chrono::milliseconds took{0};
};

/// Sends requests to sources and hands back what came, many at once, from one thread. Never blocks longer
/// than asked. Desk thread only. Tests script one; src/net has the real one over libcurl.
class Transport {
public:
    virtual ~Transport() = default;
    /// Begins an exchange with a source of the settings; unknown sources fail at the next poll.
    /// `time_left`: all the time it may take, counted from now.
    virtual void start(std::uint64_t id, const record::SourceId& source, const HttpRequest& request,
                       std::chrono::milliseconds time_left) = 0;
    /// Waits at most `wait` for something to happen; returns what has settled since the last call.
    virtual std::vector<Exchange> poll(std::chrono::milliseconds wait) = 0;
    /// Ends an exchange at once and closes its stream; it will not be returned by poll.
    virtual void cancel(std::uint64_t id) = 0;
    /// Wakes a poll from another thread: the only call any thread may make.
    virtual void wake() = 0;
    /// Opens connections to these sources ahead of need, without any person's details.
    virtual void warm(const std::vector<record::SourceId>& sources) = 0;
};

}  // namespace kith::ports
