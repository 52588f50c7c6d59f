#include "present/child_view.h"

#include <algorithm>

namespace kith::present {
namespace {

/// One event taken into the view; the number has been checked.
struct TakeIn {
    ChildView& view;

    void operator()(const enquiry::Began& began) const {
        view.phase = Phase::asking;
        view.lawful_basis = began.lawful_basis;
        view.ledger = began.ledger;
        view.emergency_until = began.emergency_until;
    }
    void operator()(const enquiry::CellSettled& settled) const {
        put(settled.cell);
        view.took[{settled.cell.person, settled.cell.source}] = settled.took;
    }
    void operator()(const enquiry::PictureGrew& grew) const { replace(grew.picture); }
    void operator()(const enquiry::Refused& refused) const {
        view.phase = Phase::refused;
        view.refusal = refused.refusal;
        stop_waiting();
    }
    void operator()(const enquiry::LogUnwritable& stopped) const {
        view.phase = Phase::log_unwritable;
        view.error = stopped.error;
        stop_waiting();
    }
    void operator()(const enquiry::Finished& finished) const {
        view.phase = finished.was_cancelled ? Phase::cancelled : Phase::finished;
        view.log_problem = finished.log_problem;
        replace(finished.picture);
        if (finished.picture) view.ledger = finished.picture->ledger;
    }

    /// P22: nothing that was seen under it stays on the screen.
    void operator()(const enquiry::EmergencyOver& over) const {
        view.phase = Phase::emergency_over;
        view.emergency_until.reset();
        view.review_due = over.review_due;
        view.picture.reset();
        view.ledger.clear();
        view.took.clear();
    }

private:
    /// Cells that were to be asked again and will not be stand as they stood before.
    void stop_waiting() const {
        if (view.picture) view.ledger = view.picture->ledger;
    }
    void put(const record::Cell& cell) const {
        const auto found =
            std::find_if(view.ledger.begin(), view.ledger.end(), [&](const record::Cell& held) {
                return held.person == cell.person && held.source == cell.source;
            });
        if (found == view.ledger.end())
            view.ledger.push_back(cell);
        else
            *found = cell;
    }
    void replace(const std::shared_ptr<const enquiry::Picture>& picture) const {
        if (!picture) return;
        view.picture = picture;
        view.roster = picture->roster;
    }
};

std::uint64_t number_of(const enquiry::Event& event) {
    return std::visit([](const auto& e) { return e.number; }, event);
}

}  // namespace

ChildView reduce(ChildView view, const enquiry::Event& event) {
    if (number_of(event) == view.enquiry) std::visit(TakeIn{view}, event);
    return view;
}

ChildView ticked(ChildView view, base::Instant now) {
    view.now = now;
    return view;
}

ChildView asked_again(ChildView view, const std::vector<CellKey>& cells) {
    view.phase = Phase::asking;
    for (const auto& [person, source] : cells)
        for (auto& cell : view.ledger)
            if (cell.person == person && cell.source == source) {
                cell.state = record::LedgerState::awaiting;
                cell.detail.clear();
                cell.as_of.reset();
                cell.received_at.reset();
            }
    return view;
}

}  // namespace kith::present
