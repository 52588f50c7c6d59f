#pragma once
#include "connectors/declarative/entry.h"
#include "connectors/declarative/mapping.h"
#include "federate/connector.h"

#include <string>
#include <vector>

namespace kith::declarative {

/// Reads and checks the request section: nothing that identifies a person outside the body, no placeholder
/// that we do not have, no header that belongs to the engine.
RequestRule request_rule(Entry& entry);

/// What is missing to ask about this person, as a sentence; empty when nothing is.
std::string cannot_ask(const RequestRule& rule, const record::RosterPerson& person,
                       const record::SourceId& source);

/// Fills the template. `cursor`: the paging member and its text, if a next page is asked for.
ports::HttpRequest fill(const RequestRule& rule, const federate::Ask& ask, const std::string& organisation,
                        const std::pair<std::string, std::string>& cursor);

/// "NHS number, family name and birth date": with what of the person the question goes out.
std::string identifiers_sent(const RequestRule& rule, const federate::Ask& ask);

}  // namespace kith::declarative
