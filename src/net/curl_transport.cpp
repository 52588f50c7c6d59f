#include "net/curl_transport.h"

#include "net/address.h"
#include "net/transfer.h"

#include <curl/curl.h>

#include <algorithm>
#include <atomic>
#include <utility>

namespace kith::net {
namespace {

using ports::Exchange;
using ports::HttpFailure;
using std::chrono::milliseconds;
using Ticks = Transfer::Ticks;

Ticks now_ticks() {
    return std::chrono::steady_clock::now();
}

void set_up_libcurl_once() {
    static const CURLcode done = curl_global_init(CURL_GLOBAL_DEFAULT);
    (void)done;
}

// TLS sessions outlive the exchange that made them, so that a connection lost in a quiet hour costs less to
// replace.
CURLSH* make_session_store() {
    CURLSH* store = curl_share_init();
    if (store) curl_share_setopt(store, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    return store;
}

Exchange refused(std::uint64_t id, const record::SourceId& source, HttpFailure failure,
                 const std::string& why) {
    Exchange exchange;
    exchange.id = id;
    exchange.failure = failure;
    exchange.detail = source.text() + ": " + why;
    return exchange;
}

}  // namespace

struct CurlTransport::Impl {
    Impl(std::map<record::SourceId, Endpoint> at, Limits bounds) : endpoints(std::move(at)), limits(bounds) {
        set_up_libcurl_once();
        multi = curl_multi_init();
        sessions = make_session_store();
        const long connections = limits.connections_per_source;
        curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connections);
        // Otherwise libcurl closes idle connections down to four for each exchange under way: to none, while
        // we rest.
        curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS,
                          connections * std::max<long>(1, std::ssize(endpoints)));
    }

    ~Impl() {
        while (!under_way.empty()) forget(under_way.begin());
        curl_multi_cleanup(multi);
        curl_share_cleanup(sessions);
    }

    void begin(Transfer::Order order, const Endpoint& endpoint) {
        auto transfer = std::make_unique<Transfer>(std::move(order), endpoint, limits, sessions);
        if (transfer->is_ready() && curl_multi_add_handle(multi, transfer->handle()) == CURLM_OK)
            under_way.push_back(std::move(transfer));
        else
            keep(*transfer, CURLE_FAILED_INIT);
    }

    void keep(Transfer& transfer, CURLcode result) {
        if (!transfer.is_warming()) settled.push_back(transfer.settle(result, now_ticks()));
    }

    using Position = std::vector<std::unique_ptr<Transfer>>::iterator;
    Position forget(Position position) {
        curl_multi_remove_handle(multi, (*position)->handle());
        return under_way.erase(position);
    }

    void collect_finished() {
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            const CURL* handle = message->easy_handle;
            const auto found = std::find_if(under_way.begin(), under_way.end(),
                                            [handle](const auto& one) { return one->handle() == handle; });
            if (found == under_way.end()) continue;
            keep(**found, message->data.result);
            forget(found);
        }
    }

    void collect_run_out() {
        const Ticks now = now_ticks();
        for (auto at = under_way.begin(); at != under_way.end();) {
            if (!(*at)->has_run_out(now)) {
                ++at;
                continue;
            }
            keep(**at, CURLE_OPERATION_TIMEDOUT);
            at = forget(at);
        }
    }

    void advance() {
        int running = 0;
        curl_multi_perform(multi, &running);
        collect_finished();
        collect_run_out();
    }

    milliseconds until_next_limit(milliseconds wait) const {
        Ticks due = now_ticks() + wait;
        for (const auto& transfer : under_way) due = std::min(due, transfer->next_due());
        // Rounded up: waking a fraction early would only spin.
        return std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(due - now_ticks()));
    }

    void wait_and_advance(milliseconds wait) {
        curl_multi_poll(multi, nullptr, 0, static_cast<int>(until_next_limit(wait).count()), nullptr);
        advance();
    }

    bool is_warming() const {
        return std::any_of(under_way.begin(), under_way.end(),
                           [](const auto& one) { return one->is_warming(); });
    }

    const Endpoint* endpoint_of(const record::SourceId& source) const {
        const auto found = endpoints.find(source);
        return found == endpoints.end() ? nullptr : &found->second;
    }

    const std::map<record::SourceId, Endpoint> endpoints;
    const Limits limits;
    CURLM* multi = nullptr;
    CURLSH* sessions = nullptr;
    std::vector<std::unique_ptr<Transfer>> under_way;  ///< in the order of starting
    std::vector<Exchange> settled;
    std::atomic<bool> was_woken{false};
};

CurlTransport::CurlTransport(std::map<record::SourceId, Endpoint> endpoints, Limits limits)
    : impl_(std::make_unique<Impl>(std::move(endpoints), limits)) {}

CurlTransport::~CurlTransport() = default;

void CurlTransport::start(std::uint64_t id, const record::SourceId& source, const ports::HttpRequest& request,
                          milliseconds time_left) {
    const Endpoint* endpoint = impl_->endpoint_of(source);
    if (!endpoint)
        return impl_->settled.push_back(refused(id, source, HttpFailure::connect, "not in the settings"));
    const auto url = join_address(endpoint->base_url, request.path);
    if (!url) return impl_->settled.push_back(refused(id, source, HttpFailure::protocol, url.error().detail));
    if (const auto fit = check_request(request); !fit)
        return impl_->settled.push_back(refused(id, source, HttpFailure::protocol, fit.error().detail));
    impl_->begin({id, false, source, *url, request, time_left}, *endpoint);
}

std::vector<Exchange> CurlTransport::poll(milliseconds wait) {
    impl_->advance();
    if (impl_->settled.empty()) impl_->wait_and_advance(wait);
    impl_->was_woken = false;
    return std::exchange(impl_->settled, {});
}

void CurlTransport::cancel(std::uint64_t id) {
    std::erase_if(impl_->settled, [id](const Exchange& exchange) { return exchange.id == id; });
    const auto found = std::find_if(impl_->under_way.begin(), impl_->under_way.end(),
                                    [id](const auto& one) { return !one->is_warming() && one->id() == id; });
    if (found != impl_->under_way.end()) impl_->forget(found);
}

void CurlTransport::wake() {
    impl_->was_woken = true;
    curl_multi_wakeup(impl_->multi);
}

void CurlTransport::warm(const std::vector<record::SourceId>& sources) {
    for (const auto& source : sources) {
        const Endpoint* endpoint = impl_->endpoint_of(source);
        if (!endpoint || endpoint->warm_path.empty()) continue;
        if (const auto url = join_address(endpoint->base_url, endpoint->warm_path))
            impl_->begin({0, true, source, *url, {}, impl_->limits.to_headers}, *endpoint);
    }
    impl_->advance();
    while (impl_->is_warming() && !impl_->was_woken) impl_->wait_and_advance(impl_->limits.to_headers);
    impl_->was_woken = false;
}

}  // namespace kith::net
