#include "connectors/sandbox/log_maker.h"
#include "leaves.h"

#include <set>

using namespace kith;
using namespace kith::review_tests;

namespace {

/// A made log, read and assessed, with the accesses by their enquiry.
struct Made {
    explicit Made(const sandbox::LogOrder& order) {
        Leaves leaves;
        auto log = sandbox::make_log(order, [&](const ports::AuditEntry& e) -> base::Expected<void> {
            leaves.add(e);
            return {};
        });
        BOOST_TEST_REQUIRE(log.has_value());
        made = std::move(*log);
        held = leaves.settled();
        auto read = review::read_work(made.work_json, made.staff_json, token);
        BOOST_TEST_REQUIRE(read.has_value(), (read ? "" : read.error().detail));
        work = std::move(*read);
        assessed = assess(held, work, policy::Rulebook{}, at("2027-01-15T12:00:00Z"));
        for (const auto& access : assessed.accesses) by_enquiry[held.line(access.place).enquiry] = &access;
    }
    sandbox::MadeLog made;
    review::Register held;
    review::Work work;
    review::Assessment assessed;
    std::map<std::string, const review::Access*> by_enquiry;
};

const Made& with_misdeeds() {
    static const Made made({.seed = 7, .entries = 12000, .unexplained = 0.01, .of_each_rule = 3});
    return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(review_rules_tests)

BOOST_AUTO_TEST_CASE(P20_each_rule_questions_what_was_planted_for_it) {
    const Made& m = with_misdeeds();
    std::map<std::string, int> found;
    for (const auto& planted : m.made.planted) {
        if (planted.rule.empty() || planted.is_near_miss) continue;
        const auto* access = m.by_enquiry.at(planted.enquiry);
        BOOST_TEST(has_rule(*access, planted.rule), planted.rule);
        ++found[planted.rule];
    }
    for (const auto& rule : review::signal_rules())
        BOOST_TEST(found[rule.id] >= 3, rule.id + " has been planted");
}

BOOST_AUTO_TEST_CASE(P20_no_rule_questions_its_near_miss) {
    const Made& m = with_misdeeds();
    std::map<std::string, int> seen;
    for (const auto& planted : m.made.planted) {
        if (!planted.is_near_miss) continue;
        BOOST_TEST(!has_rule(*m.by_enquiry.at(planted.enquiry), planted.rule), planted.rule);
        ++seen[planted.rule];
    }
    for (const auto& rule : review::signal_rules())
        BOOST_TEST(seen[rule.id] >= 3, rule.id + " has a near miss");
}

BOOST_AUTO_TEST_CASE(AU_4_exactly_what_no_work_explains_is_unexplained) {
    const Made& m = with_misdeeds();
    std::set<std::string> planted, found;
    for (const auto& one : m.made.planted)
        if (one.is_unexplained) planted.insert(one.enquiry);
    for (const auto& access : m.assessed.accesses)
        if (access.explained_by.empty()) found.insert(m.held.line(access.place).enquiry);
    BOOST_TEST(planted.size() > 300u);
    BOOST_TEST(found == planted);
    BOOST_TEST(m.assessed.unexplained == planted.size());
    BOOST_TEST(m.assessed.explained + m.assessed.unexplained == m.made.accesses);
}

BOOST_AUTO_TEST_CASE(H12_clean_traffic_with_a_little_unexplained_raises_signals_on_two_in_a_hundred_at_most) {
    const Made m({.seed = 11, .entries = 20000, .unexplained = 0.01, .of_each_rule = 0});
    BOOST_TEST(m.assessed.unexplained > 0u);
    BOOST_TEST(m.assessed.with_signal * 50 <= m.assessed.accesses.size(),
               m.assessed.with_signal << " of " << m.assessed.accesses.size());
}

BOOST_AUTO_TEST_CASE(AU_5_every_signal_has_its_rule_with_a_text_and_numbers_and_blames_nobody) {
    std::set<std::string> ids;
    for (const auto& rule : review::signal_rules()) {
        BOOST_TEST(ids.insert(rule.id).second);
        BOOST_TEST(rule.text.size() > 30u);
        BOOST_TEST(rule.text.ends_with("."));
        for (const char* blame : {"suspicious", "guilty", "illegal", "abuse", "misconduct", "improper"})
            BOOST_TEST(rule.text.find(blame) == std::string::npos, rule.id);
    }
    for (const auto& access : with_misdeeds().assessed.accesses)
        for (size_t n = 0; n < access.signals.size(); ++n) {
            BOOST_TEST(ids.contains(access.signals[n].rule));
            BOOST_TEST(access.signals[n].why.ends_with("."));
        }
}

BOOST_AUTO_TEST_CASE(AU_5_the_strongest_signal_stands_first) {
    std::vector<std::string> order;
    for (const auto& rule : review::signal_rules()) order.push_back(rule.id);
    for (const auto& access : with_misdeeds().assessed.accesses) {
        size_t last = 0;
        for (const auto& signal : access.signals) {
            const auto rank = static_cast<size_t>(std::ranges::find(order, signal.rule) - order.begin());
            BOOST_TEST(rank >= last);
            last = rank;
        }
    }
}

BOOST_AUTO_TEST_CASE(the_same_order_makes_the_same_log) {
    const auto text_of = [] {
        std::string all;
        const auto made = sandbox::make_log(
            {.seed = 3, .entries = 500}, [&](const ports::AuditEntry& e) -> base::Expected<void> {
                all += e.kind + e.user + e.enquiry + base::to_iso(e.at) + e.facts_json;
                return {};
            });
        return all + made->work_json + made->staff_json + sandbox::planted_json(*made);
    };
    BOOST_TEST((text_of() == text_of()));
}

BOOST_AUTO_TEST_SUITE_END()
