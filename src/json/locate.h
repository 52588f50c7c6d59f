#pragma once
#include <cstddef>
#include <string_view>

// Private to this room: finds where a refused text goes wrong. Only called once a text is known to be
// refused, so it may be plain and slow.
namespace kith::json {

/// Offset of the first byte that is not part of well-formed UTF-8; the length if there is none.
size_t first_ill_formed(std::string_view bytes);

/// Offset of the first control character inside a string, or of the quote that is never closed; the length if
/// neither.
size_t first_bad_in_string(std::string_view bytes);

/// Length of the well-formed UTF-8 sequence at `at` (1 to 4), or 0 where there is none.
size_t utf8_length(std::string_view bytes, size_t at);

}  // namespace kith::json
