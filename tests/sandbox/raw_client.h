#pragma once
#include <chrono>
#include <memory>
#include <string>

namespace kith::sandbox::test {

/// How the other side ended a conversation.
enum class End {
    still_open,  ///< said no more in the time given
    closed,      ///< TLS close_notify
    dropped,     ///< the stream ended without one
    reset,       ///< TCP reset
    refused,     ///< no TLS session came about
    enough       ///< we had read as much as we wanted
};

/// One TLS connection seen byte by byte: HTTP libraries hide how an answer ended.
class RawClient {
public:
    /// Certificate and key: PEM files; empty for none.
    RawClient(int port, const std::string& authority, const std::string& certificate, const std::string& key);
    ~RawClient();

    bool is_connected() const;
    void send(const std::string& bytes);
    /// Reads until the other side ends, `silence` passes without a byte, or `most` bytes have come.
    End read(std::string& into, std::size_t most, std::chrono::milliseconds silence);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::sandbox::test
