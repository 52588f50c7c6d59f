#include "icons/icons.h"
#include "ui/theme.h"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace kith::ui;

namespace {

constexpr Scheme kSchemes[] = {Scheme::light, Scheme::dark, Scheme::high_contrast,
                               Scheme::high_contrast_dark};

void check_pair(const TonePair& pair, Scheme scheme, double least) {
    const double ratio = contrast(colour(pair.ink, scheme), colour(pair.ground, scheme));
    BOOST_TEST(ratio >= least, "tone " << static_cast<int>(pair.ink) << " on "
                                       << static_cast<int>(pair.ground) << " in scheme "
                                       << static_cast<int>(scheme) << " is only " << ratio << ":1");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ui_theme_tests)

BOOST_AUTO_TEST_CASE(contrast_is_measured_as_wcag_defines_it) {
    BOOST_TEST(contrast(wxColour(0, 0, 0), wxColour(255, 255, 255)) == 21.0,
               boost::test_tools::tolerance(0.001));
    BOOST_TEST(contrast(wxColour(119, 119, 119), wxColour(255, 255, 255)) == 4.478,
               boost::test_tools::tolerance(0.001));
}

BOOST_AUTO_TEST_CASE(every_text_is_readable_on_its_ground_in_every_scheme) {
    for (const Scheme scheme : kSchemes)
        for (const TonePair& pair : text_pairs()) check_pair(pair, scheme, 4.5);
}

BOOST_AUTO_TEST_CASE(high_contrast_is_higher_still) {
    for (const Scheme scheme : {Scheme::high_contrast, Scheme::high_contrast_dark})
        for (const TonePair& pair : text_pairs()) check_pair(pair, scheme, 7.0);
}

BOOST_AUTO_TEST_CASE(every_mark_stands_out_from_its_ground_in_every_scheme) {
    for (const Scheme scheme : kSchemes)
        for (const TonePair& pair : mark_pairs()) check_pair(pair, scheme, 3.0);
}

BOOST_AUTO_TEST_CASE(the_letter_on_every_agency_mark_is_readable_in_every_scheme) {
    for (const Scheme scheme : kSchemes)
        for (const char letter : std::string("HPESJO")) {
            const double ratio = contrast(on_agency(letter, scheme), colour(agency_tone(letter), scheme));
            BOOST_TEST(ratio >= 4.5, letter << " is only " << ratio << ":1");
        }
}

BOOST_AUTO_TEST_CASE(agencies_are_told_apart_by_colour_as_well_as_letter) {
    for (const Scheme scheme : kSchemes)
        for (const char a : std::string("HPESJO"))
            for (const char b : std::string("HPESJO"))
                if (a != b) BOOST_TEST((colour(agency_tone(a), scheme) != colour(agency_tone(b), scheme)));
}

BOOST_AUTO_TEST_CASE(every_icon_takes_the_colour_it_is_given) {
    BOOST_TEST(!kith::icons::names().empty());
    for (const auto name : kith::icons::names()) {
        const std::string svg(kith::icons::svg(name));
        BOOST_TEST(svg.starts_with("<svg "));
        BOOST_TEST(svg.find("currentColor") != std::string::npos);
        BOOST_TEST(svg.find("http://www.w3.org/2000/svg") == svg.rfind("http"),
                   "an icon refers to another file");
    }
}

BOOST_AUTO_TEST_SUITE_END()
