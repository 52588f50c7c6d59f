#include "audit/token_key.h"

#include "crypto/hash.h"
#include "store/private_file.h"

#include <filesystem>

namespace kith::audit {
namespace {

using base::Expected;
using base::Fault;

constexpr size_t kKeyBytes = 32;

/// One key, three uses: each under a label of its own, so that none tells anything about another.
constexpr std::string_view kForId = "kith access log 1: key id";
constexpr std::string_view kForTokens = "kith access log 1: ";  // then the kind and a newline
constexpr std::string_view kForWords = "kith access log 1: own words";

Expected<void> make(const std::string& path, ports::Entropy& entropy) {
    if (auto made = store::make_private_folder(std::filesystem::path(path).parent_path().string()); !made)
        return made;
    const base::Secret fresh(entropy.bytes(kKeyBytes));
    return store::publish_private_file(path, fresh.reveal());
}

}  // namespace

Expected<base::Secret> open_key_file(const std::string& path, std::string_view what,
                                     ports::Entropy& entropy) {
    auto bytes = store::read_file(path, kKeyBytes);
    if (!bytes && bytes.error().fault == Fault::not_found) {
        if (auto made = make(path, entropy); !made) return made.error();
        bytes = store::read_file(path, kKeyBytes);
    }
    if (!bytes && bytes.error().fault != Fault::too_large) return bytes.error();
    if (!bytes || bytes->size() != kKeyBytes)
        return base::fail(Fault::corrupt, "the " + std::string(what) + " is not 32 bytes");
    return base::Secret(std::move(*bytes));
}

std::string normalised(std::string_view clear) {
    constexpr char kLatin = '\xC3', kTimes = '\x97';
    std::string out;
    for (size_t i = 0; i < clear.size(); ++i) {
        const char c = clear[i], next = i + 1 < clear.size() ? clear[i + 1] : '\0';
        const auto second = static_cast<unsigned char>(next);
        if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
        if (c == '\xC2' && next == '\xA0') {
            ++i;  // a space that does not break
        } else if (c == kLatin && second >= 0x80 && second <= 0x9E && next != kTimes) {
            out += c;
            out += static_cast<char>(second + 0x20);
            ++i;
        } else {
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return out;
}

Expected<TokenKey> TokenKey::open(const std::string& path, ports::Entropy& entropy) {
    auto key = open_key_file(path, "token key", entropy);
    if (!key) return key.error();
    return TokenKey(std::move(*key));
}

std::string TokenKey::id() const {
    return crypto::hex(crypto::hmac_sha256(key_.reveal(), kForId)).substr(0, 16);
}

std::string TokenKey::token_of(std::string_view kind, std::string_view clear) const {
    const std::string text = std::string(kForTokens) + std::string(kind) + "\n" + normalised(clear);
    return crypto::hex(crypto::hmac_sha256(key_.reveal(), text));
}

base::Secret TokenKey::sealing_key() const {
    return base::Secret(std::string(crypto::as_bytes(crypto::hmac_sha256(key_.reveal(), kForWords))));
}

}  // namespace kith::audit
