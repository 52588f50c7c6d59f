#include "base/secret.h"

#include <boost/test/unit_test.hpp>

#include <cstring>
#include <new>

using kith::base::Secret;

BOOST_AUTO_TEST_SUITE(base_secret_tests)

BOOST_AUTO_TEST_CASE(a_short_secret_is_gone_from_its_own_storage_once_destroyed) {
    alignas(Secret) unsigned char room[sizeof(Secret)];
    auto* secret = new (room) Secret("hunter2");
    BOOST_TEST(secret->reveal() == "hunter2");
    secret->~Secret();
    const std::string_view left(reinterpret_cast<const char*>(room), sizeof room);
    BOOST_TEST(left.find("hunter2") == std::string_view::npos);
}

BOOST_AUTO_TEST_CASE(moving_leaves_nothing_behind) {
    Secret a("hunter2");
    const Secret b(std::move(a));
    BOOST_TEST(b.reveal() == "hunter2");
    BOOST_TEST(a.empty());
    const std::string_view left(reinterpret_cast<const char*>(&a), sizeof a);
    BOOST_TEST(left.find("hunter2") == std::string_view::npos);
}

BOOST_AUTO_TEST_SUITE_END()
