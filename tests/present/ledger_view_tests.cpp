#include "pellow.h"
#include "present/details.h"
#include "present/facts_view.h"
#include "present/identity_header.h"
#include "present/ledger_view.h"
#include "wording/wording.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

using namespace kith;

namespace {

std::vector<record::LedgerState> all_states() {
    std::vector<record::LedgerState> out;
    for (size_t i = 0; i < record::kLedgerStates; ++i) out.push_back(static_cast<record::LedgerState>(i));
    return out;
}

present::ChildView with_child_cell(record::LedgerState state) {
    auto view = pellow::finished();
    view.ledger = {{.person = record::PersonId("subject"),
                    .source = record::SourceId("gp"),
                    .state = state,
                    .detail = "why"}};
    return view;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(present_ledger_view_tests)

BOOST_AUTO_TEST_CASE(every_state_has_a_sign_words_and_a_sentence_in_strip_and_grid) {  // FD-6
    std::set<std::string> signs;
    for (const auto state : all_states()) {
        const auto view = with_child_cell(state);
        const auto strip = present::ledger_strip(view);
        BOOST_TEST_REQUIRE(strip.size() == 1u);
        BOOST_TEST(!strip[0].text.empty());
        BOOST_TEST(!strip[0].sentence.empty());
        BOOST_TEST(strip[0].opens.leads_somewhere());
        const auto grid = present::ledger_grid(view);
        BOOST_TEST(!grid.at(0, 0).sign.empty());
        BOOST_TEST(!grid.at(0, 0).label.empty());
        BOOST_TEST(!grid.at(0, 0).sentence.empty());
        signs.insert(grid.at(0, 0).sign);
        const auto details = present::details_of(view, grid.at(0, 0).opens);
        BOOST_TEST(!details.title.empty());
        BOOST_TEST(!details.account.empty());
        BOOST_TEST(!details.origin.empty());
    }
    BOOST_TEST(signs.size() == record::kLedgerStates);
}

BOOST_AUTO_TEST_CASE(no_cell_of_the_grid_is_ever_blank_even_before_policy_has_spoken) {  // FD-6
    const auto view =
        present::asked(1, pellow::request(), "Section 47",
                       std::make_shared<const present::SourceBook>(pellow::sources()), pellow::now());
    const auto grid = present::ledger_grid(view);
    BOOST_TEST(grid.rows.size() == pellow::roster().size());
    BOOST_TEST(grid.columns.size() == pellow::sources().size());
    for (const auto& cell : grid.cells)
        BOOST_TEST((!cell.sign.empty() && !cell.label.empty() && !cell.sentence.empty()));
}

BOOST_AUTO_TEST_CASE(the_strip_does_not_hide_that_somebody_elses_cell_is_open) {
    const auto strip = present::ledger_strip(pellow::finished());
    const auto pds =
        std::find_if(strip.begin(), strip.end(), [](const auto& chip) { return chip.strong == "PDS"; });
    BOOST_TEST_REQUIRE((pds != strip.end()));
    BOOST_TEST(pds->sentence.find("Others in the roster") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_short_strip_keeps_all_that_needs_somebody_and_counts_the_rest) {
    const auto view = pellow::finished();
    const auto full = present::ledger_strip(view), brief = present::short_ledger_strip(view);
    for (const auto& chip : full)
        if (chip.mood == present::Mood::hole || chip.mood == present::Mood::work)
            BOOST_TEST((std::find(brief.begin(), brief.end(), chip) != brief.end()));
    BOOST_TEST(brief.back().text == "10 other sources in the ledger");
}

BOOST_AUTO_TEST_CASE(every_hole_is_named_among_the_facts_and_never_as_an_answer) {
    const auto view = pellow::finished();
    size_t holes = 0;
    for (const auto& cell : view.ledger)
        holes += record::completeness_of(cell.state, cell.required) == record::Completeness::hole;
    const auto lines = present::open_lines(view);
    const auto named = std::count_if(lines.begin(), lines.end(),
                                     [](const auto& line) { return line.mood == present::Mood::hole; });
    BOOST_TEST(static_cast<size_t>(named) == holes);
    BOOST_TEST(holes > 0u);
    for (const auto& line : lines)
        if (line.mood == present::Mood::hole)
            BOOST_TEST(line.text.find("not the same as none held") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(plans_are_shown_current_and_ended_with_date_and_with_who_says_so) {  // FD-13
    const auto header = present::identity_header(pellow::finished());
    BOOST_TEST(header.name == "Maisie Rose PELLOW");
    BOOST_TEST(header.facts == "9 \u00B7 14 Feb 2017 \u00B7 NHS 999 000 4838");
    BOOST_TEST_REQUIRE(header.chips.size() >= 3u);
    BOOST_TEST(header.chips[0].text == "Child protection plan since 12 Jun 2025");
    BOOST_TEST(header.chips[0].sentence.find("Northshire social care") != std::string::npos);
    BOOST_TEST(header.chips[0].sentence.find("CP-IS (national)") != std::string::npos);
    BOOST_TEST(header.chips[1].text == "Child in need plan ended 30 Nov 2021");
    BOOST_TEST(header.chips[2].text == "Also known as Maisie HART");
}

BOOST_AUTO_TEST_CASE(nothing_on_the_page_says_that_nothing_is_known) {  // FD-9
    std::vector<std::string> said;
    for (const auto& view : {present::ChildView{}, pellow::asking(), pellow::finished()}) {
        said.push_back(present::banner_of(view).text);
        for (const auto& line : present::facts(view)) said.push_back(present::as_text(line));
        for (const auto& chip : present::ledger_strip(view)) said.push_back(chip.text + " " + chip.sentence);
        for (const auto& cell : present::ledger_grid(view).cells)
            said.push_back(cell.label + " " + cell.sentence);
        said.push_back(present::identity_header(view).facts);
    }
    for (const auto& text : said) BOOST_TEST(wording::sayable(text) == text);
}

BOOST_AUTO_TEST_SUITE_END()
