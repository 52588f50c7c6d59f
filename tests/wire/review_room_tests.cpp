#include "audit/access_log.h"
#include "crypto/sign.h"
#include "json/value.h"
#include "policy/envelope.h"
#include "ports/audit_kinds.h"
#include "support/temporary_folder.h"
#include "wire/house.h"
#include "wire/review_room.h"
#include "wire/rulebook_files.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace kith;
using namespace kith::present;
namespace kinds = kith::ports::kinds;

namespace {

std::string bytes_of(const std::string& path) {
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
}

void write(const std::string& path, const std::string& bytes) {
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
             const std::string& facts) {
        ports::AuditEntry entry;
        entry.kind = std::string(kind);
        entry.at = house->surroundings().clock.now();
        entry.user = who;
        entry.role = "mash_worker";
        entry.agency = "Northshire Council";
        entry.workstation = "NSC-0417";
        entry.purpose = "SECTION_47";
        entry.case_ref = "NC-1";
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
    Visit(World& w, const std::string& user, const std::string& role)
        : world(w),
          room(w.settings, World::user(user, role)),
          tell([this](LogEvent event) { take(event); }) {}
    void take(const LogEvent& event) {
        view = reduce(std::move(view), event);
        if (const auto* found = std::get_if<EntriesFound>(&event)) last_found = found->found;
    }
    void read() { room.read(*world.house, tell, {}); }

    World& world;
    wire::ReviewRoom room;
    AccessLogView view;
    std::shared_ptr<const LogFound> last_found;
    wire::ReviewRoom::Tell tell;
};

std::optional<std::uint64_t> place_of(const LogBook& book, std::string_view kind,
                                      const std::string& user = {}) {
    for (std::uint64_t place = 0; place < book.entries; ++place) {
        const auto line = book.line(place);
        if (line.kind == kind && (user.empty() || line.user == user)) return place;
    }
    return {};
}

}  // namespace

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

BOOST_AUTO_TEST_CASE(stopping_the_reading_says_so_and_keeps_nothing) {
    World w;
    Visit auditor(w, "t.adeyemi", "auditor");
    std::stop_source stop;
    stop.request_stop();
    auditor.room.read(*w.house, auditor.tell, stop.get_token());
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
