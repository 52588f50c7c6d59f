#include "base/text.h"
#include "cli/policy_verbs.h"
#include "crypto/sign.h"
#include "keys/system_entropy.h"
#include "policy/envelope.h"
#include "store/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace kith::cli {
namespace {

using base::Expected;
using base::Fault;

/// A seed file is one line: the base64 of its 32 bytes.
constexpr size_t kLargestSeedFile = 64;

/// A key that others could have read is nobody's signature.
Expected<void> check_private(const std::string& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0)
        return base::fail(Fault::not_found, "The seed file cannot be opened.");
    if (!S_ISREG(found.st_mode)) return base::fail(Fault::corrupt, "The seed file is not a plain file.");
    if (found.st_uid != ::geteuid() || (found.st_mode & 077) != 0)
        return base::fail(
            Fault::denied,
            "The seed file can be read by others: make it your own and give it the mode 0600 first.");
    return {};
}

Expected<base::Secret> read_seed(const std::string& path) {
    if (const auto is_private = check_private(path); !is_private) return is_private.error();
    const auto text = bytes_of(path, "seed file", kLargestSeedFile);
    if (!text) return text.error();
    const base::Secret line(*text);
    auto bytes = crypto::unbase64(base::trim(line.reveal()));
    if (!bytes || bytes->size() != crypto::kSeedBytes)
        return base::fail(Fault::corrupt, "The seed file is not the base64 of 32 bytes on one line.");
    return base::Secret(std::move(*bytes));
}

/// The verifier key of this name and seed, as settings pin it. Fails for a name that none can have.
Expected<tlog::VerifierKey> verifier_key(const std::string& name, const base::Secret& seed) {
    auto key = tlog::VerifierKey::parse(tlog::VerifierKey{name, crypto::public_key_of(seed)}.text());
    if (key) return key;
    return base::fail(Fault::invalid_input, "--name must be given, without spaces and plus signs.");
}

ExitCode make_key(const SignOptions& o) {
    const base::Secret seed(keys::SystemEntropy().bytes(crypto::kSeedBytes));
    const auto key = verifier_key(o.name, seed);
    if (!key) return refuse(key.error());
    const std::string text = crypto::base64(seed.reveal()) + "\n";
    auto made = store::publish_private_file(o.new_key_file, text);
    if (!made)
        return refuse(
            base::fail(made.error().fault, "The key cannot be kept (" + made.error().detail + ")."));
    const auto kept = store::read_file(o.new_key_file, kLargestSeedFile);
    if (!kept || *kept != text)
        return refuse(
            base::fail(Fault::invalid_input, "There is a file of that name already: no key was made."));
    std::printf("%s\n", key->text().c_str());
    return kComplete;
}

/// What stands in the signature file now, without this key's own: it signs anew.
Expected<std::vector<policy::RulebookSignature>> others(const std::string& path,
                                                        const policy::RulebookSignature& mine) {
    const auto text = bytes_of(path, "rulebook's signature file", policy::kLargestSignatureFile);
    if (!text && text.error().fault == Fault::not_found) return std::vector<policy::RulebookSignature>{};
    if (!text) return text.error();
    auto all = policy::read_signatures(*text);
    if (!all) return all;
    std::erase_if(*all,
                  [&](const auto& one) { return one.name == mine.name && one.key_hash == mine.key_hash; });
    if (all->size() >= policy::kMostSignatures)
        return base::fail(Fault::too_large,
                          "The rulebook's signature file holds as many signatures as it may.");
    return all;
}

/// Whoever signs must be able to know what: a file that nobody could use is not signed.
Expected<std::string> bytes_to_sign(const std::string& file) {
    if (const auto rulebook = rulebook_in(file); !rulebook) return rulebook.error();
    return bytes_of(file, "rulebook", policy::kLargestRulebook);
}

}  // namespace

ExitCode policy_sign(const SignOptions& o) {
    if (!o.new_key_file.empty()) return make_key(o);
    const auto bytes = bytes_to_sign(o.file);
    if (!bytes) return refuse(bytes.error());
    const auto seed = read_seed(o.seed_file);
    if (!seed) return refuse(seed.error());
    const auto key = verifier_key(o.name, *seed);
    if (!key) return refuse(key.error());
    const auto mine = policy::sign_rulebook(*bytes, o.name, *seed);
    std::vector<policy::RulebookSignature> all;
    if (o.appends) {
        auto earlier = others(o.file + ".sig", mine);
        if (!earlier) return refuse(earlier.error());
        all = std::move(*earlier);
    }
    all.push_back(mine);
    const auto written = store::replace_private_file(o.file + ".sig", policy::signatures_text(all));
    if (!written)
        return refuse(base::fail(
            written.error().fault == Fault::denied ? Fault::denied : Fault::unavailable,
            "The signature file cannot be written and the old one stays (" + written.error().detail + ")."));
    std::printf("Signed by %s.\n", key->text().c_str());
    return kComplete;
}

}  // namespace kith::cli
