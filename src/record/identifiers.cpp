#include "record/identifiers.h"

#include "base/text.h"

#include <algorithm>

namespace kith::record {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

/// People write numbers in groups, with spaces or hyphens between them.
std::string without_grouping(std::string_view text) {
    std::string out;
    for (char c : base::trim(text))
        if (c != ' ' && c != '-') out.push_back(c);
    return out;
}

/// Modulus 11: weights 10 down to 2. A remainder that would need the digit "10" is never issued.
bool nhs_check_holds(std::string_view digits) {
    int sum = 0;
    for (int i = 0; i < 9; ++i) sum += (digits[i] - '0') * (10 - i);
    int check = 11 - sum % 11;
    if (check == 11) check = 0;
    return check == digits[9] - '0';
}

/// No I, O or S: they are too like 1, 0 and 5.
constexpr std::string_view kUpnLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";

/// Characters 2 to 13 weigh their position; the letter that ends a temporary number counts as its index.
bool upn_check_holds(std::string_view upn) {
    size_t sum = 0;
    for (size_t i = 1; i < upn.size(); ++i) {
        const size_t value = is_digit(upn[i]) ? static_cast<size_t>(upn[i] - '0') : kUpnLetters.find(upn[i]);
        sum += value * (i + 1);
    }
    return kUpnLetters[sum % kUpnLetters.size()] == upn[0];
}

bool has_upn_shape(std::string_view text) {
    if (text.size() != 13 || kUpnLetters.find(text[0]) == std::string_view::npos) return false;
    const char last = text.back();
    return all_digits(text.substr(1, 11)) &&
           (is_digit(last) || kUpnLetters.find(last) != std::string_view::npos);
}

Identifier nhs_identifier(std::string_view value) {
    if (auto number = NhsNumber::parse(value))
        return {"nhs_number", number->digits(), IdentifierState::valid, {}};
    return {"nhs_number", std::string(base::trim(value)), IdentifierState::invalid, {}};
}

Identifier upn_identifier(std::string_view value) {
    if (auto upn = Upn::parse(value))
        return {"upn",
                upn->text(),
                upn->is_temporary() ? IdentifierState::temporary : IdentifierState::valid,
                {}};
    return {"upn", std::string(base::trim(value)), IdentifierState::invalid, {}};
}

}  // namespace

base::Expected<NhsNumber> NhsNumber::parse(std::string_view text) {
    std::string digits = without_grouping(text);
    if (digits.size() != 10 || !all_digits(digits))
        return base::fail(base::Fault::invalid_input, "an NHS number has ten digits");
    if (!nhs_check_holds(digits))
        return base::fail(base::Fault::invalid_input, "the NHS number fails its check digit");
    return NhsNumber(std::move(digits));
}

std::string NhsNumber::spaced() const {
    return digits_.substr(0, 3) + " " + digits_.substr(3, 3) + " " + digits_.substr(6);
}

base::Expected<Upn> Upn::parse(std::string_view text) {
    std::string upn = base::upper_ascii(without_grouping(text));
    if (!has_upn_shape(upn))
        return base::fail(base::Fault::invalid_input, "a UPN is a letter and twelve digits");
    if (!upn_check_holds(upn))
        return base::fail(base::Fault::invalid_input, "the UPN fails its check letter");
    return Upn(std::move(upn));
}

bool Upn::is_temporary() const {
    return !is_digit(text_.back());
}

Identifier identifier(std::string kind, std::string_view value, std::string issuer) {
    Identifier made{kind, std::string(base::trim(value)), IdentifierState::valid, {}};
    if (kind == "nhs_number") made = nhs_identifier(value);
    if (kind == "upn") made = upn_identifier(value);
    made.issuer = std::move(issuer);
    return made;
}

std::string_view name_of(IdentifierState state) {
    switch (state) {
        case IdentifierState::valid:
            return "valid";
        case IdentifierState::verified:
            return "verified";
        case IdentifierState::invalid:
            return "invalid";
        case IdentifierState::superseded:
            return "superseded";
        case IdentifierState::former:
            return "former";
        case IdentifierState::temporary:
            return "temporary";
    }
    return "valid";
}

}  // namespace kith::record
