#pragma once
#include <openssl/ssl.h>

#include <memory>
#include <mutex>
#include <set>

namespace kith::sandbox {

/// The open connections of one TLS server, so that all can be closed at once: the HTTP library only stops
/// listening, and would wait for idle connections to time out. Any thread may call.
class Connections {
public:
    /// Watches every connection made with this context, which must not outlive this object.
    void watch(SSL_CTX* context);
    /// Shuts every open connection down, both ways; whoever reads or writes one sees its end.
    void close_all();

private:
    struct Entry;
    static int index_of_context();
    static int index_of_connection();
    static void on_handshake(const SSL* connection, int where, int result);
    static void on_free(void* parent, void* data, CRYPTO_EX_DATA* owner, int index, long number,
                        void* pointer);
    void opened(SSL* connection);

    std::mutex mutex_;
    std::set<int> sockets_;
    bool is_closed_ = false;  ///< a connection that comes after close_all is closed at once
};

}  // namespace kith::sandbox
