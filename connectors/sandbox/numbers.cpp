#include "connectors/sandbox/numbers.h"

#include <cstdio>

namespace kith::sandbox {
namespace {

/// Check digit of nine digits (modulus 11), or -1 when the rule gives ten: such a number is never issued.
int nhs_check_digit(std::string_view nine) {
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) sum += (nine[i] - '0') * static_cast<int>(10 - i);
    const int remainder = 11 - sum % 11;
    if (remainder == 11) return 0;
    return remainder == 10 ? -1 : remainder;
}

std::string padded(int number, int width) {
    char text[16];
    std::snprintf(text, sizeof text, "%0*d", width, number);
    return text;
}

std::string last_three(int serial) {
    return padded(((serial % 1000) + 1000) % 1000, 3);
}

}  // namespace

std::string nhs_number_from(int serial) {
    for (;; ++serial) {
        const std::string nine = "999" + padded(serial % 1'000'000, 6);
        const int check = nhs_check_digit(nine);
        if (check >= 0) return nine + static_cast<char>('0' + check);
    }
}

std::string make_upn(std::string_view local_authority, std::string_view establishment, int year, int serial) {
    constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";
    std::string digits(local_authority);
    digits += establishment;
    digits += padded(year % 100, 2) + padded(serial % 1000, 3);
    std::size_t sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i)
        sum += static_cast<std::size_t>(digits[i] - '0') * (i + 2);
    return kLetters[sum % kLetters.size()] + digits;
}

std::string mobile_number(int serial) {
    return "07700 900" + last_three(serial);
}
std::string landline_number(int serial) {
    return "01632 960" + last_three(serial);
}

std::string NumberBook::next_nhs() {
    for (;;) {
        std::string number = nhs_number_from(nhs_serial_);
        nhs_serial_ += 7;
        if (taken_.insert(number).second) return number;
    }
}

std::string NumberBook::next_upn(std::string_view local_authority, std::string_view establishment, int year) {
    return make_upn(local_authority, establishment, year, ++upn_serial_);
}

}  // namespace kith::sandbox
