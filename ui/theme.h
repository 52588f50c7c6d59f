#pragma once
#include <wx/colour.h>
#include <wx/font.h>

#include <vector>

namespace kith::ui {

/// The colours by what they mean. Each follows the system: light, dark or high contrast; ask again after
/// wxEVT_SYS_COLOUR_CHANGED. Every text/ground pair meets WCAG 2.2 AA, which a test checks.
enum class Tone {
    ground,        ///< behind everything
    surface,       ///< panels and lists
    surface_head,  ///< a panel's title strip and table heads
    line,          ///< borders and grid lines
    text,
    text_quiet,
    accent,
    accent_text,  ///< the one primary button and the selected rail item
    rail,
    rail_text,
    rail_selected,
    rail_mark,
    selection,
    selection_text,
    focus,  ///< the ring around what has the keyboard
    good,
    good_text,
    good_line,  ///< answered
    work,
    work_text,
    work_line,  ///< for you to do
    hole,
    hole_text,
    hole_line,  ///< not answered
    neutral,
    neutral_text,
    neutral_line,
    sandbox,
    sandbox_text,  ///< the loud mark: these people are invented
    health,
    police,
    education,
    social_care,
    justice,
    other_agency  ///< agency marks: always with their letter
};

/// How the system wants to be seen.
enum class Scheme { light, dark, high_contrast, high_contrast_dark };

/// The system's wish now.
Scheme scheme();
wxColour colour(Tone tone, Scheme scheme);
inline wxColour colour(Tone tone) {
    return colour(tone, scheme());
}

/// The agency's mark colour from its letter: H P E S J O.
Tone agency_tone(char letter);
/// Text on an agency mark: black or white, whichever reads better.
wxColour on_agency(char letter, Scheme scheme);
inline wxColour on_agency(char letter) {
    return on_agency(letter, scheme());
}

/// The three colours of a state: its ground, the text on it and the line around it.
struct Shade {
    Tone ground, text, line;
};
inline constexpr Shade kGood{Tone::good, Tone::good_text, Tone::good_line};
inline constexpr Shade kWork{Tone::work, Tone::work_text, Tone::work_line};
inline constexpr Shade kHole{Tone::hole, Tone::hole_text, Tone::hole_line};
inline constexpr Shade kNeutral{Tone::neutral, Tone::neutral_text, Tone::neutral_line};

/// Every pair that the program puts together: text on a ground (at least 4.5:1) and marks on a ground (at
/// least 3:1).
struct TonePair {
    Tone ink, ground;
};
const std::vector<TonePair>& text_pairs();
const std::vector<TonePair>& mark_pairs();
/// WCAG 2.2 contrast ratio, 1 to 21.
double contrast(const wxColour& a, const wxColour& b);

wxFont font_body();
wxFont font_bold();
wxFont font_small();
wxFont font_title();
/// Replaces the system's face by a good one that is installed, when the one it names is not. Call once, at
/// start.
void choose_face();

}  // namespace kith::ui
