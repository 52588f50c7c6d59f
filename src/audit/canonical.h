#pragma once
#include "base/expected.h"

#include <string>
#include <string_view>

// Private to this room.
namespace kith::audit {

/// The one way to write a JSON object, by RFC 8785: members sorted, no white space, the shortest escapes. Of
/// JSON it takes what that rule writes without arithmetic: member names in ASCII (so that bytes sort as
/// UTF-16 does) and whole numbers that a double holds exactly. Fails with invalid_input for anything else.
base::Expected<std::string> canonical(std::string_view json);

/// An entry's facts, canonical, without what people wrote in their own words (ports::kOwnWords), and that
/// apart.
struct Parted {
    std::string facts;
    std::string words;  ///< empty when there are none
};
base::Expected<Parted> part_own_words(std::string_view facts_json);

}  // namespace kith::audit
