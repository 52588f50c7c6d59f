#include "ui/network_drawing.h"

#include "ui/text.h"
#include "ui/theme.h"

#include <wx/control.h>
#include <wx/graphics.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace kith::ui {
namespace {

using present::NetworkNode;
using present::NetworkView;
using present::Symbol;

std::unique_ptr<wxGraphicsContext> shapes_on(wxDC& dc) {
    return std::unique_ptr<wxGraphicsContext>(wxGraphicsContext::CreateFromUnknownDC(dc));
}

/// Room for the symbols, the names below them and the household's own label above.
wxRect2DDouble rect_of(const present::Box& box, const NetworkScale& scale, const NetworkShape& shape) {
    const auto a = scale.at({box.left, box.top}), b = scale.at({box.right, box.bottom});
    const double aside = scale.across * 0.47, above = shape.half + shape.row + 9,
                 below = shape.half + 2 * shape.row + 8;
    return {a.m_x - aside, a.m_y - above, b.m_x - a.m_x + 2 * aside, b.m_y - a.m_y + above + below};
}

bool overlap_across(const wxRect2DDouble& a, const wxRect2DDouble& b) {
    return a.m_x < b.m_x + b.m_width && b.m_x < a.m_x + a.m_width;
}

/// The rows of one household; those under one another touch, so that they read as one area.
std::vector<wxRect2DDouble> rects_of(const present::HouseholdArea& household, const NetworkScale& scale,
                                     const NetworkShape& shape) {
    std::vector<wxRect2DDouble> rects;
    for (const auto& box : household.boxes) {
        rects.push_back(rect_of(box, scale, shape));
        for (auto& above : rects)
            if (overlap_across(above, rects.back()) && above.m_y < rects.back().m_y)
                above.m_height = std::max(above.m_height, rects.back().m_y - above.m_y + 2);
    }
    return rects;
}

/// A breath of the accent over the surface, opaque.
wxColour household_ground() {
    const wxColour ink = colour(Tone::accent), ground = colour(Tone::surface);
    const auto blend = [](int over, int under) {
        return static_cast<unsigned char>(under + (over - under) / 14);
    };
    return {blend(ink.Red(), ground.Red()), blend(ink.Green(), ground.Green()),
            blend(ink.Blue(), ground.Blue())};
}

/// The outline of all rows first, then their insides over it: what remains is the outline of the whole.
void draw_household_shapes(wxGraphicsContext& gc, const NetworkView& view, const NetworkScale& scale,
                           const NetworkShape& shape) {
    const wxColour ink = colour(Tone::accent);
    for (const auto& household : view.households) {
        const auto rects = rects_of(household, scale, shape);
        gc.SetPen(gc.CreatePen(wxGraphicsPenInfo(ink).Width(2).Style(wxPENSTYLE_SHORT_DASH)));
        gc.SetBrush(*wxTRANSPARENT_BRUSH);
        for (const auto& r : rects) gc.DrawRoundedRectangle(r.m_x, r.m_y, r.m_width, r.m_height, 8);
        gc.SetPen(wxNullPen);
        gc.SetBrush(wxBrush(household_ground()));
        for (const auto& r : rects) gc.DrawRoundedRectangle(r.m_x, r.m_y, r.m_width, r.m_height, 8);
    }
}

wxGraphicsPath path_of(wxGraphicsContext& gc, const present::NetworkLine& line, const NetworkScale& scale) {
    wxGraphicsPath path = gc.CreatePath();
    for (size_t i = 0; i < line.path.size(); ++i) {
        const auto p = scale.at(line.path[i]);
        i == 0 ? path.MoveToPoint(p) : path.AddLineToPoint(p);
    }
    return path;
}

/// Ended is dashed, family stronger than the rest: never by colour alone.
void draw_tie_shapes(wxGraphicsContext& gc, const NetworkView& view, const NetworkScale& scale) {
    for (const auto& line : view.lines) {
        wxGraphicsPenInfo pen(colour(line.is_family ? Tone::text : Tone::text_quiet));
        pen.Width(line.is_family ? 1.5 : 1.0).Style(line.is_ended ? wxPENSTYLE_SHORT_DASH : wxPENSTYLE_SOLID);
        gc.SetPen(gc.CreatePen(pen));
        gc.StrokePath(path_of(gc, line, scale));
    }
}

void add_polygon(wxGraphicsContext& gc, std::initializer_list<wxPoint2DDouble> corners) {
    wxGraphicsPath path = gc.CreatePath();
    bool is_first = true;
    for (const auto& corner : corners) {
        is_first ? path.MoveToPoint(corner) : path.AddLineToPoint(corner);
        is_first = false;
    }
    path.CloseSubpath();
    gc.DrawPath(path);
}

void draw_outline(wxGraphicsContext& gc, Symbol symbol, const wxRect& r) {
    const double x = r.x, y = r.y, w = r.width, h = r.height;
    switch (symbol) {
        case Symbol::square:
            return gc.DrawRectangle(x, y, w, h);
        case Symbol::circle:
            return gc.DrawEllipse(x, y, w, h);
        case Symbol::diamond:
            return add_polygon(gc, {{x + w / 2, y}, {x + w, y + h / 2}, {x + w / 2, y + h}, {x, y + h / 2}});
        case Symbol::triangle:
            return add_polygon(gc, {{x + w / 2, y}, {x + w, y + h}, {x, y + h}});
        case Symbol::pill:
            return gc.DrawRoundedRectangle(x, y, w, h, std::min(h / 2, 12.0));
    }
}

wxColour ink_of(const NetworkNode& node) {
    if (node.agency) return colour(agency_tone(node.agency));
    return colour(node.is_asked || node.symbol == Symbol::pill ? Tone::text : Tone::text_quiet);
}

/// The child is filled and ringed; somebody nobody was asked about is thin; an open question is dashed; death
/// is a cross.
void draw_symbol(wxGraphicsContext& gc, const NetworkNode& node, const wxRect& r) {
    const wxColour ink = ink_of(node);
    gc.SetPen(gc.CreatePen(wxGraphicsPenInfo(ink)
                               .Width(node.is_asked && node.symbol != Symbol::pill ? 2 : 1)
                               .Style(node.is_unknown ? wxPENSTYLE_SHORT_DASH : wxPENSTYLE_SOLID)));
    gc.SetBrush(wxBrush(colour(node.is_subject ? Tone::accent : Tone::surface)));
    if (node.is_subject) {
        gc.SetBrush(wxBrush(colour(Tone::surface)));
        draw_outline(gc, node.symbol, wxRect(r).Inflate(4));
        gc.SetBrush(wxBrush(colour(Tone::accent)));
    }
    draw_outline(gc, node.symbol, r);
    if (!node.is_deceased) return;
    gc.StrokeLine(r.x, r.y, r.GetRight(), r.GetBottom());
    gc.StrokeLine(r.GetRight(), r.y, r.x, r.GetBottom());
}

/// At most two rows, given names above the family name and age, so that names stay under their own symbols.
std::vector<wxString> label_rows(wxDC& dc, const wxString& label, int room) {
    if (dc.GetTextExtent(label).x <= room) return {label};
    const size_t space = label.BeforeFirst(',').rfind(' ');
    if (space == wxString::npos) return {wxControl::Ellipsize(label, dc, wxELLIPSIZE_END, room)};
    return {wxControl::Ellipsize(label.Left(space), dc, wxELLIPSIZE_END, room),
            wxControl::Ellipsize(label.Mid(space + 1), dc, wxELLIPSIZE_END, room)};
}

/// One centred row on a patch of its ground, so that no line runs through it; moves down by its height.
void draw_words(wxDC& dc, const wxString& words, int centre, int& y) {
    const wxSize size = dc.GetTextExtent(words);
    dc.DrawRectangle(centre - size.x / 2 - 1, y + 1, size.x + 2, size.y - 2);
    dc.DrawText(words, centre - size.x / 2, y);
    y += size.y;
}

void draw_person_label(wxDC& dc, const NetworkNode& node, const NetworkScale& scale, const wxRect& symbol) {
    const int centre = symbol.x + symbol.width / 2, room = static_cast<int>(scale.across);
    int y = symbol.GetBottom() + (node.is_subject ? 8 : 4);
    dc.SetPen(*wxTRANSPARENT_PEN);
    dc.SetBrush(wxBrush(node.is_at_home ? household_ground() : colour(Tone::surface)));
    dc.SetFont(node.is_subject ? font_small().Bold() : font_small());
    dc.SetTextForeground(colour(Tone::text));
    for (const auto& row : label_rows(dc, say(node.label), room)) draw_words(dc, row, centre, y);
    if (node.note.empty() || node.is_at_home) return;
    dc.SetFont(font_small());
    dc.SetTextForeground(colour(Tone::text_quiet));
    draw_words(dc, wxControl::Ellipsize(say(node.note), dc, wxELLIPSIZE_END, room), centre, y);
}

void draw_pill_label(wxDC& dc, const NetworkNode& node, const wxRect& pill) {
    dc.SetFont(font_small());
    dc.SetTextForeground(colour(Tone::text));
    const auto rows = label_rows(dc, say(node.label), pill.width - dc.GetCharHeight() / 2);
    int y = pill.y + (pill.height - static_cast<int>(rows.size()) * dc.GetCharHeight()) / 2;
    for (const auto& row : rows) {
        dc.DrawText(row, pill.x + (pill.width - dc.GetTextExtent(row).x) / 2, y);
        y += dc.GetCharHeight();
    }
}

/// Once for each part that stands apart.
void draw_household_words(wxDC& dc, const NetworkView& view, const NetworkScale& scale,
                          const NetworkShape& shape) {
    dc.SetFont(font_small());
    dc.SetTextForeground(colour(Tone::text));
    for (const auto& household : view.households) {
        const auto rects = rects_of(household, scale, shape);
        for (size_t i = 0; i < rects.size(); ++i) {
            if (i > 0 && overlap_across(rects[i - 1], rects[i])) continue;
            const int room = static_cast<int>(rects[i].m_width) - 12;
            wxString words = say(household.label);
            // The address matters more than the word before it.
            if (dc.GetTextExtent(words).x > room && words.find(", ") != wxString::npos)
                words = words.AfterFirst(',').Mid(1);
            dc.DrawText(wxControl::Ellipsize(words, dc, wxELLIPSIZE_END, room),
                        static_cast<int>(rects[i].m_x) + 7, static_cast<int>(rects[i].m_y) + 3);
        }
    }
}

}  // namespace

NetworkShape network_shape(const wxWindow* window, const NetworkScale& scale) {
    NetworkShape shape;
    const double unit = std::min(scale.across, scale.down);
    shape.half = std::clamp(static_cast<int>(unit * 0.17), window->FromDIP(9), window->FromDIP(22));
    shape.pill_height = window->GetCharHeight() + window->FromDIP(4);
    shape.pad = window->FromDIP(10);
    shape.row = window->GetCharHeight();
    return shape;
}

wxRect symbol_rect(const NetworkNode& node, const NetworkScale& scale, const NetworkShape& shape,
                   TextSizes& sizes) {
    const auto at = scale.at(node.at);
    int half_width = shape.half, half_height = shape.half;
    if (node.symbol == Symbol::pill) {
        const int words = sizes.of(say(node.label), font_small()).x + 2 * shape.pad;
        const int most = static_cast<int>(scale.across * 1.42);
        half_width = std::min(words, most) / 2;
        half_height = (words > most ? shape.pill_height + shape.row : shape.pill_height) / 2;
    }
    return {static_cast<int>(std::lround(at.m_x)) - half_width,
            static_cast<int>(std::lround(at.m_y)) - half_height, 2 * half_width, 2 * half_height};
}

void draw_network(wxDC& dc, const NetworkView& view, const NetworkScale& scale, const NetworkShape& shape,
                  TextSizes& sizes) {
    {
        const auto gc = shapes_on(dc);
        draw_household_shapes(*gc, view, scale, shape);
        draw_tie_shapes(*gc, view, scale);
        for (const auto& node : view.nodes) draw_symbol(*gc, node, symbol_rect(node, scale, shape, sizes));
        gc->Flush();
    }
    draw_household_words(dc, view, scale, shape);
    for (const auto& node : view.nodes) {
        const wxRect symbol = symbol_rect(node, scale, shape, sizes);
        node.symbol == Symbol::pill ? draw_pill_label(dc, node, symbol)
                                    : draw_person_label(dc, node, scale, symbol);
    }
}

void draw_tie(wxDC& dc, const present::NetworkLine& line, const NetworkScale& scale, double width) {
    const auto gc = shapes_on(dc);
    gc->SetPen(gc->CreatePen(wxGraphicsPenInfo(colour(Tone::focus))
                                 .Width(width)
                                 .Style(line.is_ended ? wxPENSTYLE_SHORT_DASH : wxPENSTYLE_SOLID)));
    gc->StrokePath(path_of(*gc, line, scale));
    gc->Flush();
}

void draw_ring(wxDC& dc, const wxRect& symbol, bool is_round) {
    const auto gc = shapes_on(dc);
    gc->SetBrush(*wxTRANSPARENT_BRUSH);
    gc->SetPen(gc->CreatePen(wxGraphicsPenInfo(colour(Tone::focus)).Width(2.5)));
    const wxRect r = wxRect(symbol).Inflate(7);
    is_round ? gc->DrawEllipse(r.x, r.y, r.width, r.height)
             : gc->DrawRoundedRectangle(r.x, r.y, r.width, r.height, 6);
    gc->Flush();
}

}  // namespace kith::ui
