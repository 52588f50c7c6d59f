#pragma once
#include "policy/decide.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith::policy_tests {

/// 22 Nov 2026, 09:41 UTC.
base::Instant story_time();

/// The rulebook that ships, read from the tree.
const policy::Rulebook& shipped();
std::string shipped_text();

/// Somebody of the given kind: "subject" is a girl of nine.
record::RosterPerson person(std::string_view id, policy::PersonKind kind);

/// A request that policy has nothing against in form, about the child alone.
policy::Request request(std::string_view role, std::string_view purpose);

/// The same request, agreed to by a safeguarding lead just now.
policy::Request approved(policy::Request request);

/// An agreement of these sources about everything, for every purpose, without end.
policy::Agreement agreement(std::vector<record::SourceId> sources);

/// Only when policy permits it.
policy::Permit permit_for(const policy::Rulebook& rulebook, const policy::Request& request);
policy::Refusal refusal_for(const policy::Rulebook& rulebook, const policy::Request& request,
                            base::Instant now = story_time());
std::vector<std::string> codes(const policy::Refusal& refusal);

}  // namespace kith::policy_tests
