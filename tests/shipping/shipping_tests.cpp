#include "central/reader.h"
#include "central_world.h"
#include "support/fake_clock.h"
#include "support/tcp_proxy.h"
#include "wire/shipping.h"
#include "written_log.h"

using namespace kith;
using namespace kith::tests;
using support::TcpProxy;
using wire::Shipping;
using wire::ShippingState;

namespace {

/// Waits for what the shipping thread says, without looking at any clock.
class Ear {
public:
    void hear(const ShippingState& state) {
        {
            const std::scoped_lock lock(mutex_);
            states_.push_back(state);
        }
        news_.notify_all();
    }
    ShippingState wait_until(const std::function<bool(const ShippingState&)>& holds) {
        std::unique_lock lock(mutex_);
        news_.wait(lock, [&] { return std::ranges::any_of(states_, holds); });
        return *std::ranges::find_if(states_, holds);
    }

private:
    std::mutex mutex_;
    std::condition_variable news_;
    std::vector<ShippingState> states_;
};

struct Desk {
    WrittenLog log;
    support::FakeClock clock{story_day()};
    support::SeededEntropy entropy{9}, own{11};
    Ear ear;
    wire::ShippingPlan plan;

    explicit Desk(std::uint64_t seed, const central::Place& place) : log(seed) {
        plan.place = place;
        plan.memory_file = log.folder.file("log.shipped");
        plan.settle = std::chrono::milliseconds{1};
        plan.interval = std::chrono::hours{10};  // nothing happens by itself
    }
    std::unique_ptr<Shipping> start() {
        return std::make_unique<Shipping>(plan, wire::open_access_log(log.place, own), clock, entropy,
                                          [this](const ShippingState& state) { ear.hear(state); });
    }
    std::vector<std::string> stored() const {
        std::vector<std::string> out;
        central::Reader reader(world().auditor());
        BOOST_TEST(reader
                       .read(log.chain(), 0,
                             [&](const central::Reader::Entry& entry) {
                                 out.push_back(entry.leaf.json);
                                 return true;
                             })
                       .has_value());
        return out;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(wire_shipping_tests, *boost::unit_test::precondition(NeedsPostgres{6}))

BOOST_AUTO_TEST_CASE(what_the_desk_writes_arrives_byte_by_byte_with_its_signed_head) {
    Desk desk(1, world().workstation("ws_thread"));
    desk.log.write(30);
    const auto shipping = desk.start();
    BOOST_TEST(desk.ear.wait_until([](const auto& s) { return s.last.next == 30; }).last.trouble == "");
    desk.log.write(5);
    shipping->entry_added();
    const auto state = desk.ear.wait_until([](const auto& s) { return s.last.next == 35; });
    BOOST_TEST(state.witness.entries == 0u);
    BOOST_TEST((desk.stored() == desk.log.leaves()));
    central::Reader reader(world().auditor());
    const auto verdict = reader.verify(desk.log.chain());
    BOOST_TEST_REQUIRE(verdict.has_value());
    BOOST_TEST(verdict->trouble == "");
    BOOST_TEST(verdict->witnessed_to == 35u);
}

BOOST_AUTO_TEST_CASE(an_empty_log_is_no_trouble_and_is_followed_once_it_begins) {
    Desk desk(2, world().workstation("ws_begins"));
    const auto shipping = desk.start();
    const auto state = desk.ear.wait_until([](const auto& s) { return s.has_tried; });
    BOOST_TEST(state.last.trouble == "");
    BOOST_TEST((central::may_ask(state.witness, std::chrono::hours{72}, story_day()) == central::Leave::any));
    desk.log.write(1);
    shipping->entry_added();
    BOOST_TEST(desk.ear.wait_until([](const auto& s) { return s.last.next == 1; }).failures == 0);
}

BOOST_AUTO_TEST_CASE(C24_a_database_that_is_down_blocks_nobody_and_the_state_says_since_when) {
    auto place = world().workstation("ws_down");
    TcpProxy nobody(1);  // passes on to a port where nobody listens
    place.port = nobody.port();
    Desk desk(3, place);
    desk.plan.first_pause = desk.plan.longest_pause = std::chrono::milliseconds{1};
    desk.log.write(7);
    const auto shipping = desk.start();
    const auto state = desk.ear.wait_until([](const auto& s) { return s.failures >= 3; });
    BOOST_TEST(state.last.trouble != "");
    BOOST_TEST(!state.last.is_connected);
    BOOST_TEST(state.witness.entries == 7u);
    BOOST_TEST_REQUIRE(state.witness.oldest.has_value());
    BOOST_TEST((*state.witness.oldest == story_day()));
    BOOST_TEST((central::may_ask(state.witness, std::chrono::hours{72},
                                 story_day() + std::chrono::hours{72}) == central::Leave::emergency_only));
    // The desk goes on writing all the while.
    desk.log.write(20);
    shipping->entry_added();
}

BOOST_AUTO_TEST_CASE(it_ends_at_once_wherever_its_conversation_hangs) {
    for (const std::uint64_t silent_after : {1u, 700u, 2500u, 4000u}) {
        std::mutex mutex;
        std::condition_variable changed;
        bool is_silent = false;
        TcpProxy proxy(world().server().port(), [&](int) {
            TcpProxy::Fate fate;
            fate.up = silent_after;
            fate.falls_silent = true;
            fate.and_then = [&] {
                const std::scoped_lock lock(mutex);
                is_silent = true;
                changed.notify_all();
            };
            return fate;
        });
        Desk desk(4 + silent_after, world().workstation("ws_hangs", proxy.port()));
        desk.plan.patience.connect = desk.plan.patience.answer = std::chrono::hours{24};
        desk.log.write(20);
        auto shipping = desk.start();
        {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return is_silent; });
        }
        shipping.reset();  // would take a day
        BOOST_TEST(proxy.cut() == 1);
    }
}

BOOST_AUTO_TEST_CASE(X14_a_database_that_went_back_is_noticed_after_a_restart) {
    Desk desk(50, world().workstation("ws_restart"));
    desk.log.write(10);
    {
        const auto shipping = desk.start();
        desk.ear.wait_until([](const auto& s) { return s.last.next == 10; });
    }
    world().server().keep_copy("before_restart");
    desk.log.write(10);
    {
        const auto shipping = desk.start();
        desk.ear.wait_until([](const auto& s) { return s.last.next == 20; });
    }
    BOOST_TEST(wire::remembered(desk.plan.memory_file, desk.log.chain()) == 20u);
    world().server().put_back("before_restart");
    const auto shipping = desk.start();
    const auto state = desk.ear.wait_until([](const auto& s) { return !s.last.notice.empty(); });
    BOOST_TEST(state.last.notice.find("from 20 entries to 10") != std::string::npos);
    BOOST_TEST((desk.stored() == desk.log.leaves()));
}

BOOST_AUTO_TEST_CASE(what_is_remembered_is_of_one_chain_and_a_spoilt_file_is_as_good_as_none) {
    const support::TemporaryFolder folder;
    const std::string file = folder.file("shipped");
    BOOST_TEST(wire::remembered(file, "a") == 0u);
    wire::remember(file, "a", 12);
    wire::remember(file, "a", 48211);
    BOOST_TEST(wire::remembered(file, "a") == 48211u);
    BOOST_TEST(wire::remembered(file, "b") == 0u);
    for (const std::string text :
         {"", "{", "[]", R"({"chain":"a","acknowledged":-5})", R"({"chain":"a","acknowledged":"x"})"})
        BOOST_TEST(wire::remembered(folder.write("spoilt", text), "a") == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
