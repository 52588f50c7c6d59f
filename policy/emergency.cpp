#include "policy/emergency.h"

#include "policy/lists.h"

#include <algorithm>

namespace kith::policy {
namespace {

using std::chrono::minutes;

constexpr minutes kLongest{30};
constexpr size_t kLeastWords = 20;

/// The next code point of UTF-8, or a byte that is none, as U+FFFD; moves `at` behind it.
char32_t next(std::string_view text, size_t& at) {
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at++);
    if (first < 0x80) return first;
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    char32_t point = first & (0x3Fu >> more);
    for (int i = 0; i < more; ++i) {
        if (at >= text.size() || (byte(at) & 0xC0) != 0x80) return 0xFFFD;
        point = point << 6 | (byte(at++) & 0x3F);
    }
    return more ? point : 0xFFFD;
}

/// White space of any script, controls, and what takes no room.
bool is_blank(char32_t c) {
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) ||
           c == 0x3000 || c == 0xFEFF || c == 0xFFFD;
}

/// Characters of a text without blanks at its ends; blanks in a row are one.
size_t length_of_words(std::string_view text) {
    size_t length = 0;
    bool is_after_blank = false;
    for (size_t at = 0; at < text.size();) {
        if (is_blank(next(text, at))) {
            is_after_blank = length > 0;
            continue;
        }
        length += is_after_blank ? 2 : 1;
        is_after_blank = false;
    }
    return length;
}

void refuse(std::vector<Refusal::Reason>& reasons, std::string code, std::string why) {
    reasons.push_back({std::move(code), {}, std::move(why)});
}

void check_time(const EmergencyRules& rules, const Emergency& claim, base::Instant now,
                std::vector<Refusal::Reason>& reasons) {
    if (claim.began > now)
        refuse(reasons, "emergency_over",
               "The emergency begins later than now. Check this computer's clock.");
    else if (now >= emergency_ends(rules, claim.began))
        refuse(reasons, "emergency_over",
               "The emergency's time is over. Ask in the ordinary way, or ring a safeguarding lead.");
    if (claim.follows_unreviewed)
        refuse(
            reasons, "emergency_unreviewed",
            "Your last emergency access to this person has not been reviewed, and it cannot follow itself. "
            "Ring a safeguarding lead.");
}

}  // namespace

base::Instant emergency_ends(const EmergencyRules& rules, base::Instant began) {
    return began + std::clamp(rules.longest, minutes(0), kLongest);
}

bool emergency_opens(const EmergencyRules& rules, const record::SourceId& source,
                     const record::CategoryId& category) {
    return (rules.sources.empty() || holds(rules.sources, source)) &&
           (rules.categories.empty() || holds(rules.categories, category));
}

void check_emergency(const Rulebook& rulebook, const Request& request, base::Instant now,
                     std::vector<Refusal::Reason>& reasons) {
    if (!request.emergency) return;
    const EmergencyRules& rules = rulebook.emergency;
    const Emergency& claim = *request.emergency;
    if (std::ranges::find(rules.codes, claim.code, &EmergencyCode::id) == rules.codes.end())
        refuse(reasons, "emergency_unknown",
               "The rulebook does not list this reason for emergency access. Choose one.");
    if (!holds(rules.roles, request.user.role) || !holds(rules.purposes, request.purpose))
        refuse(reasons, "emergency_not_allowed",
               "Your role may not use emergency access for this purpose. Ring a safeguarding lead.");
    const size_t least = std::max(rules.least_words, kLeastWords);
    if (length_of_words(claim.words) < least)
        refuse(reasons, "emergency_without_words",
               "Say what the emergency is, in " + std::to_string(least) + " characters or more of your own.");
    const auto is_asked = [](const auto& person) { return person.ticked && !person.is_unknown; };
    if (std::ranges::count_if(request.roster, is_asked) > 1)
        refuse(reasons, "emergency_many_subjects",
               "Emergency access is about one person. Tick that one alone.");
    check_time(rules, claim, now, reasons);
}

}  // namespace kith::policy
