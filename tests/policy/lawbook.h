#pragma once
#include "base/secret.h"
#include "policy/envelope.h"

#include <string>
#include <vector>

// Rulebooks, keys and signatures made for one test.
namespace kith::policy_tests {

/// A sound rulebook file of a few lines: in force all through 2026, with one role, purpose, source and
/// category.
struct SmallRulebook {
    std::string serial = "7", valid_from = "2026-01-01T00:00:00Z", valid_until = "2027-01-01T00:00:00Z";
    std::string more;  ///< members put at the end: R"(,"marks":[])"
    std::string text() const;
};

base::Instant at(const std::string& iso);

/// A key that signs, made from one letter.
base::Secret seed(char letter);
tlog::VerifierKey verifier(const std::string& name, char letter);
policy::Authority authority(std::vector<tlog::VerifierKey> keys, size_t signatures = 1);
/// The signature file of these signers, each "name" and letter.
std::string signed_by(const std::string& bytes, const std::vector<std::pair<std::string, char>>& signers);

}  // namespace kith::policy_tests
