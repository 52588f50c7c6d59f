#include "wire/rulebook_files.h"

#include "policy/envelope.h"

#include <algorithm>
#include <fstream>

namespace kith::wire {
namespace {

base::Expected<std::string> text_of(const std::string& path, size_t most) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return base::fail(base::Fault::not_found, "the file cannot be read");
    std::string bytes(most + 1, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<size_t>(in.gcount()));
    if (bytes.size() > most)
        return base::fail(base::Fault::too_large, "the file is larger than any rulebook");
    return bytes;
}

base::Expected<policy::Authority> authority_of(const Settings& settings) {
    policy::Authority authority;
    authority.signatures = settings.authority.signatures;
    for (const auto& text : settings.authority.keys) {
        auto key = tlog::VerifierKey::parse(text);
        if (!key) return key.error();
        authority.keys.push_back(std::move(*key));
    }
    return authority;
}

}  // namespace

base::Expected<policy::Rulebook> read_other_rulebook(const std::string& path) {
    const auto bytes = text_of(path, policy::kLargestRulebook);
    if (!bytes) return bytes.error();
    return policy::read_rulebook(*bytes);
}

present::Signers signers_of(const Settings& settings) {
    present::Signers signers;
    signers.needed = settings.authority.signatures;
    const auto bytes = text_of(settings.rulebook_path, policy::kLargestRulebook);
    const auto text = text_of(settings.rulebook_path + ".sig", policy::kLargestSignatureFile);
    const auto authority = authority_of(settings);
    if (!bytes || !text || !authority) {
        signers.trouble = "nobody that could be told: there is no signature file beside the rulebook";
        return signers;
    }
    if (const auto held = policy::vouched(*bytes, *text, *authority); !held) {
        signers.trouble = held.error().detail;
        return signers;
    }
    const auto signatures = policy::read_signatures(*text);
    for (const auto& key : authority->keys)
        if (signatures &&
            std::ranges::any_of(*signatures, [&key](const auto& s) { return s.name == key.name; }))
            signers.names.push_back(key.name);
    return signers;
}

}  // namespace kith::wire
