#pragma once
#include "policy/rulebook.h"
#include "record/ids.h"
#include "wording/wording.h"

#include <set>
#include <string>
#include <vector>

namespace kith::present {

/// Names and letters of the sources, in rulebook order. A source it does not list is called by its id, and
/// what the asker said stands under "the person asking".
class SourceBook {
public:
    SourceBook() = default;
    explicit SourceBook(std::vector<policy::Source> sources) : sources_(std::move(sources)) {}

    const policy::Source* find(const record::SourceId& id) const;
    std::string name(const record::SourceId& id) const;
    std::string short_name(const record::SourceId& id) const;
    /// H health, P police, E education, S social care, J justice, O other.
    char agency(const record::SourceId& id) const;
    const std::vector<policy::Source>& all() const { return sources_; }
    /// For rooms that make sentences of their own.
    wording::SourceNames names() const;
    /// "Hospitals, Housing and School MIS", in rulebook order whatever the order given.
    std::string listed(const std::set<record::SourceId>& ids) const;

private:
    std::vector<policy::Source> sources_;
};

/// "Health", "Police", "Education", "Social care", "Courts", "Other".
std::string_view agency_name(char agency);
/// The agencies' letters in the order of lanes and legends.
inline constexpr std::string_view kAgencies = "HPESJO";

}  // namespace kith::present
