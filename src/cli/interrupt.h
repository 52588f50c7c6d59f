#pragma once
#include <stop_token>
#include <thread>

namespace kith::cli {

/// Turns Ctrl+C and a polite kill into a stop request. Make one before any other thread starts, so that every
/// thread inherits the blocked signals and only this one receives them.
class Interrupt {
public:
    Interrupt();
    ~Interrupt() = default;
    std::stop_token token() const { return asked_.get_token(); }
    /// Sleeps until somebody interrupts.
    void wait() const;

private:
    std::stop_source asked_;
    std::jthread watcher_;
};

}  // namespace kith::cli
