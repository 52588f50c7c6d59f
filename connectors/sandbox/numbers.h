#pragma once
#include <set>
#include <string>
#include <string_view>

namespace kith::sandbox {

/// The first good NHS number of the test range 999 at or after this six-digit serial.
std::string nhs_number_from(int serial);

/// A unique pupil number with its check letter: local authority (3), establishment (4), year of admission
/// (2), serial (3).
std::string make_upn(std::string_view local_authority, std::string_view establishment, int year, int serial);

/// A telephone number from the ranges that Ofcom keeps for drama: mobile 07700 900xxx, landline 01632 960xxx.
std::string mobile_number(int serial);
std::string landline_number(int serial);

/// Hands out numbers that nobody has yet.
class NumberBook {
public:
    std::string next_nhs();
    std::string next_upn(std::string_view local_authority, std::string_view establishment, int year);
    /// Numbers written by hand are not handed out again.
    void take_nhs(const std::string& number) { taken_.insert(number); }

private:
    int nhs_serial_ = 200'000;
    int upn_serial_ = 500;
    std::set<std::string> taken_;
};

}  // namespace kith::sandbox
