#include "present/child_view.h"

#include "base/text.h"
#include "wording/wording.h"

#include <algorithm>

namespace kith::present {

ChildView asked(std::uint64_t number, const policy::Request& request, std::string purpose_name,
                std::shared_ptr<const SourceBook> sources, base::Instant now) {
    ChildView view;
    view.enquiry = number;
    view.phase = Phase::asking;
    view.asked_at = now;
    view.purpose_name = std::move(purpose_name);
    view.case_ref = request.case_ref;
    view.roster = request.roster;
    view.sources = std::move(sources);
    view.now = now;
    return view;
}

bool is_pending(const record::Cell& cell) {
    return cell.state == record::LedgerState::awaiting && cell.detail.empty();
}

bool may_ask_again(const record::Cell& cell) {
    using enum record::LedgerState;
    switch (cell.state) {
        case overdue:
        case unreachable:
        case partial:
        case unusable:
        case held_copy:
            return true;
        case awaiting:
            return !is_pending(cell);
        default:
            return false;
    }
}

std::vector<CellKey> askable_again(const ChildView& view) {
    std::vector<CellKey> cells;
    for (const auto& cell : view.ledger)
        if (may_ask_again(cell)) cells.emplace_back(cell.person, cell.source);
    return cells;
}

const record::Cell* cell_of(const ChildView& view, const record::PersonId& person,
                            const record::SourceId& source) {
    const auto found = std::find_if(view.ledger.begin(), view.ledger.end(), [&](const record::Cell& cell) {
        return cell.person == person && cell.source == source;
    });
    return found == view.ledger.end() ? nullptr : &*found;
}

const link::Identity* subject_of(const ChildView& view) {
    if (!view.picture || view.roster.empty()) return nullptr;
    return view.picture->identities.of_person(view.roster.front().id);
}

record::PartialDate today_of(const ChildView& view) {
    return record::uk_day(view.picture ? view.picture->at : view.asked_at);
}

std::string person_words(const record::RosterPerson& person) {
    const std::string name = person.best_name().display();
    const std::string relation = wording::relation(person.relation);
    if (name.empty()) return relation;
    return person.relation == "subject" ? name : name + ", " + base::lower_ascii(relation);
}

std::string person_words(const ChildView& view, const record::PersonId& person) {
    for (const auto& line : view.roster)
        if (line.id == person) return person_words(line);
    return person.text();
}

Mood mood_of(const record::Cell& cell) {
    using record::Completeness;
    if (is_pending(cell)) return Mood::neutral;
    switch (record::completeness_of(cell.state, cell.required)) {
        case Completeness::work:
            return Mood::work;
        case Completeness::hole:
            return Mood::hole;
        case Completeness::answer:
            break;
    }
    using enum record::LedgerState;
    const bool has_answered = cell.state == records_held || cell.state == none_held;
    return has_answered ? Mood::good : Mood::neutral;
}

namespace {

size_t settled(const std::vector<record::Cell>& ledger) {
    return static_cast<size_t>(std::count_if(ledger.begin(), ledger.end(),
                                             [](const record::Cell& cell) { return !is_pending(cell); }));
}

Banner asking(const ChildView& view) {
    Banner banner{.mood = Mood::neutral, .can_cancel = true};
    banner.cells = view.ledger.size();
    banner.answered = settled(view.ledger);
    banner.text = view.ledger.empty()
                      ? "Checking policy and writing the access log. Nothing has been sent yet."
                      : "Asking: " + std::to_string(banner.answered) + " of " +
                            base::counted(banner.cells, "cell", "cells") + " answered";
    return banner;
}

Banner over(const ChildView& view) {
    record::Totals totals = record::count(view.ledger);
    totals.pending = 0;  // the enquiry is over: nobody is being waited for
    Banner banner{.mood = totals.holes > 0 ? Mood::hole : totals.work > 0 ? Mood::work : Mood::good};
    banner.can_ask_again = !askable_again(view).empty();
    banner.text = view.phase == Phase::cancelled
                      ? "You stopped the enquiry. Cells without an answer are not the same as none held. "
                      : "All cells are settled. ";
    banner.text += wording::totals(totals) + ".";
    if (banner.can_ask_again) banner.text += " Press R on a cell to ask it again.";
    if (!view.log_problem.empty())
        banner.text += " The access log's closing entry could not be written; tell your administrator.";
    return banner;
}

}  // namespace

Banner banner_of(const ChildView& view) {
    switch (view.phase) {
        case Phase::idle:
            return {
                .text =
                    "Nobody has been asked yet. Say why and about whom on the Enquiry page, then press Ask."};
        case Phase::asking:
            return asking(view);
        case Phase::finished:
        case Phase::cancelled:
            return over(view);
        case Phase::refused:
            return {.text = wording::sentence(view.refusal), .mood = Mood::hole};
        case Phase::log_unwritable:
            return {.text = wording::sentence(view.error), .mood = Mood::hole};
        case Phase::emergency_over:
            return {.text = "Emergency access has ended, and what was seen under it is gone from this screen." +
                            (view.review_due ? " Its review is due on " + view.review_due->words() + "."
                                             : std::string()),
                    .mood = Mood::work};
    }
    return {};
}

}  // namespace kith::present
