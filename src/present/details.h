#pragma once
#include "present/child_view.h"
#include "present/line.h"

#include <string>

namespace kith::present {

/// Everything behind one thing, in two parts: what is said, and where it comes from.
struct Details {
    std::string title;
    Lines account;  ///< what every source says, all four times, handling, quality, what disagrees
    Lines origin;   ///< source, the source's own reference, when it was fetched, under which permit
    Target of;
    std::string group;  ///< Group::id when it can be taken apart
    bool is_empty() const { return title.empty(); }
};

/// The details of whatever a target names. Empty when the picture no longer holds it.
Details details_of(const ChildView& view, const Target& target);

}  // namespace kith::present
