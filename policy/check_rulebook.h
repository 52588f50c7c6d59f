#pragma once
#include "base/expected.h"
#include "policy/rulebook.h"

// Private to this room: what must hold between the parts of a rulebook once each part has been read.
namespace kith::policy {

/// Fails with invalid_input and the place of the first id that is used twice, name that is not in the
/// rulebook (with the nearest that is), span of validity that is upside down, or rule that could never match.
base::Expected<void> check(const Rulebook& rulebook);

}  // namespace kith::policy
