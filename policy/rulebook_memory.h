#pragma once
#include "policy/envelope.h"

#include <optional>
#include <string>
#include <string_view>

/// What a workstation remembers of rulebooks, so that a bad file never takes the place of a good one (P27).
/// Pure: somebody else keeps the text of it, in one file, replaced whole.
namespace kith::policy {

struct RulebookMemory {
    std::optional<SeenRulebook> highest;  ///< empty: none has ever been taken
    std::string bytes, signature_file;    ///< the last good one, as it came
    bool operator==(const RulebookMemory&) const = default;
};

/// What came of looking at a file that was offered.
struct Considered {
    RulebookMemory memory;               ///< to be stored before `rulebook` is used, when `is_new`
    bool is_new = false;                 ///< the memory has changed
    std::optional<Rulebook> rulebook;    ///< what rules from now on: the offered one, or the last good one
    std::optional<base::Error> refused;  ///< why the offered one was not taken, as accept() says it
    std::optional<base::Error> none;  ///< set when no rulebook rules: why the last good one does not either
};

/// Takes the offered file if accept() does; else the last good one stays, as long as it is itself still
/// signed by pinned keys and in force.
Considered consider(const RulebookMemory& memory, std::string_view bytes, std::string_view signature_file,
                    const Authority& authority, base::Instant now);

/// One line "kith-rulebook-memory 1 SERIAL HASH SIZE SIZE SHA256" and, after its line feed, the rulebook's
/// bytes and the signature file's; the SHA-256 is over everything else. An empty memory has no text.
std::string text_of(const RulebookMemory& memory);
/// Fails with corrupt for anything but what text_of() wrote. Corrupt is not "none": nobody can tell then
/// whether a higher one was seen, so no rulebook may be taken until somebody has looked.
base::Expected<RulebookMemory> read_memory(std::string_view text);

}  // namespace kith::policy
