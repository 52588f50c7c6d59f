#pragma once
#include "enquiry/picture.h"

#include <string>
#include <vector>

namespace kith::enquiry {

/// The panel that is read first: lives with, address, legal status, plans, allocated worker, last seen, last
/// seen alone, open questions, whom to ring. Every statement has its origins; where nobody says, the line
/// says who has not answered. `picture` has everything but these lines.
std::vector<Line> thirty_seconds(const Picture& picture, const std::vector<policy::Source>& sources);

/// What the single lines are made from. Inside this room only.
struct Panel {
    Panel(const Picture& picture, const std::vector<policy::Source>& sources);
    const Picture& picture;
    const std::vector<policy::Source>& sources;
    const link::Identity* subject = nullptr;  ///< null when nobody is asked about
    record::PartialDate today;

    std::string name_of(const record::SourceId& source) const;
    /// "GP and CP-IS": the sources of these origins, each once, in the order of the rulebook's ids.
    std::string names_of(const std::vector<record::Origin>& origins) const;
    /// Entries mainly about the subject, newest first, then undated ones; plans and appointments ahead left
    /// out.
    std::vector<const chronology::Entry*> entries;
    /// Cells about the subject that are holes.
    std::vector<const record::Cell*> holes;
    /// A line that nobody's answer fills: says so, names who has not answered, and is a hole when anybody has
    /// not.
    Line nobody_says(std::string label, std::string what) const;
};

std::vector<Line> home_lines(const Panel& panel);
std::vector<Line> standing_lines(const Panel& panel);
std::vector<Line> seen_lines(const Panel& panel);
std::vector<Line> open_lines(const Panel& panel);
std::vector<Line> ring_lines(const Panel& panel);
Line worker_line(const Panel& panel);

}  // namespace kith::enquiry
