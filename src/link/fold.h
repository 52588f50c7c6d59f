#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace kith::link {

/// Text made comparable: any script to Latin letters, accents off, lower case, apostrophes gone, everything
/// that is neither letter nor digit a single space. "Ó Briain-Łoś" -> "o briain los".
std::string fold(std::string_view text);
/// The words of fold(text).
std::vector<std::string> folded_words(std::string_view text);
/// What survives different spellings of one sound: first letter and consonants, doubles once, ph as f, c and
/// q as k, z as s. "mohammed", "muhammad" -> "mmd"; "youssef", "yusuf" -> "ysf".
std::string skeleton(std::string_view folded);
/// Names that systems write when there is none: "baby", "unborn", "unknown", "twin", "test". One folded word.
bool is_stand_in(std::string_view folded_word);
/// "ns47qt" of any writing of a postcode; empty for what is too short to be one.
std::string folded_postcode(std::string_view text);

}  // namespace kith::link
