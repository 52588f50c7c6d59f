#include "net/transfer.h"

#include "net/curl_failure.h"

#include <utility>

namespace kith::net {
namespace {

using ports::HttpFailure;
using std::chrono::milliseconds;

Pace::Ticks now_ticks() {
    return std::chrono::steady_clock::now();
}

}  // namespace

Transfer::Transfer(Order order, const Endpoint& endpoint, const Limits& limits, CURLSH* sessions)
    : order_(std::move(order)),
      limits_(limits),
      started_(now_ticks()),
      pace_(limits, started_, order_.time_left),
      head_(limits),
      handle_(curl_easy_init()) {
    set_address_and_manners();
    set_trust(endpoint, sessions);
    set_request();
}

Transfer::~Transfer() {
    curl_easy_cleanup(handle_);
    curl_slist_free_all(header_list_);
}

// An option that cannot be set is a limit that would not hold, so the exchange must not happen.
template <typename Value>
void Transfer::set(CURLoption option, Value value) {
    if (!handle_ || curl_easy_setopt(handle_, option, value) != CURLE_OK)
        breach_ = Breach{HttpFailure::protocol, "the exchange could not be set up"};
}

void Transfer::set_address_and_manners() {
    set(CURLOPT_URL, order_.url.c_str());
    set(CURLOPT_PRIVATE, this);
    set(CURLOPT_ERRORBUFFER, words_.data());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROTOCOLS_STR, "https");
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    // A second exchange waits to see whether the first connection speaks HTTP/2 rather than opening its own.
    set(CURLOPT_PIPEWAIT, 1L);
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    // The environment's proxy variables would lead a child's details past a third party.
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOPROXY, "*");
    // Packed bodies are unpacked by BodyReader, which counts.
    set(CURLOPT_HTTP_CONTENT_DECODING, 0L);
    set(CURLOPT_HEADERFUNCTION, &Transfer::on_header);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &Transfer::on_body);
    set(CURLOPT_WRITEDATA, this);
}

void Transfer::set_trust(const Endpoint& endpoint, CURLSH* sessions) {
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    // Named files rather than one prepared context: libcurl tells connections of two sources at one host
    // apart by them. Without CAPATH the system's bundle stays out, both as trust and as 40 ms a connection.
    set(CURLOPT_CAINFO, endpoint.ca_file.c_str());
    set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    if (!endpoint.client_cert_file.empty()) {
        set(CURLOPT_SSLCERT, endpoint.client_cert_file.c_str());
        set(CURLOPT_SSLKEY, endpoint.client_key_file.c_str());
    }
    if (endpoint.crl_file.empty()) {
        set(CURLOPT_SHARE, sessions);
        return;
    }
    // A resumed session would pass the revocation check by, so these always shake hands in full.
    set(CURLOPT_CRLFILE, endpoint.crl_file.c_str());
    set(CURLOPT_SSL_SESSIONID_CACHE, 0L);
}

void Transfer::set_request() {
    const auto& request = order_.request;
    if (request.method == "HEAD") {
        set(CURLOPT_NOBODY, 1L);
    } else if (request.method == "POST" || !request.body.empty()) {
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(CURLOPT_POSTFIELDS, request.body.c_str());
    }
    if (request.method != "GET" && request.method != "POST" && request.method != "HEAD")
        set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    for (const auto& [name, value] : request.headers)
        add_header(value.empty() ? name + ";" : std::string(name).append(": ").append(value));
    add_header("Accept-Encoding: gzip");
    add_header("Expect:");
    set(CURLOPT_HTTPHEADER, header_list_);
}

void Transfer::add_header(const std::string& line) {
    curl_slist* longer = curl_slist_append(header_list_, line.c_str());
    if (longer)
        header_list_ = longer;
    else
        breach_ = Breach{HttpFailure::protocol, "the exchange could not be set up"};
}

bool Transfer::passes(std::optional<Breach> breach) {
    if (breach && !breach_) breach_ = breach;
    return !breach_;
}

// libcurl is C: nothing may be thrown through it.
template <typename Read>
bool Transfer::guarded(Read read) noexcept {
    try {
        return read();
    } catch (...) {
        return passes(Breach{HttpFailure::too_large, "no memory for the answer"});
    }
}

size_t Transfer::on_header(char* data, size_t size, size_t count, void* self) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    const std::string_view line(data, size * count);
    return transfer.guarded([&] { return transfer.take_header(line); }) ? line.size() : 0;
}

size_t Transfer::on_body(char* data, size_t size, size_t count, void* self) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    const std::string_view bytes(data, size * count);
    return transfer.guarded([&] { return transfer.take_body(bytes); }) ? bytes.size() : CURL_WRITEFUNC_ERROR;
}

bool Transfer::take_header(std::string_view line) {
    const bool was_complete = head_.is_complete();
    if (!passes(head_.line(line))) return false;
    if (head_.is_complete() && !was_complete) pace_.headers_complete(now_ticks());
    return true;
}

bool Transfer::take_body(std::string_view bytes) {
    pace_.bytes(bytes.size(), now_ticks());
    if (!body_) body_.emplace(limits_, head_.is_gzip());
    return passes(body_->bytes(bytes));
}

bool Transfer::has_run_out(Ticks now) {
    return !passes(pace_.check(now));
}

size_t Transfer::received_bytes() const {
    return head_.received_bytes() + (body_ ? body_->received_bytes() : 0);
}

ports::Exchange Transfer::settle(CURLcode result, Ticks now) {
    ports::Exchange exchange;
    exchange.id = order_.id;
    exchange.took = std::chrono::duration_cast<milliseconds>(now - started_);
    exchange.received_bytes = received_bytes();
    if (!breach_ && result != CURLE_OK) {
        long verify_result = 0;
        curl_easy_getinfo(handle_, CURLINFO_SSL_VERIFYRESULT, &verify_result);
        breach_ = breach_of(result, verify_result, words_.data());
    }
    if (!breach_ && body_) breach_ = body_->finish();
    if (!breach_ && !head_.is_complete()) breach_ = Breach{HttpFailure::protocol, "no status line"};
    if (breach_) {
        exchange.failure = breach_->failure;
        exchange.detail = order_.source.text() + ": " + std::string(breach_->why);
        return exchange;
    }
    exchange.answer.status = head_.status();
    exchange.answer.headers = head_.take_headers();
    if (body_) exchange.answer.body = body_->take_body();
    return exchange;
}

}  // namespace kith::net
