#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What a provider does, right or wrong: keys made when a test starts, key sets, signed tokens.
namespace kith::auth_tests {

/// A JSON object whose members are JSON text, so that a test can change one, or give it twice.
struct Object {
    std::vector<std::pair<std::string, std::string>> members;
    void set(const std::string& name, std::string json);
    void drop(const std::string& name);
    std::string text() const;
};
std::string quoted(std::string_view text);

/// A provider's private key.
class Signer {
public:
    enum class Kind { rsa, rsa_short, ec, ed };
    explicit Signer(Kind kind);
    /// Made once for all tests of a program.
    static const Signer& shared(Kind kind);

    Object jwk(const std::string& key_id) const;
    /// A compact token; the signature is of this kind whatever the header says. `how`: "RS256", "PS256",
    /// "ES256", "EdDSA".
    std::string token(const std::string& how, const Object& header, const std::string& payload) const;
    /// The public key as PEM, for signing with it as if it were a shared secret.
    std::string public_pem() const;

private:
    std::string signature(const std::string& how, const std::string& message) const;
    std::shared_ptr<void> key_;
    Kind kind_;
};

/// HS256 under any secret.
std::string hmac_token(std::string_view secret, const Object& header, const std::string& payload);
std::string key_set(const std::vector<Object>& keys);

}  // namespace kith::auth_tests
