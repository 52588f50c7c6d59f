#include "base/text.h"
#include "cli/policy_verbs.h"
#include "policy/envelope.h"
#include "policy/rulebook_memory.h"
#include "store/private_file.h"
#include "wire/settings.h"

#include <cstdio>

namespace kith::cli {
namespace {

using base::Expected;
using base::Fault;

constexpr size_t kLargestKeysFile = 64u << 10;
constexpr size_t kLargestMemory = 8u << 20;

/// Against what a rulebook is held.
struct Standard {
    std::optional<policy::Authority> authority;  ///< absent: nobody's signature is asked for
    std::optional<policy::SeenRulebook> seen;
};

Expected<policy::Authority> authority_of(const std::vector<std::string>& keys, size_t signatures) {
    policy::Authority authority{{}, signatures};
    for (const auto& text : keys) {
        auto key = tlog::VerifierKey::parse(text);
        if (!key)
            return base::fail(Fault::corrupt, "A pinned key cannot be used: " + key.error().detail + ".");
        authority.keys.push_back(std::move(*key));
    }
    return authority;
}

Expected<policy::Authority> authority_in(const std::string& keys_file, size_t signatures) {
    const auto text = bytes_of(keys_file, "file of keys", kLargestKeysFile);
    if (!text) return text.error();
    std::vector<std::string> keys;
    for (const auto& line : base::split(*text, '\n'))
        if (const auto key = base::trim(line); !key.empty() && key.front() != '#') keys.emplace_back(key);
    return authority_of(keys, signatures);
}

Expected<std::optional<policy::SeenRulebook>> seen_in(const std::string& memory_file) {
    const auto text = store::read_file(memory_file, kLargestMemory);
    if (!text && text.error().fault == Fault::not_found) return std::optional<policy::SeenRulebook>{};
    if (!text)
        return base::fail(
            text.error().fault,
            "What this workstation remembers of its rulebook cannot be read (" + text.error().detail + ").");
    const auto memory = policy::read_memory(*text);
    if (!memory) return memory.error();
    return memory->highest;
}

Expected<Standard> standard_of_settings(const std::string& path) {
    const auto settings = wire::read_settings(path);
    if (!settings)
        return base::fail(settings.error().fault,
                          "The settings cannot be used: " + settings.error().detail + ".");
    auto authority = authority_of(settings->authority.keys, settings->authority.signatures);
    if (!authority) return authority.error();
    auto seen = seen_in(settings->rulebook_memory_path);
    if (!seen) return seen.error();
    return Standard{std::move(*authority), *seen};
}

Expected<Standard> standard_of(const CheckOptions& o) {
    if (!o.settings_file.empty()) return standard_of_settings(o.settings_file);
    Standard standard;
    if (!o.keys_file.empty()) {
        auto authority = authority_in(o.keys_file, o.signatures);
        if (!authority) return authority.error();
        standard.authority = std::move(*authority);
    }
    if (!o.newer_than.empty()) {
        const auto older = rulebook_in(o.newer_than);
        if (!older) return older.error();
        standard.seen = {older->serial, older->hash};
    }
    return standard;
}

/// The text of the signature file beside the rulebook; empty when there is none.
Expected<std::string> signature_file_of(const std::string& rulebook) {
    const std::string path = rulebook + ".sig";
    auto text = bytes_of(path, "rulebook's signature file", policy::kLargestSignatureFile);
    if (!text && text.error().fault == Fault::not_found) return std::string{};
    if (text && text->empty())
        return base::fail(Fault::corrupt, "The rulebook's signature file cannot be read: it is empty.");
    return text;
}

Expected<policy::Rulebook> held_to(const Standard& standard, const std::string& file, base::Instant now) {
    if (!standard.authority) {
        auto rulebook = rulebook_in(file);
        if (!rulebook) return rulebook;
        if (const auto holds = policy::in_force(*rulebook, standard.seen, now); !holds) return holds.error();
        return rulebook;
    }
    const auto bytes = bytes_of(file, "rulebook", policy::kLargestRulebook);
    if (!bytes) return bytes.error();
    const auto signatures = signature_file_of(file);
    if (!signatures) return signatures.error();
    return policy::accept(*bytes, *signatures, *standard.authority, standard.seen, now);
}

std::string counts(const policy::Rulebook& book) {
    return base::counted(book.rules.size(), "rule", "rules") + ", " +
           base::counted(book.agreements.size(), "agreement", "agreements") + ", " +
           base::counted(book.examples.size(), "example that comes out", "examples that come out") +
           " as stated";
}

}  // namespace

ExitCode policy_check(const CheckOptions& o) {
    const auto now = moment(o.at);
    if (!now) return refuse(now.error());
    const auto standard = standard_of(o);
    if (!standard) return refuse(standard.error());
    const auto rulebook = held_to(*standard, o.file, *now);
    if (!rulebook) return refuse(rulebook.error());
    std::printf("%s %s, serial %lld: %s.\n", rulebook->id.c_str(), rulebook->version.c_str(),
                static_cast<long long>(rulebook->serial), counts(*rulebook).c_str());
    std::printf("In force until %s.\n", base::uk_time(*rulebook->valid_until).c_str());
    std::printf("SHA-256 %s\n", rulebook->hash.c_str());
    std::puts(standard->authority ? "Signed as the settings or keys given ask for."
                                  : "Signatures were not looked at: give --keys or --settings.");
    return kComplete;
}

}  // namespace kith::cli
