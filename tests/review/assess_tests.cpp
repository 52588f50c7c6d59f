#include "leaves.h"
#include "review/limits.h"

using namespace kith;
using namespace kith::review_tests;

namespace {

const review::Access& of_enquiry(const review::Assessment& assessed, const review::Register& log,
                                 const std::string& enquiry) {
    const auto found = std::ranges::find_if(
        assessed.accesses, [&](const auto& a) { return log.line(a.place).enquiry == enquiry; });
    BOOST_TEST_REQUIRE((found != assessed.accesses.end()));
    return *found;
}

std::string child(int n) {
    return "99900" + std::to_string(10000 + n);
}

std::string minute(int n) {
    return base::to_iso(at("2026-11-10T09:00:00Z") + std::chrono::minutes{n});
}

void declare_relation(Story& s, const std::string& user, const std::string& child_number) {
    review::Work::Staff staff;
    staff.user = user;
    staff.team = "Locality 1";
    staff.related_subjects.insert(token("subject", child_number));
    s.work.staff.push_back(staff);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(review_assess_tests)

BOOST_AUTO_TEST_CASE(AU_4_each_kind_of_work_explains_an_access_and_without_it_the_word_is_neutral) {
    for (const char* why :
         {"allocated", "duty_rota", "referral_owner", "chase_reply", "meeting", "supervision", "review"}) {
        Story s;
        s.look("r.singh", "e-1", "2026-11-10T09:00:00Z");
        s.spell("r.singh", why, why == std::string("duty_rota") ? "" : "case-9990004838",
                "2026-11-10T00:00:00Z", "2026-11-11T00:00:00Z");
        const auto assessed = s.assessed();
        BOOST_TEST(assessed.accesses.at(0).explained_by == why);
        BOOST_TEST(assessed.explained == 1u);
    }
    Story s;
    s.look("r.singh", "e-1", "2026-11-10T09:00:00Z");
    BOOST_TEST(s.assessed().unexplained == 1u);
    BOOST_TEST(review::words_of_spell("") == "Unexplained");
}

BOOST_AUTO_TEST_CASE(AU_4_work_explains_within_its_time_its_case_its_user_and_its_child_alone) {
    const auto explained = [](auto change) {
        Story s;
        s.look("r.singh", "e-1", "2026-11-10T09:00:00Z");
        s.spell("r.singh", "allocated", "case-9990004838", "2026-11-10T09:00:00Z", "2026-11-10T09:00:01Z");
        change(s.work.spells[0]);
        return s.assessed().explained == 1;
    };
    BOOST_TEST(explained([](auto&) {}));
    BOOST_TEST(!explained([](auto& spell) { spell.from += std::chrono::milliseconds{1}; }));
    BOOST_TEST(!explained([](auto& spell) { spell.until = spell.from; }));
    BOOST_TEST(!explained([](auto& spell) { spell.user = "a.okafor"; }));
    BOOST_TEST(!explained([](auto& spell) { spell.case_ref = "another"; }));
    BOOST_TEST(!explained([](auto& spell) { spell.subject = token("subject", "9990000018"); }));
    BOOST_TEST(explained([](auto& spell) { spell.subject = token("subject", "9990004838"); }));
}

BOOST_AUTO_TEST_CASE(all_entries_of_one_enquiry_by_one_user_are_one_access) {
    Story s;
    s.look("r.singh", "e-1", "2026-11-10T09:00:00Z");
    for (const char* kind : {"event_opened", "printed", "exported", "cells_asked_again"})
        s.log.add(s.entry(kind, "r.singh", "e-1", "2026-11-10T09:05:00Z"));
    s.log.add(s.entry("approval_given", "l.hughes", "e-1", "2026-11-10T09:06:00Z"));
    s.log.add(s.entry("log_read", "t.adeyemi", "", "2026-11-10T09:07:00Z", ""));
    const auto assessed = s.assessed();
    BOOST_TEST(assessed.accesses.size() == 1u);
    BOOST_TEST(assessed.accesses[0].entries.size() == 6u);
}

BOOST_AUTO_TEST_CASE(AU_6_a_declared_conflict_is_never_held_against_whoever_declared_it) {
    Story s;
    declare_relation(s, "m.cole", "9990004838");
    s.log.add(s.entry("conflict_declared", "m.cole", "e-1", "2026-11-10T02:00:00Z"));
    s.refused("m.cole", "e-1", "2026-11-10T02:00:01Z", "conflict_declared");
    for (int n = 2; n < 6; ++n) s.refused("m.cole", "e-" + std::to_string(n), minute(n), "conflict_declared");
    const auto log = s.log.settled();
    const auto assessed = s.assessed();
    BOOST_TEST(assessed.accesses.size() == 5u);
    for (const auto& access : assessed.accesses) {
        BOOST_TEST(access.signals.empty());
        BOOST_TEST(access.was_refused);
    }
    BOOST_TEST(assessed.harm.empty());
}

BOOST_AUTO_TEST_CASE(AU_6_looking_all_the_same_after_declaring_is_questioned_like_any_look) {
    Story s;
    declare_relation(s, "m.cole", "9990004838");
    s.log.add(s.entry("conflict_declared", "m.cole", "e-1", "2026-11-10T09:00:00Z"));
    s.look("m.cole", "e-2", "2026-11-10T10:00:00Z");
    const auto log = s.log.settled();
    const auto assessed = s.assessed();
    BOOST_TEST(of_enquiry(assessed, log, "e-1").signals.empty());
    BOOST_TEST(has_rule(of_enquiry(assessed, log, "e-2"), "declared_relation"));
}

BOOST_AUTO_TEST_CASE(AU_5_a_relation_shown_beside_another_child_is_found_as_well) {
    Story s;
    declare_relation(s, "m.cole", "9990000018");
    auto shown = s.entry("results_displayed", "m.cole", "e-1", "2026-11-10T09:00:00Z");
    shown.shown_clear = {"9990004838", "9990000018"};
    s.log.add(shown);
    BOOST_TEST(has_rule(s.assessed().accesses.at(0), "declared_relation"));
}

BOOST_AUTO_TEST_CASE(P6_random_tokens_that_hide_how_many_were_shown_are_people_whom_no_rule_knows) {
    const auto signals = [](std::vector<std::string> beside) {
        Story s;
        declare_relation(s, "m.cole", "9990000018");
        auto shown = s.entry("results_displayed", "m.cole", "e-1", "2026-11-10T09:00:00Z");
        shown.shown_clear = std::move(beside);
        shown.shown_clear.push_back("9990004838");
        s.log.add(shown);
        const auto assessed = s.assessed();
        BOOST_TEST(assessed.accesses.size() == 1u, "nor do they stand for accesses of their own");
        return assessed.accesses.at(0).signals.size();
    };
    BOOST_TEST(signals({"r-1", "r-2", "r-3"}) == signals({}));
    BOOST_TEST(signals({"r-1", "r-2", "9990000018"}) == signals({}) + 1);
}

BOOST_AUTO_TEST_CASE(AU_5_a_postcode_that_is_not_known_leaves_the_family_name_to_speak) {
    Story s;
    review::Work::Staff staff;
    staff.user = "m.cole";
    staff.team = "Locality 1";
    staff.family = token("family", "Pellow");
    staff.postcode = token("postcode", "NS1 1AA");
    s.work.staff.push_back(staff);
    // What an entry does not know stands as a random token, another one in each.
    for (const char* random : {"r-1", "r-2"}) {
        auto e = s.entry(random == std::string("r-1") ? "enquiry_asked" : "enquiry_closed", "m.cole", "e-1",
                         "2026-11-10T09:00:00Z");
        e.subject_postcode = random;
        s.log.add(e);
    }
    s.look("m.cole", "e-2", "2026-11-10T10:00:00Z");
    const auto log = s.log.settled();
    const auto assessed = s.assessed();
    BOOST_TEST(has_rule(of_enquiry(assessed, log, "e-1"), "same_family"));
    BOOST_TEST(!has_rule(of_enquiry(assessed, log, "e-2"), "same_family"));
}

BOOST_AUTO_TEST_CASE(AU_8_two_boroughs_at_one_child_within_a_day_are_a_pair) {
    const auto pairs = [](const std::string& second, const std::string& agency) {
        Story s;
        s.look("r.singh", "e-1", "2026-11-10T09:00:00Z");
        auto e = s.entry("enquiry_asked", "k.westmoor", "e-2", second);
        e.agency = agency;
        e.workstation = "WS-W";
        s.log.add(e);
        return s.assessed().pairs.size();
    };
    BOOST_TEST(pairs("2026-11-10T17:00:00Z", "Westmoor Council") == 1u);
    BOOST_TEST(pairs("2026-11-11T09:00:00Z", "Westmoor Council") == 1u);
    BOOST_TEST(pairs("2026-11-11T09:00:01Z", "Westmoor Council") == 0u);
    BOOST_TEST(pairs("2026-11-10T17:00:00Z", "Northshire Council") == 0u);
}

BOOST_AUTO_TEST_CASE(AU_16_many_refusals_about_one_child_go_to_the_safeguarding_lead_and_are_nobodys_signal) {
    Story s;
    for (int n = 0; n < 3; ++n)
        s.refused("worker." + std::to_string(n), "e-" + std::to_string(n), minute(n * 60),
                  "nothing_permitted");
    auto assessed = s.assessed();
    BOOST_TEST_REQUIRE(assessed.harm.size() == 1u);
    BOOST_TEST(assessed.harm[0].refusals.size() == 3u);
    BOOST_TEST(assessed.harm[0].users == 3u);
    BOOST_TEST(assessed.harm[0].subject == token("subject", "9990004838"));
    for (const auto& access : assessed.accesses) BOOST_TEST(!has_rule(access, "repeated_denied"));
    Story fewer;
    for (int n = 0; n < 2; ++n) fewer.refused("a", "e-" + std::to_string(n), minute(n), "nothing_permitted");
    fewer.refused("a", "e-3", minute(5), "no_reason");
    BOOST_TEST(fewer.assessed().harm.empty(), "what was only left out is no refusal");
}

BOOST_AUTO_TEST_CASE(P21_a_limit_is_kept_across_windows_and_restarts_at_one_below_at_and_one_above) {
    for (const int children : {29, 30, 31}) {
        Story s;
        for (int n = 0; n < children; ++n) {
            auto e = s.entry("enquiry_asked", "r.singh", "e-" + std::to_string(n), minute(n), child(n));
            e.workstation = n % 2 ? "WS-1" : "WS-2";  // another window, another log
            s.log.add(e);
            auto opened = e;
            opened.kind = "event_opened";
            s.log.add(opened);
        }
        const base::Instant now = at(minute(children - 1));
        const auto log = s.log.settled();
        const auto usage = review::usage_of(log, "r.singh", now);
        BOOST_TEST(usage.children_last_hour == children);
        BOOST_TEST(review::reached(usage, s.rulebook.limits).empty() == (children < 30));
        size_t fired = 0;
        for (const auto& access : s.assessed().accesses) fired += has_rule(access, "many_children");
        BOOST_TEST(fired == (children > 30 ? 1u : 0u));
        std::vector<review::LogLine> lines;
        for (const auto place : log.find({})) lines.push_back(log.line(place));
        BOOST_TEST(review::usage_of(lines, "r.singh", now).children_last_hour == children);
        BOOST_TEST(review::usage_of(log, "a.okafor", now).children_last_hour == 0);
    }
}

BOOST_AUTO_TEST_CASE(P21_the_day_counts_children_that_the_hour_has_forgotten_and_each_once) {
    Story s;
    for (int n = 0; n < 121; ++n) s.look("r.singh", "e-" + std::to_string(n), minute(n * 10), child(n % 120));
    const auto log = s.log.settled();
    auto usage = review::usage_of(log, "r.singh", at(minute(1200)));
    BOOST_TEST(usage.children_last_day == 120);
    BOOST_TEST(usage.children_last_hour == 6);
    BOOST_TEST(usage.searches_without_opening == 6);
    BOOST_TEST(review::reached(usage, s.rulebook.limits).size() == 1u);
    usage = review::usage_of(log, "r.singh", at(minute(1200)) + std::chrono::hours{25});
    BOOST_TEST(usage.children_last_day == 0);
}

BOOST_AUTO_TEST_CASE(P21_searches_without_opening_are_counted_until_something_is_opened) {
    Story s;
    for (int n = 0; n < 20; ++n) s.look("r.singh", "e-" + std::to_string(n), minute(n), child(0));
    const auto now = at(minute(20));
    BOOST_TEST(review::reached(review::usage_of(s.log.settled(), "r.singh", now), s.rulebook.limits).size() ==
               1u);
    s.log.add(s.entry("event_opened", "r.singh", "e-7", minute(20), child(0)));
    BOOST_TEST(review::usage_of(s.log.settled(), "r.singh", now).searches_without_opening == 19);
}

BOOST_AUTO_TEST_CASE(X16_a_valid_user_who_tries_number_after_number_is_found_at_the_thirty_first_child) {
    Story s;
    for (int n = 0; n < 200; ++n)
        s.look("r.singh", "e-" + std::to_string(n),
               base::to_iso(at(minute(0)) + std::chrono::seconds{n * 12}), child(n));
    const auto log = s.log.settled();
    const auto assessed = s.assessed();
    BOOST_TEST(!has_rule(of_enquiry(assessed, log, "e-29"), "many_children"));
    for (int n = 30; n < 200; ++n)
        BOOST_TEST(has_rule(of_enquiry(assessed, log, "e-" + std::to_string(n)), "many_children"));
    BOOST_TEST(has_rule(of_enquiry(assessed, log, "e-20"), "searches_only"));
}

BOOST_AUTO_TEST_CASE(assessing_stops_when_asked_to) {
    Story s;
    s.look("r.singh", "e-1", "2026-11-10T09:00:00Z");
    std::stop_source stop;
    stop.request_stop();
    BOOST_TEST(assess(s.log.settled(), s.work, s.rulebook, s.now, stop.get_token()).accesses.empty());
}

BOOST_AUTO_TEST_SUITE_END()
