#pragma once
#include "net/endpoint.h"
#include "net/limits.h"
#include "ports/transport.h"

#include <map>
#include <memory>
#include <vector>

namespace kith::net {

/// One libcurl multi loop: HTTP/2 or 1.1, TLS 1.2 or later, one pinned authority per source, warm
/// connections, no redirects, no proxy, no cookies. Desk thread only, but for wake().
class CurlTransport final : public ports::Transport {
public:
    explicit CurlTransport(std::map<record::SourceId, Endpoint> endpoints, Limits limits = {});
    ~CurlTransport() override;

    /// A path that would leave the source's base address, or a header that would end a line early, fails as
    /// `protocol` at the next poll; nothing is sent.
    void start(std::uint64_t id, const record::SourceId& source, const ports::HttpRequest& request,
               std::chrono::milliseconds time_left) override;
    std::vector<ports::Exchange> poll(std::chrono::milliseconds wait) override;
    void cancel(std::uint64_t id) override;
    void wake() override;
    /// Waits until the connections are open, their time to headers has run out, or wake() was called; those
    /// not yet open then go on opening in poll(). So whoever gives the desk thread something more urgent
    /// calls wake().
    void warm(const std::vector<record::SourceId>& sources) override;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::net
