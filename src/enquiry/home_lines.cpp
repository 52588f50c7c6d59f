#include "enquiry/thirty_seconds.h"
#include "link/address_key.h"
#include "link/people.h"

#include <algorithm>
#include <map>

namespace kith::enquiry {

namespace {

std::string since_words(const record::When& since) {
    return since.is_known() ? " since " + since.start().words() : std::string();
}

std::string name_of_node(const network::Network& network, const std::string& id) {
    for (const auto& node : network.nodes)
        if (node.id == id) return node.label;
    return {};
}

Line lives_with(const Panel& panel) {
    const auto& network = panel.picture.network;
    for (const auto& household : network.households) {
        const auto& people = household.people;
        if (std::find(people.begin(), people.end(), panel.subject->id) == people.end()) continue;
        std::vector<std::string> names;
        for (const auto& node : network.nodes)
            if (node.id != panel.subject->id &&
                std::find(people.begin(), people.end(), node.id) != people.end())
                names.push_back(name_of_node(network, node.id));
        return {.label = "Lives with",
                .text = wording::listed(names) + since_words(household.since) +
                        ": the same address is given by " + panel.names_of(household.origins),
                .origins = household.origins};
    }
    return panel.nobody_says("Lives with",
                             "No source that answered gives another person the child's address");
}

/// One current address of the child as the sources give it.
struct Given {
    std::string text;
    record::When since;
    std::vector<record::Origin> origins;
};

bool is_current(const record::Address& address, const record::PartialDate& today) {
    const bool begun = !address.period.from || address.period.from->first_day() <= today.last_day();
    const bool ended = address.period.to && address.period.to->last_day() < today.first_day();
    return begun && !ended && address.use != "billing" && address.use != "old";
}

void add(std::map<std::string, Given>& given, const record::Address& address, const record::Origin& origin) {
    // All that may be said of a protected address is that there is one.
    auto& one = given[address.is_protected ? std::string("~protected") : link::address_key(address)];
    one.text = address.is_protected ? "an address that is withheld at source" : address.one_line();
    const auto since = address.period.from && !address.is_protected ? record::When::on(*address.period.from)
                                                                    : record::When();
    if (since.is_known() && (!one.since.is_known() || since.sort_key() < one.since.sort_key()))
        one.since = since;
    if (std::find(one.origins.begin(), one.origins.end(), origin) == one.origins.end())
        one.origins.push_back(origin);
}

std::map<std::string, Given> addresses(const Panel& panel) {
    std::map<std::string, Given> given;
    const link::People people(panel.picture.identities);
    for (const auto& reply : panel.picture.replies)
        for (const auto& person : reply->people) {
            if (people.of(person) != panel.subject) continue;
            for (const auto& address : person.addresses)
                if (is_current(address, panel.today) &&
                    (address.is_protected || !link::address_key(address).empty()))
                    add(given, address, person.origin);
        }
    return given;
}

/// The latest move first; every source that says otherwise is heard as well.
Line address(const Panel& panel) {
    const auto given = addresses(panel);
    if (given.empty()) return panel.nobody_says("Address", "No source that answered gives a current address");
    std::vector<const Given*> order;
    for (const auto& [key, one] : given) order.push_back(&one);
    std::stable_sort(order.begin(), order.end(), [](const Given* a, const Given* b) {
        const auto moved = [](const Given* g) {
            return g->since.is_known() ? g->since.sort_key() : INT64_MIN;
        };
        return moved(a) > moved(b);
    });
    Line line{.label = "Address"};
    for (const auto* one : order) {
        line.text += (line.text.empty() ? "" : "; ") + one->text + since_words(one->since) + " (" +
                     panel.names_of(one->origins) + ")";
        line.origins.insert(line.origins.end(), one->origins.begin(), one->origins.end());
    }
    return line;
}

}  // namespace

std::vector<Line> home_lines(const Panel& panel) {
    return {lives_with(panel), address(panel)};
}

}  // namespace kith::enquiry
