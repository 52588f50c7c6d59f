#include "lawbook.h"
#include "policy/rulebook_memory.h"
#include "support/seeded_entropy.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using namespace kith::policy_tests;
using policy::RulebookMemory;

// P27: a bad file never takes the place of a good one.
namespace {

const base::Instant kNow = at("2026-11-22T09:41:00Z");
const policy::Authority kTrusted = authority({verifier("north.example/law", 'a')});

std::string signature_of(const std::string& bytes) {
    return signed_by(bytes, {{"north.example/law", 'a'}});
}

policy::Considered consider(const RulebookMemory& memory, const std::string& bytes,
                            base::Instant now = kNow) {
    return policy::consider(memory, bytes, signature_of(bytes), kTrusted, now);
}

RulebookMemory having(const std::string& serial) {
    return consider({}, SmallRulebook{.serial = serial}.text()).memory;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_rulebook_memory_tests)

BOOST_AUTO_TEST_CASE(a_first_rulebook_is_taken_and_remembered) {
    const std::string bytes = SmallRulebook{}.text();
    const auto considered = consider({}, bytes);
    BOOST_TEST_REQUIRE(considered.rulebook.has_value());
    BOOST_TEST(considered.is_new);
    BOOST_TEST(considered.memory.highest->serial == 7);
    BOOST_TEST(considered.memory.highest->hash == considered.rulebook->hash);
    BOOST_TEST(considered.memory.bytes == bytes);
    BOOST_TEST(!consider(considered.memory, bytes).is_new, "the same again changes nothing");
}

BOOST_AUTO_TEST_CASE(P27_whatever_is_refused_leaves_the_last_good_one_in_force) {
    const RulebookMemory memory = having("7");
    const std::string newer = SmallRulebook{.serial = "8"}.text();
    const std::vector<std::pair<std::string, std::string>> bad = {
        {newer, ""},                                                 // unsigned
        {newer, "{"},                                                // signature cut short
        {newer.substr(0, 200), signature_of(newer)},                 // cut short
        {newer.substr(0, 200), signature_of(newer.substr(0, 200))},  // cut short, then signed
        {newer, signed_by(newer, {{"south.example/law", 'c'}})},     // signed by a stranger
        {SmallRulebook{.serial = "6"}.text(), signature_of(SmallRulebook{.serial = "6"}.text())},  // older
        {SmallRulebook{.more = " "}.text(), signature_of(SmallRulebook{.more = " "}.text())},  // same serial
        {std::string(policy::kLargestRulebook + 1, ' '), "{}"},                                // too large
        {"", ""},
    };
    for (const auto& [bytes, signature] : bad) {
        const auto considered = policy::consider(memory, bytes, signature, kTrusted, kNow);
        BOOST_TEST(considered.refused.has_value());
        BOOST_TEST((considered.memory == memory));
        BOOST_TEST(!considered.is_new);
        BOOST_TEST_REQUIRE(considered.rulebook.has_value());
        BOOST_TEST(considered.rulebook->serial == 7);
        BOOST_TEST(!considered.none.has_value());
    }
}

BOOST_AUTO_TEST_CASE(with_nothing_remembered_a_refused_file_leaves_no_rulebook_at_all) {
    const std::string bytes = SmallRulebook{}.text();
    const auto considered = policy::consider({}, bytes, "", kTrusted, kNow);
    BOOST_TEST(!considered.rulebook.has_value());
    BOOST_TEST_REQUIRE(considered.none.has_value());
    BOOST_TEST(considered.none->detail == considered.refused->detail);
}

BOOST_AUTO_TEST_CASE(the_last_good_one_stays_only_while_it_is_in_force_and_its_signer_is_trusted) {
    const RulebookMemory memory = having("7");
    const auto late = policy::consider(memory, "{}", "", kTrusted, at("2027-02-01T00:00:00Z"));
    BOOST_TEST(!late.rulebook.has_value());
    BOOST_TEST_REQUIRE(late.none.has_value());
    BOOST_TEST(late.none->detail.find("no longer in force") != std::string::npos);
    BOOST_TEST((late.memory == memory), "what was seen is not forgotten");
    const auto revoked =
        policy::consider(memory, "{}", "", authority({verifier("north.example/new", 'b')}), kNow);
    BOOST_TEST(!revoked.rulebook.has_value());
    BOOST_TEST(revoked.none.has_value());
}

BOOST_AUTO_TEST_CASE(
    P27_over_any_sequence_of_offers_the_highest_serial_only_rises_and_rules_only_when_signed) {
    support::SeededEntropy entropy(27);
    const auto roll = [&](unsigned n) { return static_cast<unsigned char>(entropy.bytes(1)[0]) % n; };
    RulebookMemory memory;
    int taken = 0, refused = 0;
    for (int i = 0; i < 400; ++i) {
        const unsigned serial = 1 + roll(40);
        std::string bytes =
            SmallRulebook{.serial = std::to_string(serial), .more = roll(4) ? "" : " "}.text();
        std::string signature =
            roll(5) ? signature_of(bytes) : signed_by(bytes, {{"south.example/law", 'c'}});
        if (roll(4) == 0) bytes.resize(bytes.size() - 1 - roll(100));
        const auto before = memory.highest;
        const auto considered = policy::consider(memory, bytes, signature, kTrusted, kNow);
        if (considered.refused) {
            ++refused;
            BOOST_TEST((considered.memory == memory));
        } else {
            ++taken;
            BOOST_TEST((!before || considered.memory.highest->serial > before->serial ||
                        considered.memory.highest == before));
        }
        BOOST_TEST(considered.rulebook.has_value() == considered.memory.highest.has_value());
        if (considered.rulebook) BOOST_TEST(considered.rulebook->hash == considered.memory.highest->hash);
        memory = considered.memory;
    }
    BOOST_TEST(taken > 3);
    BOOST_TEST(refused > 100);
}

BOOST_AUTO_TEST_CASE(the_memory_reads_back_as_it_was_written) {
    const RulebookMemory memory = having("7");
    const auto read = policy::read_memory(policy::text_of(memory));
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST((*read == memory));
    BOOST_TEST(policy::text_of({}).empty());
    BOOST_TEST_REQUIRE(policy::read_memory("").has_value());
    BOOST_TEST((*policy::read_memory("") == RulebookMemory{}));
}

BOOST_AUTO_TEST_CASE(P27_a_memory_that_was_changed_or_cut_anywhere_is_corrupt_and_never_empty) {
    const std::string text = policy::text_of(having("7"));
    for (size_t i = 0; i < text.size(); ++i) {
        std::string changed = text;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        BOOST_TEST(!policy::read_memory(changed).has_value(), "byte " << i);
        if (i > 0) BOOST_TEST(!policy::read_memory(text.substr(0, i)).has_value(), "cut at " << i);
    }
    BOOST_TEST((policy::read_memory(text + "x").error().fault == base::Fault::corrupt));
}

BOOST_AUTO_TEST_SUITE_END()
