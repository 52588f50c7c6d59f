#include "cache/vault.h"
#include "cache/world.h"
#include "crypto/seal.h"
#include "support/byte_scan.h"

#include <boost/test/unit_test.hpp>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <set>

using namespace kith;
using namespace kith::cache_tests;

namespace {

/// Something done to the file behind the shelf's back.
void sql(const std::string& path, const std::string& script) {
    sqlite3* database = nullptr;
    BOOST_TEST_REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
    char* error = nullptr;
    const int done = sqlite3_exec(database, script.c_str(), nullptr, nullptr, &error);
    BOOST_TEST(done == SQLITE_OK, (error ? error : ""));
    sqlite3_free(error);
    sqlite3_close(database);
}

const std::vector<std::string> kMarkers = {"QuillonMarker-Ashgrove", "SidlawMarker-99904",
                                           "KerryMarker \"Fen\" Lane", "Zoë-Marker Ångström"};

record::Reply marked() {
    record::Reply answer = reply("health", kMarkers[0]);
    answer.people[0].names.push_back({.given = kMarkers[1], .family = kMarkers[2]});
    answer.events[0].text = kMarkers[3];
    return answer;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cache_file_tests)

BOOST_AUTO_TEST_CASE(X6_an_older_copy_of_the_file_put_back_after_expiry_opens_nothing) {
    World w;
    const auto t0 = w.clock.now();
    BOOST_TEST(w.keep());
    w.close();
    const std::string copy = read_bytes(w.path());
    w.clock.pass(25h);
    w.open();
    BOOST_TEST((w.purges() == std::vector<std::string>{"expired"}));
    w.close();
    write_bytes(w.path(), copy);
    w.open();
    BOOST_TEST(w.found() == "");
    BOOST_TEST(w.purges().back() == "old_copy");
    // Even by somebody who sets the clock back as well: the key of that window is no more.
    w.close();
    write_bytes(w.path(), copy);
    w.clock.set_wall(t0 + 1h);
    w.open();
    BOOST_TEST(w.found() == "");
}

BOOST_AUTO_TEST_CASE(X6_what_was_forgotten_stays_forgotten_when_an_older_copy_is_put_back) {
    World w;
    BOOST_TEST(w.keep());
    BOOST_TEST(w.keep(request(child(2)), "health", "other"));
    w.close();
    const std::string copy = read_bytes(w.path());
    w.open();
    BOOST_TEST(w.shelf->forget_subject(w.shelf->subject_token(child()))->items.size() == 1u);
    w.close();
    write_bytes(w.path(), copy);
    w.open();
    BOOST_TEST(w.found() == "");
    BOOST_TEST(w.purges().back() == "old_copy");
}

BOOST_AUTO_TEST_CASE(X6_without_its_generation_number_the_old_file_still_has_no_key) {
    World w;
    BOOST_TEST(w.keep());
    w.close();
    const std::string copy = read_bytes(w.path());
    w.clock.pass(25h);
    w.open();
    w.close();
    // The old rows under the present notes: what somebody with the file in his hands could try.
    const std::string present = w.folder.file("present");
    std::filesystem::copy_file(w.path(), present);
    write_bytes(w.path(), copy);
    sql(w.path(), "ATTACH '" + present + "' AS p; UPDATE shelf SET notes = (SELECT notes FROM p.shelf)");
    w.clock.set_wall(w.clock.now());
    w.open();
    BOOST_TEST(w.found() == "");
    BOOST_TEST(w.shelf->list().empty());
    BOOST_TEST(w.purges().back() == "expired", "its window's key is gone, which is known without opening");
}

BOOST_AUTO_TEST_CASE(X_3_the_file_on_another_machine_under_another_key_store_or_path_opens_nothing) {
    World w;
    BOOST_TEST(w.keep());
    w.close();
    {
        World other;
        other.close();
        std::filesystem::create_directories(other.folder.file("state"));
        std::filesystem::copy_file(w.path(), other.path(), std::filesystem::copy_options::overwrite_existing);
        other.keys.keys.clear();
        other.open();
        BOOST_TEST(other.found() == "");
        BOOST_TEST((other.purges() == std::vector<std::string>{"key_lost"}));
    }
    const std::string elsewhere = w.folder.file("elsewhere");
    std::filesystem::copy_file(w.path(), elsewhere);
    auto shelf = cache::Shelf::open({elsewhere, w.user, w.workstation}, {w.keys, w.log, w.clock, w.entropy});
    BOOST_TEST_REQUIRE(shelf.has_value());
    BOOST_TEST((*shelf)->find(w.allow())->empty());
    w.workstation = "NSC-0999";
    w.open();
    BOOST_TEST(w.found() == "", "the same file and keys at another workstation");
    w.workstation = "NSC-0417";
    w.open();
    BOOST_TEST(w.found() == "Maisie-marker");
}

BOOST_AUTO_TEST_CASE(X_3_editing_any_column_opens_nothing) {
    const std::vector<std::string> edits = {
        "UPDATE copy SET id = randomblob(16)",
        "UPDATE copy SET epoch = epoch + 1",
        "UPDATE copy SET epoch = epoch + 999999999",
        "UPDATE copy SET epoch = epoch - 100",
        "UPDATE copy SET goes = goes + 1440",
        "UPDATE copy SET goes = goes - 1",
        "UPDATE copy SET question = randomblob(16)",
        "UPDATE copy SET subject = randomblob(16)",
        "UPDATE copy SET question = (SELECT question FROM was c WHERE c.number <> copy.number)",
        "UPDATE copy SET subject = (SELECT subject FROM was c WHERE c.number <> copy.number), question = "
        "(SELECT question FROM "
        "was c WHERE c.number <> copy.number)",
        "UPDATE copy SET key = randomblob(60)",
        "UPDATE copy SET key = x''",
        "UPDATE copy SET key = (SELECT key FROM was c WHERE c.number <> copy.number)",
        "UPDATE copy SET key = randomblob(length(key))",
        "UPDATE copy SET key = CAST(substr(key, 1, 44) || (SELECT substr(key, 45) FROM was c WHERE c.number <> "
        "copy.number) AS BLOB)",
        "UPDATE copy SET key = CAST(substr(key, 1, length(key) - 64) || substr(key, length(key) - 15) AS BLOB)",
        "UPDATE copy SET body = randomblob(length(body))",
        "UPDATE copy SET body = (SELECT body FROM was c WHERE c.number <> copy.number)",
        "UPDATE copy SET key = (SELECT key FROM was c WHERE c.number <> copy.number), body = (SELECT body "
        "FROM was c WHERE c.number <> copy.number)",
        "UPDATE shelf SET notes = randomblob(length(notes))",
        "UPDATE shelf SET notes = x''",
        "DELETE FROM shelf"};
    for (const std::string& edit : edits) {
        World w;
        BOOST_TEST(w.keep());
        BOOST_TEST(w.keep(request(child(2)), "police", "other"));
        w.close();
        sql(w.path(), "CREATE TEMP TABLE was AS SELECT * FROM copy; " + edit);
        w.open();
        const std::string one = w.found(), two = w.found(request(child(2)));
        BOOST_TEST((one.empty() && two.empty()), edit << ": " << one << two);
        BOOST_TEST(w.keep("afterwards"), edit);
        BOOST_TEST(w.found() == "afterwards", edit);
    }
    World w;
    BOOST_TEST(w.keep());
    w.close();
    sql(w.path(), "UPDATE copy SET number = number + 7");
    w.open();
    BOOST_TEST(w.found() == "Maisie-marker", "SQLite's own number means nothing");
}

BOOST_AUTO_TEST_CASE(F9_any_byte_of_the_file_flipped_gives_one_clear_state_and_nothing_wrong) {
    World w;
    BOOST_TEST(w.keep());
    w.close();
    const std::string whole = read_bytes(w.path());
    const auto keys = w.keys.keys;
    // Every byte with KITH_EVERY_BYTE=1, a few minutes; else one in 193, another place of it each time round
    // the bits.
    const size_t stride = std::getenv("KITH_EVERY_BYTE") ? 1 : 193;
    size_t opened = 0, emptied = 0;
    for (size_t at = 0; at < whole.size(); at += stride) {
        std::string spoilt = whole;
        spoilt[at] = static_cast<char>(spoilt[at] ^ (1 << (at / stride % 8)));
        write_bytes(w.path(), spoilt);
        w.keys.keys = keys;
        w.open();
        const std::string found = w.found();
        BOOST_TEST((found == "Maisie-marker" || found.empty()), "byte " << at << ": " << found);
        (found.empty() ? emptied : opened) += 1;
        BOOST_TEST(w.keep(request(child(3)), "police", "still working"), "byte " << at);
        w.close();
        std::filesystem::remove(w.path());
    }
    BOOST_TEST(opened > 0u);
    BOOST_TEST(emptied > 0u);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_shelf_is_emptied_and_that_is_logged) {
    for (const std::string& junk :
         {std::string("not a database at all"), std::string(100'000, 'x'), std::string(4096, '\0')}) {
        World w;
        BOOST_TEST(w.keep());
        w.close();
        write_bytes(w.path(), junk);
        w.open();
        BOOST_TEST(w.found() == "");
        BOOST_TEST(w.purges().back() == "damaged");
        BOOST_TEST(w.keep("anew"));
        BOOST_TEST(w.found() == "anew");
    }
}

BOOST_AUTO_TEST_CASE(a_damaged_file_takes_the_keys_of_its_earlier_copies_with_it) {
    World w;
    BOOST_TEST(w.keep());
    w.close();
    const std::string copy = read_bytes(w.path());
    write_bytes(w.path(), std::string(100'000, 'x'));
    w.open();
    w.close();
    write_bytes(w.path(), copy);
    w.open();
    BOOST_TEST(w.found() == "");
}

BOOST_AUTO_TEST_CASE(a_file_of_the_earlier_form_is_emptied_and_begun_again) {
    World w;
    BOOST_TEST(w.keep());
    w.close();
    sql(w.path(), "ALTER TABLE copy ADD COLUMN label BLOB");
    w.open();
    BOOST_TEST(w.found() == "");
    BOOST_TEST(w.keep("afterwards"));
    BOOST_TEST(w.found() == "afterwards");
}

BOOST_AUTO_TEST_CASE(P10_stored_bytes_tell_nothing_but_a_size_that_many_texts_share) {
    // The same question about texts of the same padded size, each sealed under keys of its own: nothing is
    // alike.
    const auto body_of = [](const std::string& marker, size_t more, unsigned seed) {
        World w;
        w.entropy = support::SeededEntropy(seed);
        w.keys.keys.clear();
        w.close();
        std::filesystem::remove(w.path());
        w.open();
        BOOST_TEST(w.shelf->keep(w.allow(), child(), reply("health", marker, more))->has_value());
        w.close();
        return read_bytes(w.path());
    };
    const std::string one = body_of("alpha", 10, 1), other = body_of("omega", 90, 2);
    BOOST_TEST(one.size() == other.size());
    const std::string again = body_of("alpha", 10, 3);
    size_t alike = 0;
    // The last page holds the body; random bytes are alike one time in 256.
    const size_t from = one.find("copy_goes") == std::string::npos ? 0 : 4096;
    size_t compared = 0;
    for (size_t i = from; i < one.size(); ++i) {
        if (one[i] == 0 && again[i] == 0) continue;  // unused space
        ++compared;
        alike += one[i] == again[i];
    }
    BOOST_TEST(alike < compared / 10);
    std::set<size_t> sizes;
    for (size_t size = 0; size < 8000; ++size) sizes.insert(cache::padded_size(size, cache::kBodyPadding));
    BOOST_TEST(sizes.size() <= 22u);
    BOOST_TEST(cache::padded_size(0, cache::kBodyPadding) == cache::padded_size(700, cache::kBodyPadding));
    for (size_t size = 1; size < 2'000'000; size += 997)
        BOOST_TEST_REQUIRE(cache::padded_size(size, cache::kBodyPadding) <=
                           std::max<size_t>(std::max<size_t>(768, size + 4 + 256), (size + 4) * 9 / 8 + 1));
}

BOOST_AUTO_TEST_CASE(P10_without_the_epoch_key_no_row_opens) {
    World w;
    BOOST_TEST(w.keep());
    w.close();
    auto vault = cache::Vault::open(w.path());
    BOOST_TEST_REQUIRE(vault.has_value());
    const auto none = vault->all([&](const cache::Lying& row) {
        for (unsigned guess = 0; guess < 1000; ++guess)
            BOOST_TEST_REQUIRE(
                !cache::unwrap(row, crypto::Sealer(support::SeededEntropy(guess).bytes(32)), "guess")
                     .has_value());
    });
    BOOST_TEST(none.has_value());
}

BOOST_AUTO_TEST_CASE(P11_a_million_seals_use_no_nonce_twice_and_a_flipped_bit_gives_no_text) {
    // What the shelf draws for one copy: id, nonce and key in one. Ten million: bench_shelf --nonces
    // 10000000.
    World w;
    std::set<std::string> keys;
    for (int i = 1; i <= 40; ++i)
        BOOST_TEST_REQUIRE(w.keep(request(child(3 * i)), "health", "n" + std::to_string(i)));
    auto vault = cache::Vault::open(w.path());
    BOOST_TEST_REQUIRE(vault.has_value());
    std::set<std::string> nonces;
    BOOST_TEST(vault->all([&](const cache::Lying& row) { nonces.insert(std::string(row.key.substr(0, 12))); })
                   .has_value());
    BOOST_TEST(nonces.size() == 40u);

    support::SeededEntropy entropy(11);
    std::vector<std::string> drawn;
    drawn.reserve(1'000'000);
    const std::string key = entropy.bytes(32);
    for (int i = 0; i < 1'000'000; ++i) drawn.push_back(entropy.bytes(crypto::kNonceBytes));
    std::ranges::sort(drawn);
    BOOST_TEST((std::ranges::adjacent_find(drawn) == drawn.end()));

    const std::string nonce = drawn.front(), text = "not to be read by anybody else", bound = "bound";
    const std::string sealed = crypto::seal(key, nonce, text, bound);
    BOOST_TEST(crypto::unseal(key, nonce, sealed, bound).value_or("") == text);
    const auto flipped = [](std::string bytes, size_t bit) {
        bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
        return bytes;
    };
    for (size_t bit = 0; bit < sealed.size() * 8; ++bit)
        BOOST_TEST_REQUIRE(!crypto::unseal(key, nonce, flipped(sealed, bit), bound).has_value());
    for (size_t bit = 0; bit < key.size() * 8; ++bit)
        BOOST_TEST_REQUIRE(!crypto::unseal(flipped(key, bit), nonce, sealed, bound).has_value());
    for (size_t bit = 0; bit < nonce.size() * 8; ++bit)
        BOOST_TEST_REQUIRE(!crypto::unseal(key, flipped(nonce, bit), sealed, bound).has_value());
    for (size_t bit = 0; bit < bound.size() * 8; ++bit)
        BOOST_TEST_REQUIRE(!crypto::unseal(key, nonce, sealed, flipped(bound, bit)).has_value());
    BOOST_TEST(!crypto::unseal(key, nonce, sealed.substr(0, sealed.size() - 1), bound).has_value());
}

BOOST_AUTO_TEST_CASE(X5_no_planted_text_is_in_any_byte_at_eight_moments) {
    World w;
    const std::vector<std::string> places = {w.folder.path()};
    std::vector<std::string> markers = kMarkers;
    markers.push_back(child().nhs_number);
    markers.push_back("R-1-casemarker");
    const auto asked = request(child(), "MASH_ENQUIRY", "R-1-casemarker");
    const auto keep = [&] { return w.shelf->keep(w.allow(asked), child(), marked())->has_value(); };
    BOOST_TEST(support::sightings(places, markers) == "", "1 while running");
    BOOST_TEST(keep());
    BOOST_TEST(w.shelf->find(w.allow(asked))->size() == 1u);
    BOOST_TEST(support::sightings(places, markers) == "", "2 after keeping and opening");
    w.keys.is_away = true;
    (void)w.shelf->find(w.allow(asked));
    BOOST_TEST(support::sightings(places, markers) == "", "3 after the keys were locked");
    w.keys.is_away = false;
    w.close();
    BOOST_TEST(support::sightings(places, markers) == "", "4 after closing");
    w.open();
    BOOST_TEST(keep());
    (void)w.shelf.release();
    BOOST_TEST(support::sightings(places, markers) == "", "5 after a sudden end");
    w.clock.pass(25h);
    w.open();
    BOOST_TEST(support::sightings(places, markers) == "", "6 after expiry");
    BOOST_TEST(keep());
    BOOST_TEST(w.shelf->forget_subject(w.shelf->subject_token(child()))->items.size() == 1u);
    BOOST_TEST(support::sightings(places, markers) == "", "7 after forgetting");
    BOOST_TEST(keep());
    BOOST_TEST(w.shelf->empty("asked")->items.size() == 1u);
    BOOST_TEST(support::sightings(places, markers) == "", "8 after emptying");
    // And the scan does find what is there.
    write_bytes(w.folder.file("left behind"), "x" + support::spelling::in_base64(kMarkers[0], 1));
    BOOST_TEST(support::sightings(places, markers) != "");
}

BOOST_AUTO_TEST_CASE(X5_what_was_destroyed_is_in_no_byte_of_file_or_journal_even_sealed) {
    World w;
    BOOST_TEST(w.keep());
    std::vector<std::string> pieces;
    {
        auto vault = cache::Vault::open(w.path());
        BOOST_TEST_REQUIRE(vault.has_value());
        BOOST_TEST(vault
                       ->all([&](const cache::Lying& row) {
                           pieces = {std::string(row.key.substr(12)), std::string(row.key.substr(0, 12)),
                                     row.columns.subject, row.columns.question, row.columns.id};
                       })
                       .has_value());
    }
    BOOST_TEST_REQUIRE(pieces.size() == 5u);
    const auto holds = [&](const std::string& piece) {
        for (const auto& file : std::filesystem::recursive_directory_iterator(w.folder.path()))
            if (file.is_regular_file() && read_bytes(file.path().string()).find(piece) != std::string::npos)
                return true;
        return false;
    };
    for (const std::string& piece : pieces) BOOST_TEST(holds(piece));
    BOOST_TEST(w.shelf->forget_subject(w.shelf->subject_token(child()))->items.size() == 1u);
    for (const std::string& piece : pieces) BOOST_TEST(!holds(piece));
    BOOST_TEST(w.keep());
}

BOOST_AUTO_TEST_CASE(C8_the_file_its_journal_and_folder_are_their_owners_alone) {
    World w;
    BOOST_TEST(w.keep());
    using std::filesystem::perms;
    for (const auto& file : std::filesystem::directory_iterator(w.folder.file("state")))
        BOOST_TEST(((file.status().permissions() & (perms::group_all | perms::others_all)) == perms::none),
                   file.path().filename().string());
    BOOST_TEST(((std::filesystem::status(w.folder.file("state")).permissions() &
                 (perms::group_all | perms::others_all)) == perms::none));
}

BOOST_AUTO_TEST_SUITE_END()
