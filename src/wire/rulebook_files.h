#pragma once
#include "policy/rulebook.h"
#include "present/policy_view.h"
#include "wire/settings.h"

#include <string>

namespace kith::wire {

/// Another rulebook, to be compared with the one in force: sound, whoever signed it. At most
/// policy::kLargestRulebook bytes. Fails with not_found, too_large or invalid_input. Desk thread: it reads a
/// file.
base::Expected<policy::Rulebook> read_other_rulebook(const std::string& path);

/// Which of the pinned authority keys have signed the file that settings name. Desk thread: it reads files.
present::Signers signers_of(const Settings& settings);

}  // namespace kith::wire
