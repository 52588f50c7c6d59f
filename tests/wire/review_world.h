#pragma once
#include "audit/access_log.h"
#include "crypto/sign.h"
#include "policy/envelope.h"
#include "ports/audit_kinds.h"
#include "support/temporary_folder.h"
#include "wire/house.h"
#include "wire/review_room.h"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

/// An auditor's room over a small log, for its tests.
namespace kith::review_world {

using namespace present;
namespace kinds = ports::kinds;

inline std::string bytes_of(const std::string& path) {
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
}

inline void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// A partnership without sources, its rulebook signed, and a log with two people's work in it.
class World {
public:
    World() {
        const base::Secret seed{std::string(crypto::kSeedBytes, 's')};
        const std::string name = "north.example/rulebook";
        const std::string rules = bytes_of(KITH_SOURCE_DIR "/policy/rules/northshire.json");
        settings.path = folder.write("settings.json", "{}");  // no partnership's database
        settings.rulebook_path = folder.file("rules.json");
        write(settings.rulebook_path, rules);
        write(settings.rulebook_path + ".sig",
              policy::signatures_text({policy::sign_rulebook(rules, name, seed)}));
        settings.authority.keys = {tlog::VerifierKey{name, crypto::public_key_of(seed)}.text()};
        settings.log_path = folder.file("log/access.sqlite");
        settings.log_key_path = folder.file("log/token.key");
        settings.log_origin = "north.example/kith/NSC-0417";
        settings.rulebook_memory_path = folder.file("rulebook.memory");
        settings.shelf.path = folder.file("shelf/shelf.sqlite");
        settings.shelf.keys = wire::ShelfPlace::Keys::passphrase;
        settings.shelf.key_file = folder.file("shelf/keys.sealed");
        settings.workstation = "NSC-0417";
        settings.users = {user("a.okafor", "mash_worker"), user("m.cole", "mash_worker"),
                          user("t.adeyemi", "auditor"), user("s.auditor", "auditor")};
        auto opened = wire::House::open(settings);
        BOOST_TEST_REQUIRE(opened.has_value(), (opened ? std::string() : opened.error().detail));
        house = std::move(*opened);
        ask("a.okafor", "e1");
        ask("m.cole", "e2");
    }

    static policy::User user(const std::string& id, const std::string& role) {
        return {id, id, role, "Northshire Council", "person of " + id};
    }
    void add(const std::string& who, std::string_view kind, const std::string& enquiry,
             const std::string& facts, const std::string& case_ref = "NC-1") {
        ports::AuditEntry entry;
        entry.kind = std::string(kind);
        entry.at = house->surroundings().clock.now();
        entry.user = who;
        entry.role = "mash_worker";
        entry.agency = "Northshire Council";
        entry.workstation = "NSC-0417";
        entry.purpose = "SECTION_47";
        entry.case_ref = case_ref;
        entry.enquiry = enquiry;
        entry.subject_clear = "9990004838";
        entry.subject_words = "Maisie Rose PELLOW, born 14 Feb 2017";
        entry.facts_json = facts;
        BOOST_TEST_REQUIRE(house->log().append(entry).has_value());
    }
    void ask(const std::string& who, const std::string& enquiry) {
        add(who, kinds::kAsked, enquiry,
            R"({"asked":[{"person":"subject","source":"gp"}],"reason":"School reports bruising"})");
    }

    /// What the log holds now, by kind.
    std::vector<std::string> logged() const {
        std::vector<std::string> all;
        const auto stored = house->log().read(0, 1000);
        BOOST_TEST_REQUIRE(stored.has_value());
        for (const auto& one : *stored) all.push_back(review::read_leaf(one.leaf_json)->kind);
        return all;
    }
    std::string whole_log() const {
        std::string text;
        const auto stored = house->log().read(0, 1000);
        for (const auto& one : *stored) text += one.leaf_json;
        return text;
    }

    support::TemporaryFolder folder;
    wire::Settings settings;
    std::unique_ptr<wire::House> house;
};

/// Somebody in the room, and what the room has told them.
struct Visit {
    Visit(World& w, const std::string& user, const std::string& role) : Visit(w, w.settings, user, role) {}
    Visit(World& w, const wire::Settings& settings, const std::string& user, const std::string& role)
        : world(w),
          room(settings, World::user(user, role), wire::ReviewRoom::Checking::at_once),
          tell([this](LogEvent event) { take(event); }) {}
    void take(const LogEvent& event) {
        view = reduce(std::move(view), event);
        if (const auto* found = std::get_if<EntriesFound>(&event)) last_found = found->found;
    }
    void read(LogPlace place = LogPlace::workstation) { room.read(*world.house, place, tell, {}); }

    World& world;
    wire::ReviewRoom room;
    AccessLogView view;
    std::shared_ptr<const LogFound> last_found;
    wire::ReviewRoom::Tell tell;
};

inline std::optional<std::uint64_t> place_of(const LogBook& book, std::string_view kind,
                                             const std::string& user = {}) {
    for (std::uint64_t place = 0; place < book.entries; ++place) {
        const auto line = book.line(place);
        if (line.kind == kind && (user.empty() || line.user == user)) return place;
    }
    return {};
}

}  // namespace kith::review_world
