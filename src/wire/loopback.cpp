#include "wire/loopback.h"

#include "auth/oidc.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <vector>

namespace kith::wire {
namespace {

using base::Expected;
using base::Fault;
using Ticks = std::chrono::steady_clock::time_point;

constexpr size_t kLongestHead = 32u << 10;
constexpr size_t kMostVisitors = 16;
/// One who says nothing must not keep the others out.
constexpr std::chrono::seconds kPatience{10};

constexpr std::string_view kPage =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Kith</title>"
    "<body style=\"font-family:sans-serif;margin:4em\"><h1>Go back to Kith</h1>"
    "<p>Kith has your provider\xE2\x80\x99s answer and is checking it. You may close this "
    "page.</p></body></html>";

std::string answer(std::string_view status, std::string_view body) {
    return "HTTP/1.1 " + std::string(status) +
           "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
           "X-Content-Type-Options: nosniff\r\n"
           "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n\r\n" +
           std::string(body);
}

struct Head {
    std::string method, target, host;
    int hosts = 0;
};

/// The request line and the host of a complete head; nothing of a malformed one.
std::optional<Head> read_head(std::string_view head) {
    const auto lines = base::split(head, '\n');
    const auto words = base::split(base::trim(lines.front()), ' ');
    if (words.size() != 3 || !words[2].starts_with("HTTP/1.")) return {};
    Head read{words[0], words[1], {}, 0};
    for (size_t i = 1; i < lines.size(); ++i) {
        const auto colon = lines[i].find(':');
        if (colon == std::string::npos || base::lower_ascii(lines[i].substr(0, colon)) != "host") continue;
        read.host = base::trim(std::string_view(lines[i]).substr(colon + 1));
        ++read.hosts;
    }
    return read;
}

/// One connection to the port.
struct Visitor {
    int socket;
    Ticks since;
    std::string read;

    bool has_head() const { return read.find("\r\n\r\n") != std::string::npos; }
    /// False when there is nothing more to come.
    bool take() {
        char bytes[4096];
        const ssize_t got = ::recv(socket, bytes, sizeof bytes, MSG_DONTWAIT);
        if (got > 0) read.append(bytes, static_cast<size_t>(got));
        return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
    }
    void say(std::string_view status, std::string_view body) const {
        const std::string bytes = answer(status, body);
        // A page of a few hundred bytes fits any socket's buffer.
        (void)!::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        ::shutdown(socket, SHUT_WR);
    }
};

/// Those who are connected while we wait, and what wakes us.
class Waiting {
public:
    Waiting(int listening, int port) : listening_(listening), host_("127.0.0.1:" + std::to_string(port)) {}
    ~Waiting() {
        for (const Visitor& visitor : visitors_) ::close(visitor.socket);
    }

    /// One round; the answer when it has come.
    std::optional<std::string> round(int woken, std::chrono::milliseconds longest) {
        std::vector<pollfd> watched{{woken, POLLIN, 0}, {listening_, POLLIN, 0}};
        for (const Visitor& visitor : visitors_) watched.push_back({visitor.socket, POLLIN, 0});
        ::poll(watched.data(), watched.size(), static_cast<int>(longest.count()));
        std::optional<std::string> found;
        for (size_t i = 2; i < watched.size() && !found; ++i)
            if (watched[i].revents != 0) found = hear(visitors_[i - 2]);
        if (!found && (watched[1].revents & POLLIN) != 0) welcome();
        dismiss();
        return found;
    }

private:
    void welcome() {
        const int socket = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        if (visitors_.size() == kMostVisitors)
            ::close(socket);
        else
            visitors_.push_back({socket, std::chrono::steady_clock::now(), {}});
    }

    std::optional<std::string> hear(Visitor& visitor) {
        const bool goes_on = visitor.take();
        if (!visitor.has_head() && visitor.read.size() <= kLongestHead) {
            if (!goes_on) leave(visitor);
            return {};
        }
        const bool is_whole = visitor.has_head() && visitor.read.size() <= kLongestHead;
        const auto head = is_whole ? read_head(visitor.read) : std::nullopt;
        const std::string path = head ? head->target.substr(0, head->target.find('?')) : std::string{};
        // A page elsewhere that points its own name at this machine comes with that name.
        if (!head || head->hosts != 1 || head->host != host_)
            visitor.say("400 Bad Request", "Not understood.");
        else if (path != auth::kCallbackPath)
            visitor.say("404 Not Found", "There is nothing here.");
        else if (head->method != "GET")
            visitor.say("405 Method Not Allowed", "Not understood.");
        else {
            visitor.say("200 OK", kPage);
            return head->target;
        }
        leave(visitor);
        return {};
    }

    static void leave(Visitor& visitor) {
        ::close(visitor.socket);
        visitor.socket = -1;
    }

    void dismiss() {
        const Ticks now = std::chrono::steady_clock::now();
        for (Visitor& visitor : visitors_)
            if (visitor.socket >= 0 && now - visitor.since > kPatience) leave(visitor);
        std::erase_if(visitors_, [](const Visitor& visitor) { return visitor.socket < 0; });
    }

    int listening_;
    std::string host_;
    std::vector<Visitor> visitors_;
};

}  // namespace

Expected<std::unique_ptr<Loopback>> Loopback::open() {
    // Without SO_REUSEADDR and SO_REUSEPORT: nobody else may listen where the code will come.
    const int listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    auto* address = reinterpret_cast<sockaddr*>(&at);
    const bool is_open = listening >= 0 && ::bind(listening, address, size) == 0 &&
                         ::listen(listening, static_cast<int>(kMostVisitors)) == 0 &&
                         ::getsockname(listening, address, &size) == 0;
    if (!is_open) {
        if (listening >= 0) ::close(listening);
        return base::fail(Fault::unavailable, "this computer has no port for the browser's answer");
    }
    return std::unique_ptr<Loopback>(new Loopback(listening, ntohs(at.sin_port)));
}

Loopback::~Loopback() {
    close();
}

void Loopback::close() {
    if (listening_ >= 0) ::close(listening_);
    listening_ = -1;
}

std::string Loopback::redirect_uri() const {
    return "http://127.0.0.1:" + std::to_string(port_) + std::string(auth::kCallbackPath);
}

Expected<std::string> Loopback::wait(std::chrono::milliseconds longest, std::stop_token stop) {
    const Ticks until = std::chrono::steady_clock::now() + longest;
    const int woken = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    std::optional<std::string> found;
    {
        const std::stop_callback wake(stop, [woken] { (void)!::eventfd_write(woken, 1); });
        Waiting waiting(listening_, port_);
        while (!found && !stop.stop_requested()) {
            const auto left =
                std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
            if (left.count() <= 0) break;
            found = waiting.round(woken, std::min<std::chrono::milliseconds>(left, kPatience));
        }
        // Before the answer is looked at: a second one finds nobody.
        close();
    }
    ::close(woken);
    if (found) return *found;
    if (stop.stop_requested()) return base::fail(Fault::cancelled, "you stopped");
    return base::fail(Fault::timed_out, "the browser brought no answer in time");
}

}  // namespace kith::wire
