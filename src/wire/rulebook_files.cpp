#include "wire/rulebook_files.h"

#include "policy/envelope.h"

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

}  // namespace

base::Expected<policy::Rulebook> read_other_rulebook(const std::string& path) {
    const auto bytes = text_of(path, policy::kLargestRulebook);
    if (!bytes) return bytes.error();
    return policy::read_rulebook(*bytes);
}

}  // namespace kith::wire
