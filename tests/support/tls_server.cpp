#include "support/tls_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <stdexcept>

namespace kith::support {
namespace {

void must(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(std::string("test server: ") + what);
}

SSL* as_ssl(void* tls) {
    return static_cast<SSL*>(tls);
}

int listen_on_free_port(int& port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    must(bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0, "bind");
    must(listen(socket, 128) == 0, "listen");
    must(getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0, "port");
    port = ntohs(address.sin_port);
    return socket;
}

size_t announced_length(const std::string& head) {
    constexpr std::string_view kName = "\r\ncontent-length:";
    std::string lower = head;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    const size_t at = lower.find(kName);
    return at == std::string::npos ? 0 : std::stoul(lower.substr(at + kName.size()));
}

}  // namespace

struct TlsServer::Context {
    explicit Context(const Manners& manners) : tls(SSL_CTX_new(TLS_server_method())) {
        must(tls != nullptr, "context");
        must(SSL_CTX_use_certificate_chain_file(tls, manners.leaf.cert_file.c_str()) == 1, "certificate");
        must(SSL_CTX_use_PrivateKey_file(tls, manners.leaf.key_file.c_str(), SSL_FILETYPE_PEM) == 1, "key");
        if (manners.highest_version != 0) limit_version(manners.highest_version);
        if (manners.client_ca_file.empty()) return;
        must(SSL_CTX_load_verify_locations(tls, manners.client_ca_file.c_str(), nullptr) == 1,
             "client authority");
        SSL_CTX_set_verify(tls, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    }
    ~Context() { SSL_CTX_free(tls); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    // Versions below 1.2 are offered only at the lowest security level.
    void limit_version(int highest) {
        SSL_CTX_set_security_level(tls, 0);
        SSL_CTX_set_min_proto_version(tls, TLS1_VERSION);
        SSL_CTX_set_max_proto_version(tls, highest);
    }

    SSL_CTX* tls;
};

TlsServer::TlsServer(const Manners& manners, Handler handler)
    : context_(std::make_unique<Context>(manners)),
      handler_(std::move(handler)),
      shakes_hands_(manners.shakes_hands) {
    std::signal(SIGPIPE, SIG_IGN);
    listening_ = listen_on_free_port(port_);
    accepting_ = std::thread([this] { accept_loop(); });
}

TlsServer::~TlsServer() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
        for (const int socket : sockets_) shutdown(socket, SHUT_RDWR);
    }
    shutdown(listening_, SHUT_RDWR);
    accepting_.join();
    close(listening_);
    for (auto& thread : serving_) thread.join();
}

void TlsServer::accept_loop() {
    while (true) {
        const int socket = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        const int on = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const std::lock_guard lock(mutex_);
        if (is_stopping_) {
            close(socket);
            return;
        }
        ++accepted_;
        sockets_.push_back(socket);
        serving_.emplace_back([this, socket] { serve(socket); });
    }
}

void TlsServer::converse(int socket) {
    if (!shakes_hands_) {
        Line line(nullptr, socket);
        return handler_(line);
    }
    SSL* tls = SSL_new(context_->tls);
    SSL_set_fd(tls, socket);
    if (SSL_accept(tls) == 1) {
        Line line(tls, socket);
        handler_(line);
        SSL_shutdown(tls);
    } else {
        // Closing at once, with the peer's bytes unread, would reset the line and lose the alert that says why.
        shutdown(socket, SHUT_WR);
        std::array<char, 4096> unread;
        while (recv(socket, unread.data(), unread.size(), 0) > 0) {
        }
    }
    ERR_clear_error();
    SSL_free(tls);
}

void TlsServer::serve(int socket) {
    converse(socket);
    const std::lock_guard lock(mutex_);
    std::erase(sockets_, socket);
    close(socket);
    ++closed_;
    changed_.notify_all();
}

int TlsServer::accepted() const {
    const std::lock_guard lock(mutex_);
    return accepted_;
}

bool TlsServer::wait_for_closed(int count, std::chrono::seconds patience) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return closed_ >= count; });
}

TlsServer::Handler TlsServer::answering(std::function<void(Line&, const Line::Request&)> one) {
    return [one = std::move(one)](Line& line) {
        while (const auto request = line.read_request()) one(line, *request);
    };
}

bool TlsServer::Line::read_more() {
    std::array<char, 16384> bytes;
    const auto got = tls_ ? SSL_read(as_ssl(tls_), bytes.data(), bytes.size())
                          : recv(socket_, bytes.data(), bytes.size(), 0);
    if (got <= 0) return false;
    read_.append(bytes.data(), static_cast<size_t>(got));
    return true;
}

std::optional<TlsServer::Line::Request> TlsServer::Line::read_request() {
    size_t head_end = 0;
    while ((head_end = read_.find("\r\n\r\n")) == std::string::npos)
        if (!read_more()) return std::nullopt;
    Request request;
    request.head = read_.substr(0, head_end + 2);
    const size_t size = head_end + 4 + announced_length(request.head);
    while (read_.size() < size)
        if (!read_more()) return std::nullopt;
    request.body = read_.substr(head_end + 4, size - head_end - 4);
    read_.erase(0, size);
    const size_t first = request.head.find(' ');
    const size_t second = request.head.find(' ', first + 1);
    request.method = request.head.substr(0, first);
    request.path = request.head.substr(first + 1, second - first - 1);
    return request;
}

bool TlsServer::Line::write(std::string_view bytes) {
    if (bytes.empty()) return true;
    if (!tls_) return send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0;
    return SSL_write(as_ssl(tls_), bytes.data(), static_cast<int>(bytes.size())) > 0;
}

bool TlsServer::Line::answer(int status, std::string_view body, std::string_view more_headers) {
    std::string text = "HTTP/1.1 " + std::to_string(status) +
                       " -\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    text.append(more_headers).append("\r\n").append(body);
    return write(text);
}

void TlsServer::Line::wait_until_closed() {
    while (read_more()) read_.clear();
}

bool TlsServer::Line::pause(std::chrono::milliseconds time) {
    pollfd waiting{socket_, POLLIN, 0};
    return poll(&waiting, 1, static_cast<int>(time.count())) == 0;
}

void TlsServer::Line::reset() {
    const linger at_once{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    if (tls_) SSL_set_quiet_shutdown(as_ssl(tls_), 1);
}

}  // namespace kith::support
