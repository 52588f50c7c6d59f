#include "cli/world.h"

#include <boost/test/unit_test.hpp>

#include <map>
#include <set>

using namespace kith::tests;

namespace {

/// A way to break a source, and the states in which its cell may then end. What only a clock can end gets a
/// short one.
struct Breakage {
    std::string kind;
    std::string more;
    std::set<std::string> states;
    bool needs_clock = false;
};

const std::vector<Breakage>& breakages() {
    static const std::vector<Breakage> all = {
        {"delay", R"(,"ms":60000)", {"unreachable", "partial"}, true},
        {"stall", "", {"unreachable", "partial"}, true},
        {"drop", "", {"unreachable", "partial"}},
        {"reset", "", {"unreachable", "partial"}},
        {"truncate", "", {"unreachable", "partial"}},
        {"status", R"(,"status":408)", {"unreachable", "partial"}},
        {"status", R"(,"status":429,"retry_after":60)", {"unreachable", "partial"}, true},
        {"status", R"(,"status":500)", {"unreachable", "partial"}},
        {"status", R"(,"status":503)", {"unreachable", "partial"}},
        {"content_type", "", {"unusable", "partial"}},
        {"html", "", {"unusable", "partial"}},
        {"garbage", "", {"unusable", "partial"}},
        {"endless", "", {"unusable", "unreachable", "partial"}, true},
        {"other_child", "", {"unusable", "partial"}},
    };
    return all;
}

std::string script(const std::string& source, const Breakage& breakage) {
    return R"({"faults":[{"source":")" + source + R"(","kind":")" + breakage.kind + R"(")" + breakage.more +
           "}]}";
}

/// The healthy sources have all the time in the world, so that a busy machine changes nothing.
void give_time(const World& world, const std::string& broken, bool is_short) {
    auto settings = nlohmann::json::parse(whole_file(world.settings()));
    settings["deadline_ms"] = 60000;
    for (auto& source : settings["sources"])
        source["deadline_ms"] = is_short && source["id"] == broken ? 1000 : 60000;
    world.folder().write("northshire/settings.json", settings.dump());
}

World::Answer ask(const World& world) {
    return world.ask_exactly(as_social_worker() + about_maisie());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_faults_tests)

BOOST_AUTO_TEST_CASE(any_one_source_broken_in_any_way_changes_its_own_cell_alone_and_to_the_right_state) {
    const auto whole = cells(ask(World()).picture);
    for (const auto& [name, healthy] : whole.items()) {
        BOOST_TEST(healthy["state"] != "not_asked", "every source is asked");
        const std::string source = healthy["source"];
        for (const auto& breakage : breakages()) {
            BOOST_TEST_CONTEXT(source << " broken by " << breakage.kind << breakage.more) {
                const World world(script(source, breakage));
                give_time(world, source, breakage.needs_clock);
                const auto answer = ask(world);
                BOOST_TEST_REQUIRE(!answer.picture.is_null(), answer.ran.err);
                auto broken = cells(answer.picture);
                const std::string state = broken[name]["state"];
                BOOST_TEST(breakage.states.contains(state), state);
                BOOST_TEST(answer.ran.status == 3);
                auto others = whole;
                others.erase(name);
                broken.erase(name);
                BOOST_TEST(broken.dump() == others.dump());
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
