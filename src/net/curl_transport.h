#pragma once
#include "base/expected.h"
#include "base/secret.h"
#include "ports/transport.h"

#include <chrono>
#include <map>
#include <memory>
#include <string>

namespace kith::net {

/// Where a source is and whom it must prove to be. Everything comes from settings; a reply can change none of it.
struct Endpoint {
    std::string base_url;      ///< "https://127.0.0.1:18443/personal-demographics/FHIR/R4": https only
    std::string ca_file;       ///< the pinned authority, PEM
    std::string crl_file;      ///< revocation list, PEM; empty: none is published
    std::string client_cert_file, client_key_file;   ///< PEM; empty: no client certificate
    std::string warm_path;     ///< from the connector
};

/// The limits table of the trust notes. Reaching one settles the exchange as a typed failure.
struct Limits {
    size_t answer_bytes = 16u << 20;
    double unpack_ratio = 100;          ///< decoded : received, above 1 MiB
    size_t header_lines = 200, header_bytes = 64u << 10, one_header_bytes = 16u << 10;
    int interim_answers = 5;
    std::chrono::milliseconds to_headers{3000}, idle{2000};
    size_t slowest_body_bytes_a_second = 1024;
    std::chrono::seconds slowest_body_window{5};
    int connections_per_source = 4;
};

/// One libcurl multi loop: HTTP/2 or 1.1, TLS 1.2 or later, one pinned authority per source, warm connections, no
/// redirects. Desk thread only, but for wake().
class CurlTransport final : public ports::Transport {
public:
    explicit CurlTransport(std::map<record::SourceId, Endpoint> endpoints, Limits limits = {});
    ~CurlTransport() override;

    void start(std::uint64_t id, const record::SourceId& source, const ports::HttpRequest& request,
               std::chrono::milliseconds time_left) override;
    std::vector<ports::Exchange> poll(std::chrono::milliseconds wait) override;
    void cancel(std::uint64_t id) override;
    void wake() override;
    void warm(const std::vector<record::SourceId>& sources) override;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::net
