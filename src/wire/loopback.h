#pragma once
#include "base/expected.h"

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

namespace kith::wire {

/// Where the browser brings the provider's answer: a port of the system's choosing on 127.0.0.1, which nobody
/// else can share, for one answer. Whoever asks for another path gets 404, another method 405, another host's
/// name 400; none of them uses up the one answer. The page that it shows says nothing of anybody.
class Loopback {
public:
    /// Listens from here on. Fails with unavailable.
    static base::Expected<std::unique_ptr<Loopback>> open();
    ~Loopback();
    Loopback(const Loopback&) = delete;
    Loopback& operator=(const Loopback&) = delete;

    int port() const { return port_; }
    /// "http://127.0.0.1:53123/callback".
    std::string redirect_uri() const;
    /// Waits for the answer and closes the port; its path and query as sent. Fails with timed_out or
    /// cancelled. Once only.
    base::Expected<std::string> wait(std::chrono::milliseconds longest, std::stop_token stop);

private:
    explicit Loopback(int listening, int port) : listening_(listening), port_(port) {}
    void close();
    int listening_;
    int port_;
};

}  // namespace kith::wire
