// Shapes by wxGraphicsContext, labels by wxDC after a flush: text drawn through the graphics context is lost
// on some systems.
#include "ui/draw.h"

#include "icons/icons.h"

#include <wx/dcmemory.h>
#include <wx/graphics.h>
#include <wx/window.h>

#include <algorithm>
#include <memory>
#include <string>

namespace kith::ui {
namespace {

std::unique_ptr<wxGraphicsContext> shapes_on(wxDC& dc) {
    std::unique_ptr<wxGraphicsContext> gc(wxGraphicsContext::CreateFromUnknownDC(dc));
    gc->SetAntialiasMode(wxANTIALIAS_DEFAULT);
    return gc;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

void draw_letter(wxDC& dc, const wxRect& rect, char letter) {
    wxFont font = font_bold();
    font.SetPixelSize(wxSize(0, std::max(6, rect.height * 7 / 10)));
    dc.SetFont(font);
    dc.SetTextForeground(on_agency(letter));
    const wxString text(static_cast<wxChar>(letter));
    const wxSize size = dc.GetTextExtent(text);
    dc.DrawText(text, rect.x + (rect.width - size.x) / 2, rect.y + (rect.height - size.y) / 2);
}

}  // namespace

wxBitmapBundle icon(std::string_view name, Tone tone, int side_dip) {
    std::string svg(icons::svg(name));
    replace_all(svg, "currentColor", colour(tone).GetAsString(wxC2S_HTML_SYNTAX).utf8_string());
    return wxBitmapBundle::FromSVG(svg.c_str(), wxSize(side_dip, side_dip));
}

void draw_agency_mark(wxDC& dc, const wxRect& rect, char letter) {
    {
        const auto gc = shapes_on(dc);
        gc->SetBrush(wxBrush(colour(agency_tone(letter))));
        gc->SetPen(wxNullPen);
        gc->DrawRoundedRectangle(rect.x, rect.y, rect.width, rect.height, rect.height * 0.2);
        gc->Flush();
    }
    draw_letter(dc, rect, letter);
}

int agency_mark_side(wxWindow* window) {
    return window->GetCharHeight();
}

wxBitmap agency_bitmap(wxWindow* window, char letter) {
    const int side = agency_mark_side(window);
    wxBitmap bitmap(side, side, 32);
    bitmap.UseAlpha();
    wxMemoryDC dc(bitmap);
    dc.SetBackground(*wxTRANSPARENT_BRUSH);
    dc.Clear();
    draw_agency_mark(dc, wxRect(0, 0, side, side), letter);
    dc.SelectObject(wxNullBitmap);
    return bitmap;
}

void draw_pill(wxDC& dc, const wxRect& rect, const Shade& shade, double line_width) {
    const auto gc = shapes_on(dc);
    gc->SetBrush(wxBrush(colour(shade.ground)));
    gc->SetPen(gc->CreatePen(wxGraphicsPenInfo(colour(shade.line)).Width(line_width)));
    const double inset = line_width / 2;
    const double height = rect.height - line_width;
    gc->DrawRoundedRectangle(rect.x + inset, rect.y + inset, rect.width - line_width, height, height / 2);
    gc->Flush();
}

void draw_focus(wxDC& dc, const wxRect& rect, double radius) {
    const auto gc = shapes_on(dc);
    gc->SetBrush(wxNullBrush);
    gc->SetPen(gc->CreatePen(wxGraphicsPenInfo(colour(Tone::focus)).Width(2)));
    gc->DrawRoundedRectangle(rect.x + 1, rect.y + 1, rect.width - 2, rect.height - 2, radius);
    gc->Flush();
}

}  // namespace kith::ui
