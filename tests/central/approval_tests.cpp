#include "central/approvals.h"
#include "central_world.h"
#include "support/seeded_entropy.h"

#include <thread>

using namespace kith;
using namespace kith::tests;
using central::Approvals;

namespace {

const policy::User kAsker{"a.okafor", "A. Okafor", "mash_worker", "Northshire Council", "S-1001"};
const policy::User kLead{"l.hughes", "L. Hughes", "safeguarding_lead", "Northshire Council", "S-2002"};
/// The asker again, under another account.
const policy::User kOtherAccount{"adaeze.okafor", "Adaeze Okafor", "safeguarding_lead", "Northshire Council",
                                 "s-1001"};

Approvals::Question question(const std::string& case_ref = "NC-2026-10482") {
    return {kAsker, "SECTION_47", case_ref, std::string(64, 'c')};
}

struct Desks {
    support::SeededEntropy entropy{
        static_cast<std::uint64_t>(boost::unit_test::framework::current_test_case().p_id)};
    central::Place asking = world().workstation("ws_asking"), leading = world().workstation("ws_leading");
    Approvals asker{asking}, lead{leading};
    Approvals::Asked asked = *asker.ask(question(), entropy);
};

bool is_open_to(Approvals& desk, const std::string& id) {
    const auto open = desk.open();
    BOOST_TEST_REQUIRE(open.has_value());
    return std::ranges::find(*open, id, &Approvals::Open::id) != open->end();
}

void let_time_pass(const std::string& id, const std::string& interval) {
    // Above all rules, and in the table's own name: nobody else can.
    world().server().run("UPDATE kith.approvals_asked SET asked_at = asked_at - interval '" + interval +
                         "', expires_at = expires_at - interval '" + interval + "' WHERE id = '" + id + "'");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(central_approval_tests, *boost::unit_test::precondition(NeedsPostgres{8}))

BOOST_FIXTURE_TEST_CASE(a_lead_on_another_workstation_gives_approval_and_the_asker_gets_it, Desks) {
    const auto waiting = asker.answer(asked);
    BOOST_TEST((waiting.has_value() && !waiting->has_value()));
    BOOST_TEST(is_open_to(lead, asked.id));
    BOOST_TEST(lead.give(asked.id, kLead).has_value());
    const auto answer = asker.answer(asked);
    BOOST_TEST_REQUIRE((answer.has_value() && answer->has_value()));
    BOOST_TEST((*answer)->is_given);
    BOOST_TEST((*answer)->approval.of == asked.subject);
    BOOST_TEST((*answer)->approval.by.id == "l.hughes");
    BOOST_TEST((*answer)->approval.by.person == "S-2002");
    BOOST_TEST((*answer)->approval.by.role == "safeguarding_lead");
    BOOST_TEST(!is_open_to(lead, asked.id));
}

BOOST_FIXTURE_TEST_CASE(a_refusal_is_an_answer_too_and_the_first_answer_stands, Desks) {
    BOOST_TEST(lead.refuse(asked.id, kLead).has_value());
    BOOST_TEST(!lead.give(asked.id, kLead).has_value());
    BOOST_TEST(!(**asker.answer(asked)).is_given);
}

BOOST_FIXTURE_TEST_CASE(P25_whoever_asked_cannot_answer_from_elsewhere_under_any_account, Desks) {
    BOOST_TEST(base::name_of(lead.give(asked.id, kAsker).error().fault) == "denied");
    BOOST_TEST(base::name_of(lead.give(asked.id, kOtherAccount).error().fault) == "denied");
    auto same_account = kLead;
    same_account.id = "A.Okafor";
    BOOST_TEST(base::name_of(lead.give(asked.id, same_account).error().fault) == "denied");
    BOOST_TEST((asker.answer(asked).has_value() && !asker.answer(asked)->has_value()));
}

BOOST_FIXTURE_TEST_CASE(P25_the_workstation_that_asked_cannot_answer_whoever_sits_there, Desks) {
    BOOST_TEST(!is_open_to(asker, asked.id));
    BOOST_TEST(base::name_of(asker.give(asked.id, kLead).error().fault) == "not_found");
    // Not by hand-written SQL either: neither in its own name nor in another's.
    const auto by_hand = [&](const std::string& role, const std::string& workstation,
                             const std::string& asker_person) {
        const auto visitor = world().server().visit();
        visitor->run("SET SESSION AUTHORIZATION " + role);
        try {
            visitor->run(
                "INSERT INTO kith.approvals_answered (id, answer, asker_person, asker_user, "
                "asker_workstation, by_person, "
                "by_user, by_name, by_role, by_workstation) VALUES ('" +
                asked.id + "', 'given', '" + asker_person +
                "', 'a.okafor', 'ws_asking', 'S-9', 'x', 'x', 'x', '" + workstation + "')");
            return true;
        } catch (const std::exception&) {
            return false;
        }
    };
    BOOST_TEST(!by_hand("ws_asking", "ws_asking", "S-1001"));
    BOOST_TEST(!by_hand("ws_asking", "ws_leading", "S-1001"));
    BOOST_TEST(
        !by_hand("ws_leading", "ws_leading", "S-somebody-else"));  // the question as it stands, or none
    BOOST_TEST(by_hand("ws_leading", "ws_leading", "S-1001"));
}

BOOST_FIXTURE_TEST_CASE(a_question_runs_out_after_four_hours, Desks) {
    let_time_pass(asked.id, "3 hours 59 minutes");
    BOOST_TEST(is_open_to(lead, asked.id));
    let_time_pass(asked.id, "1 minute");
    BOOST_TEST(!is_open_to(lead, asked.id));
    BOOST_TEST(base::name_of(lead.give(asked.id, kLead).error().fault) == "not_found");
    BOOST_TEST(base::name_of(asker.answer(asked).error().fault) == "timed_out");
}

BOOST_FIXTURE_TEST_CASE(an_answer_to_a_changed_question_is_not_taken, Desks) {
    BOOST_TEST(lead.give(asked.id, kLead).has_value());
    auto changed = asked;
    changed.subject = std::string(64, 'd');
    BOOST_TEST(base::name_of(asker.answer(changed).error().fault) == "corrupt");
}

BOOST_FIXTURE_TEST_CASE(others_see_no_more_of_approvals_than_they_need, Desks) {
    Approvals third(world().workstation("ws_third"));
    // Another workstation may answer, and so sees the question; the answer is the asker's alone.
    BOOST_TEST(is_open_to(third, asked.id));
    BOOST_TEST(lead.give(asked.id, kLead).has_value());
    BOOST_TEST(!is_open_to(third, asked.id));
    BOOST_TEST(base::name_of(third.answer(asked).error().fault) == "not_found");
    BOOST_TEST(base::name_of(lead.answer(asked).error().fault) == "not_found");
    const auto columns = world().server().run(
        "SELECT string_agg(attname, ' ' ORDER BY attname) FROM pg_attribute WHERE attrelid = "
        "'kith.approvals_open'::regclass AND "
        "attnum > 0");
    BOOST_TEST(columns[0][0].find("subject") == std::string::npos);
    // What names the child to somebody who can guess is not in the table: only a commitment under a salt that
    // stayed at the desk.
    BOOST_TEST(
        world()
            .server()
            .run("SELECT 1 FROM kith.approvals_asked WHERE encode(subject, 'hex') = '" + asked.subject + "'")
            .empty());
}

BOOST_FIXTURE_TEST_CASE(waiting_ends_with_the_answer_or_when_asked_to_stop, Desks) {
    base::Expected<Approvals::Answer> answer = base::fail(base::Fault::internal, "not asked");
    {
        std::jthread waiting([&](const std::stop_token& stop) {
            answer = asker.wait(asked, std::chrono::milliseconds{5}, stop);
        });
        BOOST_TEST(lead.give(asked.id, kLead).has_value());
        waiting.join();
    }
    BOOST_TEST_REQUIRE(answer.has_value());
    BOOST_TEST(answer->is_given);
    std::stop_source stop;
    stop.request_stop();
    BOOST_TEST(base::name_of(asker.wait(asked, std::chrono::hours{1}, stop.get_token()).error().fault) ==
               "cancelled");
}

BOOST_AUTO_TEST_SUITE_END()
