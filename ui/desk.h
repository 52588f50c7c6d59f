#pragma once
#include "enquiry/enquiry.h"
#include "wire/house.h"
#include "wire/settings.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace kith::ui {

/// What the window learns once the desk is ready.
struct DeskOpened {
    std::shared_ptr<const policy::Rulebook> rulebook;
    federate::Connectors connectors;
    std::uint64_t log_size = 0;
};

/// What the desk tells the window. All are called on the UI thread, and none once the Desk is gone.
struct DeskReports {
    std::function<void(DeskOpened)> opened;
    std::function<void(base::Error)> failed;  ///< it could not be opened: nothing can be asked
    std::function<void(enquiry::Event)> event;
    std::function<void(std::uint64_t)> log_grew;     ///< entries in the access log
    std::function<void(base::Error)> look_unlogged;  ///< a look at something could not be recorded
    std::function<void(wire::Tended)> tended;        ///< something came of looking after the house
};

/// The desk thread: network, database, log and computing. It runs what it is given in order and reports by
/// posting. Every public function returns at once; UI thread only.
class Desk {
public:
    /// `opener`: what `user` signed in with, where the keys of their shelf lie under it.
    Desk(wire::Settings settings, policy::User user, base::Secret opener, DeskReports reports);
    /// Cancels what is under way and waits for the thread, which takes no longer than a cancel does.
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    /// Opens connections ahead of need; nothing about anybody leaves.
    void warm();
    /// Begins an enquiry, in place of the last one; its events carry the number returned.
    std::uint64_t ask(policy::Request request);
    /// These concern the enquiry of the last ask(); before one, they do nothing.
    void ask_again(std::vector<enquiry::Enquiry::CellKey> cells);
    void settle(link::Settlement settlement);
    void ungroup(std::string group, bool apart);
    void note_look(std::string kind, std::string what);
    /// Seals what the enquiry holds of people once what waits already is done, and brings it back. A desk that
    /// cannot bring it back reports failed.
    void put_away();
    void bring_back();
    /// Appends an entry that belongs to no enquiry. One that cannot be written is reported as look_unlogged.
    void note(ports::AuditEntry entry);
    /// Runs a job of somebody else's after what waits already; its token is stopped by cancel() and when the desk closes. The
    /// job reports by posting and holds nothing that may be gone by then.
    void run(std::function<void(wire::House&, std::stop_token)> job);
    /// Stops what is being asked and what waits to be.
    void cancel();

private:
    /// Desk thread: what a job may use.
    struct Room;
    struct Job {
        std::function<void(Room&, std::stop_token)> run;
        std::stop_source stop;
    };

    void put(std::function<void(Room&, std::stop_token)> run);
    void live(std::stop_token closing);
    void work(Room& room, std::stop_token closing);
    enum class Woken { by_job, by_time, to_close };
    Woken take(std::stop_token closing, base::Instant latest, Job& job);
    void tend(Room& room);
    static base::Instant next_tending(const Room& room);
    void tell_opened(wire::House& house);
    template <typename Report, typename What>
    void post(Report DeskReports::*report, What what);

    wire::Settings settings_;
    policy::User user_;
    base::Secret opener_;  ///< until the desk has opened the shelf with it
    std::shared_ptr<const DeskReports> reports_;
    std::uint64_t last_number_ = 0;  ///< UI thread

    std::mutex mutex_;  ///< guards the four below
    std::condition_variable_any arrived_;
    std::deque<Job> waiting_;
    std::stop_source running_{std::nostopstate};
    wire::House* house_ = nullptr;  ///< while it is open, for waking it

    std::jthread thread_;  ///< last: it uses all of the above
};

}  // namespace kith::ui
