#include "connectors/fhir/signs.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <set>

namespace kith::fhir {
namespace {

struct Phrase {
    std::string_view words;  ///< lower case; matched from the beginning of a word
    std::string_view tag;
};

constexpr std::array kPhrases{
    Phrase{"injur", "injury"},
    Phrase{"bruis", "injury"},
    Phrase{"fractur", "injury"},
    Phrase{"broken arm", "injury"},
    Phrase{"broken leg", "injury"},
    Phrase{"broken wrist", "injury"},
    Phrase{"laceration", "injury"},
    Phrase{"wound", "injury"},
    Phrase{"burn", "injury"},
    Phrase{"burn", "burn"},
    Phrase{"scald", "injury"},
    Phrase{"scald", "burn"},
    Phrase{"bite mark", "injury"},
    Phrase{"haematoma", "injury"},
    Phrase{"concussion", "injury"},
    Phrase{"swelling to", "injury"},
    Phrase{"swollen", "injury"},
    Phrase{"sprain", "injury"},
    Phrase{"bump to head", "injury"},
    Phrase{"bump to the head", "injury"},
    Phrase{"bump to head", "head_injury"},
    Phrase{"bump to the head", "head_injury"},
    Phrase{"head injury", "head_injury"},
    Phrase{"subdural", "head_injury"},
    Phrase{"did not wait", "did_not_wait"},
    Phrase{"left before being seen", "did_not_wait"},
    Phrase{"left before treatment", "did_not_wait"},
    Phrase{"left without being seen", "did_not_wait"},
    Phrase{"self discharged", "did_not_wait"},
    Phrase{"self-discharged", "did_not_wait"},
    Phrase{"explanation changed", "explanation_changed"},
    Phrase{"explanation differ", "explanation_changed"},
    Phrase{"explanations differ", "explanation_changed"},
    Phrase{"different explanation", "explanation_changed"},
    Phrase{"changed explanation", "explanation_changed"},
    Phrase{"changed the explanation", "explanation_changed"},
    Phrase{"account changed", "explanation_changed"},
    Phrase{"changing account", "explanation_changed"},
    Phrase{"inconsistent explanation", "explanation_changed"},
    Phrase{"inconsistent account", "explanation_changed"},
    Phrase{"inconsistent history", "explanation_changed"},
    Phrase{"history inconsistent", "explanation_changed"},
    Phrase{"not brought", "not_brought"},
    Phrase{"self-harm", "self_harm"},
    Phrase{"self harm", "self_harm"},
    Phrase{"overdose", "overdose"},
    Phrase{"ingestion of", "overdose"},
    Phrase{"domestic abuse", "domestic_abuse"},
    Phrase{"domestic violence", "domestic_abuse"},
    Phrase{"neglect", "neglect"},
    Phrase{"sexual abuse", "sexual_abuse"},
    Phrase{"sexual assault", "sexual_abuse"},
    Phrase{"delay in present", "delay_in_seeking_help"},
    Phrase{"delayed present", "delay_in_seeking_help"},
    Phrase{"delay in seeking", "delay_in_seeking_help"},
};

constexpr std::array<std::string_view, 7> kDenials{"no ",     "not ", "without ", "denies ",
                                                   "denied ", "nil ", "no new "};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_denied(std::string_view text, size_t at) {
    const auto before = text.substr(0, at);
    return std::ranges::any_of(kDenials, [&](std::string_view denial) {
        return before.ends_with(denial) &&
               (before.size() == denial.size() || !is_letter(before[before.size() - denial.size() - 1]));
    });
}

bool says(std::string_view text, std::string_view phrase) {
    for (size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1))
        if ((at == 0 || !is_letter(text[at - 1])) && !is_denied(text, at)) return true;
    return false;
}

}  // namespace

std::vector<std::string> signs_in(std::string_view words) {
    const std::string text = base::lower_ascii(words);
    std::set<std::string> tags;
    for (const auto& [phrase, tag] : kPhrases)
        if (says(text, phrase)) tags.emplace(tag);
    return {tags.begin(), tags.end()};
}

}  // namespace kith::fhir
