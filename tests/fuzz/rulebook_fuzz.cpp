// F6: rulebook files, signature files, what a workstation remembers of them, and the pilot's agreements. Any
// bytes at all are read or refused with a sentence; what was read is written again as it was.
#include "crypto/sign.h"
#include "policy/envelope.h"
#include "policy/import_dsa.h"
#include "policy/question.h"
#include "policy/rulebook_memory.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace kith;

void must(bool holds) {
    if (!holds) std::abort();
}

template <typename Thing>
void must_say_why(const base::Expected<Thing>& refused) {
    must(!refused.error().detail.empty());
}

void read_as_rulebook(std::string_view bytes) {
    const auto book = policy::read_rulebook(bytes);
    if (!book) return must_say_why(book);
    // One that was read can be asked anything that it names.
    for (const auto& role : book->roles)
        for (const auto& source : book->sources)
            (void)policy::answer(*book,
                                 {role.id, book->purposes.front().id, source.id, source.categories.front()});
}

void read_as_signatures(std::string_view bytes) {
    const auto all = policy::read_signatures(bytes);
    if (!all) return must_say_why(all);
    const auto again = policy::read_signatures(policy::signatures_text(*all));
    must(again.has_value() && policy::signatures_text(*again) == policy::signatures_text(*all));
}

void read_as_memory(std::string_view bytes) {
    const auto memory = policy::read_memory(bytes);
    if (!memory) return must_say_why(memory);
    must(policy::text_of(*memory) == bytes);
}

void read_as_agreements(std::string_view bytes) {
    static const policy::DsaMap map{"LA-1", "LOCAL_AUTHORITY", {}, {{"SAFEGUARDING", {"HELP"}}}};
    if (const auto imported = policy::import_dsa(bytes, map); !imported) must_say_why(imported);
    if (const auto read = policy::read_dsa_map(bytes); !read) must_say_why(read);
}

/// Nobody without the key makes a file that is taken.
void offer(std::string_view bytes) {
    static const base::Secret seed(std::string(crypto::kSeedBytes, 's'));
    static const policy::Authority authority{{{"law", crypto::public_key_of(seed)}}, 1};
    const size_t middle = bytes.size() / 2;
    must(!policy::accept(bytes.substr(0, middle), bytes.substr(middle), authority, {}, {}).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    read_as_rulebook(bytes);
    read_as_signatures(bytes);
    read_as_memory(bytes);
    read_as_agreements(bytes);
    offer(bytes);
    return 0;
}
