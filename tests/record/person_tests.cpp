#include "record/event.h"
#include "record/person.h"
#include "record/reply.h"

#include <boost/test/unit_test.hpp>

using namespace kith::record;

BOOST_AUTO_TEST_SUITE(record_person_tests)

BOOST_AUTO_TEST_CASE(trap_8_every_code_for_sex_is_read) {
    for (const char* code : {"female", "F", "2", "FEMALE", "Female", "GNDR_0001"})
        BOOST_TEST((parse_sex(code) == Sex::female), code);
    for (const char* code : {"male", "M", "1", "MALE"}) BOOST_TEST((parse_sex(code) == Sex::male), code);
    for (const char* code : {"other", "OTHER"}) BOOST_TEST((parse_sex(code) == Sex::other), code);
    for (const char* code : {"unknown", "U", "0", "9", "", "?"})
        BOOST_TEST((parse_sex(code) == Sex::not_stated), code);
}

BOOST_AUTO_TEST_CASE(the_family_name_is_in_capitals_whatever_its_alphabet) {
    BOOST_TEST((PersonName{.given = "Maisie Rose", .family = "Pellow"}.display() == "Maisie Rose PELLOW"));
    BOOST_TEST((PersonName{.given = "Zoë", .family = "Müller"}.display() == "Zoë MÜLLER"));
    BOOST_TEST((PersonName{.family = "Hart"}.display() == "HART"));
    BOOST_TEST((PersonName{.given = "Dean"}.display() == "Dean"));
    BOOST_TEST((PersonName{.text = "Baby of Kerry"}.display() == "Baby of Kerry"));
}

BOOST_AUTO_TEST_CASE(postcodes_are_spaced_and_impossible_ones_kept) {
    BOOST_TEST(normal_postcode("ns47qt") == "NS4 7QT");
    BOOST_TEST(normal_postcode(" NS4  7QT ") == "NS4 7QT");
    BOOST_TEST(normal_postcode("SW1A0AA") == "SW1A 0AA");
    BOOST_TEST(normal_postcode("N27 9TL") == "N27 9TL");
    BOOST_TEST(normal_postcode(" no fixed abode ") == "no fixed abode");
    BOOST_TEST(normal_postcode("") == "");
}

BOOST_AUTO_TEST_CASE(x_6_a_protected_address_says_only_that_it_exists) {
    const Address home{.lines = {"12 Mill Lane", "", "Northbridge"}, .postcode = "ns47qt"};
    BOOST_TEST(home.one_line() == "12 Mill Lane, Northbridge, NS4 7QT");
    Address hidden = home;
    hidden.is_protected = true;
    BOOST_TEST(hidden.one_line() == "address withheld");
}

BOOST_AUTO_TEST_CASE(the_best_name_is_the_usual_one_in_use) {
    PersonRecord person;
    BOOST_TEST(person.best_name().is_empty());
    person.names = {{.given = "Kerry", .family = "Old", .use = NameUse::former},
                    {.given = "Kerry",
                     .family = "Ended",
                     .use = NameUse::usual,
                     .period = {.to = *PartialDate::parse_iso("2019")}},
                    {.given = "Kerry", .family = "Official", .use = NameUse::official}};
    BOOST_TEST(person.best_name().family == "Official");
    person.names.push_back({.given = "Kerry", .family = "Pellow"});
    BOOST_TEST(person.best_name().family == "Pellow");
}

BOOST_AUTO_TEST_CASE(only_a_good_identifier_may_be_used_to_ask) {
    PersonRecord person;
    person.identifiers = {identifier("nhs_number", "9999999991"),
                          {"nhs_number", "9000000009", IdentifierState::superseded, {}},
                          identifier("nhs_number", "9449306613")};
    BOOST_TEST(person.usable_identifier("nhs_number") == "9449306613");
    BOOST_TEST(person.usable_identifier("upn").empty());
}

BOOST_AUTO_TEST_CASE(sw_2_an_event_sorts_by_the_best_time_it_has) {
    Event event;
    BOOST_TEST(event.sorted_by() == "none");
    event.received = When::parse_iso("2026-11-20");
    BOOST_TEST(event.sorted_by() == "received");
    event.recorded = When::parse_iso("2026-11-19");
    BOOST_TEST(event.sorted_by() == "recorded");
    event.reported = When::parse_iso("2026-11-18");
    BOOST_TEST(event.sorted_by() == "reported");
    event.occurred = When::parse_iso("2026-11");
    BOOST_TEST(event.sorted_by() == "occurred");
    BOOST_TEST(event.sort_time().iso() == "2026-11");
}

BOOST_AUTO_TEST_CASE(a_reply_counts_events_and_everybody_but_its_subject) {
    Reply reply;
    reply.people = {{.ref = "child"}, {.ref = "mother"}};
    reply.events.resize(3);
    BOOST_TEST(reply.record_count() == 5);
    reply.subject_ref = "child";
    BOOST_TEST(reply.record_count() == 4);
}

BOOST_AUTO_TEST_CASE(a_reply_of_candidates_counts_the_people_who_may_be_meant_and_nothing_of_theirs) {
    Reply reply;
    reply.state = LedgerState::candidates;
    reply.people = {{.ref = "one"}, {.ref = "other"}, {.ref = "mother"}};
    reply.events.resize(18);
    reply.ties.resize(2);
    reply.ties[0].from = "one";
    reply.ties[0].to = "mother";
    reply.ties[1].from = "other";
    reply.ties[1].to = "Dr A. Shah";
    reply.ties[1].to_person = false;
    BOOST_TEST(reply.record_count() == 2);
    reply.state = LedgerState::partial;
    BOOST_TEST(reply.record_count() == 21);
}

BOOST_AUTO_TEST_SUITE_END()
