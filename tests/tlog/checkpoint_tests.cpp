#include "crypto/sign.h"
#include "tlog/checkpoint.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using tlog::SignedCheckpoint;
using tlog::VerifierKey;

namespace {

const std::string kDash = "\xE2\x80\x94 ";

/// The key pair that the signed-note format's own reference code tests itself with.
const std::string kPeter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
base::Secret peters_seed() {
    return base::Secret(crypto::unbase64("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")->substr(1));
}

/// The example of c2sp.org/tlog-checkpoint.
const std::string kSofa =
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n" + kDash +
    "example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

tlog::Checkpoint checkpoint() {
    return {"PeterNeumann", 3, crypto::sha256("root"), {"time 2026-11-22T09:41:00.000Z"}};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const size_t at = text.find(from);
    BOOST_TEST_REQUIRE(at != std::string::npos, from);
    return text.replace(at, from.size(), to);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tlog_checkpoint_tests)

BOOST_AUTO_TEST_CASE(the_published_checkpoint_is_read_and_written_as_it_stands) {
    const auto read = SignedCheckpoint::parse(kSofa);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(read->checkpoint.origin == "example.com/behind-the-sofa");
    BOOST_TEST(read->checkpoint.size == 20852163u);
    BOOST_TEST(crypto::base64(crypto::as_bytes(read->checkpoint.root)) ==
               "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
    BOOST_TEST(read->signatures.size() == 1u);
    BOOST_TEST(read->text() == kSofa);
}

BOOST_AUTO_TEST_CASE(published_verifier_keys_are_read_and_written_as_they_stand) {
    for (const auto& text :
         {kPeter, std::string("EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"),
          std::string("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"),
          std::string("TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6")}) {
        const auto key = VerifierKey::parse(text);
        BOOST_TEST_REQUIRE(key.has_value(), text);
        BOOST_TEST(key->text() == text);
    }
}

BOOST_AUTO_TEST_CASE(a_key_of_another_kind_hash_name_or_length_is_refused) {
    for (const auto* text : {"", "PeterNeumann", "PeterNeumann+c74f20a3",
                             "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                             "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                             "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                             "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW=",
                             "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10",
                             "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"})
        BOOST_TEST(!VerifierKey::parse(text).has_value(), text);
}

// Ed25519 gives the same bytes to everybody: what we sign is what the reference code signs.
BOOST_AUTO_TEST_CASE(a_key_signs_the_bytes_that_the_reference_code_signs) {
    const std::string text =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem "
        "is.\n";
    const auto key = VerifierKey::parse(kPeter);
    BOOST_TEST(
        crypto::base64(key->key_hash() + crypto::sign(peters_seed(), text)) ==
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=");
}

BOOST_AUTO_TEST_CASE(what_a_key_signed_it_verifies_and_nothing_else_does) {
    const auto key = *VerifierKey::parse(kPeter);
    const auto note = tlog::sign(checkpoint(), "PeterNeumann", peters_seed());
    const auto read = SignedCheckpoint::parse(note.text());
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(read->is_signed_by(key));
    BOOST_TEST(read->text() == note.text());
    auto other = *read;
    other.checkpoint.size = 4;
    BOOST_TEST(!other.is_signed_by(key));
    other = *read;
    other.checkpoint.extensions[0] += "0";
    BOOST_TEST(!other.is_signed_by(key));
    other = *read;
    other.signatures[0].bytes[5] ^= 1;
    BOOST_TEST(!other.is_signed_by(key));
    VerifierKey renamed = key;
    renamed.name = "Enoch";
    BOOST_TEST(!read->is_signed_by(renamed));
}

BOOST_AUTO_TEST_CASE(signatures_of_unknown_witnesses_do_not_matter) {
    auto note = tlog::sign(checkpoint(), "PeterNeumann", peters_seed());
    note.signatures.insert(note.signatures.begin(), {"witness.example", "abcd", std::string(76, 'x')});
    const auto read = SignedCheckpoint::parse(note.text());
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(read->is_signed_by(*VerifierKey::parse(kPeter)));
}

BOOST_AUTO_TEST_CASE(a_note_that_is_not_in_the_form_is_refused) {
    const std::string good = tlog::sign(checkpoint(), "PeterNeumann", peters_seed()).text();
    BOOST_TEST_REQUIRE(SignedCheckpoint::parse(good).has_value());
    for (const auto& wrong :
         {std::string{}, std::string("\n\n"), good.substr(0, good.size() - 1),
          replaced(good, "\n3\n", "\n03\n"), replaced(good, "\n3\n", "\n-3\n"),
          replaced(good, "\n3\n", "\n3 \n"), replaced(good, "\n3\n", "\n18446744073709551616\n"),
          replaced(good, "PeterNeumann\n", "\n"), replaced(good, "\n3\n", "\r\n3\n"),
          replaced(good, kDash, "-- "), replaced(good, kDash + "PeterNeumann ", kDash + "Peter+Neumann "),
          replaced(good, "=\ntime", "\ntime"), replaced(good, "time", std::string("ti\0me", 5)),
          replaced(good, "time", "ti\xFFme"), "\xEF\xBB\xBF" + std::string("\n") + good,
          good.substr(0, good.find("\n\n") + 2), good + "more\n",
          replaced(good, "\ntime 2026-11-22T09:41:00.000Z", "\n\nx")})
        BOOST_TEST(!SignedCheckpoint::parse(wrong).has_value(), wrong);
}

BOOST_AUTO_TEST_CASE(a_note_at_its_limits_is_read_and_one_past_them_is_not) {
    auto note = tlog::sign(checkpoint(), "PeterNeumann", peters_seed());
    while (note.signatures.size() < 16) note.signatures.push_back(note.signatures[0]);
    BOOST_TEST(SignedCheckpoint::parse(note.text()).has_value());
    note.signatures.push_back(note.signatures[0]);
    BOOST_TEST(!SignedCheckpoint::parse(note.text()).has_value());
    note.signatures.resize(1);
    note.checkpoint.extensions.emplace_back(64 * 1024 - note.text().size() - 1, 'x');
    BOOST_TEST(note.text().size() == 64u * 1024);
    BOOST_TEST(SignedCheckpoint::parse(note.text()).has_value());
    note.checkpoint.extensions.back() += 'x';
    BOOST_TEST(!SignedCheckpoint::parse(note.text()).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
