#pragma once
#include "base/expected.h"
#include "policy/rulebook.h"

#include <string>

namespace kith::wire {

/// Another rulebook, to be compared with the one in force: sound, whoever signed it. At most
/// policy::kLargestRulebook bytes. Fails with not_found, too_large or invalid_input. Desk thread: it reads a
/// file.
base::Expected<policy::Rulebook> read_other_rulebook(const std::string& path);

}  // namespace kith::wire
