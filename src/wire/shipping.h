#pragma once
#include "audit/access_log.h"
#include "central/central.h"
#include "central/witness.h"
#include "ports/clock.h"
#include "ports/entropy.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace kith::wire {

/// Where shipping stands, for the status bar and for the rule that a log may not run unwitnessed for ever.
struct ShippingState {
    central::Shipped last;       ///< of the last attempt
    std::uint64_t log_size = 0;  ///< entries in the local log at that time
    central::Witness witness;    ///< what is not acknowledged; for central::may_ask()
    int failures = 0;            ///< attempts in a row that came to trouble
    bool has_tried = false;
};

/// The log that is shipped, as its own thread sees it.
struct ShippedLog {
    std::string chain;
    central::Feed feed;
    std::function<std::uint64_t()> size;
    /// Signs the head as it stands, once a size.
    std::function<base::Expected<std::string>(base::Instant)> head;
};
/// Opens it, on the shipping thread. Fails with not_found while the log is still empty.
using OpenLog = std::function<base::Expected<ShippedLog>()>;
/// The workstation's access log, opened a second time beside the desk's: each appends and reads on its own.
/// `entropy` must outlive it.
OpenLog open_access_log(audit::AccessLog::Place place, ports::Entropy& entropy);

/// What has been acknowledged, kept in a small file so that a database that went back is noticed after a
/// restart, too.
std::uint64_t remembered(const std::string& file, const std::string& chain);
void remember(const std::string& file, const std::string& chain, std::uint64_t acknowledged);

struct ShippingPlan {
    central::Place place;
    std::string memory_file;                ///< empty: nothing is remembered across restarts
    std::chrono::milliseconds settle{300};  ///< after an entry, for more to come along
    std::chrono::milliseconds interval{
        30'000};  ///< without one: looks whether all is still there, and signs the head
    /// After trouble: doubles with each failure up to the second, less up to half by chance, so that a
    /// partnership does not knock all at once.
    std::chrono::milliseconds first_pause{1'000}, longest_pause{300'000};
    central::Patience patience{};
};

/// Ships the log on a thread of its own, from construction to destruction. Never blocks anybody: the desk
/// only says that there is something new. Its destruction takes less than 250 ms, wherever a conversation
/// hangs.
class Shipping {
public:
    /// `on_change` is called on the shipping thread after each attempt. `clock` and `entropy` must outlive
    /// it.
    Shipping(ShippingPlan plan, OpenLog open, const ports::Clock& clock, ports::Entropy& entropy,
             std::function<void(const ShippingState&)> on_change = {});
    ~Shipping() = default;

    /// Any thread. Returns at once.
    void entry_added();
    /// Any thread.
    ShippingState state() const;

private:
    void run(const std::stop_token& stop);
    void attempt(const std::stop_token& stop);
    void rest(const std::stop_token& stop);
    base::Expected<void> open();
    void note_witness(ShippingState& state) const;
    std::chrono::milliseconds pause();

    const ShippingPlan plan_;
    const OpenLog open_log_;
    const ports::Clock& clock_;
    ports::Entropy& entropy_;
    const std::function<void(const ShippingState&)> on_change_;

    // The shipping thread's own.
    std::unique_ptr<ShippedLog> log_;
    std::unique_ptr<central::Shipper> shipper_;
    std::uint64_t remembered_ = 0;

    mutable std::mutex mutex_;
    std::condition_variable_any woken_;
    bool has_news_ = false;
    ShippingState state_;
    std::jthread thread_;  ///< last: it uses all of the above
};

}  // namespace kith::wire
