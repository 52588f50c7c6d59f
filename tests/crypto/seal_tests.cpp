#include "crypto/hash.h"
#include "crypto/seal.h"

#include <boost/test/unit_test.hpp>

using namespace kith::crypto;

namespace {

const std::string kKey(kSealKeyBytes, 'k');
const std::string kNonce(kNonceBytes, 'n');

}  // namespace

BOOST_AUTO_TEST_SUITE(crypto_seal_tests)

// McGrew and Viega, "The Galois/Counter Mode of Operation", test cases 13, 14 and 16.
BOOST_AUTO_TEST_CASE(sealing_gives_the_published_bytes) {
    const std::string zero_key(32, '\0');
    const std::string zero_nonce(12, '\0');
    BOOST_TEST(hex(seal(zero_key, zero_nonce, "", "")) == "530f8afbc74536b9a963b4f1c4cb738b");
    BOOST_TEST(hex(seal(zero_key, zero_nonce, std::string(16, '\0'), "")) ==
               "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
    const auto key = unhex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    const auto plain = unhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16a"
        "edf5aa0d"
        "e657ba637b39");
    BOOST_TEST(hex(seal(key, unhex("cafebabefacedbaddecaf888"), plain,
                        unhex("feedfacedeadbeeffeedfacedeadbeefabaddad2"))) ==
               "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828"
               "838c5f61e63"
               "93ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b");
}

BOOST_AUTO_TEST_CASE(what_is_sealed_opens_again) {
    const std::string plain("text with a \0 in it", 19);
    BOOST_TEST((unseal(kKey, kNonce, seal(kKey, kNonce, plain, "bound"), "bound") == plain));
    BOOST_TEST((unseal(kKey, kNonce, seal(kKey, kNonce, "", ""), "") == std::string{}));
}

BOOST_AUTO_TEST_CASE(any_flipped_bit_anywhere_opens_nothing) {
    const std::string sealed = seal(kKey, kNonce, "twenty bytes of text", "bound");
    for (size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        std::string spoilt = sealed;
        spoilt[bit / 8] = static_cast<char>(spoilt[bit / 8] ^ (1 << (bit % 8)));
        BOOST_TEST(!unseal(kKey, kNonce, spoilt, "bound").has_value());
    }
    BOOST_TEST(!unseal(kKey, kNonce, sealed, "bounds").has_value());
    BOOST_TEST(!unseal(std::string(kSealKeyBytes, 'x'), kNonce, sealed, "bound").has_value());
    BOOST_TEST(!unseal(kKey, std::string(kNonceBytes, 'x'), sealed, "bound").has_value());
}

BOOST_AUTO_TEST_CASE(text_cut_short_opens_nothing) {
    const std::string sealed = seal(kKey, kNonce, "text", "");
    for (size_t length = 0; length < sealed.size(); ++length)
        BOOST_TEST(!unseal(kKey, kNonce, sealed.substr(0, length), "").has_value());
}

BOOST_AUTO_TEST_CASE(a_key_made_ready_seals_the_same_bytes_each_time_whatever_was_done_before) {
    const Sealer ready(kKey);
    const std::string text = "twenty bytes of text";
    for (int round = 0; round < 3; ++round) {
        const SealingRun run;
        const std::string sealed = seal(kKey, kNonce, text, "bound");
        BOOST_TEST((ready.seal(kNonce, text, "bound") == sealed));
        BOOST_TEST(!ready.unseal(kNonce, sealed, "bounds").has_value());
        BOOST_TEST((ready.unseal(kNonce, sealed, "bound") == text));
        BOOST_TEST((unseal(kKey, kNonce, sealed, "bound") == text));
        BOOST_TEST(!unseal(std::string(kSealKeyBytes, 'x'), kNonce, sealed, "bound").has_value());
    }
}

BOOST_AUTO_TEST_SUITE_END()
