#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::wording {

/// A code of ours and the words people read for it. Inside this room only.
using Words = std::vector<std::pair<std::string_view, std::string_view>>;
const Words& relation_words();
const Words& kind_words();
const Words& tie_words();

/// The words for a code, or the code itself with spaces for underscores.
std::string words_for(const Words& words, std::string_view code);

}  // namespace kith::wording
