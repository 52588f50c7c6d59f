#include "connectors/sandbox/fault_wire.h"

#include <httplib.h>

#include <string>

namespace kith::sandbox {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kBetweenLooks{20};
constexpr std::size_t kPromised = 1u << 20;

int socket_of(const httplib::Request& request) {
    return SSL_get_fd(request.ssl);
}

/// No close_notify either: the peer sees a connection that just ends.
void hang_up(const httplib::Request& request) {
    ::shutdown(socket_of(request), SHUT_RDWR);
}

/// Connecting a socket to nowhere is how POSIX dissolves a connection; TCP tells the peer with a reset.
void reset(const httplib::Request& request) {
    sockaddr nowhere{};
    nowhere.sa_family = AF_UNSPEC;
    ::connect(socket_of(request), &nowhere, sizeof nowhere);
}

void send_garbage(const httplib::Request& request) {
    constexpr std::string_view kNotHttp =
        "\x01\x7fKRRK 9/-1 \xfe\xff\r\n\r\n\x02\x03 this is not an answer \r\n\r\n";
    SSL_write(const_cast<SSL*>(request.ssl), kNotHttp.data(), static_cast<int>(kNotHttp.size()));
    hang_up(request);
}

void truncate(const Answer& honest, httplib::Response& response) {
    const std::string half = honest.body.substr(0, honest.body.size() / 2);
    response.set_content_provider(honest.body.size() + 1, honest.type,
                                  [half](std::size_t, std::size_t, httplib::DataSink& sink) {
                                      sink.write(half.data(), half.size());
                                      return false;  // less than promised: the library closes the connection
                                  });
}

void stall(const Answer& honest, httplib::Response& response, StopSignal& stop) {
    response.set_content_provider(kPromised, honest.type,
                                  [&stop](std::size_t, std::size_t, httplib::DataSink& sink) {
                                      while (sink.is_writable() && !stop.wait_for(kBetweenLooks)) {
                                      }
                                      return false;
                                  });
}

void never_end(const Answer& honest, httplib::Response& response, StopSignal& stop) {
    response.set_chunked_content_provider(honest.type, [&stop](std::size_t offset, httplib::DataSink& sink) {
        const std::string more = offset == 0 ? std::string("{\"resourceType\":\"Bundle\",\"entry\":[")
                                             : std::string(16u << 10, ' ');
        return !stop.wait_for(milliseconds(0)) && sink.write(more.data(), more.size());
    });
}

void show_sign_in_page(httplib::Response& response) {
    response.status = 200;
    response.set_content(
        "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Your session has "
        "ended</h1></body></html>",
        "text/html; charset=utf-8");
}

void answer_status(const PlannedFault& fault, httplib::Response& response) {
    const Answer said = problem(fault.status, "The service cannot answer now");
    response.status = said.status;
    if (fault.retry_after > 0) response.set_header("Retry-After", std::to_string(fault.retry_after));
    response.set_content(said.body, said.type);
}

}  // namespace

void break_answer(const PlannedFault& fault, const Answer& honest, const httplib::Request& request,
                  httplib::Response& response, StopSignal& stop) {
    response.status = honest.status;
    switch (fault.kind) {
        case FaultKind::drop:
            return hang_up(request);
        case FaultKind::reset:
            return reset(request);
        case FaultKind::garbage:
            return send_garbage(request);
        case FaultKind::truncate:
            return truncate(honest, response);
        case FaultKind::stall:
            return stall(honest, response, stop);
        case FaultKind::endless:
            return never_end(honest, response, stop);
        case FaultKind::html:
            return show_sign_in_page(response);
        case FaultKind::status:
            return answer_status(fault, response);
        case FaultKind::content_type:
            return response.set_content(honest.body, "application/octet-stream");
        case FaultKind::delay:
        case FaultKind::other_child:
            return response.set_content(honest.body, honest.type);
    }
}

}  // namespace kith::sandbox
