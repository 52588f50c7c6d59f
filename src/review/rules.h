#pragma once
#include "review/looks.h"

#include <stop_token>

// Private to this room: the rules that question accesses, each a fixed sentence with its numbers.
namespace kith::review {

inline constexpr std::chrono::days kWorkAround{7};
inline constexpr int kChildrenOfOneSchool = 6;
inline constexpr std::chrono::seconds kQuickLook{10};
inline constexpr int kDenials = 3;
inline constexpr int kPrints = 10, kPrintsTimes = 3, kPrintsDays = 28;
inline constexpr std::chrono::hours kOneDay{24};
inline constexpr int kRefusalsOfOneChild = 3;
inline constexpr std::chrono::days kHarmWithin{7};

/// What the rules look at.
struct Ground {
    const Rows& rows;
    const Looks& looks;
    const WorkBook& work;
    const policy::Rulebook& rulebook;
    std::vector<std::string_view> explained;  ///< by look: why; empty: unexplained
    base::Instant now;
};

/// Signals by look, each list strongest first.
using Signals = std::vector<std::vector<Signal>>;

void question_kin(const Ground& ground, Signals& signals);
void question_habits(const Ground& ground, Signals& signals);
std::vector<TwoBoroughs> question_pairs(const Ground& ground, Signals& signals);
std::vector<HarmSignal> harm_signals(const Ground& ground);

/// How strong a rule's signal is: its place in signal_rules().
size_t rank_of(std::string_view rule);

}  // namespace kith::review
