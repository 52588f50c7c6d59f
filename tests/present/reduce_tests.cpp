#include "pellow.h"
#include "present/child_view.h"

#include <boost/test/unit_test.hpp>

using namespace kith;
using present::ChildView;
using present::Phase;

namespace {

record::Cell cell(record::LedgerState state, std::string detail = {}) {
    return {.person = record::PersonId("subject"),
            .source = record::SourceId("gp"),
            .state = state,
            .detail = std::move(detail)};
}

ChildView begun(std::vector<record::Cell> ledger) {
    auto view = present::asked(7, pellow::request(), "Section 47",
                               std::make_shared<const present::SourceBook>(pellow::sources()), pellow::now());
    return present::reduce(std::move(view), enquiry::Began{.number = 7, .ledger = std::move(ledger)});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(present_reduce_tests)

BOOST_AUTO_TEST_CASE(an_event_of_an_enquiry_that_is_no_longer_on_the_screen_changes_nothing) {
    const ChildView view = begun({cell(record::LedgerState::awaiting)});
    for (const std::uint64_t stale : {std::uint64_t{6}, std::uint64_t{8}}) {
        auto settled =
            present::reduce(view, enquiry::CellSettled{stale, cell(record::LedgerState::records_held)});
        BOOST_TEST((settled.ledger == view.ledger));
        BOOST_TEST(present::reduce(view, enquiry::PictureGrew{stale, pellow::picture(stale)}).picture ==
                   nullptr);
        BOOST_TEST((present::reduce(view, enquiry::Finished{stale, nullptr, true}).phase == Phase::asking));
        BOOST_TEST((present::reduce(view, enquiry::Refused{stale, {}}).phase == Phase::asking));
        BOOST_TEST((present::reduce(view, enquiry::LogUnwritable{stale, {}}).phase == Phase::asking));
        BOOST_TEST(present::reduce(view, enquiry::Began{.number = stale}).ledger.size() == 1u);
    }
}

BOOST_AUTO_TEST_CASE(cells_settle_one_by_one_and_the_others_stay_pending) {
    auto other = cell(record::LedgerState::awaiting);
    other.source = record::SourceId("school");
    auto view = begun({cell(record::LedgerState::awaiting), other});
    view = present::reduce(std::move(view), enquiry::CellSettled{7, cell(record::LedgerState::none_held),
                                                                 std::chrono::milliseconds{640}});
    BOOST_TEST((view.ledger[0].state == record::LedgerState::none_held));
    BOOST_TEST(present::is_pending(view.ledger[1]));
    BOOST_TEST(view.took.at({record::PersonId("subject"), record::SourceId("gp")}).count() == 640);
    const auto banner = present::banner_of(view);
    BOOST_TEST(banner.text == "Asking: 1 of 2 cells answered");
    BOOST_TEST(banner.can_cancel);
}

BOOST_AUTO_TEST_CASE(a_picture_replaces_the_one_before) {
    auto view = begun({});
    const auto first = pellow::picture(7), second = pellow::picture(7);
    view = present::reduce(std::move(view), enquiry::PictureGrew{7, first});
    view = present::reduce(std::move(view), enquiry::PictureGrew{7, second});
    BOOST_TEST(view.picture == second);
}

BOOST_AUTO_TEST_CASE(a_cell_asked_again_is_pending_while_the_others_stay) {
    const ChildView view = pellow::finished();
    const present::CellKey gp{record::PersonId("subject"), record::SourceId("gp")};
    const ChildView again = present::asked_again(view, {gp});
    BOOST_TEST((again.phase == Phase::asking));
    for (size_t i = 0; i < view.ledger.size(); ++i) {
        const bool is_gp = view.ledger[i].person == gp.first && view.ledger[i].source == gp.second;
        BOOST_TEST(present::is_pending(again.ledger[i]) == is_gp);
        if (!is_gp) BOOST_TEST((again.ledger[i] == view.ledger[i]));
    }
}

BOOST_AUTO_TEST_CASE(a_refusal_to_ask_again_leaves_the_cells_as_they_stood) {
    const ChildView view = pellow::finished();
    const auto waiting = present::asked_again(view, present::askable_again(view));
    BOOST_TEST((present::reduce(waiting, enquiry::Refused{1, {}}).ledger == view.picture->ledger));
    BOOST_TEST((present::reduce(waiting, enquiry::LogUnwritable{1, {}}).ledger == view.picture->ledger));
}

BOOST_AUTO_TEST_CASE(only_holes_that_nobody_waits_for_may_be_asked_again) {
    using enum record::LedgerState;
    for (const auto state : {unreachable, partial, unusable, overdue, held_copy})
        BOOST_TEST(present::may_ask_again(cell(state)));
    for (const auto state : {records_held, none_held, candidates, not_asked, withheld, not_covered})
        BOOST_TEST(!present::may_ask_again(cell(state)));
    BOOST_TEST(!present::may_ask_again(cell(awaiting)));
    BOOST_TEST(present::may_ask_again(cell(awaiting, "cancelled")));
}

BOOST_AUTO_TEST_CASE(every_phase_says_where_the_enquiry_stands_and_what_to_do) {
    auto view = pellow::finished();
    for (const Phase phase : {Phase::idle, Phase::asking, Phase::finished, Phase::cancelled, Phase::refused,
                              Phase::log_unwritable}) {
        view.phase = phase;
        view.error = base::fail(base::Fault::log_unwritable, "disk full");
        view.refusal = {{{"no_agreement", "R-7", "No agreement covers this."}}, ""};
        BOOST_TEST(!present::banner_of(view).text.empty());
    }
    view.phase = Phase::cancelled;
    BOOST_TEST(present::banner_of(view).text.find("not the same as none held") != std::string::npos);
    view.phase = Phase::log_unwritable;
    BOOST_TEST(present::banner_of(view).text.find("nothing left this machine") != std::string::npos);
    BOOST_TEST(present::banner_of(view).text.find("disk full") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
