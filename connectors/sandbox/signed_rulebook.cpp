#include "connectors/sandbox/signed_rulebook.h"

#include "connectors/sandbox/embedded.h"
#include "connectors/sandbox/settings_file.h"
#include "connectors/sandbox/tokens.h"
#include "crypto/hash.h"
#include "crypto/sign.h"
#include "policy/envelope.h"

#include <algorithm>

namespace kith::sandbox {
namespace {

std::string_view rulebook() {
    const auto& files = embedded_files();
    const auto at = std::ranges::find(files, kRulebookFile, &EmbeddedFile::name);
    return at == files.end() ? std::string_view{} : at->content;
}

}  // namespace

base::Expected<std::string> write_signed_rulebook(const Folder& folder) {
    for (const auto& file : embedded_files())
        if (auto written = folder.write(file.name, file.content); !written) return written.error();
    const base::Secret seed(crypto::unhex(random_token()));
    const std::string name(kRulebookAuthority);
    const auto signature = policy::sign_rulebook(rulebook(), name, seed);
    if (auto done = folder.write(kRulebookSeedFile, seed.reveal()); !done) return done.error();
    if (auto done = folder.write(std::string(kRulebookFile) + ".sig", policy::signatures_text({signature}));
        !done)
        return done.error();
    return tlog::VerifierKey{name, crypto::public_key_of(seed)}.text();
}

}  // namespace kith::sandbox
