#include "crypto/hash.h"
#include "crypto/sign.h"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace kith;
using namespace kith::crypto;

namespace {

struct Vector {
    std::string seed, key, message, signature;
};

// RFC 8032 section 7.1: TEST 1, TEST 2, TEST 3 and TEST SHA(abc).
const std::vector<Vector> kPublished = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f"
     "0"
     "595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2ea"
     "e"
     "b4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e"
     "9"
     "716ed28dc027beceea1ec40a"},
    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
     "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d442"
     "3"
     "643ce80e2a9ac94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179"
     "c"
     "138ac17ad9bef1177331a704"}};

const base::Secret kSeed(std::string(kSeedBytes, 's'));

std::string flipped(std::string bytes, size_t bit) {
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    return bytes;
}

/// The order of the curve's base point, little end first (RFC 8032 section 5.1): S must be below it.
const std::string kOrder = unhex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

/// The same signature with the order added to its S: the same point, another text.
std::string with_larger_s(std::string signature) {
    unsigned carry = 0;
    for (size_t i = 0; i < 32; ++i) {
        carry += static_cast<unsigned char>(signature[32 + i]) + static_cast<unsigned char>(kOrder[i]);
        signature[32 + i] = static_cast<char>(carry & 0xff);
        carry >>= 8;
    }
    return signature;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(crypto_sign_tests)

BOOST_AUTO_TEST_CASE(keys_and_signatures_are_the_published_ones) {
    for (const auto& one : kPublished) {
        const base::Secret seed(unhex(one.seed));
        const std::string message = unhex(one.message);
        BOOST_TEST(hex(public_key_of(seed)) == one.key);
        BOOST_TEST(hex(sign(seed, message)) == one.signature);
        BOOST_TEST(verifies(unhex(one.key), message, unhex(one.signature)));
    }
}

BOOST_AUTO_TEST_CASE(each_published_signature_is_refused_under_every_other_key_and_message) {
    for (const auto& one : kPublished)
        for (const auto& other : kPublished) {
            const bool is_same = &one == &other;
            BOOST_TEST(verifies(unhex(other.key), unhex(one.message), unhex(one.signature)) == is_same);
            BOOST_TEST(verifies(unhex(one.key), unhex(other.message), unhex(one.signature)) == is_same);
        }
}

BOOST_AUTO_TEST_CASE(every_flipped_bit_of_signature_message_or_key_is_refused) {
    const std::string key = public_key_of(kSeed), message = "twenty bytes of text";
    const std::string signature = sign(kSeed, message);
    BOOST_TEST_REQUIRE(verifies(key, message, signature));
    for (size_t bit = 0; bit < signature.size() * 8; ++bit)
        BOOST_TEST(!verifies(key, message, flipped(signature, bit)), "bit " << bit << " of the signature");
    for (size_t bit = 0; bit < message.size() * 8; ++bit)
        BOOST_TEST(!verifies(key, flipped(message, bit), signature), "bit " << bit << " of the message");
    for (size_t bit = 0; bit < key.size() * 8; ++bit)
        BOOST_TEST(!verifies(flipped(key, bit), message, signature), "bit " << bit << " of the key");
}

BOOST_AUTO_TEST_CASE(keys_and_signatures_of_any_other_size_are_a_plain_no) {
    const std::string key = public_key_of(kSeed), signature = sign(kSeed, "text");
    for (size_t size = 0; size <= 2 * kSignatureBytes; ++size) {
        std::string resized = signature;
        resized.resize(size);
        BOOST_TEST(verifies(key, "text", resized) == (size == kSignatureBytes));
        resized = key;
        resized.resize(size);
        BOOST_TEST(verifies(resized, "text", signature) == (size == kPublicKeyBytes));
    }
}

// RFC 8032 section 5.1.7: without this, one signature could be told in two texts.
BOOST_AUTO_TEST_CASE(a_signature_told_in_a_second_way_is_refused) {
    for (const auto& one : kPublished) {
        const std::string again = with_larger_s(unhex(one.signature));
        BOOST_TEST(hex(again) != one.signature);
        BOOST_TEST(!verifies(unhex(one.key), unhex(one.message), again));
    }
}

BOOST_AUTO_TEST_CASE(a_message_of_any_size_with_any_bytes_is_signed_whole) {
    for (const size_t size : {0u, 1u, 127u, 128u, 4096u, 1'000'000u}) {
        std::string message(size, '\0');
        const std::string signature = sign(kSeed, message);
        BOOST_TEST(verifies(public_key_of(kSeed), message, signature));
        BOOST_TEST(!verifies(public_key_of(kSeed), message + '\0', signature));
    }
}

// RFC 4648 section 10.
BOOST_AUTO_TEST_CASE(base64_is_the_published_one) {
    const std::vector<std::pair<std::string, std::string>> published = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
        {std::string("\xfb\xff\x00", 3), "+/8A"}};
    for (const auto& [bytes, text] : published) {
        BOOST_TEST(base64(bytes) == text);
        const auto back = unbase64(text);
        BOOST_TEST_REQUIRE(back.has_value(), text);
        BOOST_TEST(*back == bytes);
    }
}

BOOST_AUTO_TEST_CASE(base64_reads_back_whatever_it_writes) {
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
        const auto back = unbase64(base64(bytes));
        BOOST_TEST_REQUIRE(back.has_value());
        BOOST_TEST(*back == bytes);
        bytes.push_back(static_cast<char>(i * 37));
    }
}

BOOST_AUTO_TEST_CASE(base64_that_nobody_here_would_have_written_is_refused) {
    for (const std::string text :
         {"Z",       "Zg",    "Zg=",     "Zg===",    "=",        "====",       "Zm9v=",
          "Zm9vYg=", "Z===",  "=Zg=",    "Zg==Zg==",                                     // padding
          "Zh==",    "Zm9=",                                                             // stray bits
          "Zm9v\n",  " Zm9v", "Zm9v ",   "Zm\n9v",   "Zm9v\r\n", "Zm9vYg==\n", "\tZm9",  // white space
          "Zm-_",    "Zm9.",  "Zm9\x80", "Zm9*"})                                        // other letters
        BOOST_TEST(!unbase64(text).has_value(), text);
    BOOST_TEST(!unbase64(std::string("Zm9\0", 4)).has_value());
    BOOST_TEST(!unbase64(std::string(4, '\0')).has_value());
}

BOOST_AUTO_TEST_CASE(every_four_letters_are_either_one_texts_bytes_or_refused) {
    const std::string letters = "ABCZabz019+/= \n-_";
    size_t accepted = 0;
    for (const char a : letters)
        for (const char b : letters)
            for (const char c : letters)
                for (const char d : letters) {
                    const std::string text{a, b, c, d};
                    const auto bytes = unbase64(text);
                    if (!bytes) continue;
                    ++accepted;
                    BOOST_TEST(base64(*bytes) == text);
                }
    // behind.
    BOOST_TEST(accepted >= 12u * 12 * 12 * 12, "all twelve digits of base64 in any order");
}

BOOST_AUTO_TEST_SUITE_END()
