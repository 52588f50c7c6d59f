#pragma once
#include "cache/shelf.h"
#include "policy/decide.h"
#include "support/builders.h"
#include "support/fake_clock.h"
#include "support/memory_audit_sink.h"
#include "support/memory_key_store.h"
#include "support/scratch_folder.h"
#include "support/seeded_entropy.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

/// A small partnership with a shelf: two sources, two purposes, copies for a day.
namespace kith::cache_tests {

using namespace std::chrono_literals;

policy::Rulebook rulebook(std::chrono::seconds keep = 24h);
record::RosterPerson child(int serial = 1);
policy::Request request(const record::RosterPerson& person, const std::string& purpose = "MASH_ENQUIRY",
                        const std::string& case_ref = "R-1", const std::string& user = "a.okafor");
policy::Permit permit(const policy::Rulebook& rulebook, const policy::Request& request, base::Instant now);
/// An answer of one record whose text holds `marker`.
record::Reply reply(const std::string& source, const std::string& marker, size_t more_bytes = 0);

struct World {
    support::ScratchFolder folder;
    support::FakeClock clock;
    support::MemoryKeyStore keys;
    support::MemoryAuditSink log;
    support::SeededEntropy entropy;
    policy::Rulebook rules = rulebook();
    std::unique_ptr<cache::Shelf> shelf;
    std::string user = "a.okafor", workstation = "NSC-0417";

    World() { open(); }
    std::string path() const { return folder.file("state/shelf"); }
    cache::Shelf& open();
    void close() { shelf.reset(); }
    policy::Permit allow(const policy::Request& asked) { return permit(rules, asked, clock.now()); }
    policy::Permit allow() { return allow(request(child())); }
    /// Keeps an answer of "health" about the first child; whether it was kept.
    bool keep(const std::string& marker = "Maisie-marker");
    bool keep(const policy::Request& asked, const std::string& source, const std::string& marker);
    /// The texts of what opens, joined by commas.
    std::string found(const policy::Request& asked);
    std::string found() { return found(request(child())); }
    std::vector<std::string> purges() const;  ///< reasons, as logged
};

std::string read_bytes(const std::string& path);
void write_bytes(const std::string& path, const std::string& bytes);

}  // namespace kith::cache_tests
