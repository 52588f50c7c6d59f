#include "link/compare.h"

#include "base/text.h"
#include "link/fold.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace kith::link {

namespace {

using record::PartialDate;

bool is_swap(const PartialDate& a, const PartialDate& b) {
    return a.year() == b.year() && a.day() == b.month() && a.month() == b.day();
}

bool is_slip(const PartialDate& a, const PartialDate& b) {
    const std::string x = a.iso(), y = b.iso();
    size_t different = 0;
    for (size_t i = 0; i < x.size() && i < y.size(); ++i) different += x[i] != y[i] ? 1 : 0;
    const int years = std::abs(a.year() - b.year());
    const bool same_day = a.day() == b.day() && a.month() == b.month();
    return different == 1 || (same_day && (years == 1 || years == 10));
}

bool overlap(const PartialDate& a, const PartialDate& b) {
    return a.first_day() <= b.last_day() && b.first_day() <= a.last_day();
}

DateFinding compare_dates(const PartialDate& a, const PartialDate& b) {
    constexpr int kTwoYears = 731;
    if (a == b && a.has_day()) return DateFinding::same;
    if (overlap(a, b)) return DateFinding::compatible;
    if (a.has_day() && b.has_day()) {
        if (is_swap(a, b)) return DateFinding::swapped;
        if (is_slip(a, b)) return DateFinding::slip;
        if (a.year() == b.year() && (a.is_possibly_default() || b.is_possibly_default()))
            return DateFinding::stand_in;
    }
    const int gap = std::max(a.first_day(), b.first_day()) - std::min(a.last_day(), b.last_day());
    return gap <= kTwoYears ? DateFinding::near_years : DateFinding::far;
}

bool is_initial_of(const std::string& a, const std::string& b) {
    return (a.size() == 1 || b.size() == 1) && a.front() == b.front();
}

bool is_spelling_of(const std::string& a, const std::string& b, const std::string& a_bones,
                    const std::string& b_bones) {
    if (a.front() != b.front() && a_bones.front() != b_bones.front()) return false;
    if (a_bones == b_bones && a_bones.size() >= 2) return true;
    return a.front() == b.front() && std::min(a.size(), b.size()) >= 4 && base::edit_distance(a, b) <= 1;
}

/// "Dan" and "Danny" of "Daniel": the stem before -ie, -y or -i begins the longer name.
bool is_short_form(std::string_view shorter, std::string_view longer) {
    for (const std::string_view ending : {"ie", "y", "i"})
        if (shorter.ends_with(ending)) {
            shorter.remove_suffix(ending.size());
            break;
        }
    if (shorter.size() > 3 && shorter.back() == shorter[shorter.size() - 2]) shorter.remove_suffix(1);
    return shorter.size() >= 3 && longer.size() > shorter.size() && longer.starts_with(shorter);
}

bool shares_word(const std::vector<std::string>& a, const std::vector<std::string>& b, size_t shortest) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& word) {
        return word.size() >= shortest && std::find(b.begin(), b.end(), word) != b.end();
    });
}

NameFinding compare_given(const NameForm& a, const NameForm& b) {
    if (a.given.empty() || b.given.empty()) return NameFinding::missing;
    if (a.given.front() == b.given.front() || a.given_whole == b.given_whole) return NameFinding::same;
    if (is_initial_of(a.given.front(), b.given.front())) return NameFinding::initial;
    const auto &x = a.given.front(), &y = b.given.front();
    if (is_spelling_of(x, y, a.given_skeleton, b.given_skeleton) || is_short_form(x, y) ||
        is_short_form(y, x))
        return NameFinding::spelling;
    // A middle name that is used as the first: the first of one is anywhere in the other, and not only by
    // chance of two shared middle names, which brothers and sisters often have.
    const bool used =
        shares_word({a.given.front()}, b.given, 2) || shares_word({b.given.front()}, a.given, 2);
    return used ? NameFinding::part : NameFinding::differs;
}

NameFinding compare_family(const NameForm& a, const NameForm& b) {
    if (a.family.empty() || b.family.empty()) return NameFinding::missing;
    if (a.family_whole == b.family_whole) return NameFinding::same;
    // "Pellow-Hart" and "Hart Pellow" and "Hart"; particles of two letters are no common ground.
    if (shares_word(a.family, b.family, 3)) return NameFinding::part;
    if (is_initial_of(a.family_whole, b.family_whole)) return NameFinding::initial;
    return is_spelling_of(a.family_whole, b.family_whole, a.family_skeleton, b.family_skeleton)
               ? NameFinding::spelling
               : NameFinding::differs;
}

bool is_swapped(const NameForm& a, const NameForm& b) {
    if (a.given.empty() || a.family.empty() || b.given.empty() || b.family.empty()) return false;
    return (a.given.front() == b.family_whole || a.given_whole == b.family_whole) &&
           (b.given.front() == a.family_whole || b.given_whole == a.family_whole);
}

int worth(NameFinding finding) {
    switch (finding) {
        case NameFinding::same:
            return 6;
        case NameFinding::part:
            return 5;
        case NameFinding::initial:
            return 4;
        case NameFinding::spelling:
            return 3;
        case NameFinding::missing:
            return 2;
        case NameFinding::differs:
            return 0;
    }
    return 0;
}

/// The given name weighs more: family names change and are shared.
int worth(const NamesFinding& finding) {
    return 10 * worth(finding.given) + worth(finding.family);
}

NamesFinding compare_forms(const NameForm& a, const NameForm& b) {
    NamesFinding found{compare_given(a, b), compare_family(a, b), false, &a, &b};
    if (found.given == NameFinding::differs && is_swapped(a, b))
        found = {NameFinding::same, NameFinding::same, true, &a, &b};
    return found;
}

}  // namespace

DatesFinding compare_dates(const std::vector<PartialDate>& a, const std::vector<PartialDate>& b) {
    DatesFinding best;
    for (const auto& x : a)
        for (const auto& y : b)
            if (const auto found = compare_dates(x, y); best.a == nullptr || found < best.finding)
                best = {found, &x, &y};
    return best;
}

NamesFinding compare_names(const Profile& a, const Profile& b) {
    NamesFinding best;
    for (const auto& x : a.names)
        for (const auto& y : b.names) {
            const auto found = compare_forms(x, y);
            if (best.a == nullptr || worth(found) > worth(best)) best = found;
        }
    return best;
}

bool agrees(NameFinding finding) {
    return finding == NameFinding::same || finding == NameFinding::part || finding == NameFinding::initial;
}
bool is_near(NameFinding finding) {
    return agrees(finding) || finding == NameFinding::spelling;
}
bool agrees(DateFinding finding) {
    return finding == DateFinding::same || finding == DateFinding::compatible;
}

bool shares(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](const std::string& x) { return std::find(b.begin(), b.end(), x) != b.end(); });
}

bool shares_nhs(const Profile& a, const Profile& b) {
    return shares(a.nhs, b.nhs) || shares(a.nhs, b.old_nhs) || shares(a.old_nhs, b.nhs);
}
bool shares_upn(const Profile& a, const Profile& b) {
    return shares(a.upns, b.upns) || shares(a.upns, b.old_upns) || shares(a.old_upns, b.upns);
}
bool nhs_conflict(const Profile& a, const Profile& b) {
    return !a.nhs.empty() && !b.nhs.empty() && !shares_nhs(a, b);
}
bool upn_conflict(const Profile& a, const Profile& b) {
    return !a.upns.empty() && !b.upns.empty() && !shares_upn(a, b);
}

}  // namespace kith::link
