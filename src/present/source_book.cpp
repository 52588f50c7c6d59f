#include "present/source_book.h"

#include "network/network.h"

#include <algorithm>

namespace kith::present {

const policy::Source* SourceBook::find(const record::SourceId& id) const {
    const auto found =
        std::find_if(sources_.begin(), sources_.end(), [&](const auto& s) { return s.id == id; });
    return found == sources_.end() ? nullptr : &*found;
}

std::string SourceBook::name(const record::SourceId& id) const {
    if (id == network::kAsker) return "the person asking";
    const policy::Source* source = find(id);
    return source && !source->name.empty() ? source->name : id.text();
}

std::string SourceBook::short_name(const record::SourceId& id) const {
    const policy::Source* source = find(id);
    return source && !source->short_name.empty() ? source->short_name : name(id);
}

char SourceBook::agency(const record::SourceId& id) const {
    const policy::Source* source = find(id);
    return source && kAgencies.find(source->agency) != std::string_view::npos ? source->agency : 'O';
}

wording::SourceNames SourceBook::names() const {
    wording::SourceNames names;
    for (const auto& source : sources_) names.emplace(source.id, source.name);
    return names;
}

std::string SourceBook::listed(const std::set<record::SourceId>& ids) const {
    std::vector<std::string> names;
    for (const auto& source : sources_)
        if (ids.contains(source.id)) names.push_back(short_name(source.id));
    for (const auto& id : ids)
        if (!find(id)) names.push_back(name(id));
    return wording::listed(names);
}

std::string_view agency_name(char agency) {
    switch (agency) {
        case 'H':
            return "Health";
        case 'P':
            return "Police";
        case 'E':
            return "Education";
        case 'S':
            return "Social care";
        case 'J':
            return "Courts";
        default:
            return "Other";
    }
}

}  // namespace kith::present
