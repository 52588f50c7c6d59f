#pragma once
#include <wx/colour.h>
#include <wx/font.h>

namespace kith::ui {

/// The colours by what they mean. Each follows the system: light, dark or high contrast; ask again after
/// wxEVT_SYS_COLOUR_CHANGED. Every text/ground pair meets WCAG 2.2 AA, which a test checks.
enum class Tone {
    ground,        ///< behind everything
    surface,       ///< panels and lists
    surface_head,  ///< a panel's title strip and table heads
    line,          ///< borders and grid lines
    text, text_quiet,
    accent, accent_text,      ///< the one primary button and the selected rail item
    rail, rail_text, rail_selected,
    selection, selection_text,
    good, good_text, good_line,   ///< answered
    work, work_text, work_line,   ///< for you to do
    hole, hole_text, hole_line,   ///< not answered
    neutral, neutral_text, neutral_line,
    health, police, education, social_care, justice, other_agency  ///< agency marks: always with their letter
};

wxColour colour(Tone tone);
/// The agency's mark colour from its letter: H P E S J O.
Tone agency_tone(char letter);
/// Text on an agency mark.
wxColour on_agency(char letter);
bool is_dark();
bool is_high_contrast();

wxFont font_body();
wxFont font_bold();
wxFont font_small();
wxFont font_title();

}  // namespace kith::ui
