#include "connectors/sandbox/connections.h"

#include <sys/socket.h>

namespace kith::sandbox {

/// Hangs on the SSL object and is told when OpenSSL frees it, which is before the socket is closed and its
/// number reused.
struct Connections::Entry {
    Connections* owner = nullptr;
    int socket = -1;
};

int Connections::index_of_context() {
    static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

int Connections::index_of_connection() {
    static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, &Connections::on_free);
    return index;
}

void Connections::watch(SSL_CTX* context) {
    SSL_CTX_set_ex_data(context, index_of_context(), this);
    SSL_CTX_set_info_callback(context, &Connections::on_handshake);
}

void Connections::on_handshake(const SSL* connection, int where, int) {
    if ((where & SSL_CB_HANDSHAKE_START) == 0 ||
        SSL_get_ex_data(connection, index_of_connection()) != nullptr)
        return;
    auto* owner =
        static_cast<Connections*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(connection), index_of_context()));
    owner->opened(const_cast<SSL*>(connection));
}

void Connections::opened(SSL* connection) {
    auto entry = std::make_unique<Entry>(Entry{this, SSL_get_fd(connection)});
    const std::lock_guard lock(mutex_);
    sockets_.insert(entry->socket);
    if (is_closed_) ::shutdown(entry->socket, SHUT_RDWR);
    SSL_set_ex_data(connection, index_of_connection(), entry.release());
}

void Connections::on_free(void*, void* data, CRYPTO_EX_DATA*, int, long, void*) {
    const std::unique_ptr<Entry> entry(static_cast<Entry*>(data));
    if (!entry) return;
    const std::lock_guard lock(entry->owner->mutex_);
    entry->owner->sockets_.erase(entry->socket);
}

void Connections::close_all() {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
}

}  // namespace kith::sandbox
