#pragma once
#include "central/central.h"
#include "made_log.h"
#include "support/postgres.h"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>

namespace kith::tests {

/// One partnership's database, shared by all tests of the program: making one costs seconds. Every test
/// brings its own workstations and chains.
class CentralWorld {
public:
    CentralWorld();
    support::Postgres& server() { return *server_; }
    /// As one of this role would connect. `port` 0: straight to the server.
    central::Place place(const std::string& role, int port = 0);
    /// Lets a new workstation in and gives its place.
    central::Place workstation(const std::string& name, int port = 0);
    central::Place auditor(const std::string& name = "auditor");
    /// Entries of a chain as stored, seen from above all rules.
    std::uint64_t stored(const std::string& chain);
    /// Whether exactly these entries are stored, each once, each the same.
    bool holds(const MadeLog& log);

private:
    std::unique_ptr<support::Postgres> server_;
};

/// Made at first use.
CentralWorld& world();

/// For suites: skips them where PostgreSQL is not installed, and says how many tests that are.
struct NeedsPostgres {
    int tests;
    boost::test_tools::assertion_result operator()(boost::unit_test::test_unit_id) const;
};

/// Short enough for tests, long enough for a busy machine.
inline central::Patience patient() {
    return {};
}

/// A chain of its own for each test.
MadeLog fresh_log(const std::string& name, std::uint64_t size);

}  // namespace kith::tests
