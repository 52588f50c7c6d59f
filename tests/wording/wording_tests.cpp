#include "base/text.h"
#include "wording/wording.h"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace kith;
using record::Cell;
using record::LedgerState;

namespace {

std::vector<LedgerState> all_states() {
    std::vector<LedgerState> states;
    for (size_t i = 0; i < record::kLedgerStates; ++i) states.push_back(static_cast<LedgerState>(i));
    return states;
}

std::string offence_in(const std::string& text) {
    const std::string lower = base::lower_ascii(text);
    for (const std::string phrase :
         {"nothing known", "not known", "no concern", "nothing found", "nothing is known"})
        if (lower.find(phrase) != std::string::npos) return phrase + " in: " + text;
    return {};
}

base::Instant some_time() {
    return *base::parse_instant("2026-07-22T09:41:00Z");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wording_tests)

BOOST_AUTO_TEST_CASE(FD_9_no_fixed_sentence_says_that_nothing_is_known) {
    const auto all = wording::everything_we_can_say();
    BOOST_TEST(all.size() > 100u);
    for (const auto& text : all) BOOST_TEST(offence_in(text) == "");
}

BOOST_AUTO_TEST_CASE(FD_9_no_sentence_made_from_any_state_and_any_detail_says_it_either) {
    const std::vector<std::string> hostile{"",
                                           "not known to this service",
                                           "Nothing  Known",
                                           "NO CONCERNS",
                                           "by name",
                                           "nothing\nfound",
                                           "nothing is known."};
    for (const auto state : all_states())
        for (const auto& detail : hostile)
            for (const size_t count : {size_t{0}, size_t{1}, size_t{2}})
                for (const bool required : {false, true}) {
                    const Cell cell{.state = state,
                                    .count = count,
                                    .as_of = some_time(),
                                    .detail = detail,
                                    .tries = 2,
                                    .required = required};
                    BOOST_TEST(offence_in(wording::sentence(cell, "Not known source", "Name NOT KNOWN")) ==
                               "");
                    BOOST_TEST(offence_in(wording::short_text(cell)) == "");
                }
    for (const std::string code : {"nothing_known", "not_known", "no_concerns", "nothing found"}) {
        BOOST_TEST(offence_in(wording::kind(code)) == "");
        BOOST_TEST(offence_in(wording::tie(code)) == "");
        BOOST_TEST(offence_in(wording::relation(code)) == "");
    }
    policy::Refusal refusal;
    refusal.reasons.push_back({"x", "R-1", "not known"});
    BOOST_TEST(offence_in(wording::sentence(refusal)) == "");
}

BOOST_AUTO_TEST_CASE(FD_9_none_held_prints_source_area_period_and_identifiers) {
    const Cell cell{.state = LedgerState::none_held,
                    .detail = wording::search_detail("Northshire", "Aug 2024 to now", "NHS number")};
    BOOST_TEST(
        wording::sentence(cell, "Northshire Constabulary", "the child")
            .find(
                "searched Northshire Constabulary, Northshire; Aug 2024 to now; by NHS number; none held") !=
        std::string::npos);
}

BOOST_AUTO_TEST_CASE(FD_9_none_held_without_an_account_of_the_search_says_what_was_not_stated) {
    const std::string text = wording::sentence(Cell{.state = LedgerState::none_held}, "Housing", "the child");
    BOOST_TEST(text.find("area not stated; period not stated; identifiers not stated; none held") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_detail_that_already_says_searched_and_none_held_is_not_said_twice) {
    const Cell cell{.state = LedgerState::none_held, .detail = "Searched by NHS number; none held."};
    const std::string text = wording::sentence(cell, "Housing", "the child");
    BOOST_TEST(text.find("searched Housing, by NHS number; none held. ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_state_has_its_own_label_sign_and_meaning) {
    std::set<std::string_view> labels, signs, meanings;
    for (const auto state : all_states()) {
        labels.insert(wording::label(state));
        signs.insert(wording::symbol(state));
        meanings.insert(wording::meaning(state));
        const auto words = base::split(wording::label(state), ' ').size();
        BOOST_TEST((words == 2 || words == 3));
    }
    BOOST_TEST(labels.size() == record::kLedgerStates);
    BOOST_TEST(signs.size() == record::kLedgerStates);
    BOOST_TEST(meanings.size() == record::kLedgerStates);
    BOOST_TEST(labels.count("") == 0u);
}

BOOST_AUTO_TEST_CASE(a_cells_sentence_names_source_person_and_as_of_in_united_kingdom_time) {
    const Cell cell{.state = LedgerState::records_held, .count = 9, .as_of = some_time()};
    const std::string text = wording::sentence(cell, "Constabulary", "the child");
    BOOST_TEST(text.starts_with("Constabulary, about the child: 9 records held, as of 22 Jul 2026, 10:41."));
}

BOOST_AUTO_TEST_CASE(a_source_that_gives_no_date_of_its_own_is_dated_by_when_we_had_it) {
    Cell cell{.state = LedgerState::records_held, .count = 1, .received_at = some_time()};
    BOOST_TEST(
        wording::sentence(cell, "GP", "the child").find("1 record held, received 22 Jul 2026, 10:41.") !=
        std::string::npos);
    cell.as_of = *base::parse_instant("2026-01-05T08:00:00Z");
    BOOST_TEST(wording::sentence(cell, "GP", "the child").find("as of 5 Jan 2026, 08:00") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_required_cell_without_an_answer_says_so) {
    Cell cell{.state = LedgerState::unreachable, .tries = 2, .required = true};
    const std::string text = wording::sentence(cell, "GP", "the child");
    BOOST_TEST(text.find("no answer after 2 tries") != std::string::npos);
    BOOST_TEST(text.find("requires an answer") != std::string::npos);
    cell.required = false;
    BOOST_TEST(wording::sentence(cell, "GP", "the child").find("requires an answer") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(short_texts_say_what_to_do) {
    BOOST_TEST(wording::short_text(Cell{.state = LedgerState::records_held, .count = 1}) == "1 record");
    BOOST_TEST(wording::short_text(Cell{.state = LedgerState::candidates, .count = 2}) ==
               "2 possible people: choose");
    BOOST_TEST(wording::short_text(Cell{.state = LedgerState::unreachable, .tries = 2}) ==
               "no answer after 2 tries: ask again");
}

BOOST_AUTO_TEST_CASE(an_unwritable_log_says_that_nothing_was_asked_and_what_to_do) {
    const std::string text = wording::sentence(base::fail(base::Fault::log_unwritable, "disk full /home/x"));
    BOOST_TEST(text.find("Nothing was asked") != std::string::npos);
    BOOST_TEST(text.find("ask again") != std::string::npos);
    BOOST_TEST(text.find("/home/x") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_fault_has_a_sentence_of_its_own_without_the_detail) {
    std::set<std::string> sentences;
    for (int i = 0; i <= static_cast<int>(base::Fault::internal); ++i) {
        const auto text = wording::sentence(base::fail(static_cast<base::Fault>(i), "Kerry Pellow"));
        BOOST_TEST(text.find("Pellow") == std::string::npos);
        sentences.insert(text);
    }
    BOOST_TEST(sentences.size() == static_cast<size_t>(base::Fault::internal) + 1);
}

BOOST_AUTO_TEST_CASE(FD_1_each_missing_thing_is_named) {
    BOOST_TEST(wording::missing("purpose") == "No purpose is chosen. Choose why you are asking.");
    BOOST_TEST(wording::missing("case").find("case") != std::string::npos);
    BOOST_TEST(wording::missing("reason").find("reason") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_refusal_gives_every_reason_with_its_rule) {
    policy::Refusal refusal;
    refusal.reasons.push_back({"consent_needed", "R-3", "Consent is needed"});
    refusal.reasons.push_back({"no_case", "", "No case is given."});
    BOOST_TEST(wording::sentence(refusal) ==
               "Consent is needed (R-3). No case is given. Nothing was asked and nothing left this machine.");
}

BOOST_AUTO_TEST_CASE(FD_6_totals_are_counted_in_words) {
    BOOST_TEST(wording::totals({.answers = 44, .work = 7, .holes = 3}) ==
               "54 cells: 44 answered, 7 for you, 3 holes");
    BOOST_TEST(wording::totals({.answers = 0, .work = 0, .holes = 1, .pending = 1}) ==
               "1 cell: 0 answered, 0 for you, 1 hole (1 still awaited)");
}

BOOST_AUTO_TEST_CASE(codes_become_words_and_unlisted_codes_become_readable) {
    BOOST_TEST(wording::relation("mothers_partner") == "Mother's partner");
    BOOST_TEST(wording::kind("ed_attendance") == "Emergency attendance");
    BOOST_TEST(wording::kind("dental_visit") == "Dental visit");
    BOOST_TEST(wording::tie("lives_at") == "lives at");
}

BOOST_AUTO_TEST_CASE(names_are_listed_as_people_say_them) {
    BOOST_TEST(wording::listed({}) == "");
    BOOST_TEST(wording::listed({"GP"}) == "GP");
    BOOST_TEST(wording::listed({"GP", "School", "Housing"}) == "GP, School and Housing");
}

BOOST_AUTO_TEST_SUITE_END()
