#pragma once
#include "policy/question.h"

#include <optional>
#include <string>
#include <vector>

// Cedar as a second opinion on the rules (tests/peers/cedar): translation, and asking it.
namespace kith::policy_tests {

/// What the translation keeps of a rulebook.
enum class Layers { rules, rules_and_agreements };

/// The permit/deny core as Cedar policies, one line {"policies": {id: text}}. Existence and content are two
/// actions. A deny is a forbid of both; what no agreement gives is forbidden too, and so is any name that the
/// rulebook does not have. A span of years, a condition and a field kept back do not decide whether something
/// is permitted, and are left out.
std::string cedar_policies(const policy::Rulebook& rulebook, Layers layers);
/// One question, as one line.
std::string cedar_question(const policy::Question& question, base::Instant at);

/// Cedar's package, installed into a folder of the build; empty when there is no node or npm, or nowhere to
/// get it from.
std::optional<std::string> cedar_modules();
/// Runs cedar.mjs on these lines and gives the lines it printed; empty when it failed.
std::vector<std::string> ask_cedar(const std::string& modules, const std::string& verb,
                                   const std::string& lines);

}  // namespace kith::policy_tests
