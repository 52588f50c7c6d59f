#include "cli/world.h"

#include <boost/test/unit_test.hpp>

#include <map>
#include <set>

using namespace kith::tests;

namespace {

/// A way to break a source, and the states in which its cell may then end.
struct Breakage {
    std::string kind;
    std::string more;
    std::set<std::string> states;
};

const std::vector<Breakage>& breakages() {
    static const std::vector<Breakage> all = {
        {"delay", R"(,"ms":60000)", {"unreachable", "partial"}},
        {"stall", "", {"unreachable", "partial"}},
        {"drop", "", {"unreachable", "partial"}},
        {"reset", "", {"unreachable", "partial"}},
        {"truncate", "", {"unreachable", "partial"}},
        {"status", R"(,"status":408)", {"unreachable", "partial"}},
        {"status", R"(,"status":429,"retry_after":60)", {"unreachable", "partial"}},
        {"status", R"(,"status":500)", {"unreachable", "partial"}},
        {"status", R"(,"status":503)", {"unreachable", "partial"}},
        {"content_type", "", {"unusable", "partial"}},
        {"html", "", {"unusable", "partial"}},
        {"garbage", "", {"unusable", "partial"}},
        {"endless", "", {"unusable", "unreachable", "partial"}},
        {"other_child", "", {"unusable", "partial"}},
    };
    return all;
}

std::string script(const std::string& source, const Breakage& breakage) {
    return R"({"faults":[{"source":")" + source + R"(","kind":")" + breakage.kind + R"(")" + breakage.more +
           "}]}";
}

World::Answer ask(const World& world) {
    return world.ask({"--deadline", "1.5"});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cli_faults_tests)

BOOST_AUTO_TEST_CASE(any_one_source_broken_in_any_way_changes_its_own_cell_alone_and_to_the_right_state) {
    const auto whole = cells(World().ask({"--deadline", "20"}).picture);
    for (const auto& [name, healthy] : whole.items()) {
        if (healthy["state"] == "not_asked") continue;
        const std::string source = healthy["source"];
        for (const auto& breakage : breakages()) {
            BOOST_TEST_CONTEXT(source << " broken by " << breakage.kind << breakage.more) {
                const World world(script(source, breakage));
                const auto answer = ask(world);
                BOOST_TEST_REQUIRE(!answer.picture.is_null(), answer.ran.err);
                auto broken = cells(answer.picture);
                const std::string state = broken[name]["state"];
                BOOST_TEST(breakage.states.contains(state), state);
                if (answer.ran.status != 3) BOOST_TEST(answer.ran.status == 3);
                auto others = whole;
                others.erase(name);
                broken.erase(name);
                BOOST_TEST(broken.dump() == others.dump());
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
