// The auditor's room over the partnership's database: a real one, and logs really shipped to it.
#include "central/prepare.h"
#include "central_world.h"
#include "keys/system_entropy.h"
#include "wire/review_world.h"
#include "wire/shipping.h"
#include "written_log.h"

#include <algorithm>

using namespace kith;
using namespace kith::tests;
using namespace kith::present;
using namespace kith::review_world;

namespace {

/// This workstation's house and another workstation's log, both shipped, and somebody who may read both.
class Partnership {
public:
    Partnership(const std::string& authority, std::uint64_t seed) : authority_(authority), other(seed) {
        auto& server = tests::world().server();
        BOOST_TEST_REQUIRE(central::prepare(tests::world().place("admin"),
                                            {.authority = authority, .from = story_day(), .months = 1})
                               .has_value());
        server.run(*central::auditor_sql("auditor_" + authority, authority));
        other.write(60);
        keys::SystemEntropy entropy;
        const auto& s = here.settings;
        ship("own", {s.log_path, s.log_key_path, s.log_signing_key_path, s.log_origin}, entropy);
        ship("other", other.place, other.entropy);
        // The house itself ships nothing: only the room knows the database.
        room_settings = s;
        const auto place = tests::world().place("auditor_" + authority);
        room_settings.path = here.folder.write(
            "with_central.json", R"({"central":{"host":"127.0.0.1","port":)" + std::to_string(place.port) +
                                     R"(,"user":")" + place.user + R"(","ca_file":")" + place.ca_file +
                                     R"(","client_cert":")" + place.client_cert_file + R"(","client_key":")" +
                                     place.client_key_file + R"(","authority":")" + authority + R"("}})");
    }
    std::uint64_t shipped = 0;
    World here;
    wire::Settings room_settings;

private:
    std::string authority_;

public:
    WrittenLog other;

private:
    void ship(const std::string& name, const audit::AccessLog::Place& log, ports::Entropy& entropy) {
        const std::string role = "ws_" + authority_ + "_" + name;
        tests::world().server().run(*central::enrolment_sql(role, authority_, role));
        auto place = tests::world().place(role);
        place.authority = authority_;
        auto opened = wire::open_access_log(log, entropy)();
        BOOST_TEST_REQUIRE(opened.has_value());
        const auto head = opened->head(story_day());
        BOOST_TEST_REQUIRE(head.has_value());
        central::Shipper shipper(place, opened->chain, opened->feed);
        BOOST_TEST(shipper.ship(*head, story_day(), {}).trouble == "");
        shipped += opened->size();
    }
};

/// The auditor with the database in their settings.
struct Auditor : Visit {
    explicit Auditor(Partnership& p) : Visit(p.here, p.room_settings, "t.adeyemi", "auditor") {}
    LogFound find(LogQuery query) {
        query.span = LogQuery::Span::all;
        query.every_entry = true;
        return find_entries(*view.book, query, {}, world.house->clock().now());
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(shipping_partnership_room_tests, *boost::unit_test::precondition(NeedsPostgres{4}))

BOOST_AUTO_TEST_CASE(P26_the_room_reads_the_partnership_s_database_as_it_reads_the_log) {
    Partnership p("desk_a", 700);
    Auditor auditor(p);
    auditor.read();
    BOOST_TEST(auditor.view.book->has_partnership);
    const LogBookPtr local = auditor.view.book;
    auditor.read(LogPlace::partnership);
    BOOST_TEST_REQUIRE(auditor.view.is_ready());
    const LogBook& book = *auditor.view.book;
    BOOST_TEST((book.place == LogPlace::partnership));
    BOOST_TEST(book.entries == p.shipped);
    BOOST_TEST(book.own_chain == local->own_chain);
    // What this workstation has shipped is found alike in both.
    for (std::uint64_t at = 0; at < book.entries; ++at) {
        const auto line = book.line(at);
        if (line.chain != book.own_chain) continue;
        BOOST_TEST(local->line(line.index).kind == line.kind);
        BOOST_TEST(local->line(line.index).facts == line.facts);
    }
    LogQuery singh;
    singh.words = "singh";
    BOOST_TEST(auditor.find(singh).places.size() == 30u);  // of the other workstation
}

BOOST_AUTO_TEST_CASE(whether_all_logs_hold_is_said_with_how_many_are_sealed_and_whose_signature_was_checked) {
    Partnership p("desk_b", 701);
    Auditor auditor(p);
    auditor.read(LogPlace::partnership);
    BOOST_TEST_REQUIRE(auditor.view.integrity.has_value());
    const LogIntegrity& said = *auditor.view.integrity;
    BOOST_TEST(said.trouble == "");
    BOOST_TEST(said.logs == 2u);
    BOOST_TEST(said.sealed == 2u);
    BOOST_TEST(said.signed_by_key == 1u);
    BOOST_TEST(said.entries == p.shipped);
    // Somebody above all rules changes another's entry, and drops the last of ours.
    auto& server = tests::world().server();
    server.run(
        "UPDATE kith.entries SET leaf = replace(leaf, 'a.okafor', 'm.intruder') WHERE idx = 41 AND chain = "
        "'" +
        p.other.chain() + "'");
    auditor.read(LogPlace::partnership);
    BOOST_TEST(auditor.view.integrity->trouble.find("ws_desk_b_other: entry 41") != std::string::npos);
    server.run("UPDATE kith.entries SET idx = idx + 100 WHERE idx = 1 AND chain = '" +
               auditor.view.book->own_chain + "'");
    auditor.read(LogPlace::partnership);
    BOOST_TEST(auditor.view.integrity->trouble.find("ws_desk_b_own: entry 1 is missing") !=
               std::string::npos);
    BOOST_TEST((integrity_chip(auditor.view, p.here.house->clock().now()).mood == Mood::hole));
}

BOOST_AUTO_TEST_CASE(what_another_workstation_sealed_stays_sealed_and_its_own_keys_are_named) {
    Partnership p("desk_c", 702);
    Auditor auditor(p);
    auditor.read(LogPlace::partnership);
    const LogBook& book = *auditor.view.book;
    std::optional<std::uint64_t> own, others;
    for (std::uint64_t at = 0; at < book.entries; ++at)
        if (const auto line = book.line(at); line.kind == kinds::kAsked && !line.subject.empty())
            (line.chain == book.own_chain ? own : others) = at;
    BOOST_TEST_REQUIRE((own && others));
    const auto before = p.here.logged();
    auditor.view = select_entry(auditor.view, *others);
    auditor.room.open_words(*p.here.house, *others, true, auditor.tell);
    auditor.room.export_file(*p.here.house, *others, true, p.here.folder.file("x"), auditor.tell);
    BOOST_TEST((p.here.logged() == before));
    BOOST_TEST(!auditor.view.opened.who);
    const auto details = entry_details(book, *others, nullptr, {}, {}, {});
    for (const Line& line : details.lines) BOOST_TEST((line.opens.kind != Target::Kind::deed));
    auditor.view = select_entry(auditor.view, *own);
    auditor.room.open_words(*p.here.house, *own, true, auditor.tell);
    BOOST_TEST(auditor.view.opened.who.value_or("") == "Maisie Rose PELLOW, born 14 Feb 2017");
    // The same child goes by another token there, and that is said.
    auditor.room.find_child(*p.here.house, "9990004838", auditor.tell);
    BOOST_TEST(auditor.view.notice.words.find("60 entries name their child under another") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_database_that_is_not_there_leaves_the_workstation_s_log_on_the_screen) {
    Partnership p("desk_d", 703);
    const auto port = std::to_string(tests::world().server().port());
    std::string text = bytes_of(p.room_settings.path);
    text.replace(text.find(port), port.size(), "1");
    write(p.room_settings.path, text);
    Auditor auditor(p);
    auditor.read();
    const auto book = auditor.view.book;
    auditor.view = begin_reading(auditor.view);
    auditor.read(LogPlace::partnership);
    BOOST_TEST(auditor.view.is_ready());
    BOOST_TEST((auditor.view.book == book));
    BOOST_TEST((auditor.view.query.place == LogPlace::workstation));
    BOOST_TEST((auditor.view.notice.mood == Mood::hole));
    // A worker never reads the partnership, whatever is asked for.
    Visit worker(p.here, p.room_settings, "a.okafor", "mash_worker");
    worker.read(LogPlace::partnership);
    BOOST_TEST(worker.view.book->is_own_only);
    BOOST_TEST((worker.view.book->place == LogPlace::workstation));
    BOOST_TEST(!worker.view.book->has_partnership);
}

BOOST_AUTO_TEST_SUITE_END()
