#pragma once
#include "policy/decide.h"

#include <string>

// Private to this room.
namespace kith::policy {

/// Every member of a request as one text, such that different requests give different texts: what a permit's
/// id hashes.
std::string canonical(const Request& request);

bool is_the_subject(const record::RosterPerson& person);

}  // namespace kith::policy
