#include "crypto/sign.h"
#include "lawbook.h"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace kith;
using namespace kith::policy_tests;
using base::Fault;
using policy::SeenRulebook;

// A rulebook is taken only if those whom the settings name have signed it, and never one older than what was
// seen.
namespace {

const base::Instant kNow = at("2026-11-22T09:41:00Z");
const std::string kBytes = SmallRulebook{}.text();
const policy::Authority kOne = authority({verifier("north.example/law", 'a')});
const policy::Authority kTwo =
    authority({verifier("north.example/law", 'a'), verifier("north.example/care", 'b')}, 2);

base::Expected<policy::Rulebook> offer(const std::string& bytes, const std::string& signature,
                                       const policy::Authority& trusted = kOne,
                                       const std::optional<SeenRulebook>& seen = {},
                                       base::Instant now = kNow) {
    return policy::accept(bytes, signature, trusted, seen, now);
}

/// A signed rulebook, offered as it is.
base::Expected<policy::Rulebook> offer(const SmallRulebook& rulebook,
                                       const std::optional<SeenRulebook>& seen = {},
                                       base::Instant now = kNow) {
    return offer(rulebook.text(), signed_by(rulebook.text(), {{"north.example/law", 'a'}}), kOne, seen, now);
}

std::string why_not(const base::Expected<policy::Rulebook>& offered, Fault fault = Fault::denied) {
    BOOST_TEST_REQUIRE(!offered.has_value());
    BOOST_TEST((offered.error().fault == fault), offered.error().detail);
    const std::string& sentence = offered.error().detail;
    BOOST_TEST(sentence.ends_with("."), sentence);
    BOOST_TEST(sentence.find('\n') == std::string::npos, sentence);
    return sentence;
}

bool says(const std::string& sentence, std::string_view part) {
    return sentence.find(part) != std::string::npos;
}

std::string by(const std::string& name, char letter) {
    return signed_by(kBytes, {{name, letter}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_envelope_tests)

BOOST_AUTO_TEST_CASE(C19_a_rulebook_signed_by_a_pinned_key_is_taken_whole) {
    const auto taken = offer(kBytes, by("north.example/law", 'a'));
    BOOST_TEST_REQUIRE(taken.has_value(), (taken ? "" : taken.error().detail));
    BOOST_TEST(taken->serial == 7);
    BOOST_TEST(taken->rules.size() == 1u);
    BOOST_TEST(taken->hash.size() == 64u);
}

BOOST_AUTO_TEST_CASE(C19_without_a_signature_or_a_pinned_key_nothing_is_taken) {
    BOOST_TEST(says(why_not(offer(kBytes, "")), "not signed"));
    BOOST_TEST(
        says(why_not(offer(kBytes, by("north.example/law", 'a'), authority({}))), "pin no authority's key"));
}

BOOST_AUTO_TEST_CASE(C19_the_signature_of_a_stranger_counts_for_nothing) {
    BOOST_TEST(says(why_not(offer(kBytes, by("south.example/law", 'c'))), "by nobody whose key"));
    // The right name over another key, and the right key under another name.
    BOOST_TEST(says(why_not(offer(kBytes, by("north.example/law", 'c'))), "by nobody whose key"));
    BOOST_TEST(says(why_not(offer(kBytes, by("north.example/lor", 'a'))), "by nobody whose key"));
    const auto with_stranger = signed_by(kBytes, {{"south.example/law", 'c'}, {"north.example/law", 'a'}});
    BOOST_TEST(offer(kBytes, with_stranger).has_value());
}

BOOST_AUTO_TEST_CASE(P27_every_changed_byte_and_every_cut_of_a_signed_rulebook_is_refused) {
    const std::string signature = by("north.example/law", 'a');
    for (size_t i = 0; i < kBytes.size(); ++i) {
        std::string changed = kBytes;
        changed[i] = static_cast<char>(changed[i] ^ 0x20);
        BOOST_TEST(says(why_not(offer(changed, signature)), "changed or cut short"));
        BOOST_TEST(says(why_not(offer(kBytes.substr(0, i), signature)), "changed or cut short"));
    }
    BOOST_TEST(says(why_not(offer(kBytes + "\n", signature)), "changed or cut short"));
}

BOOST_AUTO_TEST_CASE(P27_every_flipped_bit_of_a_signature_is_refused) {
    const auto good = policy::sign_rulebook(kBytes, "north.example/law", seed('a'));
    for (size_t bit = 0; bit < good.bytes.size() * 8; ++bit) {
        auto bad = good;
        bad.bytes[bit / 8] = static_cast<char>(bad.bytes[bit / 8] ^ (1 << (bit % 8)));
        BOOST_TEST(says(why_not(offer(kBytes, policy::signatures_text({bad}))), "changed or cut short"));
    }
}

BOOST_AUTO_TEST_CASE(C19_a_signature_made_for_something_else_does_not_stand_under_a_rulebook) {
    auto signature = policy::sign_rulebook(kBytes, "north.example/law", seed('a'));
    signature.bytes = crypto::sign(seed('a'), kBytes);
    BOOST_TEST(says(why_not(offer(kBytes, policy::signatures_text({signature}))), "changed or cut short"));
    signature.bytes = crypto::sign(seed('a'), std::string(policy::kSignedPrefix) + kBytes);
    BOOST_TEST(offer(kBytes, policy::signatures_text({signature})).has_value());
}

BOOST_AUTO_TEST_CASE(C19_four_eyes_are_two_different_keys) {
    const auto alone = by("north.example/law", 'a');
    BOOST_TEST(says(why_not(offer(kBytes, alone, kTwo)), "2 different signers and 1 has signed"));
    const auto twice = signed_by(kBytes, {{"north.example/law", 'a'}, {"north.example/law", 'a'}});
    BOOST_TEST(says(why_not(offer(kBytes, twice, kTwo)), "1 has signed"));
    const auto stranger = signed_by(kBytes, {{"north.example/law", 'a'}, {"south.example/law", 'c'}});
    BOOST_TEST(says(why_not(offer(kBytes, stranger, kTwo)), "1 has signed"));
    const auto both = signed_by(kBytes, {{"north.example/care", 'b'}, {"north.example/law", 'a'}});
    BOOST_TEST(offer(kBytes, both, kTwo).has_value());
}

BOOST_AUTO_TEST_CASE(P25_one_key_under_two_names_is_one_signer) {
    const auto pinned =
        authority({verifier("north.example/law", 'a'), verifier("north.example/deputy", 'a')}, 2);
    const auto both = signed_by(kBytes, {{"north.example/law", 'a'}, {"north.example/deputy", 'a'}});
    BOOST_TEST(says(why_not(offer(kBytes, both, pinned)), "1 has signed"));
}

BOOST_AUTO_TEST_CASE(C19_a_wrong_signature_of_a_pinned_key_spoils_the_others) {
    auto wrong = policy::sign_rulebook(kBytes + " ", "north.example/care", seed('b'));
    const auto right = policy::sign_rulebook(kBytes, "north.example/law", seed('a'));
    auto trusted = kTwo;
    trusted.signatures = 1;
    BOOST_TEST(
        says(why_not(offer(kBytes, policy::signatures_text({right, wrong}), trusted)), "north.example/care"));
}

BOOST_AUTO_TEST_CASE(P27_a_signature_file_in_any_other_form_is_refused) {
    const std::string good = by("north.example/law", 'a');
    for (size_t length = 1; length + 1 < good.size(); ++length)
        BOOST_TEST(says(why_not(offer(kBytes, good.substr(0, length)), Fault::corrupt), "cannot be read"));
    const std::string key = R"("key":"north.example/law+00000000")";
    const std::string blank = R"("signature":")" + crypto::base64(std::string(64, 'x')) + "\"";
    const std::string one = "{" + key + "," + blank + "}";
    for (const std::string& file : std::vector<std::string>{
             "[]", "{}", "null", R"({"version":1})", R"({"version":1,"signatures":[]})",
             R"({"version":2,"signatures":[)" + one + "]}", R"({"signatures":[)" + one + "]}",
             R"({"version":1,"signatures":[)" + one + R"(],"expires":"2030"})",
             R"({"version":1,"signatures":[{)" + key + "," + blank + R"(,"role":"lead"}]})",
             R"({"version":1,"signatures":[{)" + key + "}]}",
             R"({"version":1,"signatures":[{)" + blank + "}]}",
             R"({"version":1,"signatures":[{"key":"no-hash",)" + blank + "}]}",
             R"({"version":1,"signatures":[{"key":"two words+00000000",)" + blank + "}]}",
             R"({"version":1,"signatures":[{"key":"name+0000000G",)" + blank + "}]}",
             R"({"version":1,"signatures":[{)" + key + R"(,"signature":"AAAA"}]})",
             R"({"version":1,"signatures":[{)" + key + R"(,"signature":"not base64"}]})",
             R"({"version":1,"signatures":{"a":1}})", good + good, good + "x"})
        BOOST_TEST(says(why_not(offer(kBytes, file), Fault::corrupt), "cannot be read"), file);
}

BOOST_AUTO_TEST_CASE(sixteen_signatures_are_read_and_no_more) {
    std::vector<std::pair<std::string, char>> signers(15, {"south.example/law", 'c'});
    signers.emplace_back("north.example/law", 'a');
    BOOST_TEST(offer(kBytes, signed_by(kBytes, signers)).has_value());
    signers.emplace_back("north.example/law", 'a');
    BOOST_TEST(says(why_not(offer(kBytes, signed_by(kBytes, signers)), Fault::corrupt), "cannot be read"));
    const std::string padded(policy::kLargestSignatureFile + 1, ' ');
    BOOST_TEST(says(why_not(offer(kBytes, padded), Fault::too_large), "64 KiB"));
}

BOOST_AUTO_TEST_CASE(a_rulebook_too_large_is_refused_before_anything_of_it_is_looked_at) {
    const std::string large(policy::kLargestRulebook + 1, '{');
    BOOST_TEST(says(why_not(offer(large, ""), Fault::too_large), "4 MiB"));
    BOOST_TEST(says(why_not(offer(large, signed_by(large, {{"north.example/law", 'a'}})), Fault::too_large),
                    "4 MiB"));
    // At the limit it is refused for what it is.
    const std::string full(policy::kLargestRulebook, '{');
    BOOST_TEST(says(why_not(offer(full, ""), Fault::denied), "not signed"));
}

BOOST_AUTO_TEST_CASE(signed_nonsense_is_refused_with_its_place) {
    for (const std::string& bytes : std::vector<std::string>{
             "", "{}", kBytes.substr(0, 100), std::string(100'000, '['), kBytes + "{}",
             SmallRulebook{.more = R"(,"loophole":true)"}.text(),
             SmallRulebook{.more = R"(,"serial":8)"}.text(), SmallRulebook{.serial = "0"}.text()})
        BOOST_TEST(says(why_not(offer(bytes, signed_by(bytes, {{"north.example/law", 'a'}})), Fault::corrupt),
                        "signed but cannot be used"));
}

BOOST_AUTO_TEST_CASE(C19_a_rulebook_holds_from_its_first_moment_until_just_before_its_last) {
    using namespace std::chrono_literals;
    const auto first = at("2026-01-01T00:00:00Z"), last = at("2027-01-01T00:00:00Z");
    BOOST_TEST(says(why_not(offer(SmallRulebook{}, {}, first - 1ms)), "not in force before 1 Jan 2026"));
    BOOST_TEST(offer(SmallRulebook{}, {}, first).has_value());
    BOOST_TEST(offer(SmallRulebook{}, {}, last - 1ms).has_value());
    BOOST_TEST(says(why_not(offer(SmallRulebook{}, {}, last)), "no longer in force"));
}

BOOST_AUTO_TEST_CASE(C27_a_lower_serial_than_one_seen_is_refused_however_well_signed) {
    const SeenRulebook seen{8, std::string(64, '0')};
    BOOST_TEST(
        says(why_not(offer(SmallRulebook{.serial = "7"}, seen)), "its serial is 7 and 8 has been seen"));
    BOOST_TEST(offer(SmallRulebook{.serial = "9"}, seen).has_value());
}

BOOST_AUTO_TEST_CASE(C27_the_same_serial_is_taken_again_only_with_the_same_bytes) {
    const auto first = offer(SmallRulebook{});
    BOOST_TEST_REQUIRE(first.has_value());
    const SeenRulebook seen{first->serial, first->hash};
    BOOST_TEST(offer(SmallRulebook{}, seen).has_value());
    BOOST_TEST(
        says(why_not(offer(SmallRulebook{.more = " "}, seen)), "Two different rulebooks carry serial 7"));
}

BOOST_AUTO_TEST_CASE(each_failure_has_a_sentence_of_its_own) {
    const std::string good = by("north.example/law", 'a');
    const std::set<std::string> sentences = {
        why_not(offer(kBytes, "")),
        why_not(offer(kBytes, "{"), Fault::corrupt),
        why_not(offer(kBytes, std::string(policy::kLargestSignatureFile + 1, ' ')), Fault::too_large),
        why_not(offer(kBytes, good, authority({}))),
        why_not(offer(kBytes, by("south.example/law", 'c'))),
        why_not(offer(kBytes + " ", good)),
        why_not(offer(kBytes, good, kTwo)),
        why_not(offer(std::string(policy::kLargestRulebook + 1, ' '), good), Fault::too_large),
        why_not(offer("{}", signed_by("{}", {{"north.example/law", 'a'}})), Fault::corrupt),
        why_not(offer(SmallRulebook{}, {}, at("2025-06-01T00:00:00Z"))),
        why_not(offer(SmallRulebook{}, {}, at("2027-06-01T00:00:00Z"))),
        why_not(offer(SmallRulebook{}, SeenRulebook{9, ""})),
        why_not(offer(SmallRulebook{}, SeenRulebook{7, ""}))};
    BOOST_TEST(sentences.size() == 13u);
}

BOOST_AUTO_TEST_CASE(a_signature_file_reads_back_as_it_was_written) {
    const auto written = signed_by(kBytes, {{"north.example/law", 'a'}, {"north.example/care", 'b'}});
    const auto read = policy::read_signatures(written);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(read->size() == 2u);
    BOOST_TEST(policy::signatures_text(*read) == written);
}

BOOST_AUTO_TEST_SUITE_END()
