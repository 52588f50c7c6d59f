#include "present/log_book.h"

#include "base/text.h"
#include "record/when.h"

#include <algorithm>

namespace kith::present {
namespace {

std::string name_in(const std::map<std::string, std::string, std::less<>>& names, const std::string& id) {
    const auto found = names.find(id);
    return found == names.end() ? id : found->second;
}

std::string day_and_month(const record::PartialDate& day) {
    const std::string words = day.words();
    return words.substr(0, words.rfind(' '));
}

}  // namespace

std::string LogNames::user(const std::string& id) const {
    return name_in(users, id);
}
std::string LogNames::role(const std::string& id) const {
    return name_in(roles, id);
}
std::string LogNames::purpose(const std::string& id) const {
    const std::string name = name_in(purposes, id);
    return name.substr(0, name.find(" ("));
}

const review::Access* LogBook::access_at(std::uint64_t place) const {
    if (place >= access_of.size() || access_of[place] == kNoAccess) return nullptr;
    return &assessed.accesses[access_of[place]];
}

const review::Emergency* LogBook::emergency_of(const review::Access& access) const {
    if (!access.is_emergency) return nullptr;
    const auto at = std::ranges::find_if(emergencies.all, [&access](const review::Emergency& emergency) {
        return std::ranges::find(access.entries, emergency.place) != access.entries.end();
    });
    return at == emergencies.all.end() ? nullptr : &*at;
}

std::string verdict_on(const review::Access& access, const Verdicts& verdicts) {
    const auto found = verdicts.find(access.place);
    return found == verdicts.end() ? access.verdict : found->second;
}

bool needs_review(const LogBook& book, const review::Access& access, const Verdicts& verdicts) {
    if (const auto* emergency = book.emergency_of(access))
        return emergency->outcome.empty() && !verdicts.contains(emergency->place);
    return !access.signals.empty() && verdict_on(access, verdicts).empty();
}

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (size_t from_end = 3; from_end < digits.size(); from_end += 4)
        digits.insert(digits.size() - from_end, ",");
    return digits;
}

std::string uk_clock(base::Instant at) {
    return base::to_iso(at + std::chrono::minutes(base::uk_offset_minutes(at))).substr(11, 8);
}

std::string uk_moment(base::Instant at) {
    return record::uk_day(at).words() + " " + uk_clock(at);
}

std::string short_when(base::Instant at, base::Instant now) {
    const auto day = record::uk_day(at), today = record::uk_day(now);
    if (day == today) return uk_clock(at);
    const std::string clock = uk_clock(at).substr(0, 5);
    if (day.first_day() + 1 == today.first_day()) return "Yesterday " + clock;
    return (day.year() == today.year() ? day_and_month(day) : day.words()) + " " + clock;
}

std::string short_token(const std::string& subject) {
    return subject.empty() ? std::string() : "child " + subject.substr(0, 8);
}

std::string lower_first(std::string words) {
    if (!words.empty()) words[0] = base::lower_ascii(words.substr(0, 1))[0];
    return words;
}

std::string plain_words(std::string_view code) {
    std::string words(code);
    std::ranges::replace(words, '_', ' ');
    return words;
}

}  // namespace kith::present
