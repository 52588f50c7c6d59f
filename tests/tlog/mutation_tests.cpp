#include "mutations.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using namespace kith::tlog_tests;

BOOST_AUTO_TEST_SUITE(tlog_mutation_tests)

// The full hundred thousand: bench_log mutations.
BOOST_AUTO_TEST_CASE(P5_G3_every_one_of_random_changes_is_found_and_located) {
    const Mutated done = mutate(1500, 9162);
    BOOST_TEST(done.tried == 1500u);
    BOOST_TEST(done.found == done.tried);
    BOOST_TEST(done.in_entries > done.tried / 2);
    BOOST_TEST(done.located == done.in_entries, done.example);
}

BOOST_AUTO_TEST_CASE(P5_G3_every_byte_of_a_small_export_is_held) {
    const ExportWorld world(2, 1);
    const std::string file = world.whole();
    size_t missed = 0;
    for (size_t i = 0; i < file.size(); ++i) {
        std::string spoilt = file;
        spoilt[i] = static_cast<char>(spoilt[i] ^ (1 << i % 8));
        missed += world.check(spoilt).is_intact();
    }
    BOOST_TEST(missed == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
