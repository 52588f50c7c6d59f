#include "central/connect.h"

#include <libpq-fe.h>
#include <poll.h>
#include <pqxx/except>

#include <algorithm>
#include <vector>

namespace kith::central {
namespace {

/// How often a wait looks up to see whether it should stop.
constexpr std::chrono::milliseconds kLookUp{40};

PGconn* start(const Calling& calling) {
    const Place& place = calling.place;
    // Everything is given, so that no environment variable, service file or password file of the user has a
    // say.
    const std::vector<std::pair<const char*, std::string>> options = {
        {"host", calling.addresses.hosts},
        {"hostaddr", calling.addresses.addresses},
        {"port", calling.addresses.ports},
        {"dbname", place.database},
        {"user", place.user},
        // There are no passwords. One that is none keeps libpq from looking for one in the user's files.
        {"password", "none"},
        {"sslmode", "verify-full"},
        {"sslrootcert", place.ca_file},
        {"sslcert", place.client_cert_file},
        {"sslkey", place.client_key_file},
        {"ssl_min_protocol_version", "TLSv1.2"},
        {"gssencmode", "disable"},
        {"channel_binding", "prefer"},
        {"options", " "},  // none; an empty text would let the environment's in
        {"client_encoding", "UTF8"},
        {"application_name", "kith"},
        {"keepalives", "1"},
        {"keepalives_idle", "10"},
        {"keepalives_interval", "5"},
        {"keepalives_count", "3"},
        {"target_session_attrs", calling.may_only_read ? "any" : "read-write"},
    };
    std::vector<const char*> names, values;
    for (const auto& [name, value] : options) {
        names.push_back(name);
        values.push_back(value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    return ::PQconnectStartParams(names.data(), values.data(), 0);
}

}  // namespace

void Dialling::wait_until_made(handle connection) {
    const auto limit = std::chrono::steady_clock::now() + calling_.limit;
    auto state = PGRES_POLLING_WRITING;
    while (state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED) {
        pollfd wanted{::PQsocket(connection),
                      static_cast<short>(state == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
        const int ready = ::poll(&wanted, 1, static_cast<int>(kLookUp.count()));
        was_stopped_ = calling_.stop.stop_requested();
        was_too_slow_ = std::chrono::steady_clock::now() >= limit;
        if (was_stopped_ || was_too_slow_) return;
        if (ready > 0) state = ::PQconnectPoll(connection);
    }
}

Dialling::handle Dialling::do_startconnect(handle already) {
    if (already) return already;
    if (was_tried_) throw pqxx::broken_connection("the connection is lost");
    was_tried_ = true;
    PGconn* connection = start(calling_);
    if (!connection) throw std::bad_alloc();
    if (::PQstatus(connection) != CONNECTION_BAD) wait_until_made(connection);
    if (!was_stopped_ && !was_too_slow_ && ::PQstatus(connection) == CONNECTION_OK) return connection;
    const std::string why = ::PQerrorMessage(connection);
    ::PQfinish(connection);
    throw pqxx::broken_connection(why);
}

}  // namespace kith::central
