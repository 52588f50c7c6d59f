#pragma once
#include "present/access_log_view.h"
#include "wire/settings.h"

#include <functional>
#include <stop_token>
#include <string>

// Private to this room: whether a log is whole.
namespace kith::wire {

/// What a check needs; a value, so that it can be done on any thread.
struct CheckPlan {
    Settings settings;
    present::LogPlace place = present::LogPlace::workstation;
    std::string own_key;  ///< verifier key of the workstation's own log
};

/// Checks every entry, through a connection of its own, and tells IntegrityChecked once, on the same thread;
/// nothing when either stop is requested. Of the partnership: every log against itself and the heads stored
/// with it, this workstation's also against the log that lies here.
void check_place(const CheckPlan& plan, const std::function<void(present::LogEvent)>& tell,
                 std::stop_token stop, std::stop_token leaving);

}  // namespace kith::wire
