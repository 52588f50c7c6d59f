#include "base/text.h"

#include <boost/test/unit_test.hpp>

using namespace kith::base;

BOOST_AUTO_TEST_SUITE(base_text_tests)

BOOST_AUTO_TEST_CASE(trim_takes_blanks_and_non_breaking_spaces_off_both_ends) {
    BOOST_TEST(trim(" \t\xC2\xA0 a b \r\n\xC2\xA0") == "a b");
    BOOST_TEST(trim("\xC2\xA0") == "");
    BOOST_TEST(trim("") == "");
}

BOOST_AUTO_TEST_CASE(split_keeps_empty_parts_and_join_undoes_it) {
    BOOST_TEST(split("a;;b;", ';').size() == 4u);
    BOOST_TEST(join(split("a;;b;", ';'), ";") == "a;;b;");
    BOOST_TEST(split("", ';').size() == 1u);
}

BOOST_AUTO_TEST_CASE(utf8_is_checked_to_the_letter) {
    BOOST_TEST(is_utf8("Zażółć 中文 😀"));
    for (const char* bad : {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\x80", "a\xFF"})
        BOOST_TEST(!is_utf8(bad));
    BOOST_TEST(!is_utf8(std::string_view("a\0b", 3)));
}

BOOST_AUTO_TEST_CASE(trap_7_latin_1_bytes_become_the_letters_they_meant) {
    BOOST_TEST(to_utf8("Ren\xE9 O\x92"
                       "Brien") == "René O’Brien");
    BOOST_TEST(to_utf8("Renée") == "Renée");
    BOOST_TEST(is_utf8(to_utf8("\x81\xFF\xC3")));
}

BOOST_AUTO_TEST_CASE(c15_text_that_disguises_itself_is_made_plain) {
    BOOST_TEST(printable("a\xE2\x80\xAE"
                         "b\x1B[31mc\nd") == "ab[31mc d");
    BOOST_TEST(printable("a\nb", true) == "a\nb");
    BOOST_TEST(printable("\xEF\xBB\xBFx\xFFy") == "x\xEF\xBF\xBDy");
}

BOOST_AUTO_TEST_CASE(edit_distance_counts_single_edits) {
    BOOST_TEST(edit_distance("purpose", "purposs") == 1u);
    BOOST_TEST(edit_distance("", "abc") == 3u);
    BOOST_TEST(edit_distance("kitten", "sitting") == 3u);
}

BOOST_AUTO_TEST_CASE(counted_says_one_or_many) {
    BOOST_TEST(counted(1, "record", "records") == "1 record");
    BOOST_TEST(counted(0, "record", "records") == "0 records");
}

BOOST_AUTO_TEST_SUITE_END()
