#include "link/address_key.h"

#include "link/fold.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace kith::link {

namespace {

/// "14a mill ln", with the abbreviations that addresses are full of written one way.
std::string street_key(std::string_view line) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kShort{
        {{"street", "st"},
         {"road", "rd"},
         {"lane", "ln"},
         {"avenue", "ave"},
         {"close", "cl"},
         {"drive", "dr"},
         {"flat", "apt"},
         {"apartment", "apt"}}};
    std::string out;
    for (const auto& word : folded_words(line)) {
        const auto found =
            std::find_if(kShort.begin(), kShort.end(), [&](const auto& s) { return s.first == word; });
        out += (out.empty() ? "" : " ") + std::string(found == kShort.end() ? word : found->second);
    }
    return out;
}

std::string house_number(const std::string& street) {
    const auto digit =
        std::find_if(street.begin(), street.end(), [](char c) { return c >= '0' && c <= '9'; });
    return std::string(digit, std::find(digit, street.end(), ' '));
}

}  // namespace

std::string address_key(const record::Address& address) {
    const std::string street = address.lines.empty() ? std::string() : street_key(address.lines.front());
    const std::string postcode = folded_postcode(address.postcode);
    return postcode.empty() ? street : postcode + '|' + house_number(street);
}

}  // namespace kith::link
