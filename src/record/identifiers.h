#pragma once
#include "base/expected.h"

#include <compare>
#include <string>
#include <string_view>

namespace kith::record {

/// A ten-digit NHS number whose check digit holds. Digits only, never spaces.
/// Source: NHS Data Model and Dictionary, "NHS NUMBER" (modulus 11 check).
class NhsNumber {
public:
    /// Reads "999 123 4500", "999-123-4500" or "9991234500".
    /// Fails with invalid_input; the text itself is never copied into the error.
    static base::Expected<NhsNumber> parse(std::string_view text);

    const std::string& digits() const { return digits_; }
    /// "999 123 4500", as people read it aloud.
    std::string spaced() const;
    auto operator<=>(const NhsNumber&) const = default;

private:
    explicit NhsNumber(std::string digits) : digits_(std::move(digits)) {}
    std::string digits_;
};

/// A unique pupil number whose check letter holds: letter, local authority (3), establishment (4), year (2),
/// serial (3); a temporary one ends in a letter instead of the last digit. Source: DfE, "Unique pupil
/// numbers", check letter = ABCDEFGHJKLMNPQRTUVWXYZ[sum of value x position 2..13 mod 23].
class Upn {
public:
    static base::Expected<Upn> parse(std::string_view text);
    const std::string& text() const { return text_; }
    bool is_temporary() const;
    auto operator<=>(const Upn&) const = default;

private:
    explicit Upn(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

/// How an identifier stands. Arithmetic is one thing, the issuer's word another.
enum class IdentifierState {
    valid,       ///< the check digit holds and nobody says otherwise
    verified,    ///< the issuer says it traced and verified it
    invalid,     ///< the check digit does not hold: kept and shown, never used to ask
    superseded,  ///< the issuer has replaced it
    former,      ///< the source itself calls it an old one
    temporary    ///< the issuer will replace it
};

/// An identifier as a source gave it: the text is kept even when it is wrong.
struct Identifier {
    /// "nhs_number", "upn", "uln", "la_child_id", "pnc", "local", ...
    std::string kind;
    std::string value;
    IdentifierState state = IdentifierState::valid;
    /// For a local one, whose: the source's id or organisation code.
    std::string issuer;
    bool operator==(const Identifier&) const = default;
};

/// Makes an Identifier of a known kind, checking its arithmetic: "nhs_number" and "upn" become `invalid` when
/// it fails.
Identifier identifier(std::string kind, std::string_view value, std::string issuer = {});

std::string_view name_of(IdentifierState state);

}  // namespace kith::record
