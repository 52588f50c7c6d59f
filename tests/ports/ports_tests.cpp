#include "keys/system_entropy.h"
#include "ports/audit_sink.h"
#include "ports/entropy.h"
#include "ports/transport.h"
#include "support/memory_audit_sink.h"
#include "support/seeded_entropy.h"

#include <boost/test/unit_test.hpp>

#include <regex>
#include <set>
#include <type_traits>

using namespace kith;

// A receipt proves that an entry is on disk. If any of these ever compiles, somebody can forge that proof.
static_assert(!std::is_default_constructible_v<ports::Receipt>);
static_assert(!std::is_constructible_v<ports::Receipt, std::uint64_t, std::uint64_t, std::string>);
static_assert(!std::is_aggregate_v<ports::Receipt>);

namespace {

struct FixedEntropy final : ports::Entropy {
    explicit FixedEntropy(char byte) : byte_(byte) {}
    std::string bytes(size_t n) override { return std::string(n, byte_); }
    char byte_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(ports_tests)

BOOST_AUTO_TEST_CASE(a_uuid_has_the_form_of_version_4_whatever_the_bytes) {
    FixedEntropy zeros('\x00');
    FixedEntropy ones('\xff');
    BOOST_TEST(ports::make_uuid(zeros) == "00000000-0000-4000-8000-000000000000");
    BOOST_TEST(ports::make_uuid(ones) == "ffffffff-ffff-4fff-bfff-ffffffffffff");
}

BOOST_AUTO_TEST_CASE(uuids_from_one_source_of_entropy_differ) {
    const std::regex form("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    support::SeededEntropy entropy;
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const std::string uuid = ports::make_uuid(entropy);
        BOOST_TEST(std::regex_match(uuid, form));
        seen.insert(uuid);
    }
    BOOST_TEST(seen.size() == 1000u);
}

BOOST_AUTO_TEST_CASE(the_system_gives_as_many_bytes_as_asked_and_never_the_same_twice) {
    keys::SystemEntropy entropy;
    BOOST_TEST(entropy.bytes(0).empty());
    BOOST_TEST(entropy.bytes(32).size() == 32u);
    BOOST_TEST(entropy.bytes(32) != entropy.bytes(32));
}

BOOST_AUTO_TEST_CASE(every_way_an_exchange_can_fail_has_its_own_name) {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(ports::HttpFailure::cancelled); ++i)
        names.insert(ports::name_of(static_cast<ports::HttpFailure>(i)));
    BOOST_TEST(names.size() == 9u);
    BOOST_TEST(!names.contains("unknown"));
}

BOOST_AUTO_TEST_CASE(a_receipt_comes_from_an_audit_sink_and_from_nowhere_else) {
    support::MemoryAuditSink sink;
    const auto receipt = sink.append({});
    BOOST_TEST_REQUIRE(receipt.has_value());
    BOOST_TEST(receipt->leaf() == 0u);
    sink.is_full = true;
    BOOST_TEST(!sink.append({}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
