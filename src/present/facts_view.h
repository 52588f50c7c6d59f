#pragma once
#include "present/child_view.h"

namespace kith::present {

/// The thirty seconds: lives with, plans, last seen, whom to ring. Each line opens its evidence.
Lines thirty_seconds(const ChildView& view);

/// What the published rules found, with their sources. Facts, never a score.
Lines pattern_lines(const ChildView& view);

/// Where sources disagree, and where records contradict each other.
Lines conflict_lines(const ChildView& view);

/// What has not answered, and what waits for a choice, each with what to do about it.
Lines open_lines(const ChildView& view);

/// All four, under their headings: the panel beside the chronology.
Lines facts(const ChildView& view);

}  // namespace kith::present
