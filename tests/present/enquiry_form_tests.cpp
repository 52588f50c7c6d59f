#include "present/enquiry_form.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <ostream>

using namespace kith;
using namespace kith::present;

namespace kith::present {
// For Boost.Test's messages.
std::ostream& operator<<(std::ostream& out, Mood mood) {
    return out << static_cast<int>(mood);
}
std::ostream& operator<<(std::ostream& out, Field field) {
    return out << name_of(field);
}
}  // namespace kith::present

namespace {

constexpr base::Instant kNow{std::chrono::milliseconds{1'795'340'460'000}};  // 22 Nov 2026, 09:41 UTC
constexpr const char* kGoodNumber = "999 000 4838";

policy::Rule permit(std::string id, std::vector<std::string> purposes, std::string source) {
    policy::Rule rule;
    rule.id = std::move(id);
    rule.permits = true;
    rule.roles = {"worker"};
    rule.purposes = std::move(purposes);
    rule.sources = {record::SourceId(std::move(source))};
    rule.why = "Agreed by the partnership.";
    return rule;
}

policy::Source source(std::string id, std::string name, char agency) {
    policy::Source made;
    made.id = record::SourceId(id);
    made.name = std::move(name);
    made.short_name = made.name;
    made.agency = agency;
    made.categories = {record::CategoryId("identity")};
    return made;
}

/// Screening opens pds and hospitals, Section 47 gp as well, early help only pds; housing opens for nobody.
std::shared_ptr<const policy::Rulebook> small_book() {
    policy::Rulebook book;
    book.id = "small";
    book.version = "1";
    book.hash = "00";
    book.roles = {{"worker", "Worker"}, {"auditor", "Auditor"}};
    book.purposes = {{"MASH_ENQUIRY", "Screening", "Children Act 2004 s.10", "", false, {}},
                     {"SECTION_47", "Section 47", "Children Act 1989 s.47", "", false, {}},
                     {"EARLY_HELP", "Early help", "Consent", "", true, {}},
                     {"AUDIT", "Audit", "Accountability", "", false, {}}};
    book.categories = {{record::CategoryId("identity"), "Identity"}};
    book.sources = {source("pds", "Demographics", 'H'), source("hospitals", "Hospitals", 'H'),
                    source("gp", "GP", 'H'), source("housing", "Housing", 'O')};
    book.override_reasons = {{"risk_to_child", "Seeking consent would place the child at risk"}};
    book.rules = {permit("R-1", {"MASH_ENQUIRY", "SECTION_47", "EARLY_HELP"}, "pds"),
                  permit("R-2", {"MASH_ENQUIRY", "SECTION_47"}, "hospitals"),
                  permit("R-3", {"SECTION_47"}, "gp")};
    policy::Agreement agreement;
    agreement.id = "A-1";
    for (const auto& held : book.sources) agreement.sources.push_back(held.id);
    book.agreements = {agreement};
    return std::make_shared<const policy::Rulebook>(book);
}

/// Hospitals need an NHS number, as the real interface does.
std::string cannot_ask(const record::SourceId& id, const record::RosterPerson& person) {
    return id.text() == "hospitals" && person.nhs_number.empty() ? "needs an NHS number" : "";
}

struct Form {
    FormRules rules = make_form_rules(small_book(), {"a.okafor", "A. Okafor", "worker", "Northshire Council"},
                                      cannot_ask, kNow);
    EnquiryFields fields;

    Form() {
        fields.case_ref = "NC-1";
        fields.purpose = "MASH_ENQUIRY";
        fields.reason = "Bruising seen at school";
        fields.given = "Maisie Rose";
        fields.family = "Pellow";
        fields.born = "14 Feb 2017";
        fields.nhs_number = kGoodNumber;
        fields.around = {{"mother", "Kerry Pellow", "1991", "", true},
                         {"father", "Paul Pellow", "", "", true}};
    }
    EnquiryReview read() const { return review(fields, rules, kNow); }
    SourceRow row(const std::string& id) const {
        const EnquiryReview now = read();
        return *std::ranges::find_if(now.sources, [&](const auto& r) { return r.id.text() == id; });
    }
    record::RosterPerson child() const { return read().request.roster.front(); }
};

bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(present_enquiry_form_tests, Form)

BOOST_AUTO_TEST_CASE(a_complete_form_may_ask) {
    const EnquiryReview now = read();
    BOOST_TEST(now.may_ask());
    BOOST_TEST(now.still_needed == "");
    BOOST_TEST(now.will_ask == 2u);
    BOOST_TEST(now.ask_label == "Ask 2 sources");
    BOOST_TEST(now.lawful_basis == "Children Act 2004 s.10");
}

// FD-1
BOOST_AUTO_TEST_CASE(what_is_missing_is_named_and_nothing_else) {
    fields.purpose.clear();
    BOOST_TEST(read().still_needed == "Still needed: purpose");
    fields.case_ref = "  ";
    BOOST_TEST(read().still_needed == "Still needed: case reference, purpose");
    fields.reason.clear();
    BOOST_TEST(read().still_needed == "Still needed: case reference, purpose, reason");
    BOOST_TEST(read().first_block == Field::case_ref);
    BOOST_TEST(read().blocks.size() == 3u);
    BOOST_TEST(!read().may_ask());
}

// FD-1
BOOST_AUTO_TEST_CASE(a_child_of_whom_nothing_was_typed_cannot_be_asked_about) {
    fields.given = fields.family = fields.nhs_number = fields.also_known_as = "";
    BOOST_TEST(read().still_needed == "Still needed: the child's name or number");
    fields.upn = "A";
    BOOST_TEST(!read().may_ask());
}

// FD-2
BOOST_AUTO_TEST_CASE(a_consent_purpose_without_consent_wants_a_reason_from_the_list_and_words) {
    fields.purpose = "EARLY_HELP";
    BOOST_TEST(read().needs_override);
    BOOST_TEST(says(read().still_needed, "reason without consent"));
    BOOST_TEST(row("pds").badge == "Needs consent");
    BOOST_TEST(!row("pds").may_tick);
    BOOST_TEST(read().will_ask == 0u);
    fields.override_reason = "risk_to_child";
    BOOST_TEST(read().still_needed == "Still needed: words on going ahead without it");
    fields.override_words = "Mother's partner reads her post";
    BOOST_TEST(read().may_ask());
    BOOST_TEST(read().request.override_reason == "risk_to_child");
    fields.consent = policy::Consent::given;
    BOOST_TEST(!read().needs_override);
    BOOST_TEST(read().request.override_reason == "", "an override that is not needed is not sent");
}

// FD-2
BOOST_AUTO_TEST_CASE(a_lower_purpose_visibly_drops_sources) {
    fields.purpose = "EARLY_HELP";
    fields.consent = policy::Consent::given;
    BOOST_TEST(read().will_ask == 1u);
    BOOST_TEST(!row("hospitals").may_tick);
    BOOST_TEST(row("hospitals").badge == "Other purposes only");
    fields.purpose = "SECTION_47";
    BOOST_TEST(read().will_ask == 3u);
}

BOOST_AUTO_TEST_CASE(a_source_that_one_other_purpose_opens_names_it) {
    const SourceRow gp = row("gp");
    BOOST_TEST(gp.badge == "Section 47 only");
    BOOST_TEST(gp.mood == Mood::work);
    BOOST_TEST(says(gp.why, "\u201CSection 47\u201D"));
    BOOST_TEST(!gp.may_tick);
    BOOST_TEST(!gp.is_ticked);
}

BOOST_AUTO_TEST_CASE(a_source_that_no_purpose_opens_is_not_permitted_and_says_why) {
    BOOST_TEST(row("housing").badge == "Not permitted");
    BOOST_TEST(row("housing").mood == Mood::hole);
    BOOST_TEST(!row("housing").why.empty());
}

BOOST_AUTO_TEST_CASE(before_a_purpose_is_chosen_no_source_pretends_to_be_decided) {
    fields.purpose.clear();
    for (const SourceRow& each : read().sources) {
        BOOST_TEST(each.badge == "Not decided");
        BOOST_TEST(!each.is_ticked);
    }
    BOOST_TEST(read().ask_label == "Ask");
}

// FD-3
BOOST_AUTO_TEST_CASE(a_missing_number_lists_the_sources_that_cannot_be_searched_without_it) {
    fields.nhs_number.clear();
    const EnquiryReview now = read();
    BOOST_TEST(now.note(Field::nhs_number).words == "Cannot be searched without it: Hospitals.");
    BOOST_TEST(now.note(Field::upn).words == "");
    BOOST_TEST(row("hospitals").badge == "Needs an NHS number");
    BOOST_TEST(!row("hospitals").is_ticked);
    BOOST_TEST(now.will_ask == 1u);
    BOOST_TEST(now.may_ask());
}

// FD-3
BOOST_AUTO_TEST_CASE(a_source_that_can_ask_about_somebody_else_says_it_is_not_about_the_child) {
    fields.nhs_number.clear();
    fields.around[0].nhs_number = kGoodNumber;
    BOOST_TEST(row("hospitals").badge == "Will ask");
    BOOST_TEST(says(row("hospitals").why, "Not about the child"));
}

BOOST_AUTO_TEST_CASE(a_wrong_number_is_said_in_words_and_stops_the_asking) {
    fields.nhs_number = "999 000 4839";
    BOOST_TEST(read().note(Field::nhs_number).words ==
               "The check digit does not hold: a digit is wrong, or two are swapped.");
    BOOST_TEST(says(read().still_needed, "NHS number to mend"));
    BOOST_TEST(read().first_block == Field::nhs_number);
    fields.nhs_number = "999 000";
    BOOST_TEST(says(read().note(Field::nhs_number).words, "this has 6"));
    BOOST_TEST(child().nhs_number == "", "a number that fails its check is never used to ask");
}

BOOST_AUTO_TEST_CASE(a_pupil_number_is_checked_by_its_letter) {
    fields.upn = "A999000012001";
    const Note first = read().note(Field::upn);
    fields.upn = "B999000012001";
    const Note second = read().note(Field::upn);
    BOOST_TEST((first.mood == Mood::hole || second.mood == Mood::hole), "two letters cannot both be right");
    fields.upn = "A99900";
    BOOST_TEST(says(read().note(Field::upn).words, "this has 6"));
}

// FD-3
BOOST_AUTO_TEST_CASE(a_birth_may_be_a_day_a_month_a_year_or_an_age) {
    fields.born = "14/02/2017";
    BOOST_TEST(read().note(Field::born).words == "14 Feb 2017 \u00B7 aged 9");
    fields.born = "14 Feb 2017";
    BOOST_TEST(read().note(Field::born).words == "aged 9");
    fields.born = "2017";
    BOOST_TEST(says(read().note(Field::born).words, "age cannot be told exactly"));
    BOOST_TEST(!child().born->has_day());
    for (const char* about : {"about 9", "aged 9", "9", "9 years old", "~9"}) {
        fields.born = about;
        BOOST_TEST(child().estimated_age.value_or(-1) == 9, about);
        BOOST_TEST(!child().born.has_value(), "an age is never turned into a date");
    }
}

BOOST_AUTO_TEST_CASE(a_birth_that_cannot_be_is_said_in_words) {
    fields.born = "31 Feb 2017";
    BOOST_TEST(read().note(Field::born).mood == Mood::hole);
    BOOST_TEST(!read().may_ask());
    fields.born = "3 Mar 2027";
    BOOST_TEST(says(read().note(Field::born).words, "has not come yet"));
    fields.born = "1 Jan 2017";
    BOOST_TEST(says(read().note(Field::born).words, "in place of a day nobody gave"));
}

// FD-3
BOOST_AUTO_TEST_CASE(an_unborn_child_has_an_expected_date_and_may_have_no_name) {
    fields = {};
    fields.case_ref = "NC-1";
    fields.purpose = "MASH_ENQUIRY";
    fields.reason = "Referred by the midwife";
    fields.is_unborn = true;
    fields.born = "3 Mar 2027";
    BOOST_TEST(!read().may_ask(), "nobody at all is named");
    fields.around = {{"mother", "Kerry Pellow", "1991", "", true}};
    BOOST_TEST(read().still_needed == "");
    BOOST_TEST(child().is_unborn);
    BOOST_TEST(child().expected->words() == "3 Mar 2027");
    BOOST_TEST(!child().born.has_value());
}

// FD-3
BOOST_AUTO_TEST_CASE(several_names_and_addresses_are_all_kept) {
    fields.also_known_as = "Maisie Hart; HART-JONES, Maisie";
    fields.address = "12 Mill Lane, Northbridge, ns47qt; 3 The Green, NS2 1AB";
    const auto subject = child();
    BOOST_TEST_REQUIRE(subject.names.size() == 3u);
    BOOST_TEST(subject.names[1].family == "Hart");
    BOOST_TEST(subject.names[2].family == "HART-JONES");
    BOOST_TEST(subject.names[2].given == "Maisie");
    BOOST_TEST_REQUIRE(subject.addresses.size() == 2u);
    BOOST_TEST(subject.addresses[0].postcode == "NS4 7QT");
    BOOST_TEST(subject.addresses[0].lines.size() == 2u);
    BOOST_TEST(subject.addresses[1].one_line() == "3 The Green, NS2 1AB");
    BOOST_TEST(read().note(Field::address).words == "2 addresses");
}

BOOST_AUTO_TEST_CASE(a_postcode_alone_and_an_address_without_one_are_both_addresses) {
    fields.address = "NS4 7QT";
    BOOST_TEST(child().addresses.front().postcode == "NS4 7QT");
    BOOST_TEST(child().addresses.front().lines.empty());
    fields.address = "12 Mill Lane";
    BOOST_TEST(child().addresses.front().postcode == "");
    BOOST_TEST(child().addresses.front().lines.front() == "12 Mill Lane");
}

// FD-4
BOOST_AUTO_TEST_CASE(somebody_left_out_stays_listed_as_mentioned_not_asked) {
    fields.around[1].included = false;
    const EnquiryReview now = read();
    BOOST_TEST(now.people[1].include == "Mentioned, not asked");
    BOOST_TEST(now.request.roster.size() == 3u);
    BOOST_TEST(!now.request.roster[2].ticked);
}

// FD-5
BOOST_AUTO_TEST_CASE(a_father_who_is_not_named_keeps_a_line_open) {
    fields.around = {{"mother", "Kerry Pellow", "", "", true}};
    const EnquiryReview now = read();
    BOOST_TEST_REQUIRE(now.request.roster.size() == 3u);
    const record::RosterPerson& unknown = now.request.roster.back();
    BOOST_TEST(unknown.relation == "father");
    BOOST_TEST(unknown.is_unknown);
    BOOST_TEST(!unknown.ticked);
    BOOST_TEST(unknown.id.text() == "p2");
    BOOST_TEST(now.people.back().is_unknown);
    BOOST_TEST(now.may_ask());
}

// FD-5
BOOST_AUTO_TEST_CASE(without_any_adult_a_parent_and_an_adult_of_the_household_are_kept_open) {
    fields.around.clear();
    const auto roster = read().request.roster;
    BOOST_TEST_REQUIRE(roster.size() == 3u);
    BOOST_TEST(roster[1].relation == "father");
    BOOST_TEST(roster[2].relation == "household_adult");
}

// FD-5
BOOST_AUTO_TEST_CASE(two_parents_of_any_kind_leave_nobody_open) {
    fields.around = {{"mother", "Kerry Pellow", "", "", true}, {"mother", "Ana Example", "", "", true}};
    BOOST_TEST(read().request.roster.size() == 3u);
    fields.around = {{"father", "Paul Pellow", "", "", true}};
    BOOST_TEST(read().request.roster.back().relation == "mother");
}

BOOST_AUTO_TEST_CASE(a_line_about_somebody_without_a_name_or_number_must_be_mended) {
    fields.around.push_back({"sibling", "", "2020", "", true});
    const EnquiryReview now = read();
    BOOST_TEST(now.people[2].mood == Mood::hole);
    BOOST_TEST(!now.may_ask());
    BOOST_TEST(now.first_block == Field::people);
}

BOOST_AUTO_TEST_CASE(a_source_left_out_by_the_asker_is_not_in_the_request) {
    fields.left_out = {record::SourceId("hospitals")};
    const EnquiryReview now = read();
    BOOST_TEST(row("hospitals").badge == "Left out by you");
    BOOST_TEST(row("hospitals").may_tick);
    BOOST_TEST(now.will_ask == 1u);
    BOOST_TEST(
        (std::ranges::find(now.request.sources, record::SourceId("hospitals")) == now.request.sources.end()));
}

BOOST_AUTO_TEST_CASE(with_every_source_left_out_nothing_can_be_asked) {
    for (const auto& each : rules.rulebook->sources) fields.left_out.insert(each.id);
    BOOST_TEST(!read().may_ask());
    BOOST_TEST(says(read().blocks.front(), "No ticked source"));
}

BOOST_AUTO_TEST_CASE(only_purposes_that_open_something_for_the_role_are_offered) {
    std::vector<std::string> ids;
    for (const auto* purpose : rules.purposes) ids.push_back(purpose->id);
    const std::vector<std::string> expected{"MASH_ENQUIRY", "SECTION_47", "EARLY_HELP"};
    BOOST_TEST(ids == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_source_without_a_connection_cannot_be_asked) {
    rules.cannot_ask = cannot_ask_with({});
    BOOST_TEST(row("pds").badge == "Cannot be asked");
    BOOST_TEST(says(row("pds").why, "No connection"));
    BOOST_TEST(!read().may_ask());
}

BOOST_AUTO_TEST_CASE(the_same_form_gives_the_same_request) {
    BOOST_TEST((read().sources == read().sources));
    BOOST_TEST((read().notes == read().notes));
}

BOOST_AUTO_TEST_SUITE_END()
