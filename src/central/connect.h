#pragma once
#include "central/central.h"
#include "central/places.h"

#include <pqxx/connection_base>
#include <pqxx/connectionpolicy>

// Private to this room: a libpqxx connection that can be given up while it is being made.
namespace kith::central {

struct Calling {
    const Place& place;
    const Addresses& addresses;
    std::chrono::milliseconds limit;
    std::stop_token stop;
    bool may_only_read = false;  ///< a standby will do
};

/// Connects once, with TLS verify-full, and never again by itself: what a lost connection left undone must be
/// looked at.
class Dialling final : public pqxx::connectionpolicy {
public:
    explicit Dialling(const Calling& calling) : pqxx::connectionpolicy(std::string{}), calling_(calling) {}
    handle do_startconnect(handle already) override;
    bool was_stopped() const { return was_stopped_; }
    bool was_too_slow() const { return was_too_slow_; }

private:
    void wait_until_made(handle connection);
    const Calling& calling_;
    bool was_stopped_ = false, was_too_slow_ = false, was_tried_ = false;
};

class Connection final : public pqxx::connection_base {
public:
    /// Throws pqxx::broken_connection. `dialling` must outlive it.
    explicit Connection(Dialling& dialling) : pqxx::connection_base(dialling) { init(); }
    ~Connection() { close(); }
};

}  // namespace kith::central
