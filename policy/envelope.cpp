#include "policy/envelope.h"

#include "crypto/hash.h"
#include "crypto/sign.h"
#include "json/members.h"
#include "json/writer.h"

#include <algorithm>
#include <set>

namespace kith::policy {
namespace {

using base::Expected;
using base::Fault;

constexpr json::Limits kSignatureLimits{
    .bytes = kLargestSignatureFile, .depth = 4, .members = kMostSignatures, .string_bytes = 512};

base::Error refused(std::string sentence) {
    return base::fail(Fault::denied, std::move(sentence));
}

base::Error unreadable(const std::string& what) {
    return base::fail(Fault::corrupt, "The rulebook's signature file cannot be read: " + what + ".");
}

std::string signed_text(std::string_view bytes) {
    std::string text(kSignedPrefix);
    text.append(bytes);
    return text;
}

bool is_hash(std::string_view text) {
    return text.size() == 8 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Expected<RulebookSignature> read_signature(json::Value value, const std::string& where) {
    json::Members m(value, where, {"key", "signature"});
    const std::string key = m.text("key");
    const auto bytes = crypto::unbase64(m.text("signature"));
    if (m.error()) return *m.error();
    const size_t plus = key.rfind('+');
    RulebookSignature one;
    if (plus != std::string::npos) one = {key.substr(0, plus), key.substr(plus + 1), bytes.value_or("")};
    if (one.name.empty() || one.name.find_first_of("+ \n") != std::string::npos || !is_hash(one.key_hash))
        return base::fail(Fault::corrupt,
                          m.place("key") + " must be a name, a plus sign and 8 hexadecimal digits");
    if (one.bytes.size() != crypto::kSignatureBytes)
        return base::fail(Fault::corrupt, m.place("signature") + " must be the base64 of 64 bytes");
    return one;
}

Expected<std::vector<RulebookSignature>> read_list(json::Value list) {
    std::vector<RulebookSignature> all;
    for (size_t i = 0; i < list.size(); ++i) {
        auto one = read_signature(list.at(i), "signatures[" + std::to_string(i) + "]");
        if (!one) return one.error();
        all.push_back(std::move(*one));
    }
    return all;
}

const tlog::VerifierKey* pinned(const RulebookSignature& signature, const Authority& authority) {
    const auto at = std::ranges::find_if(authority.keys, [&](const tlog::VerifierKey& key) {
        return key.name == signature.name && crypto::hex(key.key_hash()) == signature.key_hash;
    });
    return at == authority.keys.end() ? nullptr : &*at;
}

/// How many of `count` is enough, in words: "2 different signers are needed and 1 has signed".
base::Error too_few(size_t needed, size_t have) {
    return refused("Too few have signed the rulebook: the settings ask for " + std::to_string(needed) +
                   " different signers and " + std::to_string(have) + (have == 1 ? " has" : " have") +
                   " signed.");
}

}  // namespace

Expected<std::vector<RulebookSignature>> read_signatures(std::string_view text) {
    if (text.size() > kLargestSignatureFile)
        return base::fail(Fault::too_large, "The rulebook's signature file is larger than 64 KiB.");
    const auto document = json::parse(text, kSignatureLimits);
    if (!document) return unreadable(document.error().detail);
    json::Members m(document->root(), "", {"version", "signatures"});
    if (m.integer_or("version", 0) != 1) m.refuse("version", "must be 1");
    const json::Value list = m.array("signatures");
    if (!list.is_array() || list.size() == 0) m.refuse("signatures", "must hold one at least");
    if (m.error()) return unreadable(m.error()->detail);
    auto all = read_list(list);
    if (!all) return unreadable(all.error().detail);
    return all;
}

std::string signatures_text(const std::vector<RulebookSignature>& signatures) {
    json::Writer w;
    w.object().member("version", 1).key("signatures").array();
    for (const auto& one : signatures)
        w.object()
            .member("key", one.name + "+" + one.key_hash)
            .member("signature", crypto::base64(one.bytes))
            .end();
    w.end().end();
    return w.text() + "\n";
}

RulebookSignature sign_rulebook(std::string_view bytes, const std::string& name, const base::Secret& seed) {
    const tlog::VerifierKey key{name, crypto::public_key_of(seed)};
    return {name, crypto::hex(key.key_hash()), crypto::sign(seed, signed_text(bytes))};
}

Expected<void> vouched(std::string_view bytes, std::string_view signature_file, const Authority& authority) {
    if (bytes.size() > kLargestRulebook)
        return base::fail(Fault::too_large, "The rulebook is larger than 4 MiB and was not read.");
    if (authority.keys.empty())
        return refused("The settings pin no authority's key, so no rulebook can be trusted.");
    if (signature_file.empty())
        return refused("The rulebook is not signed: there is no signature file beside it.");
    const auto signatures = read_signatures(signature_file);
    if (!signatures) return signatures.error();
    const std::string text = signed_text(bytes);
    std::set<std::string> signers;
    for (const auto& one : *signatures) {
        const tlog::VerifierKey* key = pinned(one, authority);
        if (!key) continue;
        if (!crypto::verifies(key->public_key, text, one.bytes))
            return refused("The rulebook does not match its signature by " + key->name +
                           ": it was changed or cut short after it was signed.");
        signers.insert(key->public_key);
    }
    if (signers.empty()) return refused("The rulebook is signed, but by nobody whose key the settings pin.");
    const size_t needed = std::max<size_t>(authority.signatures, 1);
    if (signers.size() < needed) return too_few(needed, signers.size());
    return {};
}

Expected<void> in_force(const Rulebook& rulebook, const std::optional<SeenRulebook>& seen,
                        base::Instant now) {
    if (seen && rulebook.serial < seen->serial)
        return refused("The rulebook is older than one already in use here: its serial is " +
                       std::to_string(rulebook.serial) + " and " + std::to_string(seen->serial) +
                       " has been seen.");
    if (seen && rulebook.serial == seen->serial && rulebook.hash != seen->hash)
        return refused("Two different rulebooks carry serial " + std::to_string(rulebook.serial) +
                       ": the one already in use here stays.");
    if (rulebook.valid_from && now < *rulebook.valid_from)
        return refused("The rulebook is not in force before " + base::uk_time(*rulebook.valid_from) + ".");
    if (rulebook.valid_until && now >= *rulebook.valid_until)
        return refused("The rulebook is no longer in force: it ended on " +
                       base::uk_time(*rulebook.valid_until) + ".");
    return {};
}

Expected<Rulebook> accept(std::string_view bytes, std::string_view signature_file, const Authority& authority,
                          const std::optional<SeenRulebook>& seen, base::Instant now) {
    if (const auto signed_by = vouched(bytes, signature_file, authority); !signed_by)
        return signed_by.error();
    auto rulebook = read_rulebook(bytes);
    if (!rulebook)
        return base::fail(Fault::corrupt,
                          "The rulebook is signed but cannot be used: " + rulebook.error().detail + ".");
    if (const auto holds = in_force(*rulebook, seen, now); !holds) return holds.error();
    return rulebook;
}

}  // namespace kith::policy
