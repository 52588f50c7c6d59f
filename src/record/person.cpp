#include "record/person.h"

#include "base/text.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace kith::record {
namespace {

/// Names have letters beyond ASCII, so capitals are a matter for ICU.
std::string upper(std::string_view text) {
    std::string out;
    icu::UnicodeString::fromUTF8({text.data(), static_cast<int>(text.size())})
        .toUpper(icu::Locale::getUK())
        .toUTF8String(out);
    return out;
}

int rank(const PersonName& name) {
    const int ended = name.period.to ? 10 : 0;
    if (name.use == NameUse::usual) return ended;
    return ended + (name.use == NameUse::official ? 1 : 2);
}

bool is_letter(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "7QT": every inward part is a digit and two letters.
bool ends_in_inward_part(std::string_view code) {
    const size_t n = code.size();
    return n >= 5 && n <= 7 && is_digit(code[n - 3]) && is_letter(code[n - 2]) && is_letter(code[n - 1]);
}

}  // namespace

Sex parse_sex(std::string_view text) {
    const std::string code = base::lower_ascii(base::trim(text));
    // DfE's older returns number them; police data standards write GNDR_0001 for female.
    if (code == "female" || code == "f" || code == "2" || code == "gndr_0001") return Sex::female;
    if (code == "male" || code == "m" || code == "1") return Sex::male;
    if (code == "other") return Sex::other;
    return Sex::not_stated;
}

std::string_view name_of(Sex sex) {
    switch (sex) {
        case Sex::not_stated:
            return "not stated";
        case Sex::female:
            return "female";
        case Sex::male:
            return "male";
        case Sex::other:
            return "other";
    }
    return "not stated";
}

std::string_view name_of(NameUse use) {
    switch (use) {
        case NameUse::usual:
            return "usual";
        case NameUse::official:
            return "official";
        case NameUse::known_as:
            return "known_as";
        case NameUse::former:
            return "former";
        case NameUse::birth:
            return "birth";
        case NameUse::nickname:
            return "nickname";
        case NameUse::alias:
            return "alias";
        case NameUse::temporary:
            return "temporary";
    }
    return "usual";
}

std::string PersonName::display() const {
    if (given.empty() && family.empty()) return text;
    if (family.empty()) return given;
    const std::string capitals = upper(family);
    return given.empty() ? capitals : given + " " + capitals;
}

std::string Address::one_line() const {
    if (is_protected) return "address withheld";
    std::vector<std::string> parts;
    for (const std::string& line : lines)
        if (!base::trim(line).empty()) parts.emplace_back(base::trim(line));
    if (!postcode.empty()) parts.push_back(normal_postcode(postcode));
    return base::join(parts, ", ");
}

std::string normal_postcode(std::string_view text) {
    std::string code;
    for (char c : base::upper_ascii(base::trim(text)))
        if (c != ' ') code.push_back(c);
    const bool plain =
        std::all_of(code.begin(), code.end(), [](char c) { return is_letter(c) || is_digit(c); });
    if (!plain || !ends_in_inward_part(code)) return std::string(base::trim(text));
    code.insert(code.size() - 3, " ");
    return code;
}

std::string PersonRecord::usable_identifier(std::string_view kind) const {
    for (const Identifier& held : identifiers) {
        const bool usable = held.state == IdentifierState::valid || held.state == IdentifierState::verified;
        if (held.kind == kind && usable) return held.value;
    }
    return {};
}

PersonName PersonRecord::best_name() const {
    const PersonName* best = nullptr;
    for (const PersonName& name : names)
        if (!name.is_empty() && (!best || rank(name) < rank(*best))) best = &name;
    return best ? *best : PersonName{};
}

}  // namespace kith::record
