#pragma once
#include "support/authority.h"

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace kith::bench {

/// Many TLS servers that want a client certificate and take their time, in a process of their own so that
/// their work is not counted as ours. One of them takes the longest: 200 ms; the others 40 ms and up, evenly.
class Servers {
public:
    /// Call before any thread is started: it forks.
    Servers(const support::Authority::Leaf& leaf, const std::string& client_ca_file, size_t count);
    ~Servers();
    Servers(const Servers&) = delete;
    Servers& operator=(const Servers&) = delete;

    const std::vector<std::string>& urls() const { return urls_; }

    static constexpr std::chrono::milliseconds kSlowest{200};
    static constexpr const char* kWarmPath = "/warm";  ///< answered at once

private:
    pid_t process_ = -1;
    int keep_alive_ = -1;  ///< the child ends when this closes
    std::vector<std::string> urls_;
};

}  // namespace kith::bench
