#include "record/said.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace kith::record {
namespace {

bool is_one_of(const std::string& text, const std::array<std::string_view, 4>& words) {
    return std::find(words.begin(), words.end(), base::lower_ascii(text)) != words.end();
}

constexpr std::array<std::string_view, 4> kYes = {"true", "1", "yes", "y"};
constexpr std::array<std::string_view, 4> kNo = {"false", "0", "no", "n"};

}  // namespace

std::string said(json::Value value) {
    return std::string(base::trim(base::printable(value.as_text())));
}

std::string said_at_length(json::Value value) {
    return std::string(base::trim(base::printable(value.as_text(), true)));
}

std::vector<std::string> all_said(json::Value list) {
    std::vector<std::string> out;
    for (json::Value value : list)
        if (std::string text = said(value); !text.empty()) out.push_back(std::move(text));
    return out;
}

bool is_set(json::Value value) {
    return is_one_of(said(value), kYes);
}

std::string tri_state(json::Value value) {
    const std::string text = said(value);
    if (text.empty()) return "not stated";
    if (is_one_of(text, kYes)) return "yes";
    return is_one_of(text, kNo) ? "no" : text;
}

void add_detail(Details& details, std::string_view label, std::string value) {
    if (!value.empty()) details.emplace_back(std::string(label), std::move(value));
}

When read_date(json::Value value, std::string_view label, std::vector<std::string>& quality,
               Details& details) {
    const std::string text = said(value);
    if (text.empty()) return {};
    // Several sources write a day as midnight with a zone: they mean the day.
    if (const auto date = PartialDate::parse_any(text)) return When::on(*date);
    quality.push_back(std::string(label) + " cannot be read as a date");
    add_detail(details, std::string(label) + ", as written", text);
    return {};
}

}  // namespace kith::record
