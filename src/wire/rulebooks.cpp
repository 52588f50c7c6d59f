#include "wire/rulebooks.h"

#include "store/private_file.h"

#include <algorithm>
#include <filesystem>

namespace kith::wire {
namespace {

using base::Expected;
using base::Fault;

/// A file that is not there is an empty one: what it lacks is then said by whoever reads it.
Expected<std::string> bytes_of(const std::string& path, size_t limit) {
    auto bytes = store::read_file(path, limit);
    if (!bytes && bytes.error().fault == Fault::not_found) return std::string{};
    return bytes;
}

Expected<policy::RulebookMemory> recall(const std::string& path) {
    constexpr size_t kLargest = policy::kLargestRulebook + policy::kLargestSignatureFile + 1024;
    const auto text = bytes_of(path, kLargest);
    if (!text) return text.error();
    if (text->empty()) return policy::RulebookMemory{};
    return policy::read_memory(*text);
}

Expected<void> remember(const std::string& path, const policy::RulebookMemory& memory) {
    if (auto made = store::make_private_folder(std::filesystem::path(path).parent_path().string()); !made)
        return made;
    return store::replace_private_file(path, policy::text_of(memory));
}

std::vector<std::string> signers_of(const std::string& signature_file, const policy::Authority& authority) {
    std::vector<std::string> names;
    const auto signatures = policy::read_signatures(signature_file);
    if (!signatures) return names;
    for (const auto& signature : *signatures)
        for (const auto& key : authority.keys)
            if (key.name == signature.name && key.key_hash() == signature.key_hash) names.push_back(key.name);
    return names;
}

/// Too large to be read is told apart from not there, so that whoever put it there knows which.
struct Offered {
    std::string bytes, signature_file;
    std::optional<base::Error> unread;
};

Offered offered(const std::string& path) {
    Offered out;
    auto bytes = bytes_of(path, policy::kLargestRulebook);
    auto signature = bytes_of(path + ".sig", policy::kLargestSignatureFile);
    for (const auto* read : {&bytes, &signature})
        if (!*read && !out.unread) out.unread = read->error();
    if (out.unread && out.unread->fault == Fault::too_large)
        out.unread->detail =
            "The rulebook or its signature file is larger than any rulebook may be, so it was not read.";
    if (out.unread) return out;
    out.bytes = std::move(*bytes);
    out.signature_file = std::move(*signature);
    if (out.bytes.empty())
        out.unread = base::fail(Fault::not_found, "The rulebook that the settings name cannot be read.");
    return out;
}

}  // namespace

Expected<policy::Authority> authority_of(const Settings& settings) {
    policy::Authority authority;
    authority.signatures = settings.authority.signatures;
    for (const auto& text : settings.authority.keys) {
        auto key = tlog::VerifierKey::parse(text);
        if (!key) return base::fail(Fault::invalid_input, "authority.keys holds one that is no verifier key");
        authority.keys.push_back(std::move(*key));
    }
    return authority;
}

Expected<RulebookInForce> open_rulebook(const Settings& settings, const ports::Clock& clock) {
    const auto authority = authority_of(settings);
    if (!authority) return authority.error();
    const auto memory = recall(settings.rulebook_memory_path);
    if (!memory) return memory.error();
    const Offered file = offered(settings.rulebook_path);
    auto considered = policy::consider(*memory, file.bytes, file.signature_file, *authority, clock.now());
    if (file.unread) considered.refused = file.unread;
    if (!considered.rulebook) return considered.refused ? *considered.refused : *considered.none;
    if (considered.is_new)
        if (auto stored = remember(settings.rulebook_memory_path, considered.memory); !stored)
            return stored.error();
    RulebookInForce out;
    out.rulebook = std::move(*considered.rulebook);
    out.bytes = considered.memory.bytes;
    if (considered.is_new) out.previous_bytes = memory->bytes;
    out.signers = signers_of(considered.memory.signature_file, *authority);
    out.is_new = considered.is_new;
    out.refused = std::move(considered.refused);
    return out;
}

}  // namespace kith::wire
