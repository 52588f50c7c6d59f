#include "world.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith::federate_tests;
using kith::ports::HttpFailure;
using kith::ports::HttpRequest;

namespace {

std::string bearer(const HttpRequest& request) {
    for (const auto& [name, value] : request.headers)
        if (name == "Authorization") return value;
    return {};
}

bool is_token_request(const HttpRequest& request) {
    return request.path == "/token";
}

/// A source that gives tokens t1, t2, ... of so many seconds, and answers 401 to any but those it accepts.
struct Guarded : World {
    explicit Guarded(size_t people = 1, int lasts = 3600) : World({"a"}, people) {
        connector("a").wants_token = true;
        network.on("a", [this, lasts](const HttpRequest& request) {
            if (is_token_request(request)) return token("t" + std::to_string(++given), lasts);
            return bearer(request) == "Bearer t" + std::to_string(accepted ? accepted : given)
                       ? records("r1")
                       : ScriptedAnswer::with_status(401);
        });
    }
    size_t tokens_asked() const {
        return static_cast<size_t>(
            std::count_if(network.sent.begin(), network.sent.end(),
                          [](const auto& one) { return is_token_request(one.request); }));
    }
    int given = 0;
    int accepted = 0;  ///< 0: the latest
};

}  // namespace

BOOST_AUTO_TEST_SUITE(federate_token_tests)

BOOST_AUTO_TEST_CASE(one_token_serves_everybody_asked_about_and_nothing_goes_before_it) {
    Guarded world(6);
    for (const auto& outcome : world.fetch()) BOOST_TEST(state_of(outcome) == "records_held");
    BOOST_TEST(world.tokens_asked() == 1u);
    BOOST_TEST(is_token_request(world.network.sent.front().request));
    for (const auto& sent : world.network.sent)
        if (!is_token_request(sent.request)) BOOST_TEST(bearer(sent.request) == "Bearer t1");
}

BOOST_AUTO_TEST_CASE(a_token_is_kept_until_half_a_minute_before_its_end) {
    Guarded world(1, 120);
    world.fetch();
    world.clock.pass(89s);
    world.fetch();
    BOOST_TEST(world.tokens_asked() == 1u);
    world.clock.pass(1s);
    world.fetch();
    BOOST_TEST(world.tokens_asked() == 2u);
}

BOOST_AUTO_TEST_CASE(a_short_lived_token_is_still_of_use) {
    Guarded world(3, 20);
    for (const auto& outcome : world.fetch()) BOOST_TEST(state_of(outcome) == "records_held");
    BOOST_TEST(world.tokens_asked() == 1u);
}

BOOST_AUTO_TEST_CASE(a_token_withdrawn_early_is_renewed_once_for_all) {
    Guarded world(4);
    world.fetch();
    world.accepted = 2;
    const auto outcomes = world.fetch();
    for (const auto& outcome : outcomes) BOOST_TEST(state_of(outcome) == "records_held");
    BOOST_TEST(world.tokens_asked() == 2u);
}

BOOST_AUTO_TEST_CASE(a_refusal_of_the_new_token_stands) {
    Guarded world(4);
    world.accepted = 99;
    const auto outcomes = world.fetch();
    for (const auto& outcome : outcomes) BOOST_TEST(state_of(outcome) == "refused");
    BOOST_TEST(world.tokens_asked() == 2u);
    BOOST_TEST(world.network.sent.size() == 2u + 4 + 4);
}

BOOST_AUTO_TEST_CASE(without_a_token_nobody_is_asked_about_and_every_cell_is_a_hole) {
    World world({"a", "b"}, 3);
    world.connector("a").wants_token = true;
    world.network.on("a", {ScriptedAnswer::with_status(403)});
    world.network.on("b", {records("r1")});
    const auto outcomes = world.fetch();
    BOOST_TEST(world.network.sent_to("a") == 1u);
    for (const char* who : {"subject", "p1", "p2"}) {
        BOOST_TEST(told(at(outcomes, "a", who)) ==
                   std::string("a/") + who + " unreachable 0:  (signing in to it was refused)");
        BOOST_TEST(state_of(at(outcomes, "b", who)) == "records_held");
    }
}

BOOST_AUTO_TEST_CASE(a_token_that_cannot_be_had_is_asked_for_once_more_and_no_more) {
    World world({"a"}, 3);
    world.connector("a").wants_token = true;
    world.network.on("a", {ScriptedAnswer::failing(HttpFailure::connect)});
    for (const auto& outcome : world.fetch()) {
        BOOST_TEST(state_of(outcome) == "unreachable");
        BOOST_TEST(outcome.cell.detail == "signing in to it failed");
    }
    BOOST_TEST(world.network.sent.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_token_desk_that_never_answers_ends_at_the_deadline) {
    World world({"a"}, 2);
    world.connector("a").wants_token = true;
    const auto outcomes = world.fetch();
    BOOST_TEST(world.now().count() == 8000);
    for (const auto& outcome : outcomes) BOOST_TEST(state_of(outcome) == "unreachable");
}

BOOST_AUTO_TEST_CASE(a_token_that_cannot_be_read_is_no_token) {
    World world({"a"});
    world.connector("a").wants_token = true;
    world.network.on("a", {records("<html>"), records("r1")});
    const auto outcomes = world.fetch();
    BOOST_TEST(state_of(at(outcomes, "a")) == "unusable");
    BOOST_TEST(world.network.sent.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
