#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <mutex>
#include <thread>

namespace kith::support {

/// Stands between a client and a server on the loopback, passes bytes on, and does to each connection what
/// its plan says.
class TcpProxy {
public:
    static constexpr std::uint64_t kNever = std::numeric_limits<std::uint64_t>::max();
    /// What becomes of one connection. Bytes beyond the limit are not passed on.
    struct Fate {
        std::uint64_t up = kNever;    ///< after so many bytes from the client
        std::uint64_t down = kNever;  ///< after so many bytes from the server
        /// Then both sides are reset; or, when this is set, nothing moves any more and both stay open.
        bool falls_silent = false;
        std::function<void()> and_then{};  ///< called at that moment, on the proxy's thread, before the reset
    };
    /// Asked once a connection, with its number from 0; on the proxy's thread.
    using Plan = std::function<Fate(int)>;

    explicit TcpProxy(int target_port, Plan plan = {});
    ~TcpProxy();
    int port() const { return port_; }
    int connections() const { return connections_; }
    int cut() const { return cut_; }
    void set_plan(Plan plan);

private:
    void run(const std::stop_token& stop);
    int target_port_, port_ = 0, listening_ = -1;
    std::mutex mutex_;
    Plan plan_;
    std::atomic<int> connections_{0}, cut_{0};
    std::jthread thread_;
};

}  // namespace kith::support
