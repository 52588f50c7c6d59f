#include "world.h"

using namespace kith;
using namespace kith::enquiry_tests;

namespace {

/// What happened, in the order in which it happened: "log:enquiry_asked", "show:CellSettled".
struct Trace {
    explicit Trace(World& world) : w(world) {
        w.audit.on_append = [this](const ports::AuditEntry& entry) {
            steps.push_back("log:" + entry.kind);
            ids.insert(entry.enquiry);
        };
    }
    ~Trace() { w.audit.on_append = {}; }
    enquiry::OnEvent listen() {
        return [this](const enquiry::Event& event) {
            const bool shows = std::holds_alternative<enquiry::CellSettled>(event) ||
                               std::holds_alternative<enquiry::PictureGrew>(event);
            steps.push_back(shows ? "show" : "tell");
        };
    }
    bool shows_before(const std::string& step) const {
        const auto first = std::ranges::find(steps, step);
        return std::find(steps.begin(), first, "show") != first;
    }
    World& w;
    std::vector<std::string> steps;
    std::set<std::string> ids;
};

policy::Request in_an_emergency() {
    policy::Request request = about_ana();
    request.purpose = "IMMEDIATE_DANGER";
    request.emergency =
        policy::Emergency{"danger_now", "The neighbour hears the child crying behind a locked door", {}};
    return request;
}

const enquiry::EmergencyOver* over(const World& w) {
    for (const auto& event : w.events)
        if (const auto* found = std::get_if<enquiry::EmergencyOver>(&event)) return found;
    return nullptr;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(enquiry_trust_tests)

BOOST_AUTO_TEST_CASE(P1_nothing_is_shown_or_sent_before_a_durable_entry_of_the_same_enquiry) {
    World w;
    Trace trace(w);
    w.enquiry.run(about_ana(), w.stop.get_token(), trace.listen());
    w.enquiry.ask_again({{PersonId("subject"), SourceId("pds")}}, w.stop.get_token(), trace.listen());
    BOOST_TEST(!trace.shows_before("log:enquiry_asked"));
    BOOST_TEST(trace.ids.size() == 1u, "every entry carries the one enquiry");
    const auto again = std::ranges::find(trace.steps, "log:cells_asked_again");
    BOOST_TEST((again != trace.steps.end()));
}

BOOST_AUTO_TEST_CASE(P1_wherever_the_log_fills_up_nothing_is_shown_that_was_not_recorded_first) {
    for (size_t room = 0; room < 5; ++room) {
        World w;
        Trace trace(w);
        w.audit.room = room;
        w.enquiry.run(about_ana(), w.stop.get_token(), trace.listen());
        const bool was_recorded = std::ranges::find(trace.steps, "log:enquiry_asked") != trace.steps.end();
        BOOST_TEST(was_recorded == (room > 0));
        BOOST_TEST(w.transport.sent.empty() == !was_recorded);
        BOOST_TEST((std::ranges::find(trace.steps, "show") == trace.steps.end()) == !was_recorded);
    }
}

BOOST_AUTO_TEST_CASE(AU_2_what_was_displayed_is_on_record_by_number_and_by_token_and_by_no_name) {
    World w;
    w.run(about_ana());
    const auto& shown = w.audit.entries.at(1);
    BOOST_TEST(shown.kind == "results_displayed");
    BOOST_TEST(shown.shown_clear == std::vector<std::string>{"9990004838"}, boost::test_tools::per_element());
    BOOST_TEST(shown.subject_words.find("EXAMPLE") != std::string::npos, "sealed by the sink");
    for (const auto& entry : w.audit.entries)
        for (const auto& words : {entry.case_ref, entry.purpose, entry.enquiry, entry.lawful_basis})
            BOOST_TEST(words.find("Example") == std::string::npos, entry.kind);
}

BOOST_AUTO_TEST_CASE(AU_6_a_declared_conflict_is_on_record_and_nothing_is_asked) {
    World w;
    policy::Request request = about_ana();
    request.has_declared_conflict = true;
    w.run(request);
    BOOST_TEST(w.logged() == (std::vector<std::string>{"conflict_declared", "enquiry_refused"}),
               boost::test_tools::per_element());
    BOOST_TEST(w.transport.sent.empty());
    const auto* refused = w.last<enquiry::Refused>();
    BOOST_TEST_REQUIRE(refused);
    BOOST_TEST(refused->refusal.reasons.front().code == "conflict_declared");
}

BOOST_AUTO_TEST_CASE(AU_6_what_the_log_remembers_of_the_asker_counts_before_every_decision) {
    World w;
    enquiry::Surroundings around = w.surroundings();
    bool was_declared = false;
    around.recall = [&](policy::Request& request) {
        request.has_declared_conflict |= was_declared;
        return std::optional<policy::Refusal::Reason>();
    };
    w.enquiry = Enquiry(9, around);
    w.run(about_ana());
    BOOST_TEST(w.last<enquiry::Finished>());
    was_declared = true;
    w.enquiry.ask_again({{PersonId("subject"), SourceId("pds")}}, w.stop.get_token(), w.listen());
    BOOST_TEST(w.last<enquiry::Refused>());
}

BOOST_AUTO_TEST_CASE(
    X14_a_log_that_has_been_alone_for_too_long_stops_ordinary_asking_and_the_refusal_is_on_record) {
    World w;
    enquiry::Surroundings around = w.surroundings();
    around.recall = [](policy::Request&) {
        return policy::Refusal::Reason{
            "log_unwitnessed", {}, "Nobody else has seen this log for three days."};
    };
    w.enquiry = Enquiry(9, around);
    w.run(about_ana());
    BOOST_TEST(w.transport.sent.empty());
    BOOST_TEST(w.logged() == std::vector<std::string>{"enquiry_refused"}, boost::test_tools::per_element());
    BOOST_TEST_REQUIRE(w.last<enquiry::Refused>());
    BOOST_TEST(w.last<enquiry::Refused>()->refusal.reasons.front().code == "log_unwitnessed");
}

BOOST_AUTO_TEST_CASE(AU_9_emergency_access_is_on_record_before_anything_is_asked) {
    World w;
    w.run(in_an_emergency());
    BOOST_TEST(w.logged() == (std::vector<std::string>{"emergency_began", "enquiry_asked",
                                                       "results_displayed", "enquiry_closed"}),
               boost::test_tools::per_element());
    const std::string& facts = w.audit.entries.front().facts_json;
    BOOST_TEST(facts.find("\"code\":\"danger_now\"") != std::string::npos, facts);
    BOOST_TEST(facts.find("2026-11-23") != std::string::npos,
               "the review is due on the next working day: " << facts);
    BOOST_TEST(w.enquiry.emergency_until().has_value());
}

BOOST_AUTO_TEST_CASE(P22_emergency_access_ends_on_time_and_everything_seen_under_it_is_gone) {
    World w;
    w.run(in_an_emergency());
    BOOST_TEST(!w.enquiry.picture()->replies.empty());
    w.clock.pass(29min + 59s);
    w.enquiry.end_if_over(w.listen());
    BOOST_TEST(!over(w), "one second is left");
    w.clock.pass(1s);
    w.enquiry.end_if_over(w.listen());
    BOOST_TEST_REQUIRE(over(w));
    BOOST_TEST(over(w)->review_due->iso() == "2026-11-23");
    BOOST_TEST(w.enquiry.picture()->replies.empty());
    BOOST_TEST(w.logged().back() == "emergency_ended");
    const size_t sent = w.transport.sent.size();
    w.enquiry.ask_again({{PersonId("subject"), SourceId("pds")}}, w.stop.get_token(), w.listen());
    BOOST_TEST(w.transport.sent.size() == sent, "it cannot be renewed by asking again");
    BOOST_TEST(w.last<enquiry::Refused>());
}

BOOST_AUTO_TEST_CASE(P22_emergency_access_that_cannot_be_recorded_asks_nothing) {
    World w;
    w.audit.room = 1;
    w.run(in_an_emergency());
    BOOST_TEST(w.transport.sent.empty());
    BOOST_TEST(w.last<enquiry::LogUnwritable>());
}

BOOST_AUTO_TEST_CASE(SW_16_without_network_only_unexpired_copies_are_read_and_all_are_marked) {
    World w;
    w.open_shelf();
    w.run(about_ana());
    BOOST_TEST_REQUIRE(w.cell("pds").kept_until.has_value());
    const auto fetched = w.cell("pds").received_at;

    w.clock.pass(1h);
    for (const auto* source : {"pds", "hospitals"})
        w.transport.on(source, {ScriptedAnswer::failing(ports::HttpFailure::connect)});
    w.begin();
    w.run(about_ana());
    BOOST_TEST((w.cell("pds").state == LedgerState::held_copy));
    BOOST_TEST((w.cell("pds").received_at == fetched), "as of when it was fetched");
    BOOST_TEST(w.cell("pds").detail.find("kept") != std::string::npos, w.cell("pds").detail);
    BOOST_TEST(w.enquiry.picture()->chronology.entries.size() == 2u, "what was kept is read");
    BOOST_TEST(std::ranges::count(w.logged(), "copy_opened") >= 1, "each opening is on record");

    w.clock.pass(24h * 30);
    w.begin();
    w.run(about_ana());
    BOOST_TEST((w.cell("pds").state == LedgerState::unreachable), "no copy outlives its time");
    BOOST_TEST(w.enquiry.picture()->chronology.entries.empty());
}

BOOST_AUTO_TEST_CASE(SW_16_a_purpose_is_a_wall_and_so_is_a_case_and_a_user) {
    World w;
    w.open_shelf();
    w.run(about_ana());
    for (const auto* source : {"pds", "hospitals"})
        w.transport.on(source, {ScriptedAnswer::failing(ports::HttpFailure::connect)});
    policy::Request other_case = about_ana();
    other_case.case_ref = "NC-2";
    w.begin();
    w.run(other_case);
    BOOST_TEST((w.cell("pds").state == LedgerState::unreachable), "another case");
    policy::Request other_purpose = about_ana();
    other_purpose.purpose = "SECTION_47";
    other_purpose.user.role = "duty_social_worker";
    w.begin();
    w.run(other_purpose);
    BOOST_TEST((w.cell("pds").state == LedgerState::unreachable), "another purpose");
    w.open_shelf("r.singh");
    policy::Request other_user = about_ana();
    other_user.user.id = "r.singh";
    w.run(other_user);
    BOOST_TEST((w.cell("pds").state == LedgerState::unreachable), "another person");
}

BOOST_AUTO_TEST_CASE(a_source_that_refuses_is_not_papered_over_with_a_copy) {
    World w;
    w.open_shelf();
    w.run(about_ana());
    w.transport.on("pds", {ScriptedAnswer{.status = 200, .body = "registered", .headers = {}}});
    w.transport.on("hospitals", {ScriptedAnswer::failing(ports::HttpFailure::too_large)});
    w.begin();
    w.run(about_ana());
    BOOST_TEST((w.cell("pds").state == LedgerState::records_held), "a fresh answer comes before any copy");
}

BOOST_AUTO_TEST_SUITE_END()
