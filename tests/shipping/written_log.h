#pragma once
#include "audit/access_log.h"
#include "made_log.h"
#include "ports/audit_kinds.h"
#include "support/seeded_entropy.h"
#include "support/temporary_folder.h"

#include <boost/test/unit_test.hpp>

namespace kith::tests {

/// A real access log in a folder of its own, as a desk writes it.
struct WrittenLog {
    support::TemporaryFolder folder;
    support::SeededEntropy entropy;
    audit::AccessLog::Place place{.path = folder.file("log.sqlite"),
                                  .token_key_path = folder.file("log.key")};
    std::unique_ptr<audit::AccessLog> log;
    std::uint64_t written = 0;

    explicit WrittenLog(std::uint64_t seed) : entropy(seed) {
        place.reserve_bytes = 0;
        log = std::move(*audit::AccessLog::open(place, entropy));
    }
    void write(int entries) {
        for (int i = 0; i < entries; ++i, ++written) {
            ports::AuditEntry entry;
            entry.kind = written % 3 ? ports::kinds::kAsked : ports::kinds::kClosed;
            entry.at = story_day() + std::chrono::minutes{static_cast<std::int64_t>(written)};
            entry.user = written % 2 ? "a.okafor" : "r.singh";
            entry.role = "mash_worker";
            entry.agency = "Northshire Council";
            entry.workstation = "WS-014";
            entry.purpose = "SECTION_47";
            entry.case_ref = "NC-2026-" + std::to_string(written / 3);
            entry.enquiry = "enquiry-" + std::to_string(written / 3);
            entry.subject_clear = "9990004838";
            entry.subject_family = "Pellow";
            BOOST_TEST_REQUIRE(log->append(entry).has_value());
        }
    }
    std::vector<std::string> leaves() const {
        std::vector<std::string> out;
        const auto stored = log->read(0, SIZE_MAX);
        BOOST_TEST_REQUIRE(stored.has_value());
        for (const auto& one : *stored) out.push_back(one.leaf_json);
        return out;
    }
    std::string chain() const {
        const std::string first = leaves().at(0);
        return first.substr(first.find("\"chain\":\"") + 9, 32);
    }
};

}  // namespace kith::tests
