#pragma once
#include "base/expected.h"
#include "base/instant.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace kith::tlog {

/// What a checker needs of an entry; the rest of it is bytes.
struct Leaf {
    std::uint64_t index = 0;
    base::Instant at{};
    std::string chain, kind, rulebook;
};

/// Reads a leaf that is canonical JSON (RFC 8785, whole numbers up to 2^53 - 1, member names in ASCII) and in
/// no other form: read by a library and written again, it must give the same bytes. So duplicates, white
/// space, a byte order mark, NUL, large numbers and other spellings of the same text are refused. Fails with
/// invalid_input and why.
base::Expected<Leaf> read_leaf(std::string_view json);

}  // namespace kith::tlog
