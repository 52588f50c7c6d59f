#pragma once
#include "connectors/declarative/mapping.h"
#include "connectors/declarative/rules.h"
#include "record/agreement.h"
#include "record/reply.h"
#include "record/roster_person.h"

#include <string>
#include <vector>

namespace kith::declarative {

/// Whose answer this is, by the mapping's identity section.
struct Whose {
    bool is_said = false;
    /// A number of the source's own, which somebody has confirmed for this person, agrees: names may differ
    /// then.
    bool is_confirmed = false;
    std::string ref;
    record::Agreement agreement;

    bool is_the_person() const;
    bool is_somebody_else() const;
};
Whose whose_answer(const IdentityRule& rule, json::Value root, const record::RosterPerson& asked,
                   const record::SourceId& source, Reading& reading);

/// Which of the mapping's people to read.
enum class Circle { subject_only, candidates, everybody_else };

/// Adds the people of the answer; somebody met again under the same reference is added to.
void read_people(const Mapping& mapping, Circle circle, json::Value root, Reading& reading,
                 std::vector<record::PersonRecord>& people);
/// Adds the events whose category was asked for.
void read_events(const Mapping& mapping, const std::vector<record::CategoryId>& categories, json::Value root,
                 Reading& reading, std::vector<record::Event>& events);
void read_ties(const Mapping& mapping, json::Value root, Reading& reading, std::vector<record::Tie>& ties);
void read_contacts(const Mapping& mapping, json::Value root, Reading& reading,
                   std::vector<record::Contact>& contacts);

/// Members of the answer that no path of the mapping names and that it does not ignore: "incidents.weather".
/// At most twenty; names only.
std::vector<std::string> unnamed_members(const Mapping& mapping, json::Value root);

/// What both people and events carry.
std::vector<record::Handling> read_handling(const std::vector<HandlingRule>& rules, const Scope& scope,
                                            Reading& reading);
std::vector<std::pair<std::string, std::string>> read_details(const std::vector<DetailRule>& rules,
                                                              const Scope& scope, Reading& reading);

}  // namespace kith::declarative
