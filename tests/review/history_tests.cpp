#include "ports/audit_kinds.h"
#include "review/history.h"
#include "support/builders.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using review::History;
using review::LogLine;
using support::instant;
namespace kinds = ports::kinds;

namespace {

LogLine line(std::uint64_t index, std::string_view kind, const std::string& user, const std::string& subject,
             const std::string& facts = "{}") {
    LogLine made;
    made.index = index;
    made.at = instant("2026-11-22T09:00:00Z") + std::chrono::minutes(index);
    made.kind = kind;
    made.user = user;
    made.subject = subject;
    made.facts = facts;
    return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(review_history_tests)

BOOST_AUTO_TEST_CASE(AU_6_a_conflict_stands_for_that_person_and_that_child_alone) {
    History history;
    history.add(line(0, kinds::kConflictDeclared, "a.okafor", "t1"));
    BOOST_TEST(history.has_conflict("a.okafor", "t1"));
    BOOST_TEST(!history.has_conflict("a.okafor", "t2"));
    BOOST_TEST(!history.has_conflict("r.singh", "t1"));
}

BOOST_AUTO_TEST_CASE(P22_an_emergency_waits_for_a_review_that_its_own_user_cannot_give) {
    History history;
    history.add(line(4, kinds::kEmergencyBegan, "a.okafor", "t1", R"({"code":"danger_now"})"));
    BOOST_TEST_REQUIRE(history.unreviewed("a.okafor", "t1").has_value());
    BOOST_TEST(history.unreviewed("a.okafor", "t1")->index == 4u);
    BOOST_TEST(!history.unreviewed("r.singh", "t1"));
    history.add(line(5, kinds::kEmergencyReviewed, "a.okafor", "", R"({"entry":4})"));
    BOOST_TEST(history.unreviewed("a.okafor", "t1").has_value(), "not by its own user");
    history.add(line(6, kinds::kEmergencyReviewed, "t.adeyemi", "", R"({"entry":3})"));
    history.add(line(7, kinds::kEmergencyReviewed, "t.adeyemi", "", "not json"));
    BOOST_TEST(history.unreviewed("a.okafor", "t1").has_value(), "not by a review of something else");
    history.add(line(8, kinds::kEmergencyReviewed, "t.adeyemi", "", R"({"entry":4})"));
    BOOST_TEST(!history.unreviewed("a.okafor", "t1"));
}

BOOST_AUTO_TEST_CASE(P22_beginning_again_does_not_begin_the_time_again) {
    History history;
    history.add(line(4, kinds::kEmergencyBegan, "a.okafor", "t1"));
    history.add(line(20, kinds::kEmergencyBegan, "a.okafor", "t1"));
    BOOST_TEST((history.unreviewed("a.okafor", "t1")->began == instant("2026-11-22T09:04:00Z")));
}

BOOST_AUTO_TEST_SUITE_END()
