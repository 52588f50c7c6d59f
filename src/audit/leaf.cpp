#include "audit/leaf.h"

#include "audit/canonical.h"
#include "crypto/hash.h"
#include "crypto/seal.h"
#include "json/writer.h"

namespace kith::audit {
namespace {

using base::Expected;

constexpr int kFormatVersion = 1;
constexpr size_t kSaltBytes = 16;
constexpr size_t kOpeningBytes = 32;
constexpr size_t kLengthBytes = 4;
constexpr size_t kPadTo = 64;

std::string length_prefix(size_t n) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((n >> shift) & 0xFF);
    return out;
}

size_t read_length(std::string_view bytes) {
    size_t n = 0;
    for (const char c : bytes.substr(0, kLengthBytes)) n = n * 256 + static_cast<std::uint8_t>(c);
    return n;
}

std::string bound_to(const std::string& chain, std::uint64_t index) {
    return chain + ":" + std::to_string(index);
}

void write_subject(json::Writer& w, const Draft& draft, const TokenKey& key) {
    w.key("subject");
    if (draft.entry.subject_clear.empty()) {
        w.null();
        return;
    }
    w.object().member("key", key.id()).member("token", key.token_of(draft.entry.subject_clear)).end();
}

void write_rules(json::Writer& w, const std::vector<std::string>& rules) {
    w.key("rules").array();
    for (const auto& rule : rules) w.string(rule);
    w.end();
}

}  // namespace

Expected<Draft> draft(const ports::AuditEntry& entry, ports::Entropy& entropy) {
    auto parted = part_own_words(entry.facts_json);
    if (!parted) return parted.error();
    Draft made{entry, std::move(parted->facts), {}, entropy.bytes(kSaltBytes)};
    if (!parted->words.empty()) made.words = {entropy.bytes(kOpeningBytes), std::move(parted->words)};
    return made;
}

// The members stand in the order of their names: that is what makes the text canonical.
std::string leaf_json(const Draft& draft, const TokenKey& key, const std::string& chain,
                      std::uint64_t index) {
    const auto& entry = draft.entry;
    json::Writer w;
    w.object().member("agency", entry.agency).member("at", base::to_iso(entry.at));
    w.member("case", entry.case_ref).member("chain", chain).member("enquiry", entry.enquiry);
    w.key("facts").raw(draft.facts);
    w.member("index", static_cast<std::int64_t>(index)).member("kind", entry.kind);
    w.member("lawful_basis", entry.lawful_basis).member("purpose", entry.purpose).member("role", entry.role);
    w.member("rulebook", entry.rulebook_hash);
    write_rules(w, entry.rules);
    w.member("salt", crypto::hex(draft.salt));
    write_subject(w, draft, key);
    w.member("user", entry.user).member("version", kFormatVersion);
    w.key("words");
    draft.words.text.empty() ? w.null() : w.string(commitment(draft.words));
    w.member("workstation", entry.workstation).end();
    return w.text();
}

std::string commitment(const OwnWords& words) {
    return crypto::hex(crypto::hmac_sha256(words.opening, words.text));
}

std::string seal_words(const OwnWords& words, const TokenKey& key, const std::string& chain,
                       std::uint64_t index, ports::Entropy& entropy) {
    std::string plain = words.opening + length_prefix(words.text.size()) + words.text;
    plain.resize((plain.size() + kPadTo - 1) / kPadTo * kPadTo, '\0');
    const std::string nonce = entropy.bytes(crypto::kNonceBytes);
    return nonce + crypto::seal(key.sealing_key().reveal(), nonce, plain, bound_to(chain, index));
}

Expected<OwnWords> open_words(std::string_view stored, const TokenKey& key, const std::string& chain,
                              std::uint64_t index) {
    const auto damaged =
        base::fail(base::Fault::corrupt, "the words of entry " + std::to_string(index) + " do not open");
    if (stored.size() < crypto::kNonceBytes) return damaged;
    const auto plain = crypto::unseal(key.sealing_key().reveal(), stored.substr(0, crypto::kNonceBytes),
                                      stored.substr(crypto::kNonceBytes), bound_to(chain, index));
    if (!plain || plain->size() < kOpeningBytes + kLengthBytes) return damaged;
    const std::string_view rest = std::string_view(*plain).substr(kOpeningBytes);
    const size_t length = read_length(rest);
    if (length > rest.size() - kLengthBytes) return damaged;
    return OwnWords{plain->substr(0, kOpeningBytes), std::string(rest.substr(kLengthBytes, length))};
}

}  // namespace kith::audit
