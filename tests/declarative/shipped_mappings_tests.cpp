#include "asked.h"
#include "json/value.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

using namespace kith;
using namespace kith::declarative::tests;
using record::LedgerState;

namespace {

record::Reply example(const std::string& source, std::vector<std::string> categories) {
    return ask_once(source, ask_about(maisie(), source, std::move(categories)),
                    answer(example_answer(source)));
}

const record::PersonRecord* person(const record::Reply& reply, const std::string& ref) {
    const auto found = std::find_if(reply.people.begin(), reply.people.end(),
                                    [&](const auto& one) { return one.ref == ref; });
    return found == reply.people.end() ? nullptr : &*found;
}

/// Leaves of a sample as the reply may show them: dates in words as well, flags as yes and no.
void collect_leaves(json::Value value, std::vector<std::string>& leaves) {
    if (value.is_object() || value.is_array()) {
        for (json::Value inner : value) collect_leaves(inner, leaves);
    } else if (!value.is_absent() && !value.boolean() && !value.as_text().empty()) {
        leaves.push_back(value.as_text());
    }
}

/// What a reader turns a leaf into on purpose.
std::vector<std::string> spellings(const std::string& leaf) {
    std::vector<std::string> all = {leaf};
    const record::When when = record::When::parse_fhir(leaf);
    if (when.is_known()) all.insert(all.end(), {when.iso(), when.words()});
    return all;
}

bool occurs(const std::string& text, const std::string& leaf) {
    const auto all = spellings(leaf);
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& one) { return text.find(one) != std::string::npos; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(declarative_shipped_mappings_tests)

BOOST_AUTO_TEST_CASE(every_shipped_mapping_holds_together) {
    for (const char* source : {"police-incidents", "safeguarding-files", "family-court", "housing"}) {
        const auto made = declarative::make(settings_of(source, shipped_mapping(source)));
        BOOST_TEST(made.has_value(), source << ": " << (made ? "" : made.error().detail));
    }
}

BOOST_AUTO_TEST_CASE(no_value_of_an_example_is_lost) {
    const std::set<std::string> turned_into_ours = {
        "domestic", "alcohol", "concern for safety", "C43",    "secure", "F",
        "FEMALE",   "M",       "1 Secret Court",     "Hidden", "NS9 9ZZ"};
    for (const auto& [source, categories] : std::vector<std::pair<std::string, std::vector<std::string>>>{
             {"police-incidents", {"police_incident"}},
             {"safeguarding-files", {"school_concern"}},
             {"family-court", {"court_order"}},
             {"housing", {"tenancy", "address"}}}) {
        const std::string text = record::to_json(example(source, categories));
        const auto document = json::parse(example_answer(source));
        BOOST_TEST_REQUIRE(document.has_value());
        std::vector<std::string> leaves;
        collect_leaves(document->root(), leaves);
        BOOST_TEST(leaves.size() > 20);
        for (const std::string& leaf : leaves)
            if (!turned_into_ours.contains(leaf)) BOOST_TEST(occurs(text, leaf), source << " lost: " << leaf);
    }
}

BOOST_AUTO_TEST_CASE(no_member_of_an_example_goes_unnamed) {
    for (const char* source : {"police-incidents", "safeguarding-files", "family-court", "housing"}) {
        const auto reply = example(source, {"police_incident", "school_concern", "court_order", "tenancy"});
        BOOST_TEST(reply.notices.empty(),
                   source << ": " << (reply.notices.empty() ? "" : reply.notices.front()));
    }
}

BOOST_AUTO_TEST_CASE(a_police_incident_keeps_its_time_place_people_and_other_numbers) {
    const auto reply = example("police-incidents", {"police_incident"});
    BOOST_TEST((reply.state == LedgerState::records_held));
    BOOST_TEST(reply.subject_ref == "NCP-0042817");
    BOOST_TEST_REQUIRE(reply.events.size() == 2);
    const record::Event& incident = reply.events.front();
    BOOST_TEST(incident.title == "Domestic incident attended by police");
    BOOST_TEST(incident.occurred.iso() == "2026-11-14T21:52:00.000Z");
    BOOST_TEST(incident.postcode == "NS4 7QT");
    BOOST_TEST(incident.shared_reference == "AMB-771204");
    BOOST_TEST(incident.significant);
    BOOST_TEST(incident.handling.empty());
    BOOST_TEST((incident.tags == std::vector<std::string>{"domestic_abuse", "injury", "child_present"}));
    BOOST_TEST((incident.about == std::vector<std::string>{"NCP-0042817", "NCP-0038810", "NCP-0029114"}));
    BOOST_TEST(reply.events.back().handling.size() == 1);
    BOOST_TEST_REQUIRE(reply.ties.size() == 2);
    BOOST_TEST(reply.ties.front().kind == "mother");
    BOOST_TEST(reply.contacts.size() == 1);
}

BOOST_AUTO_TEST_CASE(the_childs_own_words_stand_apart_from_the_adults) {
    const auto reply = example("safeguarding-files", {"school_concern"});
    BOOST_TEST_REQUIRE(reply.events.size() == 3);
    const auto said = std::find_if(reply.events.begin(), reply.events.end(), [](const auto& event) {
        return event.voice == record::Voice::childs_words;
    });
    BOOST_TEST_REQUIRE((said != reply.events.end()));
    BOOST_TEST(said->text == "There wasn't any tea because Dean was cross.");
    BOOST_TEST(said->origin.reference == "SF-2021-118/31");
    BOOST_TEST(reply.events.front().text.find("tea") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_confidential_address_of_a_court_party_is_never_kept) {
    const auto reply = example("family-court", {"court_order"});
    for (const char* ref : {"NS24P00118-2", "FR-77310"}) {
        BOOST_TEST_REQUIRE(person(reply, ref));
        BOOST_TEST_REQUIRE(person(reply, ref)->addresses.size() == 1);
        const record::Address& address = person(reply, ref)->addresses.front();
        BOOST_TEST(address.is_protected);
        BOOST_TEST(address.lines.empty());
        BOOST_TEST(address.postcode.empty());
    }
    BOOST_TEST(record::to_json(reply).find("Secret Court") == std::string::npos);
    BOOST_TEST(person(reply, "NS24P00118-1")->addresses.front().postcode == "WM2 3LP");
}

BOOST_AUTO_TEST_CASE(an_order_is_named_by_its_form_and_is_a_fact) {
    const auto reply = example("family-court", {"court_order"});
    BOOST_TEST_REQUIRE(reply.events.size() == 1);
    BOOST_TEST(reply.events.front().title.find("Child arrangements") == 0);
    BOOST_TEST((reply.events.front().voice == record::Voice::fact));
    BOOST_TEST(reply.events.front().occurred.iso() == "2024-05-09/..");
    BOOST_TEST(reply.ties.size() == 2);
}

BOOST_AUTO_TEST_CASE(a_household_gives_addresses_with_their_periods) {
    const auto reply = example("housing", {"tenancy", "address"});
    const auto* child = person(reply, "NH-P-4410");
    BOOST_TEST_REQUIRE(child);
    BOOST_TEST_REQUIRE(child->addresses.size() == 2);
    BOOST_TEST(child->addresses[0].postcode == "NS4 7QT");
    BOOST_TEST(child->addresses[0].period.words() == "1 Sep 2026 to now");
    BOOST_TEST(child->addresses[1].period.words() == "5 Aug 2024 to 31 Aug 2026");
    BOOST_TEST(reply.events.back().significant);
    BOOST_TEST(!reply.events.front().significant);
}

BOOST_AUTO_TEST_CASE(events_of_a_category_that_was_not_asked_for_are_left_out) {
    BOOST_TEST(example("police-incidents", {"address"}).events.empty());
}

BOOST_AUTO_TEST_SUITE_END()
