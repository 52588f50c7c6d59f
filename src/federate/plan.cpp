#include "base/text.h"
#include "federate/fetch.h"

#include <algorithm>
#include <utility>

namespace kith::federate {
namespace {

using record::LedgerState;

const record::RosterPerson* person_of(const policy::Request& request, const record::PersonId& id) {
    const auto found = std::find_if(request.roster.begin(), request.roster.end(),
                                    [&id](const record::RosterPerson& person) { return person.id == id; });
    return found == request.roster.end() ? nullptr : &*found;
}

/// Why a cell is not asked; nothing when it is.
struct Reason {
    LedgerState state;
    std::string words;
};

std::string with_rules(const policy::CellGrant& grant) {
    if (grant.rules.empty()) return grant.why;
    return grant.why + " (" + base::join(grant.rules, ", ") + ")";
}

std::optional<Reason> reason_not_to_ask(const policy::CellGrant& grant, const record::RosterPerson* person,
                                        const Connector* connector) {
    if (!person) return Reason{LedgerState::not_asked, "not in the roster"};
    if (!person->ticked && !person->is_unknown) return Reason{LedgerState::not_asked, "mentioned, not asked"};
    if (!grant.may_ask) return Reason{LedgerState::not_asked, with_rules(grant)};
    if (!connector) return Reason{LedgerState::not_asked, "no connection to this source is set up"};
    if (auto words = connector->outside_coverage(*person, grant.period); !words.empty())
        return Reason{LedgerState::not_covered, std::move(words)};
    if (auto words = connector->cannot_ask(*person); !words.empty())
        return Reason{LedgerState::not_asked, std::move(words)};
    return std::nullopt;
}

record::Cell cell_of(const policy::CellGrant& grant, Reason reason) {
    record::Cell cell;
    cell.person = grant.person;
    cell.source = grant.source;
    cell.state = reason.state;
    cell.detail = std::move(reason.words);
    cell.required = grant.required;
    return cell;
}

Ask ask_of(const policy::Permit& permit, const policy::CellGrant& grant, const record::RosterPerson& person) {
    const auto& request = permit.request();
    Ask ask;
    ask.source = grant.source;
    ask.person = person;
    ask.mode = grant.mode;
    ask.categories = grant.categories;
    ask.period = grant.period;
    ask.permit = permit.id();
    ask.purpose = request.purpose;
    ask.lawful_basis = permit.lawful_basis();
    ask.override_reason = request.override_reason;
    ask.user = request.user.id;
    ask.role = request.user.role;
    ask.agency = request.user.agency;
    return ask;
}

}  // namespace

Plan plan(const policy::Permit& permit, const Connectors& connectors,
          const std::vector<std::pair<record::PersonId, record::SourceId>>& only) {
    Plan plan;
    for (const auto& grant : permit.grants()) {
        const std::pair key(grant.person, grant.source);
        if (!only.empty() && std::find(only.begin(), only.end(), key) == only.end()) continue;
        const auto* person = person_of(permit.request(), grant.person);
        const auto connector = connectors.find(grant.source);
        const auto reason = reason_not_to_ask(
            grant, person, connector == connectors.end() ? nullptr : connector->second.get());
        if (reason)
            plan.settled.push_back(cell_of(grant, *reason));
        else
            plan.asks.push_back(ask_of(permit, grant, *person));
    }
    return plan;
}

}  // namespace kith::federate
