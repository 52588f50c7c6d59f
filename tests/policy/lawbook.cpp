#include "lawbook.h"

#include "crypto/sign.h"

namespace kith::policy_tests {

std::string SmallRulebook::text() const {
    return R"({"id":"test","version":"2026-11","serial":)" + serial + R"(,"valid_from":")" + valid_from +
           R"(","valid_until":")" + valid_until +
           R"(","usual_retention_hours":24,
"roles":[{"id":"worker","name":"Worker"}],
"purposes":[{"id":"HELP","name":"Help","lawful_basis":"An Act","guidance":"A guide","needs_consent":false,"required":[]}],
"categories":[{"id":"identity","name":"Names"}],
"sources":[{"id":"school","name":"School","short_name":"School","agency":"E","categories":["identity"],"area":"Here",
"contact":{"name":"Office","phone":"01632 960180","hours":"School days"}}],
"override_reasons":[{"id":"risk","words":"Asking would be a risk"}],
"rules":[{"id":"R-1","effect":"permit","why":"Names are shared."}],
"agreements":[{"id":"A-1","name":"School agreement","sources":["school"],"valid_from":"2025-01-01T00:00:00Z"}])" +
           more + "}\n";
}

base::Instant at(const std::string& iso) {
    return *base::parse_instant(iso);
}

base::Secret seed(char letter) {
    return base::Secret(std::string(crypto::kSeedBytes, letter));
}

tlog::VerifierKey verifier(const std::string& name, char letter) {
    return {name, crypto::public_key_of(seed(letter))};
}

policy::Authority authority(std::vector<tlog::VerifierKey> keys, size_t signatures) {
    return {std::move(keys), signatures};
}

std::string signed_by(const std::string& bytes, const std::vector<std::pair<std::string, char>>& signers) {
    std::vector<policy::RulebookSignature> signatures;
    for (const auto& [name, letter] : signers)
        signatures.push_back(policy::sign_rulebook(bytes, name, seed(letter)));
    return policy::signatures_text(signatures);
}

}  // namespace kith::policy_tests
