#pragma once
#include "net/body_reader.h"
#include "net/endpoint.h"
#include "net/head_reader.h"
#include "net/pace.h"
#include "ports/transport.h"

#include <curl/curl.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace kith::net {

/// One exchange under way: a libcurl handle, and the readers that judge what arrives on it. For this room
/// only, since it shows libcurl.
class Transfer {
public:
    using Ticks = Pace::Ticks;

    /// What is to be sent where. `url` comes from join_address; `source` is for the log.
    struct Order {
        std::uint64_t id = 0;
        bool is_warming = false;  ///< opens a connection; its answer is nobody's
        record::SourceId source;
        std::string url;
        ports::HttpRequest request;
        std::chrono::milliseconds time_left{0};
    };

    Transfer(Order order, const Endpoint& endpoint, const Limits& limits, CURLSH* sessions);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    CURL* handle() const { return handle_; }
    /// Whether every limit and check could be set; one that could not must not be sent.
    bool is_ready() const { return handle_ && !breach_; }
    std::uint64_t id() const { return order_.id; }
    bool is_warming() const { return order_.is_warming; }
    Ticks next_due() const { return pace_.next_due(); }
    /// Whether a limit of time has run out by now; the exchange is then over.
    bool has_run_out(Ticks now);
    /// What came of it, once libcurl has finished with it, a limit was broken or time ran out. Call once.
    ports::Exchange settle(CURLcode result, Ticks now);

private:
    static size_t on_header(char* data, size_t size, size_t count, void* self) noexcept;
    static size_t on_body(char* data, size_t size, size_t count, void* self) noexcept;
    template <typename Read>
    bool guarded(Read read) noexcept;
    bool take_header(std::string_view line);
    bool take_body(std::string_view bytes);
    bool passes(std::optional<Breach> breach);
    size_t received_bytes() const;

    void set_address_and_manners();
    void set_trust(const Endpoint& endpoint, CURLSH* sessions);
    void set_request();
    void add_header(const std::string& line);
    template <typename Value>
    void set(CURLoption option, Value value);

    Order order_;
    const Limits& limits_;
    Ticks started_;
    Pace pace_;
    HeadReader head_;
    std::optional<BodyReader> body_;
    std::optional<Breach> breach_;
    std::array<char, CURL_ERROR_SIZE> words_{};
    CURL* handle_ = nullptr;
    curl_slist* header_list_ = nullptr;
};

}  // namespace kith::net
