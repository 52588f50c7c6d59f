#pragma once
#include "support/authority.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace kith::support {

/// A TLS server on the loopback that does with a connection whatever a test says, well-behaved or not: every
/// connection has a thread of its own that runs the handler, on bytes rather than on HTTP.
class TlsServer {
public:
    /// One accepted connection, after the handshake.
    class Line {
    public:
        struct Request {
            std::string method, path, head, body;
        };
        /// The next request with its body; empty when the peer has gone.
        std::optional<Request> read_request();
        /// False when the peer has gone.
        bool write(std::string_view bytes);
        /// "HTTP/1.1 200 OK" with a length, for servers that behave.
        bool answer(int status, std::string_view body, std::string_view more_headers = {});
        /// Returns when the peer has closed its side.
        void wait_until_closed();
        /// Waits so long, or until the peer has gone; false when it has. For servers that answer slowly.
        bool pause(std::chrono::milliseconds time);
        /// Closes with a TCP reset, so that the peer sees a broken line rather than an end.
        void reset();

    private:
        friend class TlsServer;
        explicit Line(void* tls, int socket) : tls_(tls), socket_(socket) {}
        bool read_more();
        void* tls_;  ///< none: without TLS
        int socket_;
        std::string read_;
    };
    using Handler = std::function<void(Line&)>;

    struct Manners {
        Authority::Leaf leaf;
        std::string client_ca_file;  ///< not empty: a client certificate of this authority is required
        int highest_version = 0;     ///< TLS1_VERSION .. TLS1_3_VERSION; 0: the library's
        bool shakes_hands =
            true;  ///< else the handler gets a connection without TLS, and bytes go as they are
    };

    TlsServer(const Manners& manners, Handler handler);
    ~TlsServer();
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    int port() const { return port_; }
    std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }
    int accepted() const;
    /// Waits until so many connections have been finished with; false if they are not after `patience`.
    bool wait_for_closed(int count, std::chrono::seconds patience = std::chrono::seconds{20});

    /// A handler that answers every request on a connection, one after the other.
    static Handler answering(std::function<void(Line&, const Line::Request&)> one);

private:
    struct Context;
    void accept_loop();
    void serve(int socket);
    void converse(int socket);

    std::unique_ptr<Context> context_;
    Handler handler_;
    bool shakes_hands_ = true;
    int listening_ = -1;
    int port_ = 0;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::thread> serving_;
    std::vector<int> sockets_;
    int accepted_ = 0, closed_ = 0;
    bool is_stopping_ = false;
    std::thread accepting_;
};

}  // namespace kith::support
