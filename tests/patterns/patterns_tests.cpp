#include "base/text.h"
#include "patterns/patterns.h"
#include "support/builders.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using support::date;
using support::EventBuilder;
using support::PersonBuilder;
using support::ReplyBuilder;

namespace {

PersonBuilder maisie(const std::string& source) {
    return PersonBuilder(source, "child").named("Maisie", "Pellow").born("2017-02-14");
}

ReplyBuilder answer(const PersonBuilder& child, const std::vector<EventBuilder>& events) {
    ReplyBuilder reply(child.person.origin.source.text(), "subject");
    reply.subject(child);
    for (const auto& event : events) reply.with(event.event);
    return reply;
}

std::vector<patterns::Finding> found(const link::Replies& replies) {
    const auto identities =
        link::resolve({support::line("subject", "subject", "Maisie", "Pellow", "2017-02-14")}, replies, {});
    return patterns::find(
        chronology::merge(replies, identities), identities, replies, date("2026-11-22"),
        {{record::SourceId("hospitals"), "Hospitals"}, {record::SourceId("school"), "School"}});
}

std::optional<patterns::Finding> finding(const link::Replies& replies, const std::string& rule) {
    for (auto& one : found(replies))
        if (one.rule == rule) return one;
    return std::nullopt;
}

EventBuilder emergency(const std::string& day, const std::string& source = "hospitals") {
    return EventBuilder(source, source + day, "ed_attendance").on(day);
}

EventBuilder missed(const std::string& day) {
    return EventBuilder("hospitals", day, "not_brought").on(day);
}

EventBuilder school_year(const std::string& year, const std::string& percent,
                         const std::string& source = "school") {
    return EventBuilder(source, year, "attendance_year")
        .span(year + "-09-01", std::to_string(std::stoi(year) + 1) + "-07-20")
        .detail("Attendance, per cent", percent);
}

EventBuilder injury(const std::string& source, const std::string& text) {
    auto event = EventBuilder(source, "1", "incident").on("2026-11-16").tagged({"injury"});
    event.event.text = text;
    return event;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(patterns_tests)

BOOST_AUTO_TEST_CASE(P_01_three_emergency_attendances_in_90_days_are_found_with_their_evidence) {
    const auto one =
        finding({answer(maisie("hospitals"), {emergency("2026-08-20"), emergency("2026-10-28"),
                                              emergency("2026-11-16"), emergency("2025-01-01")})},
                "P-01");
    BOOST_TEST_REQUIRE(one.has_value());
    BOOST_TEST(one->words == "3 emergency attendances in 90 days (20 Aug 2026 to 16 Nov 2026)");
    BOOST_TEST(one->entries.size() == 3u);
    BOOST_TEST(one->sources == std::vector<record::SourceId>{record::SourceId("hospitals")});
    BOOST_TEST(one->origins.size() == 3u);
}

BOOST_AUTO_TEST_CASE(P_01_two_attendances_or_a_91st_day_are_not_found) {
    BOOST_TEST(
        !finding({answer(maisie("hospitals"), {emergency("2026-10-28"), emergency("2026-11-16")})}, "P-01"));
    BOOST_TEST(!finding({answer(maisie("hospitals"),
                                {emergency("2026-08-17"), emergency("2026-10-28"), emergency("2026-11-16")})},
                        "P-01"));
    BOOST_TEST(finding({answer(maisie("hospitals"),
                               {emergency("2026-08-18"), emergency("2026-10-28"), emergency("2026-11-16")})},
                       "P-01")
                   .has_value());
}

BOOST_AUTO_TEST_CASE(P_01_one_attendance_told_by_two_sources_counts_once) {
    const link::Replies replies{
        answer(maisie("hospitals"), {emergency("2026-10-28"), emergency("2026-11-16")}),
        answer(maisie("gp"), {emergency("2026-10-28", "gp"), emergency("2026-11-16", "gp")})};
    BOOST_TEST(!finding(replies, "P-01"));
}

BOOST_AUTO_TEST_CASE(P_02_three_addresses_in_twelve_months_are_found_across_sources) {
    const link::Replies replies{answer(maisie("pds")
                                           .at("1 High Street", "NS1 1AA", "2025-12-01", "2026-03-01")
                                           .at("2 Mill Lane", "NS2 2BB", "2026-03-01"),
                                       {}),
                                answer(maisie("housing").at("3 Mill Lane", "NS4 7QT", "2026-09-01"), {})};
    const auto one = finding(replies, "P-02");
    BOOST_TEST_REQUIRE(one.has_value());
    BOOST_TEST(one->words == "3 addresses in 12 months (to 1 Sep 2026)");
    BOOST_TEST(one->sources.size() == 2u);
}

BOOST_AUTO_TEST_CASE(P_02_one_address_written_three_ways_or_a_protected_one_is_not_found) {
    BOOST_TEST(!finding({answer(maisie("pds")
                                    .at("3 Mill Lane", "NS4 7QT", "2026-01-01")
                                    .at("3 MILL LN", "ns47qt", "2026-02-01")
                                    .at("3, Mill Lane", "NS4  7QT", "2026-03-01"),
                                {})},
                        "P-02"));
    auto hidden = maisie("pds")
                      .at("1 High Street", "NS1 1AA", "2026-01-01")
                      .at("2 Mill Lane", "NS2 2BB", "2026-03-01")
                      .at("1 Refuge Way", "NS9 9ZZ", "2026-05-01");
    hidden.person.addresses.back().is_protected = true;
    BOOST_TEST(!finding({answer(hidden, {})}, "P-02"));
}

BOOST_AUTO_TEST_CASE(P_03_two_missed_appointments_in_90_days) {
    const auto one =
        finding({answer(maisie("hospitals"), {missed("2026-09-01"), missed("2026-10-01")})}, "P-03");
    BOOST_TEST_REQUIRE(one.has_value());
    BOOST_TEST(one->words.starts_with("2 appointments not brought to or not attended in 90 days"));
    BOOST_TEST(!finding({answer(maisie("hospitals"), {missed("2026-05-01"), missed("2026-10-01")})}, "P-03"));
    auto ahead = missed("2026-10-05");
    ahead.event.planned = true;
    BOOST_TEST(!finding({answer(maisie("hospitals"), {missed("2026-10-01"), ahead})}, "P-03"));
}

BOOST_AUTO_TEST_CASE(P_04_attendance_down_by_fifteen_points_between_consecutive_years) {
    const auto one =
        finding({answer(maisie("school"), {school_year("2025", "94"), school_year("2026", "71.5")})}, "P-04");
    BOOST_TEST_REQUIRE(one.has_value());
    BOOST_TEST(one->words == "Attendance 71.5 % in the school year from 2026, was 94 %");
    BOOST_TEST(one->entries.size() == 2u);
    BOOST_TEST(!finding({answer(maisie("school"), {school_year("2025", "94"), school_year("2026", "79.5")})},
                        "P-04"));
    BOOST_TEST(
        !finding({answer(maisie("school"), {school_year("2024", "94"), school_year("2026", "71")})}, "P-04"));
    BOOST_TEST(!finding({answer(maisie("school"), {school_year("2025", "94")}),
                         answer(maisie("other"), {school_year("2026", "71", "other")})},
                        "P-04"));
    BOOST_TEST(!finding(
        {answer(maisie("school"), {school_year("2025", "94"), school_year("2026", "unreadable")})}, "P-04"));
}

BOOST_AUTO_TEST_CASE(P_05_moved_within_thirty_days_after_a_referral) {
    const auto moved = [](const std::string& day) {
        return link::Replies{answer(maisie("northshire-care"),
                                    {EventBuilder("northshire-care", "r", "referral").on("2026-08-10")}),
                             answer(maisie("housing").at("3 Mill Lane", "NS4 7QT", day), {})};
    };
    const auto one = finding(moved("2026-09-01"), "P-05");
    BOOST_TEST_REQUIRE(one.has_value());
    BOOST_TEST(one->words == "Moved on 1 Sep 2026, 22 days after a referral");
    BOOST_TEST(one->sources.size() == 2u);
    BOOST_TEST(!finding(moved("2026-09-10"), "P-05"));
    BOOST_TEST(!finding(moved("2026-08-09"), "P-05"));
}

BOOST_AUTO_TEST_CASE(P_06_one_injury_told_two_ways_by_two_sources) {
    const link::Replies replies{
        answer(maisie("hospitals"), {injury("hospitals", "Mother says she fell off the trampoline")}),
        answer(maisie("school"), {injury("school", "Maisie says she was grabbed")})};
    const auto one = finding(replies, "P-06");
    BOOST_TEST_REQUIRE(one.has_value());
    BOOST_TEST(one->words == "Hospitals speaks of a fall, School speaks of being held");
    BOOST_TEST(one->entries.size() == 2u);
}

BOOST_AUTO_TEST_CASE(P_06_the_same_account_or_one_that_says_nothing_is_not_found) {
    const auto told = [](const std::string& a, const std::string& b) {
        return finding({answer(maisie("hospitals"), {injury("hospitals", a)}),
                        answer(maisie("school"), {injury("school", b)})},
                       "P-06");
    };
    BOOST_TEST(!told("Fell from a bike, forearm", "Tripped on the stairs, hurt her arm"));
    BOOST_TEST(!told("Fell from a bike", "Mark seen at the swimming lesson"));
    BOOST_TEST(told("Bruise to the cheek", "Bruises on both legs").has_value());
}

BOOST_AUTO_TEST_CASE(every_rule_is_published_with_a_text_and_none_speaks_of_risk_or_scores) {
    BOOST_TEST(patterns::rules().size() == 6u);
    std::set<std::string> ids;
    for (const auto& rule : patterns::rules()) {
        ids.insert(rule.id);
        const auto lower = base::lower_ascii(rule.text);
        BOOST_TEST(lower.find("risk") == std::string::npos);
        BOOST_TEST(lower.find("score") == std::string::npos);
    }
    BOOST_TEST(ids.size() == patterns::rules().size());
}

BOOST_AUTO_TEST_CASE(patterns_of_one_child_are_not_anothers) {
    const auto alfie = PersonBuilder("hospitals", "bro").named("Alfie", "Pellow").born("2020-05-05").person;
    auto reply = answer(maisie("hospitals"), {emergency("2026-10-28"), emergency("2026-11-16")});
    reply.with(alfie).with(emergency("2026-11-01").about({"bro"}).event);
    BOOST_TEST(found({reply}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
