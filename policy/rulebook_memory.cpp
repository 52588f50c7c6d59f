#include "policy/rulebook_memory.h"

#include "base/text.h"
#include "crypto/hash.h"

#include <charconv>

namespace kith::policy {
namespace {

using base::Expected;

constexpr std::string_view kForm = "kith-rulebook-memory 1 ";

base::Error corrupt() {
    return base::fail(
        base::Fault::corrupt,
        "What this workstation remembers of its rulebook does not hold together, so no rulebook is used.");
}

template <typename Number>
std::optional<Number> number(const std::string& text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_whole = error == std::errc{} && end == text.data() + text.size();
    return is_whole && std::to_string(value) == text ? std::optional(value) : std::nullopt;
}

std::string head_of(const RulebookMemory& memory) {
    return std::string(kForm) + std::to_string(memory.highest->serial) + " " + memory.highest->hash + " " +
           std::to_string(memory.bytes.size()) + " " + std::to_string(memory.signature_file.size());
}

std::string seal_of(const RulebookMemory& memory) {
    return crypto::hex(crypto::sha256(head_of(memory) + "\n" + memory.bytes + memory.signature_file));
}

/// The last good rulebook, if it still holds.
void fall_back(Considered& considered, const Authority& authority, base::Instant now) {
    const RulebookMemory& memory = considered.memory;
    if (!memory.highest) {
        considered.none = considered.refused;
        return;
    }
    auto last = accept(memory.bytes, memory.signature_file, authority, memory.highest, now);
    if (last)
        considered.rulebook = std::move(*last);
    else
        considered.none = last.error();
}

}  // namespace

Considered consider(const RulebookMemory& memory, std::string_view bytes, std::string_view signature_file,
                    const Authority& authority, base::Instant now) {
    Considered considered{.memory = memory};
    auto offered = accept(bytes, signature_file, authority, memory.highest, now);
    if (!offered) {
        considered.refused = offered.error();
        fall_back(considered, authority, now);
        return considered;
    }
    considered.memory = {SeenRulebook{offered->serial, offered->hash}, std::string(bytes),
                         std::string(signature_file)};
    considered.is_new = !(considered.memory == memory);
    considered.rulebook = std::move(*offered);
    return considered;
}

std::string text_of(const RulebookMemory& memory) {
    if (!memory.highest) return {};
    return head_of(memory) + " " + seal_of(memory) + "\n" + memory.bytes + memory.signature_file;
}

Expected<RulebookMemory> read_memory(std::string_view text) {
    if (text.empty()) return RulebookMemory{};
    const size_t line = text.find('\n');
    if (line == std::string_view::npos || line > 256 || !text.starts_with(kForm)) return corrupt();
    const auto words = base::split(text.substr(0, line), ' ');
    if (words.size() != 7) return corrupt();
    const auto serial = number<std::int64_t>(words[2]);
    const auto rulebook_size = number<size_t>(words[4]), signature_size = number<size_t>(words[5]);
    const std::string_view rest = text.substr(line + 1);
    if (!serial || !rulebook_size || !signature_size || *rulebook_size > rest.size() ||
        *signature_size != rest.size() - *rulebook_size)
        return corrupt();
    RulebookMemory memory{SeenRulebook{*serial, words[3]}, std::string(rest.substr(0, *rulebook_size)),
                          std::string(rest.substr(*rulebook_size))};
    if (seal_of(memory) != words[6]) return corrupt();
    return memory;
}

}  // namespace kith::policy
