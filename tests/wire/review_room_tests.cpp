#include "json/value.h"
#include "review_world.h"
#include "wire/rulebook_files.h"

#include <algorithm>
#include <future>

using namespace kith;
using namespace kith::present;
using namespace kith::review_world;
namespace kinds = kith::ports::kinds;

BOOST_AUTO_TEST_SUITE(wire_review_room_tests)

BOOST_AUTO_TEST_CASE(P19_reading_is_logged_once_and_searching_selecting_and_sampling_never) {
    World w;
    Visit auditor(w, "t.adeyemi", "auditor");
    auditor.read();
    const auto after_reading = w.logged();
    BOOST_TEST(std::ranges::count(after_reading, std::string(kinds::kLogRead)) == 1);
    BOOST_TEST_REQUIRE(auditor.view.is_ready());
    LogQuery query;
    query.span = LogQuery::Span::all;
    for (const auto only : {LogQuery::Only::all, LogQuery::Only::needs_review, LogQuery::Only::exports}) {
        query.only = only;
        auditor.room.find(1, query, {}, w.house->surroundings().clock.now(), auditor.tell, {});
    }
    for (std::uint64_t place = 0; place < auditor.view.book->entries; ++place)
        auditor.room.look(*w.house, 1, place, auditor.tell, {});
    auditor.room.draw_sample(7, 2, auditor.tell);
    BOOST_TEST((w.logged() == after_reading));
}

BOOST_AUTO_TEST_CASE(AU_1_the_auditor_reads_every_entry_and_each_is_proved_to_be_in_the_tree) {
    World w;
    Visit auditor(w, "t.adeyemi", "auditor");
    auditor.read();
    BOOST_TEST_REQUIRE(auditor.view.is_ready());
    BOOST_TEST(auditor.view.book->entries == w.house->log_size());
    BOOST_TEST_REQUIRE(auditor.view.integrity.has_value());
    BOOST_TEST(auditor.view.integrity->trouble == "");
    for (std::uint64_t place = 0; place < auditor.view.book->entries; ++place) {
        auditor.view = select_entry(auditor.view, place);
        auditor.room.look(*w.house, auditor.view.look_number, place, auditor.tell, {});
        BOOST_TEST_REQUIRE(auditor.view.look);
        BOOST_TEST(auditor.view.look->proof.holds);
        BOOST_TEST(auditor.view.look->proof.leaf == auditor.view.book->line(place).index);
    }
}

BOOST_AUTO_TEST_CASE(who_an_entry_is_about_is_told_after_the_look_is_logged_and_never_logged_itself) {
    World w;
    Visit auditor(w, "t.adeyemi", "auditor");
    auditor.read();
    const auto place = place_of(*auditor.view.book, kinds::kAsked, "a.okafor");
    BOOST_TEST_REQUIRE(place.has_value());
    auditor.view = select_entry(auditor.view, *place);
    auditor.room.open_words(*w.house, *place, true, auditor.tell);
    BOOST_TEST_REQUIRE(auditor.view.opened.who.has_value());
    BOOST_TEST(*auditor.view.opened.who == "Maisie Rose PELLOW, born 14 Feb 2017");
    auditor.room.open_words(*w.house, *place, false, auditor.tell);
    BOOST_TEST(auditor.view.opened.reason.value_or("") == "School reports bruising");
    BOOST_TEST(std::ranges::count(w.logged(), std::string(kinds::kSubjectOpened)) == 2);
    BOOST_TEST(w.whole_log().find("PELLOW") == std::string::npos);
    BOOST_TEST(w.whole_log().find("bruising") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_verdict_is_an_entry_and_its_sentence_is_sealed) {
    World w;
    Visit auditor(w, "t.adeyemi", "auditor");
    auditor.read();
    const auto place = place_of(*auditor.view.book, kinds::kAsked, "m.cole");
    auditor.room.decide(*w.house, *place, "explained", "On the rota of the duty team", auditor.tell);
    BOOST_TEST(auditor.view.verdicts.size() == 1u);
    BOOST_TEST(w.logged().back() == kinds::kVerdict);
    BOOST_TEST(w.whole_log().find("rota of the duty") == std::string::npos);
    // Read again, the verdict comes out of the log itself.
    auditor.read();
    const auto* access = auditor.view.book->access_at(*place);
    BOOST_TEST_REQUIRE(access);
    BOOST_TEST(access->verdict == "explained");
    // Without a sentence nothing is recorded.
    const auto before = w.logged();
    auditor.room.decide(*w.house, *place, "referred", "ok", auditor.tell);
    BOOST_TEST((w.logged() == before));
}

BOOST_AUTO_TEST_CASE(AU_15_auditors_own_reading_is_an_entry_that_a_second_auditor_decides_about) {
    World w;
    Visit first(w, "t.adeyemi", "auditor");
    first.read();
    Visit second(w, "s.auditor", "auditor");
    second.read();
    const auto place = place_of(*second.view.book, kinds::kLogRead, "t.adeyemi");
    BOOST_TEST_REQUIRE(place.has_value());
    BOOST_TEST(entry_details(*second.view.book, *place, nullptr, {}, {}, {}).may_decide);
    second.room.decide(*w.house, *place, "explained", "The monthly review was due", second.tell);
    BOOST_TEST(w.logged().back() == kinds::kVerdict);
    first.read();
    const auto own = place_of(*first.view.book, kinds::kLogRead, "t.adeyemi");
    const auto count = w.logged().size();
    first.room.decide(*w.house, *own, "explained", "I say that this was fine", first.tell);
    BOOST_TEST(w.logged().size() == count);
    BOOST_TEST((first.view.notice.mood == Mood::hole));
}

BOOST_AUTO_TEST_CASE(AU_10_whoever_is_no_auditor_finds_their_own_entries_alone) {
    World w;
    w.add("a.okafor", kinds::kEmergencyBegan, "e3", R"({"code":"danger_now"})");
    const auto began = w.logged().size() - 1;
    Visit auditor(w, "t.adeyemi", "auditor");
    auditor.read();
    const auto place = place_of(*auditor.view.book, kinds::kEmergencyBegan);
    auditor.room.decide(*w.house, *place, "justified", "The ambulance crew confirmed it", auditor.tell);
    BOOST_TEST(w.logged().back() == kinds::kEmergencyReviewed);
    BOOST_TEST(auditor.view.book->line(*place).index == began);

    Visit worker(w, "a.okafor", "mash_worker");
    worker.read();
    BOOST_TEST_REQUIRE(worker.view.is_ready());
    const LogBook& book = *worker.view.book;
    BOOST_TEST(book.is_own_only);
    for (std::uint64_t at = 0; at < book.entries; ++at)
        BOOST_TEST((book.line(at).user == "a.okafor" || book.line(at).kind == kinds::kEmergencyReviewed));
    BOOST_TEST_REQUIRE(book.emergencies.all.size() == 1u);
    BOOST_TEST(book.emergencies.all.front().outcome == "justified");
    // Nothing sealed opens for them, and they decide nothing.
    const auto count = w.logged().size();
    const auto own = place_of(book, kinds::kAsked);
    worker.room.open_words(*w.house, *own, true, worker.tell);
    worker.room.decide(*w.house, *own, "explained", "I say that this was fine", worker.tell);
    worker.room.find_child(*w.house, "9990004838", worker.tell);
    worker.room.export_log(*w.house, w.folder.file("out"), worker.tell);
    BOOST_TEST(w.logged().size() == count);
    BOOST_TEST(!worker.view.opened.who);
}

BOOST_AUTO_TEST_CASE(who_looked_at_a_child_is_found_by_number_without_the_number_in_the_log) {
    World w;
    Visit auditor(w, "t.adeyemi", "auditor");
    auditor.read();
    std::string subject;
    auditor.room.find_child(*w.house, "999 000 4838", [&](LogEvent event) {
        if (const auto* child = std::get_if<ChildFound>(&event)) subject = child->subject;
    });
    BOOST_TEST_REQUIRE(!subject.empty());
    BOOST_TEST(subject == auditor.view.book->line(*place_of(*auditor.view.book, kinds::kAsked)).subject);
    BOOST_TEST(w.logged().back() == kinds::kLogRead);
    BOOST_TEST(w.whole_log().find("9990004838") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_export_is_logged_before_it_is_written) {
    World w;
    Visit auditor(w, "t.adeyemi", "auditor");
    auditor.read();
    const std::string path = w.folder.file("inspection.kithlog");
    auditor.room.export_log(*w.house, path, auditor.tell);
    BOOST_TEST(w.logged().back() == kinds::kLogExported);
    BOOST_TEST(bytes_of(path).find(std::string(kinds::kLogExported)) != std::string::npos);
    BOOST_TEST((auditor.view.notice.mood == Mood::good));
    const auto count = w.logged().size();
    auditor.room.export_log(*w.house, w.folder.file("no/such/place"), auditor.tell);
    BOOST_TEST(w.logged().size() == count + 1);
    BOOST_TEST((auditor.view.notice.mood == Mood::hole));
}

BOOST_AUTO_TEST_CASE(AU_12_a_case_file_holds_the_case_alone_with_proofs_and_whose_copy_it_is) {
    World w;
    w.add("a.okafor", kinds::kAsked, "e9", R"({"asked":[{"person":"subject","source":"gp"}]})", "NC-2");
    Visit auditor(w, "t.adeyemi", "auditor");
    auditor.read();
    const auto place = place_of(*auditor.view.book, kinds::kAsked, "m.cole");
    const std::string path = w.folder.file("case.kithlog");
    auditor.room.export_file(*w.house, *place, true, path, auditor.tell);
    BOOST_TEST(w.logged().back() == kinds::kLogExported);
    const std::string copy = bytes_of(path);
    BOOST_TEST(copy.find("t.adeyemi, for case NC-1") != std::string::npos);
    BOOST_TEST(copy.find("NC-2") == std::string::npos);
    BOOST_TEST(copy.find("a.okafor") != std::string::npos);
    const std::string one = w.folder.file("enquiry.kithlog");
    auditor.room.export_file(*w.house, *place, false, one, auditor.tell);
    BOOST_TEST(bytes_of(one).find("a.okafor") == std::string::npos);
    BOOST_TEST(bytes_of(one).find("m.cole") != std::string::npos);
    BOOST_TEST((auditor.view.notice.mood == Mood::good));
}

BOOST_AUTO_TEST_CASE(a_check_beside_tells_the_same_and_ends_with_the_room) {
    World w;
    std::promise<LogIntegrity> told;
    const auto tell = [&told](const LogEvent& event) {
        if (const auto* checked = std::get_if<IntegrityChecked>(&event)) told.set_value(checked->integrity);
    };
    wire::ReviewRoom room(w.settings, World::user("t.adeyemi", "auditor"));
    room.read(*w.house, LogPlace::workstation, tell, {});
    const LogIntegrity integrity = told.get_future().get();
    BOOST_TEST(integrity.trouble == "");
    BOOST_TEST(integrity.entries == w.house->log_size());
}

BOOST_AUTO_TEST_CASE(stopping_the_reading_says_so_and_keeps_nothing) {
    World w;
    Visit auditor(w, "t.adeyemi", "auditor");
    std::stop_source stop;
    stop.request_stop();
    auditor.room.read(*w.house, LogPlace::workstation, auditor.tell, stop.get_token());
    BOOST_TEST((auditor.view.phase == AccessLogView::Phase::stopped));
    BOOST_TEST(auditor.view.notice.words.find("Press F5") != std::string::npos);
    BOOST_TEST(!auditor.view.book);
}

BOOST_AUTO_TEST_CASE(only_an_auditor_whom_the_rules_refuse_every_record_reads_the_whole_log) {
    World w;
    const auto& book = w.house->rulebook();
    BOOST_TEST(wire::reads_whole_log(book, World::user("t.adeyemi", "auditor")));
    for (const auto& role : book.roles)
        if (role.id != "auditor") BOOST_TEST(!wire::reads_whole_log(book, World::user("x", role.id)));
    policy::Rulebook lenient = book;
    std::erase_if(lenient.rules, [](const policy::Rule& rule) { return rule.id == "R-001"; });
    BOOST_TEST(!wire::reads_whole_log(lenient, World::user("t.adeyemi", "auditor")));
}

BOOST_AUTO_TEST_CASE(
    another_rulebook_is_read_for_comparison_whoever_signed_it_and_never_one_that_is_too_large) {
    World w;
    const auto same = wire::read_other_rulebook(w.settings.rulebook_path);
    BOOST_TEST_REQUIRE(same.has_value());
    BOOST_TEST(same->hash == w.house->rulebook().hash);
    BOOST_TEST((wire::read_other_rulebook(w.folder.file("none")).error().fault == base::Fault::not_found));
    const auto large = w.folder.write("large", std::string(policy::kLargestRulebook + 1, ' '));
    BOOST_TEST((wire::read_other_rulebook(large).error().fault == base::Fault::too_large));
}

BOOST_AUTO_TEST_SUITE_END()
