#pragma once
#include <functional>
#include <memory>

namespace kith::ui {

/// What the desktop says of itself, on the UI thread.
struct DesktopReports {
    std::function<void()> locked, unlocked;  ///< the session's screen lock
    std::function<void()> suspending;        ///< the machine is about to sleep
};

/// Listens to the message buses (logind's Lock and PrepareForSleep, the screen savers' ActiveChanged). A bus
/// that is not there is no error: idle time still locks. Anybody who can send such a message can at most lock
/// the screen.
class DesktopWatch {
public:
    explicit DesktopWatch(DesktopReports reports);
    ~DesktopWatch();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::ui
