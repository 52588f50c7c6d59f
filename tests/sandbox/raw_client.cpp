#include "tests/sandbox/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace kith::sandbox::test {

struct RawClient::Impl {
    SSL_CTX* context = nullptr;
    SSL* session = nullptr;
    int socket = -1;
    bool is_connected = false;

    ~Impl() {
        SSL_free(session);
        SSL_CTX_free(context);
        if (socket >= 0) ::close(socket);
    }

    bool connect(int port) {
        socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in where{};
        where.sin_family = AF_INET;
        where.sin_port = htons(static_cast<std::uint16_t>(port));
        where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket, reinterpret_cast<sockaddr*>(&where), sizeof where) != 0) return false;
        session = SSL_new(context);
        SSL_set_fd(session, socket);
        return SSL_connect(session) == 1;
    }

    End end_of(int returned) const {
        const int saved = errno;
        const int why = SSL_get_error(session, returned);
        if (why == SSL_ERROR_ZERO_RETURN) return End::closed;
        if (why == SSL_ERROR_SYSCALL && (saved == ECONNRESET || saved == EPIPE)) return End::reset;
        if (why == SSL_ERROR_SSL &&
            ERR_GET_REASON(ERR_peek_last_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING)
            return End::dropped;
        return End::refused;
    }
};

RawClient::RawClient(int port, const std::string& authority, const std::string& certificate,
                     const std::string& key)
    : impl_(std::make_unique<Impl>()) {
    impl_->context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_load_verify_locations(impl_->context, authority.c_str(), nullptr);
    SSL_CTX_set_verify(impl_->context, SSL_VERIFY_PEER, nullptr);
    if (!certificate.empty())
        SSL_CTX_use_certificate_file(impl_->context, certificate.c_str(), SSL_FILETYPE_PEM);
    if (!key.empty()) SSL_CTX_use_PrivateKey_file(impl_->context, key.c_str(), SSL_FILETYPE_PEM);
    impl_->is_connected = impl_->connect(port);
}

RawClient::~RawClient() = default;

bool RawClient::is_connected() const {
    return impl_->is_connected;
}

void RawClient::send(const std::string& bytes) {
    SSL_write(impl_->session, bytes.data(), static_cast<int>(bytes.size()));
}

End RawClient::read(std::string& into, std::size_t most, std::chrono::milliseconds silence) {
    char buffer[16384];
    while (into.size() < most) {
        pollfd waiting{impl_->socket, POLLIN, 0};
        if (SSL_pending(impl_->session) == 0 && ::poll(&waiting, 1, static_cast<int>(silence.count())) == 0)
            return End::still_open;
        ERR_clear_error();
        const int got = SSL_read(impl_->session, buffer, sizeof buffer);
        if (got <= 0) return impl_->end_of(got);
        into.append(buffer, static_cast<std::size_t>(got));
    }
    return End::enough;
}

}  // namespace kith::sandbox::test
