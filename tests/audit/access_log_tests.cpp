#include "audit/leaf.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "crypto/merkle.h"
#include "json/value.h"
#include "log_world.h"
#include "store/database.h"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace kith;
using namespace kith::audit_tests;
using namespace std::chrono_literals;
using base::Fault;

namespace {

std::string root_of(const std::vector<audit::AccessLog::Stored>& entries) {
    crypto::MerkleTree tree;
    for (const auto& one : entries) tree.append(crypto::leaf_hash(one.leaf_json));
    return crypto::hex(tree.root());
}

/// Somebody with a database tool, past our own code and its triggers.
void tamper(const LogWorld& world, const std::string& sql) {
    auto database = store::Database::open(world.place.path, 0ms);
    BOOST_TEST_REQUIRE(database.has_value());
    for (const auto* trigger : {"leaf_is_next", "leaf_stays", "leaf_is_kept", "words_stay", "chain_stays",
                                "head_stays", "head_is_kept", "head_is_next"})
        BOOST_TEST_REQUIRE(database->run(std::string("DROP TRIGGER ") + trigger).has_value());
    BOOST_TEST_REQUIRE(database->run(sql).has_value());
}

/// What verify() says of a log that was opened after that. Opening itself may have said so already.
std::string tampered(const std::string& sql) {
    LogWorld world;
    {
        auto log = world.open();
        for (int i = 0; i < 5; ++i) world.append(*log);
    }
    tamper(world, sql);
    const auto opened = world.try_open();
    if (!opened) {
        BOOST_TEST((opened.error().fault == Fault::corrupt), opened.error().detail);
        return opened.error().detail;
    }
    const auto checked = (*opened)->verify({});
    BOOST_TEST_REQUIRE(checked.has_value(), sql);
    BOOST_TEST(!checked->trouble.empty(), sql);
    return base::lower_ascii(checked->trouble);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_access_log_tests)

BOOST_AUTO_TEST_CASE(a_receipt_carries_the_place_the_size_and_the_root) {
    LogWorld world;
    auto log = world.open();
    BOOST_TEST(log->size() == 0u);
    for (std::uint64_t i = 0; i < 9; ++i) {
        const auto receipt = world.append(*log);
        BOOST_TEST(receipt.leaf() == i);
        BOOST_TEST(receipt.size() == i + 1);
        BOOST_TEST(receipt.root() == log->root());
        BOOST_TEST(receipt.root() == root_of(*log->read(0, 100)));
    }
}

BOOST_AUTO_TEST_CASE(what_was_appended_is_there_after_opening_again_and_the_chain_goes_on) {
    LogWorld world;
    std::string root;
    {
        auto log = world.open();
        world.append(*log);
        root = world.append(*log).root();
    }
    auto log = world.open();
    BOOST_TEST(log->size() == 2u);
    BOOST_TEST(log->root() == root);
    BOOST_TEST(world.append(*log).leaf() == 2u);
    std::set<std::string> chains;
    const auto entries = *log->read(0, 10);
    for (const auto& one : entries)
        chains.insert(std::string(json::parse(one.leaf_json)->root()["chain"].text()));
    BOOST_TEST(chains.size() == 1u);
}

BOOST_AUTO_TEST_CASE(entries_are_read_in_parts) {
    LogWorld world;
    auto log = world.open();
    for (int i = 0; i < 5; ++i) world.append(*log);
    BOOST_TEST(log->read(0, 2)->size() == 2u);
    BOOST_TEST(log->read(3, 10)->size() == 2u);
    BOOST_TEST(log->read(3, 10)->front().index == 3u);
    BOOST_TEST(log->read(5, 10)->empty());
    BOOST_TEST(log->read(0, std::numeric_limits<size_t>::max())->size() == 5u);
}

BOOST_AUTO_TEST_CASE(a_leaf_holds_every_member_of_its_entry) {
    LogWorld world;
    auto log = world.open();
    world.append(*log);
    const auto stored = log->read(0, 1)->front();
    BOOST_TEST(stored.leaf_hash == crypto::hex(crypto::leaf_hash(stored.leaf_json)));
    const auto document = json::parse(stored.leaf_json);
    BOOST_TEST_REQUIRE(document.has_value());
    const auto leaf = document->root();
    const auto e = entry();
    BOOST_TEST(leaf["kind"].text() == e.kind);
    BOOST_TEST(leaf["at"].text() == "2026-11-22T09:41:07.250Z");
    BOOST_TEST(leaf["user"].text() == e.user);
    BOOST_TEST(leaf["role"].text() == e.role);
    BOOST_TEST(leaf["agency"].text() == e.agency);
    BOOST_TEST(leaf["workstation"].text() == e.workstation);
    BOOST_TEST(leaf["purpose"].text() == e.purpose);
    BOOST_TEST(leaf["lawful_basis"].text() == e.lawful_basis);
    BOOST_TEST(leaf["case"].text() == e.case_ref);
    BOOST_TEST(leaf["enquiry"].text() == e.enquiry);
    BOOST_TEST(leaf["rulebook"].text() == e.rulebook_hash);
    BOOST_TEST(leaf["rules"].size() == 2u);
    BOOST_TEST(*leaf["facts"]["not_asked"].integer() == 12);
    BOOST_TEST(*leaf["version"].integer() == 2);
    BOOST_TEST(*leaf["index"].integer() == 0);
    BOOST_TEST(leaf["salt"].text().size() == 32u);
    BOOST_TEST(leaf["subject"]["token"].text().size() == 64u);
    for (const auto* member : {"family", "postcode", "school", "words"})
        BOOST_TEST(leaf["subject"][member].text().size() == 64u, member);
    BOOST_TEST(leaf["words"].text().size() == 64u);
    BOOST_TEST(stored.leaf_json.size() % 64 == 0u);
    BOOST_TEST(leaf["facts"]["reason"].is_missing(), "own words are no facts");
}

BOOST_AUTO_TEST_CASE(one_subject_has_one_token_and_another_has_another) {
    LogWorld world;
    auto log = world.open();
    auto other = entry();
    other.subject_clear = "9990000018";
    auto nobody = entry("signed_in");
    nobody.subject_clear.clear();
    for (const auto& one : {entry(), entry(), other, nobody}) world.append(*log, one);
    std::vector<std::string> tokens;
    const auto entries = *log->read(0, 10);
    for (const auto& one : entries)
        tokens.emplace_back(json::parse(one.leaf_json)->root()["subject"]["token"].text());
    BOOST_TEST(tokens[0] == tokens[1]);
    BOOST_TEST(tokens[0] != tokens[2]);
    BOOST_TEST(tokens[3].empty());
    BOOST_TEST(json::parse(log->read(3, 1)->front().leaf_json)->root()["subject"].is_null());
}

BOOST_AUTO_TEST_CASE(the_same_entry_twice_gives_two_leaves_that_tell_nothing_of_each_other) {
    LogWorld world;
    auto log = world.open();
    world.append(*log);
    world.append(*log);
    const auto entries = *log->read(0, 2);
    const auto salt = [&](size_t i) {
        return std::string(json::parse(entries[i].leaf_json)->root()["salt"].text());
    };
    const auto words = [&](size_t i) {
        return std::string(json::parse(entries[i].leaf_json)->root()["words"].text());
    };
    BOOST_TEST(salt(0) != salt(1));
    BOOST_TEST(words(0) != words(1));
}

BOOST_AUTO_TEST_CASE(own_words_open_again_and_only_as_their_own_entrys) {
    LogWorld world;
    auto log = world.open();
    world.append(*log);
    auto wordless = entry();
    wordless.facts_json = "{}";
    world.append(*log, wordless);
    BOOST_TEST(*log->own_words(0) == R"({"reason":"Maisie Pellow has bruises"})");
    BOOST_TEST(log->own_words(1)->empty());
    BOOST_TEST(log->own_words(7)->empty());
    tamper(world, "INSERT INTO words SELECT 1, sealed FROM words WHERE idx = 0");
    BOOST_TEST((log->own_words(1).error().fault == Fault::corrupt));
}

BOOST_AUTO_TEST_CASE(words_that_a_holder_of_the_key_put_in_afterwards_are_not_the_entrys_own) {
    LogWorld world;
    auto log = world.open();
    world.append(*log);
    const std::string chain(json::parse(log->read(0, 1)->front().leaf_json)->root()["chain"].text());
    const auto key = audit::TokenKey::open(world.place.token_key_path, world.entropy);
    BOOST_TEST_REQUIRE(key.has_value());
    const audit::OwnWords others{std::string(32, 'o'), R"({"reason":"something else"})"};
    const auto sealed =
        crypto::hex(audit::seal_words(others, audit::Apart::own_words, *key, chain, 0, world.entropy));
    tamper(world, "UPDATE words SET sealed = x'" + sealed + "' WHERE idx = 0");
    const auto words = log->own_words(0);
    BOOST_TEST_REQUIRE(!words.has_value());
    BOOST_TEST(words.error().detail.find("are not its own") != std::string::npos, words.error().detail);
}

// P6
BOOST_AUTO_TEST_CASE(own_words_can_be_erased_and_every_root_still_holds) {
    LogWorld world;
    std::string root;
    {
        auto log = world.open();
        root = world.append(*log).root();
        auto database = store::Database::open(world.place.path, 0ms);
        BOOST_TEST_REQUIRE(database.has_value());
        BOOST_TEST(database->run("DELETE FROM words WHERE idx = 0").has_value());
    }
    auto log = world.open();
    BOOST_TEST(log->root() == root);
    BOOST_TEST(log->own_words(0)->empty());
}

BOOST_AUTO_TEST_CASE(the_database_itself_refuses_to_change_delete_replace_or_skip) {
    LogWorld world;
    auto log = world.open();
    world.append(*log);
    auto database = store::Database::open(world.place.path, 0ms);
    BOOST_TEST_REQUIRE(database.has_value());
    for (const auto* sql :
         {"UPDATE leaf SET json = x'00'", "DELETE FROM leaf",
          "INSERT INTO leaf VALUES (2, x'00', x'00', x'00')",
          "INSERT OR REPLACE INTO leaf VALUES (0, x'00', x'00', x'00')",
          "INSERT INTO leaf VALUES (-1, x'00', x'00', x'00')", "UPDATE chain SET id = 'other'",
          "DELETE FROM chain", "INSERT INTO chain VALUES ('other', 1)", "UPDATE words SET sealed = x'00'",
          "UPDATE subject SET sealed = x'00'", "UPDATE head SET note = x'00'", "DELETE FROM head",
          "INSERT OR REPLACE INTO head VALUES (1, x'00')", "INSERT INTO head VALUES (0, x'00')"}) {
        const auto done = database->run(sql);
        BOOST_TEST_REQUIRE(!done.has_value(), sql);
        BOOST_TEST((done.error().fault == Fault::denied), sql);
    }
}

BOOST_AUTO_TEST_CASE(an_edited_removed_or_reordered_entry_is_found_and_named) {
    BOOST_TEST(tampered("UPDATE leaf SET json = CAST(replace(CAST(json AS TEXT), 'r.singh', 'a.nother') AS "
                        "BLOB) WHERE idx = 2")
                   .find("entry 2 does not match its hash") != std::string::npos);
    BOOST_TEST(tampered("UPDATE leaf SET hash = zeroblob(32) WHERE idx = 3")
                   .find("entry 3 does not match its hash") != std::string::npos);
    BOOST_TEST(tampered("DELETE FROM leaf WHERE idx = 1").find("entry 1 is missing") != std::string::npos);
    BOOST_TEST(tampered("DELETE FROM leaf WHERE idx = 0").find("entry 0 is missing") != std::string::npos);
    BOOST_TEST(tampered("UPDATE leaf SET nodes = zeroblob(32) WHERE idx = 1")
                   .find("entry 1 does not match the tree") != std::string::npos);
    BOOST_TEST(
        tampered(
            "UPDATE leaf SET json = (SELECT json FROM leaf WHERE idx = 0), hash = (SELECT hash FROM leaf "
            "WHERE idx = 0) WHERE idx = 2")
            .find("entry 3 does not match the tree: an earlier entry was changed") != std::string::npos);
    BOOST_TEST(
        tampered("UPDATE head SET note = CAST(replace(CAST(note AS TEXT), 'time 2026', 'time 2025') AS BLOB)")
            .find("entry 0 has a head after it whose signature does not hold") != std::string::npos);
    BOOST_TEST(tampered("UPDATE chain SET format = 1").find("another format") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_log_that_became_shorter_while_it_was_open_takes_no_more_entries) {
    LogWorld world;
    auto log = world.open();
    for (int i = 0; i < 3; ++i) world.append(*log);
    tamper(
        world,
        "DELETE FROM words WHERE idx = 2; DELETE FROM subject WHERE idx = 2; DELETE FROM leaf WHERE idx = 2");
    const auto receipt = log->append(entry());
    BOOST_TEST_REQUIRE(!receipt.has_value());
    BOOST_TEST((receipt.error().fault == Fault::log_unwritable));
    BOOST_TEST(receipt.error().detail.find("shorter than it was") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_entry_whose_facts_are_no_facts_is_not_written) {
    LogWorld world;
    auto log = world.open();
    for (const auto* facts :
         {"", "[]", "7", "{\"a\":1.5}", "{\"a\":1,\"a\":2}", "{\"a\":9007199254740992}", "{"}) {
        auto wrong = entry();
        wrong.facts_json = facts;
        const auto receipt = log->append(wrong);
        BOOST_TEST_REQUIRE(!receipt.has_value(), facts);
        BOOST_TEST((receipt.error().fault == Fault::log_unwritable), facts);
    }
    BOOST_TEST(log->size() == 0u);
    BOOST_TEST(world.append(*log).leaf() == 0u);
}

BOOST_AUTO_TEST_CASE(a_new_token_key_goes_on_with_the_log_and_says_that_it_is_new) {
    LogWorld world;
    world.append(*world.open());
    std::filesystem::remove(world.place.token_key_path);
    auto log = world.open();
    world.append(*log);
    const auto subject = [&](std::uint64_t i, const char* member) {
        return std::string(json::parse(log->read(i, 1)->front().leaf_json)->root()["subject"][member].text());
    };
    BOOST_TEST(subject(0, "key") != subject(1, "key"));
    BOOST_TEST(subject(0, "token") != subject(1, "token"));
    BOOST_TEST((log->own_words(0).error().fault == Fault::corrupt), "sealed under the lost key");
}

BOOST_AUTO_TEST_SUITE_END()
