#pragma once
#include <wx/dc.h>
#include <wx/string.h>

#include <vector>

namespace kith::ui {

/// The text in rows no wider than `width`, broken at spaces, measured with the dc's font. A word longer than
/// the width stands alone. Never empty.
std::vector<wxString> fold(wxDC& dc, const wxString& text, int width);

/// Draws the text folded, quiet and in the middle of `rect`: what an empty view says.
void draw_quietly(wxDC& dc, const wxString& text, const wxRect& rect);

}  // namespace kith::ui
