#pragma once
#include "ui/theme.h"

#include <wx/bitmap.h>
#include <wx/bmpbndl.h>
#include <wx/dc.h>

#include <string_view>

class wxWindow;

namespace kith::ui {

/// One of our line icons (icons/svg) in a colour, crisp at every scale. `side_dip`: width and height.
wxBitmapBundle icon(std::string_view name, Tone tone, int side_dip = 18);

/// The agency's mark: a rounded square in its colour with its letter.
void draw_agency_mark(wxDC& dc, const wxRect& rect, char letter);
/// The same as a picture, for lists. Its side follows the window's font.
wxBitmap agency_bitmap(wxWindow* window, char letter);
/// The side of an agency mark beside text in the window's font, in its pixels.
int agency_mark_side(wxWindow* window);

/// A rounded rectangle with a line around it.
void draw_pill(wxDC& dc, const wxRect& rect, const Shade& shade, double line_width = 1.0);
/// The ring around what has the keyboard.
void draw_focus(wxDC& dc, const wxRect& rect, double radius);

}  // namespace kith::ui
