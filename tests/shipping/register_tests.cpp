#include "central/prepare.h"
#include "central/reader.h"
#include "central_world.h"
#include "review/register.h"
#include "wire/shipping.h"
#include "written_log.h"

using namespace kith;
using namespace kith::tests;

BOOST_AUTO_TEST_SUITE(central_register_tests, *boost::unit_test::precondition(NeedsPostgres{1}))

BOOST_AUTO_TEST_CASE(P26_the_workstations_logs_and_the_partnership_s_database_answer_every_question_alike) {
    BOOST_TEST_REQUIRE(
        central::prepare(world().place("admin"), {.authority = "p26", .from = story_day(), .months = 1})
            .has_value());
    world().server().run(*central::auditor_sql("auditor_p26", "p26"));
    review::Register local, central;
    for (int i = 0; i < 3; ++i) {
        WrittenLog log(100 + static_cast<std::uint64_t>(i));
        log.write(150 + 40 * i);
        for (const auto& leaf : log.leaves()) BOOST_TEST_REQUIRE(local.add(leaf).has_value());
        const std::string role = "ws_p26_" + std::to_string(i);
        world().server().run(*central::enrolment_sql(role, "p26", role));
        auto place = world().place(role);
        place.authority = "p26";
        auto opened = wire::open_access_log(log.place, log.entropy)();
        BOOST_TEST_REQUIRE(opened.has_value());
        central::Shipper shipper(place, opened->chain, opened->feed);
        BOOST_TEST(shipper.ship("", story_day(), {}).trouble == "");
    }
    central::Reader reader(world().place("auditor_p26"));
    BOOST_TEST_REQUIRE(
        reader.read_all([&](const std::string& leaf) { return central.add(leaf).has_value(); }).has_value());
    local.settle();
    central.settle();
    BOOST_TEST_REQUIRE(local.size() == 570u);
    BOOST_TEST_REQUIRE(central.size() == local.size());
    for (std::uint64_t i = 0; i < local.size(); ++i) {
        const auto a = local.line(i), b = central.line(i);
        BOOST_TEST(a.chain == b.chain);
        BOOST_TEST(a.index == b.index);
        BOOST_TEST(a.kind == b.kind);
        BOOST_TEST(a.facts == b.facts);
    }
    std::vector<review::Filter> questions(6);
    questions[1].user = "a.okafor";
    questions[2].from = story_day() + std::chrono::minutes{30};
    questions[3].kinds = {"enquiry_closed"};
    questions[4].words = "singh";
    questions[5].case_ref = "NC-2026-7";
    for (const auto& question : questions) {
        BOOST_TEST(!local.find(question).empty());
        BOOST_TEST((local.find(question) == central.find(question)));
    }
}

BOOST_AUTO_TEST_SUITE_END()
