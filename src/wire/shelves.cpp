#include "wire/shelves.h"

#include "keys/passphrase_keys.h"
#include "keys/secret_service_keys.h"

#include <algorithm>
#include <filesystem>

namespace kith::wire {
namespace {

namespace fs = std::filesystem;
using base::Expected;
using base::Secret;
using keys::PassphraseKeys;

/// "keys.sealed" and "a.okafor" -> "keys-a.okafor.sealed". What a file name should not hold becomes a dash.
std::string of_person(const std::string& path, const policy::User& user) {
    std::string name = user.id;
    std::ranges::replace_if(
        name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)) && c != '.' && c != '_'; },
        '-');
    const fs::path whole(path);
    return (whole.parent_path() / (whole.stem().string() + "-" + name + whole.extension().string())).string();
}

/// Trying the sandbox should not take a third of a second each time: its passphrase is no secret.
constexpr PassphraseKeys::Cost kSandboxCost{.n = std::uint64_t{1} << 10};

Expected<std::unique_ptr<ports::KeyStore>> under_passphrase(const std::string& path, const Secret& passphrase,
                                                            bool is_sandbox, ports::Entropy& entropy) {
    auto keys = PassphraseKeys::open(path, passphrase, entropy);
    if (!keys && keys.error().fault == base::Fault::not_found)
        keys = is_sandbox ? PassphraseKeys::make(path, passphrase, entropy, kSandboxCost)
                          : PassphraseKeys::make(path, passphrase, entropy);
    if (!keys) return keys.error();
    return std::unique_ptr<ports::KeyStore>(std::move(*keys));
}

}  // namespace

Expected<std::unique_ptr<ports::KeyStore>> open_key_store(const Settings& settings, const policy::User& user,
                                                          const Secret& passphrase, ports::Entropy& entropy) {
    if (settings.shelf.keys == ShelfPlace::Keys::secret_service)
        return std::unique_ptr<ports::KeyStore>(std::make_unique<keys::SecretServiceKeys>());
    const bool is_by_name = passphrase.empty() && settings.is_sandbox;
    return under_passphrase(of_person(settings.shelf.key_file, user),
                            is_by_name ? Secret(std::string(kSandboxPassphrase)) : passphrase,
                            settings.is_sandbox, entropy);
}

std::string shelf_path_of(const Settings& settings, const policy::User& user) {
    return of_person(settings.shelf.path, user);
}

}  // namespace kith::wire
