#include "record/agreement.h"

#include "base/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace kith::record {
namespace {

/// Letters only, without accents or case; words are kept apart by one space.
std::string letters(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status)) return base::lower_ascii(text);
    const auto decomposed =
        nfkd->normalize(icu::UnicodeString::fromUTF8({text.data(), static_cast<int>(text.size())}), status);
    icu::UnicodeString kept;
    for (int i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
        const UChar32 c = decomposed.char32At(i);
        if (u_isalpha(c)) kept.append(c);
        if (u_isspace(c) && !kept.isEmpty() && kept[kept.length() - 1] != u' ') kept.append(u' ');
    }
    std::string out;
    kept.foldCase().toUTF8String(out);
    return std::string(base::trim(out));
}

std::string without_spaces(std::string text) {
    text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
    return text;
}

std::string first_word(const std::string& words) {
    return words.substr(0, words.find(' '));
}

/// What one field of a name may be on one side: every name's, empty ones left out.
struct NameParts {
    std::vector<std::string> family, given;
    bool has_unsplit = false;  ///< a name given only as a whole
    std::string unsplit;       ///< " jean pellow "
};

NameParts parts_of(const std::vector<PersonName>& names) {
    NameParts parts;
    for (const PersonName& name : names) {
        if (const auto family = without_spaces(letters(name.family)); !family.empty())
            parts.family.push_back(family);
        if (const auto given = first_word(letters(name.given)); !given.empty()) parts.given.push_back(given);
        const bool is_split = !name.family.empty() || !name.given.empty();
        if (is_split || name.text.empty()) continue;
        parts.has_unsplit = true;
        parts.unsplit += " " + letters(name.text) + " ";
    }
    return parts;
}

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](const std::string& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
}

bool stands_in(const std::vector<std::string>& parts, const NameParts& whole) {
    return whole.has_unsplit && std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
               return whole.unsplit.find(" " + part + " ") != std::string::npos;
           });
}

Compared compare_parts(const std::vector<std::string>& asked, const std::vector<std::string>& told,
                       const NameParts& told_names) {
    if (asked.empty() || (told.empty() && !told_names.has_unsplit)) return Compared::not_said;
    return share_one(asked, told) || stands_in(asked, told_names) ? Compared::agree : Compared::differ;
}

Compared compare_births(const std::optional<PartialDate>& asked, const std::optional<PartialDate>& told) {
    if (!asked || !told) return Compared::not_said;
    const bool overlap = asked->first_day() <= told->last_day() && told->first_day() <= asked->last_day();
    return overlap ? Compared::agree : Compared::differ;
}

}  // namespace

bool Agreement::any_differs() const {
    return number == Compared::differ || family == Compared::differ || given == Compared::differ ||
           born == Compared::differ;
}

bool Agreement::is_somebody_else() const {
    if (number == Compared::differ) return true;
    const bool name_differs = family == Compared::differ || given == Compared::differ;
    return name_differs && born == Compared::differ;
}

std::string Agreement::words() const {
    std::vector<std::string> said;
    const auto say = [&](std::string_view field, Compared how) {
        if (how == Compared::not_said) return;
        said.push_back(std::string(field) + (how == Compared::agree ? " agrees" : " differs"));
    };
    say("the number", number);
    say("the family name", family);
    say("the first name", given);
    say("the birth date", born);
    return said.empty() ? "nothing to compare" : base::join(said, ", ");
}

Agreement compare_demographics(const RosterPerson& asked, const PersonRecord& told) {
    const NameParts ours = parts_of(asked.names), theirs = parts_of(told.names);
    Agreement agreement;
    agreement.family = compare_parts(ours.family, theirs.family, theirs);
    agreement.given = compare_parts(ours.given, theirs.given, theirs);
    agreement.born = compare_births(asked.born, told.born);
    return agreement;
}

Compared compare_numbers(std::string_view asked, std::string_view told) {
    const std::string ours = without_spaces(base::upper_ascii(asked));
    const std::string theirs = without_spaces(base::upper_ascii(told));
    if (ours.empty() || theirs.empty()) return Compared::not_said;
    return ours == theirs ? Compared::agree : Compared::differ;
}

}  // namespace kith::record
