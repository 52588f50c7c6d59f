#pragma once
#include "patterns/facts.h"

namespace kith::patterns {

/// The day's facts and the words for sources: what every rule is given beside the person's facts.
struct Setting {
    int today;  ///< days since 1970-01-01
    const wording::SourceNames& names;
};

/// One rule: its published form, and the test that finds its evidence. Each gives at most one finding a
/// person, the strongest and of those the latest.
struct RuleTest {
    Rule rule;
    std::optional<Finding> (*test)(const Facts&, const Setting&);
};
const std::vector<RuleTest>& rule_tests();

/// P-06, which looks at incidents told by several sources.
std::optional<Finding> told_differently(const Facts& facts, const Setting& setting);

void add_evidence(Finding& finding, const chronology::Entry& entry);

}  // namespace kith::patterns
