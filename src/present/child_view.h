#pragma once
#include "enquiry/enquiry.h"
#include "policy/decide.h"
#include "present/line.h"
#include "present/source_book.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kith::present {

/// Where the enquiry on the screen stands.
enum class Phase { idle, asking, finished, cancelled, refused, log_unwritable, emergency_over };

using CellKey = enquiry::Enquiry::CellKey;

/// All that the Child page shows, as plain values. Cheap to copy: the picture is shared. UI thread.
struct ChildView {
    std::uint64_t enquiry = 0;  ///< 0: nobody has been asked yet
    Phase phase = Phase::idle;
    base::Instant asked_at{};
    base::Instant now{};  ///< for what is counted down; see ticked()
    std::optional<base::Instant> emergency_until;
    std::optional<record::PartialDate> review_due;
    std::string purpose_name, case_ref, lawful_basis;
    std::vector<record::RosterPerson> roster;
    std::shared_ptr<const SourceBook> sources = std::make_shared<SourceBook>();
    std::vector<record::Cell> ledger;  ///< people in roster order, sources in rulebook order
    std::map<CellKey, std::chrono::milliseconds> took;
    std::shared_ptr<const enquiry::Picture> picture;  ///< empty until the first answer has been merged
    policy::Refusal refusal;
    base::Error error;        ///< of Phase::log_unwritable
    std::string log_problem;  ///< the closing entry could not be written
};

/// The page as it stands the moment Ask is pressed: everybody pending, nothing answered.
ChildView asked(std::uint64_t number, const policy::Request& request, std::string purpose_name,
                std::shared_ptr<const SourceBook> sources, base::Instant now);

/// Takes in one event. Those of another enquiry number are dropped: they come late from an enquiry that is no
/// longer on the screen. Cells settle one by one; a picture replaces the one before.
ChildView reduce(ChildView view, const enquiry::Event& event);

/// The page as time goes by: whatever is counted down on it stands at `now`.
ChildView ticked(ChildView view, base::Instant now);

/// The page while cells are asked again: those become pending, the others stay.
ChildView asked_again(ChildView view, const std::vector<CellKey>& cells);

/// Cells that asking again may fill: every hole that is not being waited for.
std::vector<CellKey> askable_again(const ChildView& view);
bool may_ask_again(const record::Cell& cell);
/// Asked, and the source still has time to answer. A cell that was cancelled says so and is not pending.
bool is_pending(const record::Cell& cell);

const record::Cell* cell_of(const ChildView& view, const record::PersonId& person,
                            const record::SourceId& source);
const link::Identity* subject_of(const ChildView& view);
/// The day the picture is of: when it was built, else when it was asked for.
record::PartialDate today_of(const ChildView& view);
/// How a roster line is called on screen: "Kerry Pellow, mother"; its relation alone when it has no name.
std::string person_words(const record::RosterPerson& person);
std::string person_words(const ChildView& view, const record::PersonId& person);

/// The strip under the header: how far the enquiry is, and what to do if it failed.
struct Banner {
    std::string text;
    Mood mood = Mood::neutral;
    bool can_cancel = false;
    bool can_ask_again = false;      ///< there are holes that asking again may fill
    size_t answered = 0, cells = 0;  ///< for the progress gauge
    bool operator==(const Banner&) const = default;
};
Banner banner_of(const ChildView& view);

/// Answer, work or hole, as a mood; pending is neutral.
Mood mood_of(const record::Cell& cell);

}  // namespace kith::present
