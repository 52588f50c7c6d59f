#pragma once
#include "log_entry.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

namespace kith::audit_tests {

/// Logs of these tests stand in memory where the system has a folder there: thousands of flushes to a busy
/// disk prove nothing more. What a flush is worth is proved elsewhere, by counting them and by cutting the
/// power between them.
inline const bool kIsQuick =
    std::filesystem::is_directory("/dev/shm") && ::setenv("TMPDIR", "/dev/shm", 0) == 0;

/// A folder with a log in it that can be opened again and again.
struct LogWorld {
    support::ScratchFolder scratch;
    support::SeededEntropy entropy;
    audit::AccessLog::Place place{scratch.file("state/access.log"), scratch.file("state/token.key")};

    base::Expected<std::unique_ptr<audit::AccessLog>> try_open() {
        return audit::AccessLog::open(place, entropy);
    }
    std::unique_ptr<audit::AccessLog> open() {
        auto log = try_open();
        BOOST_TEST_REQUIRE(log.has_value(), (log ? "" : log.error().detail));
        return std::move(*log);
    }
    ports::Receipt append(audit::AccessLog& log, const ports::AuditEntry& what = entry()) {
        auto receipt = log.append(what);
        BOOST_TEST_REQUIRE(receipt.has_value(), (receipt ? "" : receipt.error().detail));
        return *receipt;
    }
};

}  // namespace kith::audit_tests
