#pragma once
#include "base/expected.h"
#include "enquiry/enquiry.h"
#include "wire/settings.h"

#include <cstdint>
#include <memory>

namespace kith::audit {
class AccessLog;
}

namespace kith::wire {

/// The concrete pieces put together from settings: rulebook, log, transport, engine, connectors. The only place that
/// knows them all. Make it and use it on the desk thread.
class House {
public:
    static base::Expected<std::unique_ptr<House>> open(const Settings& settings);
    ~House();
    const policy::Rulebook& rulebook() const;
    /// For deciding what the form may show, and for asking. Desk thread only.
    enquiry::Surroundings surroundings();
    federate::Engine& engine();
    /// Entries in the access log, for the status line.
    std::uint64_t log_size() const;
    /// For those who read it: reading is an entry of its own, which they make. Desk thread only.
    audit::AccessLog& log();
    /// Wakes a waiting fetch (cancel). Any thread.
    void wake();

private:
    struct Impl;
    explicit House(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::wire
