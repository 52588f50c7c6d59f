// The colours themselves, one row a meaning, one column a scheme.
#include "ui/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kith::ui {
namespace {

struct Row {
    Tone tone;
    std::array<unsigned, 4> rgb;  // by Scheme: light, dark, high contrast, high contrast on black
};

constexpr std::array kPalette{
    Row{Tone::ground, {0xF3F5F6, 0x202528, 0xFFFFFF, 0x000000}},
    Row{Tone::surface, {0xFFFFFF, 0x2B3135, 0xFFFFFF, 0x000000}},
    Row{Tone::surface_head, {0xF8FAFA, 0x31383C, 0xFFFFFF, 0x000000}},
    Row{Tone::line, {0xD3D9DD, 0x475056, 0x000000, 0xFFFFFF}},
    Row{Tone::text, {0x1A1F24, 0xEEF1F2, 0x000000, 0xFFFFFF}},
    Row{Tone::text_quiet, {0x565F67, 0xB4BEC4, 0x000000, 0xFFFFFF}},
    Row{Tone::accent, {0x0F6B75, 0x55BAC6, 0x003A40, 0x8CE8F2}},
    Row{Tone::accent_text, {0xFFFFFF, 0x0B1B1E, 0xFFFFFF, 0x000000}},
    Row{Tone::rail, {0x22323A, 0x161B1E, 0x000000, 0x000000}},
    Row{Tone::rail_text, {0xE6EDF0, 0xDDE4E7, 0xFFFFFF, 0xFFFFFF}},
    Row{Tone::rail_selected, {0x2F4650, 0x2A3439, 0x003A40, 0x003A40}},
    Row{Tone::rail_mark, {0x4FB3BF, 0x4FB3BF, 0xFFFFFF, 0xFFFFFF}},
    Row{Tone::selection, {0xDDF0F1, 0x17464C, 0x003A40, 0x8CE8F2}},
    Row{Tone::selection_text, {0x10292C, 0xF2FAFB, 0xFFFFFF, 0x000000}},
    Row{Tone::focus, {0x0F6B75, 0x6FD0DB, 0x0000C8, 0xFFFF00}},
    Row{Tone::good, {0xE7F5EC, 0x1E3A2A, 0xFFFFFF, 0x000000}},
    Row{Tone::good_text, {0x1D5B33, 0xA6E3BC, 0x003D17, 0x9DF5BB}},
    Row{Tone::good_line, {0x7CBF91, 0x3F7A57, 0x003D17, 0x9DF5BB}},
    Row{Tone::work, {0xFFF4DD, 0x43350F, 0xFFFFFF, 0x000000}},
    Row{Tone::work_text, {0x6A4A00, 0xF5D48A, 0x4A3300, 0xFFE08A}},
    Row{Tone::work_line, {0xDDB255, 0x8F7430, 0x4A3300, 0xFFE08A}},
    Row{Tone::hole, {0xFDECEA, 0x4A2321, 0xFFFFFF, 0x000000}},
    Row{Tone::hole_text, {0x96201B, 0xFFB9B2, 0x7A0000, 0xFFB3AB}},
    Row{Tone::hole_line, {0xE29B95, 0x99524D, 0x7A0000, 0xFFB3AB}},
    Row{Tone::neutral, {0xEEF1F3, 0x3A4247, 0xFFFFFF, 0x000000}},
    Row{Tone::neutral_text, {0x30383E, 0xDCE2E5, 0x000000, 0xFFFFFF}},
    Row{Tone::neutral_line, {0xC5CDD2, 0x5A656C, 0x000000, 0xFFFFFF}},
    Row{Tone::sandbox, {0x5B2A86, 0xC9A6EC, 0x3B0066, 0xE6CCFF}},
    Row{Tone::sandbox_text, {0xFFFFFF, 0x1C0B2B, 0xFFFFFF, 0x000000}},
    Row{Tone::health, {0x0072B2, 0x58B4E8, 0x004F80, 0x7CC8F5}},
    Row{Tone::police, {0x6A3D9A, 0xBBA0E4, 0x4B1F7A, 0xCDB6F2}},
    Row{Tone::education, {0xB97800, 0xE5AB3F, 0x7A4F00, 0xF5C56B}},
    Row{Tone::social_care, {0x00805E, 0x40BF97, 0x00583F, 0x6FE0BC}},
    Row{Tone::justice, {0x7A4A3A, 0xCDA392, 0x5A2E20, 0xE3BFB1}},
    Row{Tone::other_agency, {0xB34700, 0xF09455, 0x803300, 0xFFB37D}},
};

constexpr std::array kAgencies{Tone::health,      Tone::police,  Tone::education,
                               Tone::social_care, Tone::justice, Tone::other_agency};

double channel(unsigned char value) {
    const double part = value / 255.0;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

double luminance(const wxColour& c) {
    return 0.2126 * channel(c.Red()) + 0.7152 * channel(c.Green()) + 0.0722 * channel(c.Blue());
}

std::vector<TonePair> every_text_pair() {
    std::vector<TonePair> pairs{
        {Tone::accent_text, Tone::accent},      {Tone::rail_text, Tone::rail},
        {Tone::rail_text, Tone::rail_selected}, {Tone::selection_text, Tone::selection},
        {Tone::sandbox_text, Tone::sandbox},    {Tone::good_text, Tone::good},
        {Tone::work_text, Tone::work},          {Tone::hole_text, Tone::hole},
        {Tone::neutral_text, Tone::neutral},
    };
    for (const Tone ground : {Tone::ground, Tone::surface, Tone::surface_head})
        for (const Tone ink : {Tone::text, Tone::text_quiet, Tone::good_text, Tone::work_text,
                               Tone::hole_text, Tone::neutral_text, Tone::accent})
            pairs.push_back({ink, ground});
    return pairs;
}

std::vector<TonePair> every_mark_pair() {
    std::vector<TonePair> pairs{{Tone::rail_mark, Tone::rail}, {Tone::rail_mark, Tone::rail_selected}};
    for (const Tone ground : {Tone::ground, Tone::surface, Tone::surface_head}) {
        for (const Tone mark : kAgencies) pairs.push_back({mark, ground});
        pairs.push_back({Tone::focus, ground});
    }
    return pairs;
}

}  // namespace

wxColour colour(Tone tone, Scheme scheme) {
    const auto row =
        std::find_if(kPalette.begin(), kPalette.end(), [&](const Row& r) { return r.tone == tone; });
    const unsigned rgb = row->rgb[static_cast<size_t>(scheme)];
    return wxColour(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
}

Tone agency_tone(char letter) {
    switch (letter) {
        case 'H':
            return Tone::health;
        case 'P':
            return Tone::police;
        case 'E':
            return Tone::education;
        case 'S':
            return Tone::social_care;
        case 'J':
            return Tone::justice;
        default:
            return Tone::other_agency;
    }
}

wxColour on_agency(char letter, Scheme scheme) {
    const wxColour mark = colour(agency_tone(letter), scheme), white(255, 255, 255), black(0, 0, 0);
    return contrast(white, mark) >= 4.5 ? white : black;
}

double contrast(const wxColour& a, const wxColour& b) {
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

const std::vector<TonePair>& text_pairs() {
    static const auto pairs = every_text_pair();
    return pairs;
}

const std::vector<TonePair>& mark_pairs() {
    static const auto pairs = every_mark_pair();
    return pairs;
}

}  // namespace kith::ui
