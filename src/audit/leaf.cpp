#include "audit/leaf.h"

#include "audit/canonical.h"
#include "crypto/hash.h"
#include "crypto/seal.h"
#include "json/writer.h"

#include <algorithm>

namespace kith::audit {
namespace {

using base::Expected;

constexpr int kFormatVersion = 2;
constexpr size_t kSaltBytes = 16;
constexpr size_t kOpeningBytes = 32;
constexpr size_t kLengthBytes = 4;
constexpr size_t kTokenBytes = 32;
constexpr size_t kLeafPad = 64;
/// People shown are told in steps of so many.
constexpr size_t kShownStep = 4;

/// Names differ in length more than reasons do in what their length tells.
constexpr size_t pad_of(Apart kind) {
    return kind == Apart::subject ? 256 : 64;
}

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

std::string bound_to(const std::string& chain, std::uint64_t index, Apart kind) {
    return chain + ":" + std::to_string(index) + (kind == Apart::subject ? ":subject" : "");
}

void write_subject(json::Writer& w, const Draft& draft, const TokenKey& key) {
    w.key("subject");
    if (draft.entry.subject_clear.empty()) {
        w.null();
        return;
    }
    const auto& tokens = draft.tokens;
    w.object().member("family", tokens.family).member("key", key.id()).member("postcode", tokens.postcode);
    w.member("school", tokens.school).member("token", tokens.subject);
    w.member("words", commitment(draft.subject_words)).end();
}

SubjectTokens tokens_of(const ports::AuditEntry& entry, const TokenKey& key, ports::Entropy& entropy) {
    const auto token = [&](std::string_view kind, const std::string& clear) {
        return normalised(clear).empty() ? crypto::hex(entropy.bytes(kTokenBytes))
                                         : key.token_of(kind, clear);
    };
    SubjectTokens tokens;
    tokens.subject = key.token_of("subject", entry.subject_clear);
    tokens.family = token("family", entry.subject_family);
    tokens.postcode = token("postcode", entry.subject_postcode);
    tokens.school = token("school", entry.subject_school);
    return tokens;
}

/// Nobody can tell the random ones from the others without the key: they hide how many were shown, and are
/// nobody's.
std::vector<std::string> tokens_of_shown(const ports::AuditEntry& entry, const TokenKey& key,
                                         ports::Entropy& entropy) {
    std::vector<std::string> tokens;
    for (const auto& clear : entry.shown_clear)
        if (!normalised(clear).empty()) tokens.push_back(key.token_of("subject", clear));
    std::ranges::sort(tokens);
    const auto twice = std::ranges::unique(tokens);
    tokens.erase(twice.begin(), twice.end());
    while (tokens.size() % kShownStep != 0) tokens.push_back(crypto::hex(entropy.bytes(kTokenBytes)));
    std::ranges::sort(tokens);
    return tokens;
}

/// Takes `part` off the front; false when it is not there.
bool take(std::string_view& text, std::string_view part) {
    if (!text.starts_with(part)) return false;
    text.remove_prefix(part.size());
    return true;
}

/// Takes the rest of a string and the quote that ends it.
bool take_string(std::string_view& text) {
    for (size_t from = 0;;) {
        const size_t quote = text.find('"', from), escape = text.substr(0, quote).find('\\', from);
        if (quote == text.npos) return false;
        if (escape == text.npos) {
            text.remove_prefix(quote + 1);
            return true;
        }
        from = escape + 2;
        if (from > text.size()) return false;
    }
}

void write_texts(json::Writer& w, std::string_view name, const std::vector<std::string>& texts) {
    w.key(name).array();
    for (const auto& text : texts) w.string(text);
    w.end();
}

}  // namespace

Expected<Draft> draft(const ports::AuditEntry& entry, const TokenKey& key, ports::Entropy& entropy) {
    auto parted = part_own_words(entry.facts_json);
    if (!parted) return parted.error();
    Draft made{entry, std::move(parted->facts), {}, {}, {}, {}, entropy.bytes(kSaltBytes)};
    if (!parted->words.empty()) made.words = {entropy.bytes(kOpeningBytes), std::move(parted->words)};
    if (!entry.subject_clear.empty()) {
        made.subject_words = {entropy.bytes(kOpeningBytes), entry.subject_words};
        made.tokens = tokens_of(entry, key, entropy);
    }
    made.shown = tokens_of_shown(entry, key, entropy);
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
    w.member("lawful_basis", entry.lawful_basis).member("pad", "");
    const size_t pad_at = w.text().size() - 1;
    w.member("purpose", entry.purpose).member("role", entry.role);
    w.member("rulebook", entry.rulebook_hash);
    write_texts(w, "rules", entry.rules);
    w.member("salt", crypto::hex(draft.salt));
    write_texts(w, "shown", draft.shown);
    write_subject(w, draft, key);
    w.member("user", entry.user).member("version", kFormatVersion);
    w.key("words");
    draft.words.opening.empty() ? w.null() : w.string(commitment(draft.words));
    w.member("workstation", entry.workstation).end();
    std::string leaf = w.text();
    leaf.insert(pad_at, (kLeafPad - leaf.size() % kLeafPad) % kLeafPad, '0');
    return leaf;
}

std::string commitment(const OwnWords& words) {
    return crypto::hex(crypto::hmac_sha256(words.opening, words.text));
}

std::string seal_words(const OwnWords& words, Apart kind, const TokenKey& key, const std::string& chain,
                       std::uint64_t index, ports::Entropy& entropy) {
    std::string plain = words.opening + length_prefix(words.text.size()) + words.text;
    const size_t pad = pad_of(kind);
    plain.resize((plain.size() + pad - 1) / pad * pad, '\0');
    const std::string nonce = entropy.bytes(crypto::kNonceBytes);
    return nonce + crypto::seal(key.sealing_key().reveal(), nonce, plain, bound_to(chain, index, kind));
}

Expected<OwnWords> open_words(std::string_view stored, Apart kind, const TokenKey& key,
                              const std::string& chain, std::uint64_t index) {
    const auto damaged =
        base::fail(base::Fault::corrupt, "the words of entry " + std::to_string(index) + " do not open");
    if (stored.size() < crypto::kNonceBytes) return damaged;
    const auto plain = crypto::unseal(key.sealing_key().reveal(), stored.substr(0, crypto::kNonceBytes),
                                      stored.substr(crypto::kNonceBytes), bound_to(chain, index, kind));
    if (!plain || plain->size() < kOpeningBytes + kLengthBytes) return damaged;
    const std::string_view rest = std::string_view(*plain).substr(kOpeningBytes);
    const size_t length = read_length(rest);
    if (length > rest.size() - kLengthBytes) return damaged;
    return OwnWords{plain->substr(0, kOpeningBytes), std::string(rest.substr(kLengthBytes, length))};
}

bool is_in_place(std::string_view leaf, std::string_view chain, std::uint64_t index, std::string_view& at) {
    constexpr size_t kTimeLength = 24;
    if (!take(leaf, "{\"agency\":\"") || !take_string(leaf) || !take(leaf, ",\"at\":\"") ||
        leaf.size() < kTimeLength)
        return false;
    at = leaf.substr(0, kTimeLength);
    leaf.remove_prefix(kTimeLength);
    if (!take(leaf, "\",\"case\":\"") || !take_string(leaf) || !take(leaf, ",\"chain\":\"") ||
        !take(leaf, chain))
        return false;
    if (!take(leaf, "\",\"enquiry\":\"") || !take_string(leaf) || !take(leaf, ",\"facts\":{")) return false;
    const std::string own = "},\"index\":" + std::to_string(index) + ",\"kind\":\"";
    return leaf.find(own) != leaf.npos;
}

}  // namespace kith::audit
