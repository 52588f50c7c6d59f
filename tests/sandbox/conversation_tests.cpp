#include <boost/test/unit_test.hpp>
BOOST_AUTO_TEST_SUITE(sandbox_conversation_tests)
BOOST_AUTO_TEST_SUITE_END()
