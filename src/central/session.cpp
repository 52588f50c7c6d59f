#include "central/session.h"

#include "central/faults.h"
#include "crypto/hash.h"

#include <pqxx/except>

#include <algorithm>

namespace kith::central {
namespace {

using base::Expected;
using base::fail;
using base::Fault;

std::string settings(const Patience& patience) {
    return "SET statement_timeout = " + std::to_string(patience.statement.count()) +
           "; SET lock_timeout = " + std::to_string(patience.lock.count()) +
           "; SET idle_in_transaction_session_timeout = " + std::to_string(patience.answer.count());
}

}  // namespace

Session::Session(Place place, Patience patience, bool may_only_read)
    : place_(std::move(place)), patience_(patience), may_only_read_(may_only_read) {}

Session::~Session() {
    hang_up();
}

void Session::hang_up() {
    prepared_.clear();
    connection_.reset();
}

base::Error Session::gone(bool was_too_slow, const std::stop_token& stop) {
    hang_up();
    if (stop.stop_requested()) return fail(Fault::cancelled, "asked to stop");
    if (was_too_slow) return fail(Fault::timed_out, "the database did not answer in time");
    return fail(Fault::unavailable, "the connection to the database was lost");
}

template <typename Body>
Expected<void> Session::guarded(Body body, const std::stop_token& stop) {
    last_state_.clear();
    bool is_lost = false, was_too_slow = false;
    {
        const Watchdog::Watch watch(watchdog_, connection_->sock(), patience_.answer, stop);
        try {
            body();
        } catch (const pqxx::insufficient_privilege&) {
            last_state_ = "42501";  // libpqxx 6 forgets to say so
        } catch (const pqxx::sql_error& error) {
            last_state_ = error.sqlstate();
            // 57P01 and its kin: the server ends the conversation with these words.
            is_lost = last_state_.empty() || last_state_.starts_with("57P0") || !connection_->is_open();
        } catch (const pqxx::serialization_failure&) {
            last_state_ = "40001";
        } catch (const pqxx::deadlock_detected&) {
            last_state_ = "40P01";
        } catch (const std::exception&) {
            is_lost = true;
        }
        was_too_slow = watch.is_over();
    }
    // Only now: a socket that is being watched must not be closed, its number could be somebody else's by
    // then.
    if (is_lost) return gone(was_too_slow, stop);
    if (!last_state_.empty()) return statement_failed(last_state_);
    return {};
}

Expected<void> Session::connect(const std::stop_token& stop) {
    if (is_connected()) return {};
    hang_up();
    if (auto checked = check(place_); !checked) return checked.error();
    auto addresses = resolve(place_, patience_.connect, stop);
    if (!addresses) return addresses.error();
    addresses_ = std::make_unique<Addresses>(std::move(*addresses));
    calling_ =
        std::make_unique<Calling>(Calling{place_, *addresses_, patience_.connect, stop, may_only_read_});
    dialling_ = std::make_unique<Dialling>(*calling_);
    try {
        connection_ = std::make_unique<Connection>(*dialling_);
    } catch (const std::exception& error) {
        if (dialling_->was_stopped())
            return fail(Fault::cancelled, "asked to stop while connecting to the database");
        if (dialling_->was_too_slow()) return fail(Fault::timed_out, "the database did not answer in time");
        return connecting_failed(error.what());
    }
    ++generation_;
    return guarded([&] { pqxx::nontransaction(*connection_).exec(settings(patience_)); }, stop);
}

Expected<pqxx::result> Session::run(const std::function<pqxx::result(pqxx::nontransaction&)>& body,
                                    const std::stop_token& stop) {
    if (auto connected = connect(stop); !connected) return connected.error();
    pqxx::result rows;
    auto done = guarded(
        [&] {
            pqxx::nontransaction statements(*connection_);
            rows = body(statements);
        },
        stop);
    if (!done) return done.error();
    return rows;
}

Expected<void> Session::run_together(const std::function<void(pqxx::work&)>& body,
                                     const std::stop_token& stop) {
    if (auto connected = connect(stop); !connected) return connected.error();
    return guarded(
        [&] {
            pqxx::work transaction(*connection_);
            body(transaction);
            transaction.commit();
        },
        stop);
}

bool Session::has_prepared(const std::string& name) const {
    return std::ranges::find(prepared_, name) != prepared_.end();
}

void Session::prepare(const std::string& name, const std::string& sql) {
    if (has_prepared(name)) return;
    connection_->prepare(name, sql);
    prepared_.push_back(name);
}

std::string as_bytea(std::string_view bytes) {
    return "\\x" + crypto::hex(bytes);
}

std::string from_bytea(std::string_view text) {
    return text.starts_with("\\x") ? crypto::unhex(text.substr(2)) : std::string{};
}

}  // namespace kith::central
