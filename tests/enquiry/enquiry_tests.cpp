#include "world.h"

#include <nlohmann/json.hpp>

using namespace kith;
using namespace kith::enquiry_tests;

namespace {

const std::vector<std::string> kAskedAndClosed{"enquiry_asked", "results_displayed", "enquiry_closed"};

/// The facts as a leaf holds them: whatever was written in own words is sealed apart by the sink.
std::string without_own_words(const std::string& facts) {
    auto members = nlohmann::json::parse(facts);
    for (const auto name : ports::kOwnWords) members.erase(std::string(name));
    return members.dump();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(enquiry_tests)

BOOST_AUTO_TEST_CASE(an_enquiry_is_logged_then_asked_then_grows_a_picture_and_is_closed) {
    World w;
    w.run(about_ana());
    BOOST_TEST(std::get_if<enquiry::Began>(&w.events.front()) != nullptr);
    BOOST_TEST_REQUIRE(w.last<enquiry::Finished>() != nullptr);
    BOOST_TEST(w.logged() == kAskedAndClosed, boost::test_tools::per_element());
    BOOST_TEST(w.enquiry.picture()->chronology.entries.size() == 2u);
    BOOST_TEST((w.cell("hospitals").state == LedgerState::records_held));
}

BOOST_AUTO_TEST_CASE(every_cell_has_a_state_as_soon_as_it_begins) {
    World w;
    w.run(about_ana());
    const auto& began = std::get<enquiry::Began>(w.events.front());
    BOOST_TEST_REQUIRE(began.ledger.size() == 2u);
    BOOST_TEST((began.ledger[0].source == SourceId("pds")), "in the rulebook's order");
    for (const auto& cell : began.ledger) BOOST_TEST((cell.state == LedgerState::awaiting));
}

BOOST_AUTO_TEST_CASE(the_picture_grows_while_a_slow_source_is_still_awaited) {
    World w;
    w.run(about_ana());
    bool grew_early = false;
    for (const auto& event : w.events)
        if (const auto* grew = std::get_if<enquiry::PictureGrew>(&event))
            grew_early |= record::count(grew->picture->ledger).pending == 1 &&
                          grew->picture->chronology.entries.size() == 1;
    BOOST_TEST(grew_early);
}

BOOST_AUTO_TEST_CASE(p_1_when_the_log_cannot_be_written_nothing_is_sent) {
    World w;
    w.audit.is_full = true;
    w.run(about_ana());
    BOOST_TEST(w.last<enquiry::LogUnwritable>() != nullptr);
    BOOST_TEST(w.events.size() == 1u);
    BOOST_TEST(w.transport.sent.empty());
}

BOOST_AUTO_TEST_CASE(a_refusal_is_logged_and_nothing_is_sent) {
    World w;
    auto request = about_ana();
    request.purpose = "EARLY_HELP";
    w.run(request);
    BOOST_TEST(w.last<enquiry::Refused>() != nullptr);
    BOOST_TEST(w.transport.sent.empty());
    BOOST_TEST(w.audit.entries.size() == 1u);
    BOOST_TEST(w.audit.entries[0].kind == "enquiry_refused");
}

BOOST_AUTO_TEST_CASE(a_refusal_that_cannot_be_logged_is_a_log_failure) {
    World w;
    w.audit.is_full = true;
    auto request = about_ana();
    request.purpose.clear();
    w.run(request);
    BOOST_TEST(w.last<enquiry::LogUnwritable>() != nullptr);
    BOOST_TEST(w.transport.sent.empty());
}

BOOST_AUTO_TEST_CASE(the_facts_of_an_entry_name_nobody) {
    World w;
    auto request = about_ana();
    request.reason = "A reason in the asker's own words";
    w.run(request);
    w.enquiry.settle({"pds|record-1|child", PersonId("subject"), "", true}, w.listen());
    BOOST_TEST(w.enquiry.note_look("event_opened", "e-1").has_value());
    BOOST_TEST(w.enquiry.note_look("edge_shown", "Patient/9990004838").has_value());
    BOOST_TEST(w.audit.entries.size() == 6u);
    for (const auto& entry : w.audit.entries)
        for (const char* detail : {"Ana", "Example", "9990004838", "2018-05-04", "record-1"})
            BOOST_TEST(without_own_words(entry.facts_json).find(detail) == std::string::npos, entry.facts_json);
    BOOST_TEST(w.audit.entries[0].subject_clear == "9990004838");
    BOOST_TEST(w.audit.entries[0].facts_json.find("own words") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(fd_7_asking_one_cell_again_is_logged_anew_and_leaves_the_others_alone) {
    World w;
    w.transport.on("hospitals", {ScriptedAnswer::failing(ports::HttpFailure::tls),
                                 ScriptedAnswer{.body = "attended", .headers = {}}});
    w.run(about_ana());
    BOOST_TEST((w.cell("hospitals").state == LedgerState::unreachable));
    const record::Cell demographics = w.cell("pds");
    w.enquiry.ask_again({{PersonId("subject"), SourceId("hospitals")}}, {}, w.listen());
    BOOST_TEST((w.cell("hospitals").state == LedgerState::records_held));
    BOOST_TEST((w.cell("pds") == demographics));
    BOOST_TEST(w.transport.sent_to("pds") == 1u);
    BOOST_TEST(w.logged()[3] == "cells_asked_again");
}

BOOST_AUTO_TEST_CASE(cancelling_settles_every_open_cell_and_says_so) {
    World w;
    w.transport.on("hospitals", {ScriptedAnswer{.body = "late", .headers = {}}.taking(5000ms)});
    w.transport.at(20ms, [&] { w.stop.request_stop(); });
    w.run(about_ana());
    const auto* finished = w.last<enquiry::Finished>();
    BOOST_TEST_REQUIRE(finished != nullptr);
    BOOST_TEST(finished->was_cancelled);
    BOOST_TEST((w.cell("hospitals").state == LedgerState::awaiting));
    BOOST_TEST(!w.cell("hospitals").detail.empty());
    BOOST_TEST((w.cell("pds").state == LedgerState::records_held), "what had come stays");
    BOOST_TEST(w.audit.entries.back().facts_json.find("\"cancelled\":true") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(fd_8_a_confirmed_candidate_lends_its_number_so_that_others_can_be_asked) {
    World w;
    w.run(about_ana(""));
    BOOST_TEST((w.cell("pds").state == LedgerState::candidates));
    BOOST_TEST((w.cell("hospitals").state == LedgerState::not_asked));
    BOOST_TEST(w.cell("hospitals").detail.find("NHS number") != std::string::npos);
    w.enquiry.settle({"pds|record-1|child", PersonId("subject"), "", true}, w.listen());
    const auto askable = w.enquiry.askable_now(PersonId("subject"));
    BOOST_TEST_REQUIRE(askable.size() == 2u);
    w.enquiry.ask_again(askable, {}, w.listen());
    BOOST_TEST((w.cell("hospitals").state == LedgerState::records_held));
    BOOST_TEST((w.cell("pds").state == LedgerState::records_held));
}

BOOST_AUTO_TEST_CASE(rejecting_a_candidate_adopts_nothing) {
    World w;
    w.run(about_ana(""));
    w.enquiry.settle({"pds|record-1|child", PersonId("subject"), "", false}, w.listen());
    BOOST_TEST((w.cell("hospitals").state == LedgerState::not_asked));
    BOOST_TEST(w.enquiry.askable_now(PersonId("subject")).size() == 1u,
               "only the one that offered candidates");
    BOOST_TEST(w.audit.entries.back().kind == "candidate_rejected");
}

BOOST_AUTO_TEST_CASE(a_decision_that_cannot_be_logged_is_not_taken) {
    World w;
    w.run(about_ana(""));
    w.audit.is_full = true;
    const auto before = w.enquiry.picture();
    w.enquiry.settle({"pds|record-1|child", PersonId("subject"), "", true}, w.listen());
    BOOST_TEST(w.last<enquiry::LogUnwritable>() != nullptr);
    BOOST_TEST(w.enquiry.picture() == before);
    BOOST_TEST(!w.enquiry.note_look("event_opened", "e-1").has_value());
}

BOOST_AUTO_TEST_CASE(a_log_that_fills_up_midway_is_said_at_the_end) {
    World w;
    w.transport.at(20ms, [&] { w.audit.is_full = true; });
    w.run(about_ana());
    const auto* finished = w.last<enquiry::Finished>();
    BOOST_TEST_REQUIRE(finished != nullptr);
    BOOST_TEST(!finished->log_problem.empty());
}

BOOST_AUTO_TEST_SUITE_END()
