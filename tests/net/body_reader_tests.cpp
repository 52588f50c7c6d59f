#include "gzip.h"
#include "net/body_reader.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

using kith::net::BodyReader;
using kith::net::Limits;
using kith::net_tests::gzip;
using kith::ports::HttpFailure;

namespace {

/// Feeds the bytes in pieces; the failure that came of it, or none.
HttpFailure feed(BodyReader& reader, const std::string& bytes, size_t piece) {
    for (size_t at = 0; at < bytes.size(); at += piece)
        if (const auto breach = reader.bytes(std::string_view(bytes).substr(at, piece)))
            return breach->failure;
    const auto end = reader.finish();
    return end ? end->failure : HttpFailure::none;
}

HttpFailure feed(const std::string& bytes, bool is_gzip, const Limits& limits = {}, size_t piece = 16384) {
    BodyReader reader(limits, is_gzip);
    return feed(reader, bytes, piece);
}

// Text that packs about three to one, so that no ratio is in question.
std::string prose(size_t size) {
    std::string text;
    unsigned state = 7;
    while (text.size() < size)
        text.push_back(static_cast<char>('a' + ((state = state * 1103515245 + 12345) >> 16) % 24));
    return text;
}

bool is(HttpFailure a, HttpFailure b) {
    return a == b;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(net_body_reader_tests)

BOOST_AUTO_TEST_CASE(a_body_is_gathered_as_it_comes) {
    const Limits limits;
    BodyReader reader(limits, false);
    BOOST_TEST(is(feed(reader, "{\"resourceType\":\"Bundle\"}", 3), HttpFailure::none));
    BOOST_TEST(reader.take_body() == "{\"resourceType\":\"Bundle\"}");
}

BOOST_AUTO_TEST_CASE(a_packed_body_is_unpacked_whatever_the_pieces) {
    const Limits limits;
    const std::string text = prose(100'000), packed = gzip(text);
    for (const size_t piece : {size_t{1}, size_t{7}, size_t{4096}, packed.size()}) {
        BodyReader reader(limits, true);
        BOOST_TEST(is(feed(reader, packed, piece), HttpFailure::none));
        BOOST_TEST((reader.take_body() == text));
        BOOST_TEST(reader.received_bytes() == packed.size());
    }
}

BOOST_AUTO_TEST_CASE(a_packed_body_may_have_several_members) {
    const Limits limits;
    BodyReader reader(limits, true);
    BOOST_TEST(is(feed(reader, gzip("one ") + gzip("two"), 5), HttpFailure::none));
    BOOST_TEST(reader.take_body() == "one two");
}

BOOST_AUTO_TEST_CASE(sixteen_mebibytes_pass_and_one_byte_more_does_not) {
    const size_t limit = Limits{}.answer_bytes;
    BOOST_TEST(limit == 16u << 20);
    BOOST_TEST(is(feed(std::string(limit - 1, 'a'), false), HttpFailure::none));
    BOOST_TEST(is(feed(std::string(limit, 'a'), false), HttpFailure::none));
    BOOST_TEST(is(feed(std::string(limit + 1, 'a'), false), HttpFailure::too_large));
}

// Decoded bytes are what counts: a packed answer meets the same limit.
BOOST_AUTO_TEST_CASE(the_byte_limit_counts_unpacked_bytes) {
    Limits limits;
    limits.answer_bytes = 300'000;
    BOOST_TEST(is(feed(gzip(prose(299'999)), true, limits), HttpFailure::none));
    BOOST_TEST(is(feed(gzip(prose(300'000)), true, limits), HttpFailure::none));
    BOOST_TEST(is(feed(gzip(prose(300'001)), true, limits), HttpFailure::too_large));
}

// The ratio is judged at its exact boundary by a body whose packed size is known.
BOOST_AUTO_TEST_CASE(a_body_may_unpack_to_so_many_times_its_size_and_no_more) {
    const std::string text(2u << 20, 'a');
    const std::string packed = gzip(text);
    const double ratio = static_cast<double>(text.size()) / static_cast<double>(packed.size());
    const auto with_ratio = [&](double allowed) {
        Limits limits;
        limits.unpack_ratio = allowed;
        return feed(packed, true, limits, packed.size());
    };
    BOOST_TEST(is(with_ratio(ratio + 1e-6), HttpFailure::none));
    BOOST_TEST(is(with_ratio(ratio - 1e-6), HttpFailure::too_large));
}

BOOST_AUTO_TEST_CASE(the_ratio_is_not_asked_of_the_first_mebibyte) {
    BOOST_TEST(is(feed(gzip(std::string((1u << 20) - 1, 'a')), true), HttpFailure::none));
    BOOST_TEST(is(feed(gzip(std::string(1u << 20, 'a')), true), HttpFailure::none));
    BOOST_TEST(is(feed(gzip(std::string((1u << 20) + 1, 'a')), true), HttpFailure::too_large));
}

// C12: 256 MiB out of 260 kB. No more is kept than the ratio allows of what had come.
BOOST_AUTO_TEST_CASE(a_bomb_is_stopped_before_it_goes_off) {
    const std::string bomb = gzip(std::string(64u << 20, '\0'));
    for (const size_t piece : {size_t{100}, bomb.size()}) {
        const Limits limits;
        BodyReader reader(limits, true);
        BOOST_TEST(is(feed(reader, bomb, piece), HttpFailure::too_large));
        BOOST_TEST(reader.take_body().size() <= std::max<size_t>(1u << 20, 100 * reader.received_bytes()));
    }
}

BOOST_AUTO_TEST_CASE(a_packed_body_cut_short_is_not_taken_for_whole) {
    const std::string packed = gzip(prose(10'000));
    for (const size_t cut : {size_t{1}, size_t{8}, packed.size() / 2})
        BOOST_TEST(is(feed(packed.substr(0, packed.size() - cut), true), HttpFailure::dropped));
}

BOOST_AUTO_TEST_CASE(what_is_not_gzip_or_goes_on_after_it_is_unreadable) {
    BOOST_TEST(is(feed("{\"plain\":true}", true), HttpFailure::protocol));
    BOOST_TEST(is(feed(gzip("whole") + "rubbish", true), HttpFailure::protocol));
    std::string broken = gzip(prose(1000));
    broken[broken.size() - 6] ^= 1;  // inside the check sum
    BOOST_TEST(is(feed(broken, true), HttpFailure::protocol));
}

BOOST_AUTO_TEST_CASE(an_empty_body_may_call_itself_packed) {
    BOOST_TEST(is(feed("", true), HttpFailure::none));
}

BOOST_AUTO_TEST_SUITE_END()
