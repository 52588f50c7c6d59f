#pragma once
#include "policy/evaluate.h"
#include "policy/grants.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

// Private to this room: a cell in words.
namespace kith::policy {

/// Rules that spoke, once each and by id, so that neither the order of rules nor a rule given twice changes
/// an answer.
using Rules = std::map<std::string, const Rule*>;

/// What rules, agreements and emergency came to for one cell, before it is put in words. Categories stand in
/// the source's order.
struct Weighed {
    std::vector<std::pair<record::CategoryId, Reach>> reaches;  ///< none of them nothing
    Rules spoke, denied;
    std::set<std::string> agreements;            ///< ids of those that spoke
    std::vector<record::CategoryId> not_agreed;  ///< ruled, and no agreement gives it
    std::vector<record::CategoryId>
        existence_agreed;                          ///< content is ruled, and agreements give existence alone
    std::vector<record::CategoryId> unapproved;    ///< wants a second person, in an emergency
    std::vector<record::CategoryId> by_emergency;  ///< wider than the rules alone would have it
};

/// The sentence of a cell: of the denying rules, or of the permits and their limits.
std::string why(const Case& c, const Weighed& weighed, const CellGrant& grant, PersonKind kind,
                const Source& source);

}  // namespace kith::policy
