#pragma once
#include "audit/access_log.h"
#include "support/scratch_folder.h"
#include "support/seeded_entropy.h"

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

/// An entry with something in every member, about an invented child.
inline ports::AuditEntry entry(std::string kind = "enquiry_asked") {
    ports::AuditEntry e;
    e.kind = std::move(kind);
    e.at = *base::parse_instant("2026-11-22T09:41:07.250Z");
    e.user = "r.singh";
    e.role = "duty_social_worker";
    e.agency = "Northshire Council";
    e.workstation = "WS-014";
    e.purpose = "SECTION_47";
    e.lawful_basis = "Children Act 1989 s.47";
    e.case_ref = "NC-2026-10482";
    e.enquiry = "3f2a9c50-1111-4222-8333-444455556666";
    e.subject_clear = "9990004838";
    e.rules = {"R-101", "R-102"};
    e.rulebook_hash = std::string(64, 'a');
    e.facts_json = R"({"people": 1, "not_asked": 12, "reason": "Maisie Pellow has bruises"})";
    return e;
}

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
