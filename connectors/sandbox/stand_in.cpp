#include "connectors/sandbox/stand_in.h"

#include "connectors/sandbox/connections.h"
#include "connectors/sandbox/fault_wire.h"

#include <httplib.h>
#include <openssl/pem.h>

#include <thread>

namespace kith::sandbox {
namespace {

constexpr std::size_t kThreads = 16;
constexpr std::size_t kRequestsAConnection = 100'000;
constexpr int kIdleSeconds = 60;

struct FreeBio {
    void operator()(BIO* bio) const { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;

Bio reading(const std::string& pem) {
    return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

bool use_own_keys(SSL_CTX* context, const KeyPair& keys) {
    X509* certificate = PEM_read_bio_X509(reading(keys.certificate).get(), nullptr, nullptr, nullptr);
    EVP_PKEY* key = PEM_read_bio_PrivateKey(reading(keys.private_key).get(), nullptr, nullptr, nullptr);
    const bool ok = certificate != nullptr && key != nullptr &&
                    SSL_CTX_use_certificate(context, certificate) == 1 &&
                    SSL_CTX_use_PrivateKey(context, key) == 1;
    X509_free(certificate);
    EVP_PKEY_free(key);
    return ok;
}

/// Client certificates of this authority only, and none that it has revoked.
bool trust_only(SSL_CTX* context, const std::string& authority, const std::string& revocation_list) {
    X509_STORE* store = SSL_CTX_get_cert_store(context);
    X509* certificate = PEM_read_bio_X509(reading(authority).get(), nullptr, nullptr, nullptr);
    X509_CRL* list = PEM_read_bio_X509_CRL(reading(revocation_list).get(), nullptr, nullptr, nullptr);
    const bool ok = certificate != nullptr && list != nullptr &&
                    X509_STORE_add_cert(store, certificate) == 1 && X509_STORE_add_crl(store, list) == 1 &&
                    X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK) == 1;
    X509_free(certificate);
    X509_CRL_free(list);
    return ok;
}

Question question_of(const httplib::Request& request, const std::string& base_path,
                     const std::string& base_url) {
    Question question{.method = request.method,
                      .path = request.path.substr(base_path.size()),
                      .body = request.body,
                      .base_url = base_url};
    for (const auto& [name, value] : request.params) question.values.emplace(name, value);
    for (const auto& [name, value] : request.headers) {
        std::string lower = name;
        for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        question.headers[lower] = value;
    }
    return question;
}

/// What programs ask for only to have a connection open: it names nobody and costs nothing.
bool is_for_warming(const std::string& path) {
    return path.ends_with("/health") || path.ends_with("/api/Health") || path.ends_with("/metadata");
}

void send(const Answer& answer, httplib::Response& response) {
    response.status = answer.status;
    for (const auto& [name, value] : answer.headers) response.set_header(name, value);
    response.set_content(answer.body, answer.type);
}

}  // namespace

struct StandIn::Impl {
    Impl(Make made, std::unique_ptr<Desk> answering)
        : make(std::move(made)),
          desk(std::move(answering)),
          plan(std::move(make.faults), make.id),
          server([this](SSL_CTX& context) { return set_up(&context); }) {}

    bool set_up(SSL_CTX* context) {
        SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
        // Without a context of their own, resumed sessions of clients with certificates are refused.
        SSL_CTX_set_session_id_context(context, reinterpret_cast<const unsigned char*>(make.id.data()),
                                       static_cast<unsigned>(make.id.size()));
        connections.watch(context);
        return use_own_keys(context, make.keys) && trust_only(context, make.authority, make.revocation_list);
    }

    void prepare() {
        server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
        server.set_keep_alive_max_count(kRequestsAConnection);
        server.set_keep_alive_timeout(kIdleSeconds);
        server.set_tcp_nodelay(true);
        const auto handle = [this](const httplib::Request& request, httplib::Response& response) {
            answer(request, response);
        };
        server.Get("/.*", handle);
        server.Post("/.*", handle);
    }

    void answer(const httplib::Request& request, httplib::Response& response) {
        if (is_for_warming(request.path)) {
            response.status = 204;
            return;
        }
        if (!request.path.starts_with(make.base_path))
            return send(problem(404, "No such resource"), response);
        Question question = question_of(request, make.base_path, base_url);
        const auto fault = plan.next(question.path);
        if (!fault) return send(desk->answer(question), response);
        question.about_somebody_else = fault->kind == FaultKind::other_child;
        stop.wait_for(fault->wait);
        const Answer honest = desk->answer(question);
        // Of these two only the time or the person is wrong, not the wire.
        if (fault->kind == FaultKind::delay || fault->kind == FaultKind::other_child)
            return send(honest, response);
        break_answer(*fault, honest, request, response, stop);
    }

    bool listen() {
        const int port = make.port == 0                                ? server.bind_to_any_port("127.0.0.1")
                         : server.bind_to_port("127.0.0.1", make.port) ? make.port
                                                                       : -1;
        if (port < 0) return false;
        base_url = "https://127.0.0.1:" + std::to_string(port) + make.base_path;
        thread = std::thread([this] { server.listen_after_bind(); });
        // stop() does nothing to a server that does not run yet.
        while (!server.is_running()) std::this_thread::yield();
        return true;
    }

    ~Impl() {
        stop.stop();
        server.stop();
        connections.close_all();
        if (thread.joinable()) thread.join();
    }

    Make make;
    std::unique_ptr<Desk> desk;
    FaultPlan plan;
    StopSignal stop;
    Connections connections;
    std::string base_url;
    httplib::SSLServer server;
    std::thread thread;
};

StandIn::StandIn(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
StandIn::~StandIn() = default;
const std::string& StandIn::base_url() const {
    return impl_->base_url;
}

base::Expected<std::unique_ptr<StandIn>> StandIn::start(Make make, std::unique_ptr<Desk> desk) {
    const std::string id = make.id;
    auto impl = std::make_unique<Impl>(std::move(make), std::move(desk));
    if (!impl->server.is_valid())
        return base::fail(base::Fault::internal, "stand-in " + id + ": OpenSSL refused its keys");
    impl->prepare();
    if (!impl->listen())
        return base::fail(base::Fault::unavailable, "stand-in " + id + ": no port to listen on");
    return std::unique_ptr<StandIn>(new StandIn(std::move(impl)));
}

}  // namespace kith::sandbox
