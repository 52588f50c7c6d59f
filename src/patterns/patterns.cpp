#include "patterns/patterns.h"

#include "patterns/rules.h"

#include <algorithm>

namespace kith::patterns {

namespace {

void finish(Finding& finding, const Rule& rule, const std::string& identity) {
    finding.rule = rule.id;
    finding.rule_text = rule.text;
    finding.identity = identity;
    std::sort(finding.origins.begin(), finding.origins.end());
    finding.origins.erase(std::unique(finding.origins.begin(), finding.origins.end()), finding.origins.end());
    for (const auto& origin : finding.origins) finding.sources.push_back(origin.source);
    finding.sources.erase(std::unique(finding.sources.begin(), finding.sources.end()), finding.sources.end());
}

}  // namespace

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all = [] {
        std::vector<Rule> out;
        for (const auto& test : rule_tests()) out.push_back(test.rule);
        return out;
    }();
    return all;
}

std::vector<Finding> find(const chronology::Chronology& chronology, const link::Identities& identities,
                          const link::Replies& replies, const record::PartialDate& today,
                          const wording::SourceNames& names) {
    const Setting setting{today.last_day(), names};
    std::vector<Finding> out;
    for (const auto& facts : gather(chronology, identities, replies))
        for (const auto& [rule, test] : rule_tests())
            if (auto finding = test(facts, setting)) {
                finish(*finding, rule, facts.identity);
                out.push_back(std::move(*finding));
            }
    return out;
}

}  // namespace kith::patterns
