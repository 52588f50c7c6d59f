#include "cache/bytes.h"
#include "cache/epoch_keys.h"
#include "cache/vault.h"
#include "cache/world.h"
#include "crypto/hash.h"
#include "crypto/seal.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using namespace kith::cache;

namespace {

/// The page's worked example was computed by other means; the program must give the same bytes.
bool page_says(const std::string& text) {
    static const std::string page =
        cache_tests::read_bytes(std::string(KITH_SOURCE_DIR) + "/src/cache/FORMAT.md");
    return page.find(text) != std::string::npos;
}

std::string counting(char first) {
    std::string bytes;
    for (int i = 0; i < 32; ++i) bytes += static_cast<char>(first + i);
    return bytes;
}

std::string bound_of(const Columns& columns, std::string_view shelf) {
    Packer to;
    to.text("kith shelf copy 2")
        .text("key")
        .text(shelf)
        .text(columns.id)
        .number(columns.epoch)
        .number(columns.goes);
    to.text(columns.question).text(columns.subject);
    return to.take();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cache_format_tests)

BOOST_AUTO_TEST_CASE(the_worked_example_holds) {
    EpochKeys keys(2992233, base::Secret(counting(0)));
    BOOST_TEST(page_says(crypto::hex(keys.chain().reveal())));
    const base::Secret* ahead = keys.wrap_key(2992234);
    BOOST_TEST_REQUIRE(ahead != nullptr);
    const std::string wrap(ahead->reveal());
    keys.ratchet_to(2992234);
    BOOST_TEST(page_says("chain key of epoch 2992234      " + crypto::hex(keys.chain().reveal())));
    BOOST_TEST(page_says("its wrap key                    " + crypto::hex(wrap)));
    BOOST_TEST((keys.wrap_key(2992234)->reveal() == wrap), "the same from before and from within");
    BOOST_TEST((keys.wrap_key(2992233) == nullptr), "and never again from after");

    const std::string subject = packed({"subject", "nhs", "9990004838"});
    BOOST_TEST(page_says(crypto::hex(subject)));
    const std::string token(
        crypto::as_bytes(crypto::hmac_sha256(counting(0x40), subject)).substr(0, kTokenBytes));
    BOOST_TEST(page_says("the subject's token             " + crypto::hex(token)));

    Columns columns{1, std::string(16, 'i'), 2992234, 29922340, std::string(16, 'q'), token};
    BOOST_TEST(epoch_of(base::Instant{std::chrono::minutes{columns.goes}}) == columns.epoch);
    const std::string shelf(16, 's'), key(32, 'k'), nonce(12, 'n');
    const std::string bound = bound_of(columns, shelf);
    BOOST_TEST(page_says(crypto::hex(bound)));
    const std::string label = std::string("\0\0\0\7a label", 11) + std::string(245, '\0');
    const std::string column = nonce + crypto::seal(wrap, nonce, key + label, bound);
    BOOST_TEST(page_says(crypto::hex(column.substr(0, 60))));
    BOOST_TEST(
        page_says("its tag                         " + crypto::hex(column.substr(column.size() - 16))));

    const std::string asked = packed({"kith shelf copy 2", "body", column.substr(column.size() - 16),
                                      "MASH_ENQUIRY", "R-1", "a.okafor", "health", "NSC-0417"});
    const std::string body = crypto::seal(key, std::string_view("\0\0\0\0\0\0\0\0\0\0\0\1", 12),
                                          std::string("\0\0\0\2{}", 6) + std::string(762, '\0'), asked);
    BOOST_TEST(page_says("the body's tag                  " + crypto::hex(body.substr(body.size() - 16))));
    const Lying row{columns, column, body};
    const auto opened = unwrap(row, crypto::Sealer(wrap), shelf);
    BOOST_TEST_REQUIRE(opened.has_value());
    BOOST_TEST(opened->label() == "a label");
    BOOST_TEST((opened->key() == key));
    BOOST_TEST(
        open_body(row, *opened, {"MASH_ENQUIRY", "R-1", "a.okafor", "health", "NSC-0417"}).value_or("") ==
        "{}");
    BOOST_TEST(!open_body(row, *opened, {"STRATEGY", "R-1", "a.okafor", "health", "NSC-0417"}).has_value());
}

BOOST_AUTO_TEST_CASE(values_come_back_in_order_and_nothing_is_read_past_the_end) {
    const std::string bytes = Packer().text("a").number(-7).text("").number(1LL << 40).take();
    Unpacker from(bytes);
    BOOST_TEST(from.text() == "a");
    BOOST_TEST(from.number() == -7);
    BOOST_TEST(from.text() == "");
    BOOST_TEST(from.number() == 1LL << 40);
    BOOST_TEST(from.is_good());
    BOOST_TEST(from.number() == 0);
    BOOST_TEST(!from.is_good());
    for (size_t cut = 0; cut < bytes.size(); ++cut) {
        Unpacker part(std::string_view(bytes).substr(0, cut));
        (void)part.text(), (void)part.number(), (void)part.text(), (void)part.number();
        BOOST_TEST(!part.is_good(), "cut at " << cut);
    }
    BOOST_TEST(packed({"ab", "c"}) != packed({"a", "bc"}));
}

BOOST_AUTO_TEST_CASE(padding_comes_off_as_it_went_on) {
    for (const size_t size : {0, 1, 1019, 1020, 1021, 5000, 100'000}) {
        const std::string text(size, 't');
        const std::string wide = padded(text, kBodyPadding);
        BOOST_TEST(wide.size() == padded_size(size, kBodyPadding));
        BOOST_TEST((padded(text, kBodyPadding, "before") == "before" + wide));
        BOOST_TEST((unpadded(wide) == text));
    }
    BOOST_TEST(!unpadded("abc").has_value());
    BOOST_TEST(!unpadded(std::string("\xff\xff\xff\xff", 4)).has_value());
}

BOOST_AUTO_TEST_CASE(an_epoch_further_ahead_than_any_copy_has_no_key) {
    EpochKeys keys(100, base::Secret(counting(0)));
    BOOST_TEST((keys.wrap_key(100 + kFurthestEpoch + 1) == nullptr));
    BOOST_TEST((keys.wrap_key(99) == nullptr));
    keys.ratchet_to(50);
    BOOST_TEST(keys.epoch() == 100);
}

BOOST_AUTO_TEST_SUITE_END()
