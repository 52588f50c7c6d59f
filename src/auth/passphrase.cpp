#include "auth/passphrase.h"

#include "base/text.h"
#include "crypto/hash.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <cstdlib>
#include <set>

namespace kith::auth {
namespace {

constexpr std::uint64_t kMostMemory = 1u << 30;
constexpr size_t kSaltBytes = 32, kKeyBytes = 32;
/// Sets this use of scrypt apart from every other of the same passphrase, such as the shelf's.
constexpr std::string_view kPurpose = "kith sign-in profile 1";

std::string proof_of(const base::Secret& passphrase, const std::string& salt, const ScryptCost& cost) {
    const std::string_view text = passphrase.reveal();
    std::string key(kKeyBytes, '\0');
    const int made = EVP_PBE_scrypt(
        text.data(), text.size(), reinterpret_cast<const unsigned char*>(salt.data()), salt.size(), cost.n,
        cost.r, cost.p, kMostMemory + (64u << 20), reinterpret_cast<unsigned char*>(key.data()), key.size());
    const crypto::Digest proof = crypto::hmac_sha256(key, kPurpose);
    OPENSSL_cleanse(key.data(), key.size());
    // No memory for it: no passphrase may then seem right.
    return made == 1 ? std::string(crypto::as_bytes(proof)) : std::string{};
}

size_t characters(std::string_view utf8) {
    return static_cast<size_t>(std::count_if(
        utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

}  // namespace

bool is_sensible(const ScryptCost& cost) {
    const bool is_power = cost.n > 1 && (cost.n & (cost.n - 1)) == 0;
    if (!is_power || cost.n < (1u << 14) || cost.n > (1u << 20)) return false;
    if (cost.r < 8 || cost.r > 32 || cost.p < 1 || cost.p > 16) return false;
    return 128 * cost.n * cost.r <= kMostMemory;
}

std::string why_not(const base::Secret& passphrase, const std::string& user) {
    const std::string_view text = passphrase.reveal();
    if (!base::is_utf8(text)) return "A passphrase must be plain text.";
    if (characters(text) < kLeastCharacters)
        return "A passphrase needs at least " + std::to_string(kLeastCharacters) +
               " characters: a few words that belong together to you alone.";
    if (text.size() > kMostBytes) return "A passphrase may have no more than 1,024 bytes.";
    if (std::set<char>(text.begin(), text.end()).size() < 5)
        return "A passphrase needs more than a few different characters.";
    if (!user.empty() && base::contains_ignoring_case(text, user))
        return "A passphrase may not hold your sign-in name.";
    return {};
}

Verifier make_verifier(const std::string& user, const base::Secret& passphrase, ScryptCost cost,
                       ports::Entropy& entropy, base::Instant now) {
    Verifier made{user, entropy.bytes(kSaltBytes), cost, {}, now, {}};
    made.proof = proof_of(passphrase, made.salt, cost);
    return made;
}

bool is_right(const Verifier& verifier, const base::Secret& passphrase) {
    const std::string proof = proof_of(passphrase, verifier.salt, verifier.cost);
    return !proof.empty() && proof.size() == verifier.proof.size() &&
           CRYPTO_memcmp(proof.data(), verifier.proof.data(), proof.size()) == 0;
}

std::chrono::seconds delay_after(int wrong_in_a_row) {
    constexpr int kFree = 3, kLongest = 300;
    if (wrong_in_a_row <= kFree) return {};
    const int doublings = std::min(wrong_in_a_row - kFree, 10);
    return std::chrono::seconds(std::min(kLongest, 1 << doublings));
}

std::chrono::milliseconds wait_left(const Failures& failures, base::Instant now,
                                    const ports::Uptime& uptime) {
    const std::chrono::milliseconds whole = delay_after(failures.in_a_row);
    const bool is_same_run = !uptime.boot.empty() && uptime.boot == failures.last_uptime.boot;
    const auto passed =
        is_same_run ? uptime.since_boot - failures.last_uptime.since_boot : now - failures.last;
    return std::clamp<std::chrono::milliseconds>(whole - passed, std::chrono::milliseconds{0}, whole);
}

}  // namespace kith::auth
