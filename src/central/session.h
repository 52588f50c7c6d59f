#pragma once
#include "central/central.h"
#include "central/connect.h"
#include "central/watchdog.h"

#include <pqxx/nontransaction>
#include <pqxx/result>
#include <pqxx/transaction>

#include <functional>

// Private to this room: one connection, kept open between uses, that never hangs and never throws.
namespace kith::central {

class Session {
public:
    Session(Place place, Patience patience, bool may_only_read = false);
    ~Session();

    /// Connects unless connected. Fails with invalid_input, denied, unavailable, timed_out or cancelled.
    base::Expected<void> connect(const std::stop_token& stop);
    bool is_connected() const { return connection_ && connection_->is_open(); }
    /// A new number with every connection made; 0 before the first.
    std::uint64_t generation() const { return generation_; }
    void hang_up();

    /// Runs statements that each commit by themselves. Afterwards `last_state()` is the SQLSTATE of what was
    /// refused. Fails as connect() does, and with what the statement's error means; a lost connection is hung
    /// up.
    base::Expected<pqxx::result> run(const std::function<pqxx::result(pqxx::nontransaction&)>& body,
                                     const std::stop_token& stop);
    /// The same, in one transaction.
    base::Expected<void> run_together(const std::function<void(pqxx::work&)>& body,
                                      const std::stop_token& stop);
    const std::string& last_state() const { return last_state_; }
    /// Prepared under this name in this connection.
    bool has_prepared(const std::string& name) const;
    /// Only inside a body.
    void prepare(const std::string& name, const std::string& sql);

private:
    template <typename Body>
    base::Expected<void> guarded(Body body, const std::stop_token& stop);
    base::Error gone(bool was_too_slow, const std::stop_token& stop);

    Place place_;
    Patience patience_;
    bool may_only_read_;
    Watchdog watchdog_;
    std::unique_ptr<Addresses> addresses_;
    std::unique_ptr<Calling> calling_;
    std::unique_ptr<Dialling> dialling_;
    std::unique_ptr<Connection> connection_;
    std::vector<std::string> prepared_;
    std::uint64_t generation_ = 0;
    std::string last_state_;
};

/// Bytes as PostgreSQL's hexadecimal form of bytea: "\x0123".
std::string as_bytea(std::string_view bytes);
/// The bytes behind it; empty for anything else.
std::string from_bytea(std::string_view text);

}  // namespace kith::central
