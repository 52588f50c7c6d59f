#include "crypto/hash.h"

#include <boost/test/unit_test.hpp>

using namespace kith::crypto;

BOOST_AUTO_TEST_SUITE(crypto_hash_tests)

// FIPS 180-4 examples, as published by NIST.
BOOST_AUTO_TEST_CASE(sha256_gives_the_published_digests) {
    BOOST_TEST(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    BOOST_TEST(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    BOOST_TEST(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    BOOST_TEST(hex(sha256(std::string(1'000'000, 'a'))) ==
               "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// RFC 4231, test cases 1, 2 and 6.
BOOST_AUTO_TEST_CASE(hmac_gives_the_published_codes) {
    BOOST_TEST(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")) ==
               "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    BOOST_TEST(hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
               "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    BOOST_TEST(hex(hmac_sha256(std::string(131, '\xaa'),
                               "Test Using Larger Than Block-Size Key - Hash Key First")) ==
               "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

BOOST_AUTO_TEST_CASE(an_empty_key_and_an_empty_text_are_hashed_like_any_other) {
    BOOST_TEST(hex(hmac_sha256({}, {})) ==
               "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

BOOST_AUTO_TEST_CASE(a_key_made_ready_hashes_the_same_each_time) {
    for (const std::string& key : {std::string(), std::string(32, 'k'), std::string(131, '\xaa')}) {
        const HmacKey ready(key);
        for (const size_t size : {0, 1, 63, 64, 65, 1000, 0})
            BOOST_TEST(hex(ready.of(std::string(size, 't'))) ==
                       hex(hmac_sha256(key, std::string(size, 't'))));
    }
}

BOOST_AUTO_TEST_CASE(hexadecimal_text_goes_there_and_back) {
    std::string every_byte;
    for (int i = 0; i < 256; ++i) every_byte += static_cast<char>(i);
    BOOST_TEST((unhex(hex(every_byte)) == every_byte));
    BOOST_TEST(hex("\x0f\xf0") == "0ff0");
    BOOST_TEST((unhex("0FF0") == "\x0f\xf0"));
}

BOOST_AUTO_TEST_CASE(text_that_is_not_hexadecimal_gives_nothing) {
    BOOST_TEST(unhex("0").empty());
    BOOST_TEST(unhex("0g").empty());
    BOOST_TEST(unhex("0x12").empty());
}

BOOST_AUTO_TEST_SUITE_END()
