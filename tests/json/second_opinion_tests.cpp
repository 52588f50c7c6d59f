// P13: whatever we accept, simdjson's own tree accepts as well, with the same values. Seeded mutations of
// real-looking bundles.
#include "json/value.h"
#include "json/writer.h"

#include <boost/test/unit_test.hpp>
#include <simdjson.h>

#include <random>

using namespace kith;

namespace {

const std::string kBundle =
    R"({"resourceType":"Bundle","type":"searchset","total":1,"link":[{"relation":"self","url":"https://h.example/x?y=1"}],
"entry":[{"fullUrl":"Patient/1","search":{"score":0.9976},"resource":{"id":"1","name":[{"use":"usual","family":"O\u2019Neil","given":["Ana","M\u00e9"]}],
"birthDate":"2017-02","multipleBirthInteger":1,"active":true,"deceasedBoolean":false,"big":12345678901234567890,"x":-0.5e-3,"n":null}}]})";

void compare(json::Value ours, simdjson::dom::element theirs) {
    using simdjson::dom::element_type;
    switch (theirs.type()) {
        case element_type::OBJECT: {
            const simdjson::dom::object members = theirs;
            BOOST_REQUIRE_EQUAL(ours.size(), members.size());
            size_t i = 0;
            for (const auto member : members) {
                BOOST_REQUIRE_EQUAL(ours.key(i), member.key);
                compare(ours.at(i++), member.value);
            }
            return;
        }
        case element_type::ARRAY: {
            const simdjson::dom::array elements = theirs;
            BOOST_REQUIRE_EQUAL(ours.size(), elements.size());
            size_t i = 0;
            for (const auto element : elements) compare(ours.at(i++), element);
            return;
        }
        case element_type::STRING:
            BOOST_REQUIRE_EQUAL(ours.text(), std::string_view(theirs));
            return;
        case element_type::INT64:
            BOOST_REQUIRE(ours.integer() == std::int64_t(theirs));
            return;
        case element_type::UINT64:
            BOOST_REQUIRE_EQUAL(ours.as_text(), std::to_string(std::uint64_t(theirs)));
            return;
        case element_type::DOUBLE:
            BOOST_REQUIRE(!ours.number() || ours.number() == double(theirs));
            return;
        case element_type::BOOL:
            BOOST_REQUIRE(ours.boolean() == bool(theirs));
            return;
        case element_type::NULL_VALUE:
            BOOST_REQUIRE(ours.is_null());
            return;
    }
}

/// Whether simdjson's refusal is one of the two places where we keep more than it: numbers past what it can
/// hold.
bool is_a_number_it_cannot_hold(simdjson::error_code error) {
    return error == simdjson::NUMBER_ERROR;
}

/// Whether the second opinion agrees; counts what we accepted.
void judge(const std::string& text, size_t& accepted) {
    const auto ours = json::parse(text);
    if (!ours) return;
    ++accepted;
    simdjson::dom::parser parser;
    simdjson::dom::element theirs;
    const auto error = parser.parse(text).get(theirs);
    BOOST_TEST_CONTEXT(text) {
        BOOST_REQUIRE(!error || is_a_number_it_cannot_hold(error));
        if (!error) compare(ours->root(), theirs);
    }
}

std::string mutated(std::mt19937& random) {
    static const std::string kSpice = "{}[]\",:\\u0123456789eE+-.truefalsn \n\t\x01\x7f\xC3\xA9\xED\xFF";
    std::string text = kBundle;
    const size_t edits = 1 + random() % 3;
    for (size_t i = 0; i < edits; ++i) {
        const size_t at = random() % text.size();
        const char c = kSpice[random() % kSpice.size()];
        switch (random() % 4) {
            case 0:
                text[at] = c;
                break;
            case 1:
                text.erase(at, 1 + random() % 4);
                break;
            case 2:
                text.insert(at, 1, c);
                break;
            default:
                text.insert(at, text.substr(random() % text.size(), random() % 12));
                break;
        }
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_second_opinion_tests)

BOOST_AUTO_TEST_CASE(what_we_accept_simdjson_accepts_with_the_same_values) {
    std::mt19937 random(20261122);
    size_t accepted = 0;
    judge(kBundle, accepted);
    BOOST_TEST_REQUIRE(accepted == 1u);
    for (int i = 0; i < 60'000; ++i) judge(mutated(random), accepted);
    BOOST_TEST_MESSAGE("accepted " << accepted << " of 60001");
    BOOST_TEST(accepted > 1'000u);
}

BOOST_AUTO_TEST_SUITE_END()
