#include "cli/interrupt.h"

#include <condition_variable>
#include <csignal>
#include <ctime>
#include <mutex>

namespace kith::cli {
namespace {

sigset_t our_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

/// Looks for a signal ten times a second until one comes or the program is done.
void watch(std::stop_token done, std::stop_source asked) {
    const sigset_t set = our_signals();
    const timespec look{0, 100'000'000};
    while (!done.stop_requested())
        if (sigtimedwait(&set, nullptr, &look) > 0) {
            asked.request_stop();
            return;
        }
}

}  // namespace

Interrupt::Interrupt() {
    const sigset_t set = our_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    watcher_ = std::jthread(watch, asked_);
}

void Interrupt::wait() const {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    changed.wait(lock, asked_.get_token(), [] { return false; });
}

}  // namespace kith::cli
