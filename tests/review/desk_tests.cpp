#include "leaves.h"
#include "review/account.h"
#include "review/emergency.h"
#include "review/reconcile.h"
#include "review/report.h"
#include "review/retention.h"
#include "review/sample.h"
#include "review/verdict.h"

#include <set>

using namespace kith;
using namespace kith::review_tests;

namespace {

review::Reviewer auditor(const std::string& id = "t.adeyemi") {
    return {{id, "T. Adeyemi", "auditor", "Northshire Council", {}}, "WS-9", "ab"};
}

/// An emergency access, its end, and a review of it by somebody.
void emergency(Story& s, const std::string& user, const std::string& enquiry, const std::string& began,
               const std::string& code = "danger_now") {
    auto e = s.entry("emergency_began", user, enquiry, began);
    e.facts_json = R"({"code":")" + code + R"("})";
    s.log.add(e);
    s.look(user, enquiry, began);
}

void review_of(Story& s, std::uint64_t index, const std::string& by, const std::string& when,
               const std::string& outcome = "justified") {
    auto e = s.entry("emergency_reviewed", by, "", when, "");
    e.facts_json =
        R"({"chain":"chain-WS-1","entry":)" + std::to_string(index) + R"(,"outcome":")" + outcome + R"("})";
    e.workstation = "WS-9";
    s.log.add(e);
}

void staff(Story& s, const std::string& user, const std::string& team, const std::string& person = {}) {
    review::Work::Staff one;
    one.user = user;
    one.team = team;
    one.person = person;
    s.work.staff.push_back(one);
}

review::EmergencyQueue queue(const Story& s, const std::string& now) {
    return emergency_queue(s.log.settled(), s.work, s.rulebook, at(now));
}

void verdict(Story& s, const std::string& by, std::uint64_t index, const std::string& what) {
    auto e = s.entry("verdict_recorded", by, "", "2026-11-12T09:00:00Z", "");
    e.facts_json =
        R"({"chain":"chain-WS-1","entry":)" + std::to_string(index) + R"(,"verdict":")" + what + R"("})";
    e.workstation = "WS-9";
    s.log.add(e);
}

ports::AuditEntry asked(const Story& s, const std::string& enquiry, const std::string& when,
                        const std::string& child, const std::string& asks) {
    auto e = s.entry("enquiry_asked", "r.singh", enquiry, when, child);
    e.facts_json = R"({"asked":[)" + asks + "]}";
    return e;
}

const std::string kSchool = R"({"person":"subject","source":"school"})",
                  kPdsBeside = R"({"person":"p2","source":"pds"})",
                  kPds = R"({"person":"subject","source":"pds"})";

}  // namespace

BOOST_AUTO_TEST_SUITE(review_desk_tests)

BOOST_AUTO_TEST_CASE(
    AU_9_a_review_is_due_on_the_next_working_day_and_overdue_ones_go_to_the_head_of_service) {
    Story s;
    s.rulebook.bank_holidays.push_back(*record::PartialDate::parse_iso("2026-11-16"));
    s.work.head_of_service = {"h.lindqvist"};
    emergency(s, "r.singh", "e-1", "2026-11-13T16:00:00Z");  // a Friday before a long weekend
    auto q = queue(s, "2026-11-17T23:00:00Z");
    BOOST_TEST_REQUIRE(q.all.size() == 1u);
    BOOST_TEST(q.all[0].review_due.iso() == "2026-11-17");
    BOOST_TEST(q.unreviewed == 1u);
    BOOST_TEST(!q.all[0].is_overdue);
    BOOST_TEST(q.escalate_to.empty());
    q = queue(s, "2026-11-18T00:00:00Z");
    BOOST_TEST(q.overdue == 1u);
    BOOST_TEST(q.escalate_to == s.work.head_of_service);
    review_of(s, 0, "l.hughes", "2026-11-18T09:00:00Z", "not_justified");
    q = queue(s, "2026-11-19T00:00:00Z");
    BOOST_TEST(q.overdue + q.unreviewed == 0u);
    BOOST_TEST(q.all[0].outcome == "not_justified");
}

BOOST_AUTO_TEST_CASE(P22_nobody_closes_the_review_of_their_own_emergency_under_any_account) {
    Story s;
    staff(s, "r.singh", "Duty", "NS-1077");
    staff(s, "r.singh2", "Duty", "NS-1077");
    emergency(s, "r.singh", "e-1", "2026-11-10T10:00:00Z");
    for (const char* self : {"r.singh", "r.singh2"}) {
        review_of(s, 0, self, "2026-11-11T09:00:00Z");
        BOOST_TEST(queue(s, "2026-11-11T10:00:00Z").unreviewed == 1u);
        const auto line = s.log.settled().line(0);
        const auto entry = review::emergency_review_entry(line, auditor(self), s.work, "justified",
                                                          "It could not wait a minute", s.now);
        BOOST_TEST(!entry.has_value());
    }
    const auto line = s.log.settled().line(0);
    const auto entry = review::emergency_review_entry(line, auditor(), s.work, "justified",
                                                      "It could not wait a minute", s.now);
    BOOST_TEST_REQUIRE(entry.has_value());
    BOOST_TEST(entry->kind == "emergency_reviewed");
    BOOST_TEST(entry->facts_json.find("\"outcome\":\"justified\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(AU_10_own_count_and_outcome_rate_per_team_and_other_above_a_tenth_as_a_finding) {
    Story s;
    staff(s, "r.singh", "Duty");
    staff(s, "a.okafor", "Front door");
    for (int n = 0; n < 10; ++n)
        emergency(s, n < 8 ? "r.singh" : "a.okafor", "e-" + std::to_string(n),
                  "2026-11-10T1" + std::to_string(n) + ":00:00Z", n == 0 ? "other" : "danger_now");
    auto q = queue(s, "2026-11-10T23:00:00Z");
    BOOST_TEST(q.with_other_reason == 1u);
    BOOST_TEST(!q.other_is_a_finding, "a tenth is not above a tenth");
    BOOST_TEST(review::own_emergencies(q, "a.okafor").size() == 2u);
    BOOST_TEST_REQUIRE(q.teams.size() == 2u);
    BOOST_TEST(q.teams[0].team == "Duty");
    BOOST_TEST(q.teams[0].emergencies == 8u);
    BOOST_TEST(q.teams[0].sessions == 1u);
    emergency(s, "a.okafor", "e-x", "2026-11-10T20:00:00Z", "other");
    q = queue(s, "2026-11-10T23:00:00Z");
    BOOST_TEST(q.other_is_a_finding);
    review_of(s, 0, "l.hughes", "2026-11-11T09:00:00Z", "referred");
    for (const auto& own : review::own_emergencies(queue(s, "2026-11-11T10:00:00Z"), "r.singh"))
        BOOST_TEST(own.user == "r.singh");
}

BOOST_AUTO_TEST_CASE(AU_11_a_verdict_counts_for_its_whole_access_and_the_last_word_holds) {
    Story s;
    s.look("r.singh", "e-1", "2026-11-10T09:00:00Z");
    verdict(s, "t.adeyemi", 1, "asked");
    BOOST_TEST(s.assessed().accesses.at(0).verdict == "asked");
    verdict(s, "t.adeyemi", 0, "explained");
    BOOST_TEST(s.assessed().accesses.at(0).verdict == "explained");
    verdict(s, "r.singh", 0, "referred");
    BOOST_TEST(s.assessed().accesses.at(0).verdict == "explained", "nobody decides on their own");
    verdict(s, "t.adeyemi", 77, "referred");
    BOOST_TEST(s.assessed().accesses.at(0).verdict == "explained", "of no entry");
}

BOOST_AUTO_TEST_CASE(AU_15_an_auditors_own_entry_is_judged_by_another_and_not_by_themself) {
    Story s;
    s.log.add(s.entry("log_read", "t.adeyemi", "", "2026-11-10T09:00:00Z", ""));
    const auto line = s.log.settled().line(0);
    BOOST_TEST(!review::verdict_entry(line, auditor(), s.work, "explained", "I read what I had to", s.now)
                    .has_value());
    const auto entry = review::verdict_entry(line, auditor("r.lindqvist"), s.work, "explained",
                                             "The monthly review was due", s.now);
    BOOST_TEST_REQUIRE(entry.has_value());
    BOOST_TEST(entry->facts_json.find("\"reason\"") != std::string::npos, "own words are sealed by the log");
    verdict(s, "r.lindqvist", 0, "explained");
    BOOST_TEST(review::verdict_on(s.log.settled(), s.work, line) == "explained");
}

BOOST_AUTO_TEST_CASE(AU_11_a_sample_is_the_same_for_the_same_seed_and_reaches_every_team_and_source) {
    Story s;
    for (int n = 0; n < 60; ++n) {
        const std::string user = "worker." + std::to_string(n % 6);
        if (n < 6) staff(s, user, "Team " + std::to_string(n % 3));
        auto e =
            asked(s, "e-" + std::to_string(n), "2026-11-10T09:00:00Z", "9990004838", n % 2 ? kPds : kSchool);
        e.user = user;
        e.at += std::chrono::minutes{n};
        s.log.add(e);
    }
    const auto log = s.log.settled();
    const auto assessed = s.assessed();
    const auto drawn = [&](std::uint64_t seed, size_t size) {
        std::vector<std::string> names;
        for (const auto& one : review::draw_sample(log, assessed, s.work, seed, size))
            names.push_back(log.line(assessed.accesses[one.access].place).enquiry + one.team + one.source);
        return names;
    };
    BOOST_TEST(drawn(1, 12) == drawn(1, 12));
    BOOST_TEST(drawn(1, 12) != drawn(2, 12));
    std::set<std::string> strata;
    std::set<size_t> once;
    for (const auto& one : review::draw_sample(log, assessed, s.work, 1, 12)) {
        strata.insert(one.team + one.source);
        BOOST_TEST(once.insert(one.access).second);
    }
    BOOST_TEST(strata.size() == 6u);
    BOOST_TEST(drawn(1, 1000).size() == 60u);
    auto turned = s.log.leaves;
    std::ranges::reverse(turned);
    review::Register again;
    for (const auto& leaf : turned) BOOST_TEST_REQUIRE(again.add(leaf).has_value());
    again.settle();
    const auto of_again = review::draw_sample(again, assess(again, s.work, s.rulebook, s.now), s.work, 1, 12);
    std::vector<std::string> names;
    for (const auto& one : of_again)
        names.push_back(again.line(assessed.accesses[one.access].place).enquiry + one.team + one.source);
    BOOST_TEST(names == drawn(1, 12));
}

BOOST_AUTO_TEST_CASE(AU_13_looks_at_relatives_change_nothing_in_an_account) {
    Story alone, together;
    alone.log.add(asked(alone, "e-1", "2026-11-10T09:00:00Z", "9990004838", kSchool));
    together.log.add(
        asked(together, "e-1", "2026-11-10T09:00:00Z", "9990004838", kSchool + "," + kPdsBeside));
    auto sibling = asked(together, "e-2", "2026-11-10T09:30:00Z", "9990000018", kPds + "," + kPdsBeside);
    sibling.shown_clear = {"9990004838"};
    together.log.add(sibling);
    const auto account = [](const Story& s) {
        return review::subject_account(s.log.settled(), s.work, s.rulebook, token("subject", "9990004838"));
    };
    BOOST_TEST((account(alone) == account(together)));
    BOOST_TEST_REQUIRE(account(alone).lines.size() == 1u);
    BOOST_TEST(account(alone).lines[0].sources == std::vector<std::string>{"school"});
    BOOST_TEST(account(alone).lines[0].date.iso() == "2026-11-10");
}

BOOST_AUTO_TEST_CASE(AU_13_what_is_withheld_is_counted_with_its_reason) {
    Story s;
    s.work.withhold = {{"COURT_ORDER", "", "a court has so ordered"},
                       {"", "school", "the school asked for it"}};
    s.log.add(asked(s, "e-1", "2026-11-10T09:00:00Z", "9990004838", kSchool + "," + kPds));
    auto court = asked(s, "e-2", "2026-11-11T09:00:00Z", "9990004838", kPds);
    court.purpose = "COURT_ORDER";
    s.log.add(court);
    s.log.add(asked(s, "e-3", "2026-11-12T09:00:00Z", "9990004838", kPds));
    verdict(s, "t.adeyemi", 2, "referred");
    const auto account =
        review::subject_account(s.log.settled(), s.work, s.rulebook, token("subject", "9990004838"));
    BOOST_TEST_REQUIRE(account.lines.size() == 1u);
    BOOST_TEST(account.lines[0].sources == std::vector<std::string>{"pds"});
    BOOST_TEST(account.withheld.size() == 3u);
    std::uint64_t entries = 0, sources = 0;
    for (const auto& one : account.withheld) entries += one.entries, sources += one.sources;
    BOOST_TEST(entries == 2u);
    BOOST_TEST(sources == 1u);
}

BOOST_AUTO_TEST_CASE(AU_7_matched_ours_only_theirs_only_one_to_one_within_the_tolerance) {
    Story s;
    s.log.add(asked(s, "e-1", "2026-11-10T09:00:00Z", "9990004838", kPds));
    s.log.add(asked(s, "e-2", "2026-11-10T09:01:00Z", "9990004838", kPds));
    s.log.add(asked(s, "e-3", "2026-11-10T10:00:00Z", "9990000018", kPds));
    s.log.add(asked(s, "e-4", "2026-11-10T11:00:00Z", "9990000026", kSchool));
    const auto log = s.log.settled();
    const auto theirs = [](const std::string& rows) {
        const auto lines = review::read_source_list("time,user,nhs_number\n" + rows, token);
        BOOST_TEST_REQUIRE(lines.has_value());
        return *lines;
    };
    const auto made = reconcile(
        log,
        theirs("2026-11-10T09:00:30Z,r.singh,9990004838\n2026-11-10T09:02:10Z,r.singh,9990004838\n"
               "2026-11-10T09:02:20Z,r.singh,999 000 4838\n2026-11-10T10:02:01Z,r.singh,9990000018\n"),
        {.source = "pds", .organisation = {}});
    BOOST_TEST(made.matched.size() == 2u);
    BOOST_TEST(made.theirs_only == (std::vector<std::uint64_t>{4, 5}));
    BOOST_TEST(made.ours_only == (std::vector<std::uint64_t>{2}));
    const auto edge = reconcile(log, theirs("2026-11-10T10:02:00Z,r.singh,9990000018\n"),
                                {.source = "pds", .organisation = {}});
    BOOST_TEST(edge.matched.size() == 1u);
    const auto another = reconcile(log, theirs("2026-11-10T10:00:00Z,a.okafor,9990000018\n"),
                                   {.source = "pds", .organisation = {}});
    BOOST_TEST(another.matched.empty(), "our user's name with another's look");
    BOOST_TEST(another.theirs_only.size() == 1u);
}

BOOST_AUTO_TEST_CASE(AU_7_a_clock_an_hour_out_and_people_beside_the_child_are_understood) {
    Story s;
    std::string rows;
    for (int n = 0; n < 12; ++n) {
        auto e =
            asked(s, "e-" + std::to_string(n), "2026-07-10T09:00:00Z", "9990004838", kPds + "," + kPdsBeside);
        e.at += std::chrono::minutes{n * 20};
        s.log.add(e);
        for (const char* number : {"9990004838", "9990000018"})
            rows += base::to_iso(e.at + std::chrono::minutes{60} + std::chrono::seconds{5}) + ",NSC01," +
                    number + "\n";
    }
    const auto theirs = review::read_source_list("time,organisation,nhs_number\n" + rows, token);
    BOOST_TEST_REQUIRE(theirs.has_value());
    const auto made = reconcile(s.log.settled(), *theirs, {.source = "pds", .organisation = "NSC01"});
    BOOST_TEST(made.clock_ahead.count() == 60);
    BOOST_TEST(made.matched.size() == 24u);
    BOOST_TEST(std::ranges::count_if(made.matched, &review::Reconciliation::Match::is_beside) == 12);
    BOOST_TEST(made.ours_only.size() + made.theirs_only.size() == 0u);
}

BOOST_AUTO_TEST_CASE(a_source_list_is_refused_by_row_and_never_quoted) {
    const auto complaint = [](const std::string& csv) {
        const auto read = review::read_source_list(csv, token);
        return read ? std::string() : read.error().detail;
    };
    BOOST_TEST(complaint("when,who\n").find("row 1") != std::string::npos);
    const std::string said =
        complaint("time,user,nhs_number\n2026-11-10T09:00:00Z,a,9990004838\n10/11/2026,b,9990004838\n");
    BOOST_TEST(said.find("row 3") != std::string::npos, said);
    BOOST_TEST(said.find("999") == std::string::npos);
    BOOST_TEST(complaint("time,user\n\"2026-11-10T09:00:00Z\",\"a, \"\"b\"\"\"\r\n").empty());
    BOOST_TEST(!complaint("time,user\n\xFF\xFE\n").empty());
}

BOOST_AUTO_TEST_CASE(numbers_under_five_are_hidden_and_so_is_what_would_give_one_away) {
    using Told = std::vector<std::pair<std::string, std::string>>;
    const auto told = [](std::vector<std::pair<std::string, std::uint64_t>> rows) {
        return review::with_small_numbers_hidden({"", std::move(rows)});
    };
    BOOST_TEST((told({{"a", 9}, {"b", 5}, {"c", 0}}) == Told{{"a", "9"}, {"b", "5"}, {"c", "0"}}));
    BOOST_TEST(
        (told({{"a", 9}, {"b", 6}, {"c", 4}}) == Told{{"a", "9"}, {"b", "not told"}, {"c", "fewer than 5"}}));
    BOOST_TEST((told({{"a", 9}, {"b", 1}, {"c", 4}}) ==
                Told{{"a", "9"}, {"b", "fewer than 5"}, {"c", "fewer than 5"}}));
    Story s;
    for (int n = 0; n < 7; ++n)
        s.look("r.singh", "e-" + std::to_string(n), "2026-11-10T09:0" + std::to_string(n) + ":00Z");
    s.look("r.singh", "e-old", "2026-10-31T23:00:00Z");
    const auto report = make_report(s.log.settled(), s.assessed(), queue(s, "2026-11-30T00:00:00Z"), s.work,
                                    at("2026-11-01T00:00:00Z"), at("2026-12-01T00:00:00Z"));
    const std::string text = text_of(report);
    BOOST_TEST(text.find("Unexplained: 7") != std::string::npos, text);
    BOOST_TEST(text.find("r.singh") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(
    AU_14_the_retention_report_tells_what_exists_until_when_what_went_and_which_holds_are_due) {
    Story s;
    auto purge = s.entry("copies_purged", "r.singh", "", "2026-11-29T09:00:00Z", "");
    purge.facts_json = R"({"count":312,"rule":"expired"})";
    s.log.add(purge);
    purge.at = at("2026-11-01T09:00:00Z");
    s.log.add(purge);
    const auto copy = [](const std::string& id, const std::string& until, const std::string& holder = {}) {
        return review::ShelfCopy{id,        "school",    "SECTION_47", "NC-1", at("2026-11-29T10:00:00Z"),
                                 at(until), "retention", holder,       {}};
    };
    auto held = copy("c", "2026-11-30T14:05:00Z", "legal");
    held.hold_review = at("2026-11-29T00:00:00Z");
    const auto report =
        retention_report(s.log.settled(),
                         {copy("b", "2026-11-30T16:00:00Z"), copy("a", "2026-11-30T14:05:00Z"), held,
                          copy("old", "2026-11-30T11:00:00Z")},
                         at("2026-11-28T00:00:00Z"), s.now);
    BOOST_TEST(report.live.size() == 2u);
    BOOST_TEST(report.live[0].id == "a");
    BOOST_TEST((report.next_expiry == at("2026-11-30T14:05:00Z")));
    BOOST_TEST(report.copies_purged == 312u);
    BOOST_TEST(report.purged.at(0).reason == "expired");
    BOOST_TEST(report.overdue.size() == 1u);
    BOOST_TEST_REQUIRE(report.holds.size() == 1u);
    BOOST_TEST(report.holds[0].is_review_due);
}

BOOST_AUTO_TEST_SUITE_END()
