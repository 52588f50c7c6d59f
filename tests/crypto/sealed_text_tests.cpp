#include "crypto/seal.h"
#include "crypto/sealed_text.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using namespace kith::crypto;

BOOST_AUTO_TEST_SUITE(crypto_sealed_text_tests)

BOOST_AUTO_TEST_CASE(a_text_put_away_opens_again_as_often_as_wanted) {
    const SealedText away(base::Secret(std::string(kSealKeyBytes, 'k')), "what it says");
    for (int i = 0; i < 3; ++i) {
        const auto text = away.open();
        BOOST_TEST_REQUIRE(text.has_value());
        BOOST_TEST(text->reveal() == "what it says");
    }
}

BOOST_AUTO_TEST_CASE(a_text_that_says_nothing_is_still_a_text) {
    const SealedText away(base::Secret(std::string(kSealKeyBytes, 'k')), "");
    BOOST_TEST(!away.empty());
    BOOST_TEST_REQUIRE(away.open().has_value());
    BOOST_TEST(away.open()->empty());
    BOOST_TEST(SealedText().empty());
    BOOST_TEST(!SealedText().open().has_value());
}

BOOST_AUTO_TEST_SUITE_END()
