#pragma once
#include "net/curl_transport.h"

#include <chrono>
#include <map>
#include <mutex>

namespace kith::bench {

/// The real transport, remembering when each source's last answer was complete.
class StampingTransport final : public ports::Transport {
public:
    using Ticks = std::chrono::steady_clock::time_point;

    explicit StampingTransport(std::map<record::SourceId, net::Endpoint> endpoints)
        : real_(std::move(endpoints)) {}

    void start(std::uint64_t id, const record::SourceId& source, const ports::HttpRequest& request,
               std::chrono::milliseconds time_left) override;
    std::vector<ports::Exchange> poll(std::chrono::milliseconds wait) override;
    void cancel(std::uint64_t id) override { real_.cancel(id); }
    void wake() override { real_.wake(); }
    void warm(const std::vector<record::SourceId>& sources) override { real_.warm(sources); }

    /// Any thread.
    Ticks last_byte_of(const record::SourceId& source) const;

private:
    net::CurlTransport real_;
    std::map<std::uint64_t, record::SourceId> asked_;
    mutable std::mutex mutex_;
    std::map<record::SourceId, Ticks> last_byte_;
};

}  // namespace kith::bench
