#include "record/ledger.h"

#include <boost/test/unit_test.hpp>

using namespace kith::record;

BOOST_AUTO_TEST_SUITE(record_ledger_tests)

BOOST_AUTO_TEST_CASE(all_fifteen_states_have_a_name_that_reads_back) {
    for (size_t i = 0; i < kLedgerStates; ++i) {
        const auto state = static_cast<LedgerState>(i);
        BOOST_TEST((parse_ledger_state(name_of(state)) == state), name_of(state));
    }
    BOOST_TEST(name_of(LedgerState::records_held) == "records_held");
    BOOST_TEST(name_of(LedgerState::held_copy) == "held_copy");
    BOOST_TEST(!parse_ledger_state("nothing").has_value());
}

BOOST_AUTO_TEST_CASE(states_are_answers_work_or_holes) {
    const std::string expected = "aawwaaaaahhhhhh";  // in the order of the ledger, "a"nswer, "w"ork, "h"ole
    std::string found;
    for (size_t i = 0; i < kLedgerStates; ++i)
        found += "awh"[static_cast<int>(completeness_of(static_cast<LedgerState>(i)))];
    BOOST_TEST(found == expected);
}

BOOST_AUTO_TEST_CASE(a_required_cell_that_was_refused_not_asked_or_not_covered_is_a_hole) {
    for (auto state : {LedgerState::refused, LedgerState::not_asked, LedgerState::not_covered})
        BOOST_TEST((completeness_of(state, true) == Completeness::hole));
    BOOST_TEST((completeness_of(LedgerState::none_held, true) == Completeness::answer));
}

BOOST_AUTO_TEST_CASE(fd_6_totals_count_every_cell_once) {
    const std::vector<Cell> ledger = {{.state = LedgerState::records_held},
                                      {.state = LedgerState::candidates},
                                      {.state = LedgerState::awaiting},
                                      {.state = LedgerState::unreachable},
                                      {.state = LedgerState::refused, .required = true}};
    const Totals totals = count(ledger);
    BOOST_TEST(totals.answers == 1);
    BOOST_TEST(totals.work == 1);
    BOOST_TEST(totals.holes == 3);
    BOOST_TEST(totals.pending == 1);
}

BOOST_AUTO_TEST_SUITE_END()
