// One main for every test program. Boost.Test is linked, not included: it costs seconds a file otherwise.
#define BOOST_TEST_MODULE kith
#include <boost/test/unit_test.hpp>
