#include "auth/jose.h"

#include "auth/base64url.h"
#include "auth/listed.h"
#include "auth/public_key.h"
#include "base/text.h"
#include "json/value.h"

#include <algorithm>

namespace kith::auth {
namespace {

using base::Error;
using base::Expected;
using base::Fault;

constexpr json::Limits kHeader{.bytes = 8u << 10, .depth = 4, .members = 32, .string_bytes = 4u << 10};
constexpr json::Limits kSet{.bytes = kLongestKeySet, .depth = 6, .members = 128, .string_bytes = 16u << 10};

Error broken(std::string_view what) {
    return base::fail(Fault::corrupt, "the provider's identity token is broken (" + std::string(what) + ")");
}

Error not_believed(std::string_view why) {
    return base::fail(Fault::denied, "the provider's identity token is not believed: " + std::string(why));
}

Error bad_keys(std::string_view why) {
    return base::fail(Fault::corrupt, "the provider's keys cannot be used (" + std::string(why) + ")");
}

/// What a key's "use" and "key_ops" say; silence allows it.
bool is_for_signatures(json::Value key) {
    const json::Value use = key["use"], uses = key["key_ops"];
    if (!use.is_missing() && use.text() != "sig") return false;
    return uses.is_missing() || lists(uses, "verify");
}

/// The kind of key that an algorithm needs; empty for one that is not ours.
std::string_view kind_for(std::string_view algorithm) {
    if (algorithm == "RS256" || algorithm == "PS256") return "RSA";
    if (algorithm == "ES256") return "EC";
    if (algorithm == "EdDSA") return "OKP";
    return {};
}

}  // namespace

Expected<Jws> read_jws(std::string_view compact) {
    if (compact.size() > kLongestToken)
        return base::fail(Fault::too_large, "the provider's identity token is larger than 64 KiB");
    const auto parts = base::split(compact, '.');
    if (parts.size() != 3) return broken("it has not three parts");
    const auto header = unbase64url(parts[0]), payload = unbase64url(parts[1]), mark = unbase64url(parts[2]);
    if (!header || !payload || !mark) return broken("a part is not base64url");
    const auto read = json::parse(*header, kHeader);
    if (!read || !read->root().is_object()) return broken("its header is not one object");
    const json::Value root = read->root();
    if (!root["crit"].is_missing()) return broken("it needs extensions that Kith does not know");
    if (!root["alg"].is_text()) return broken("it names no algorithm");
    if (!root["kid"].is_missing() && !root["kid"].is_text()) return broken("its key id is not text");
    if (!root["typ"].is_missing() && base::lower_ascii(root["typ"].text()) != "jwt")
        return broken("it is another kind of token");
    return Jws{std::string(root["alg"].text()), std::string(root["kid"].text()), parts[0] + "." + parts[1],
               *payload, *mark};
}

struct KeySet::Key {
    std::string id, kind, algorithm;
    PublicKey key;
};

Expected<KeySet> KeySet::read(std::string_view bytes) {
    const auto document = json::parse(bytes, kSet);
    if (!document) return bad_keys("they are not strict JSON");
    const json::Value keys = document->root()["keys"];
    if (!keys.is_array()) return bad_keys("there is no list of keys");
    if (keys.size() > kMostKeys) return bad_keys("there are more than 64");
    KeySet set;
    for (const json::Value key : keys) {
        const bool is_ours = kind_for("RS256") == key["kty"].text() ||
                             kind_for("ES256") == key["kty"].text() || kind_for("EdDSA") == key["kty"].text();
        if (!is_ours || !is_for_signatures(key)) continue;
        auto made = PublicKey::read(key);
        if (!made) return bad_keys(made.error().detail);
        if (!made->is_usable()) continue;  // a curve that is not ours
        set.keys_.push_back(
            std::make_shared<const Key>(Key{std::string(key["kid"].text()), std::string(key["kty"].text()),
                                            std::string(key["alg"].text()), std::move(*made)}));
    }
    if (set.keys_.empty()) return bad_keys("none is of a kind that Kith uses");
    return set;
}

Expected<void> KeySet::verify(const Jws& token, const std::vector<std::string>& allowed) const {
    const std::string_view kind = kind_for(token.algorithm);
    if (kind.empty() || std::ranges::find(allowed, token.algorithm) == allowed.end())
        return not_believed("its signature is of a kind that is not allowed here");
    std::vector<const Key*> meant;
    for (const auto& key : keys_) {
        const bool fits = key->kind == kind && (key->algorithm.empty() || key->algorithm == token.algorithm);
        if (fits && (token.key_id.empty() || key->id == token.key_id)) meant.push_back(key.get());
    }
    if (meant.empty()) return not_believed("the provider does not publish the key that it names");
    if (meant.size() > 1) return not_believed("more than one key could be meant");
    if (!meant.front()->key.verifies(token.algorithm, token.signed_part, token.signature))
        return not_believed("its signature is not the provider's");
    return {};
}

}  // namespace kith::auth
