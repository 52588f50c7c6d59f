#include "ui/fold.h"

#include "ui/theme.h"

#include <wx/tokenzr.h>

namespace kith::ui {

std::vector<wxString> fold(wxDC& dc, const wxString& text, int width) {
    std::vector<wxString> rows;
    wxString row;
    wxStringTokenizer words(text, " \n");
    while (words.HasMoreTokens()) {
        const wxString word = words.GetNextToken();
        const wxString longer = row.empty() ? word : row + " " + word;
        if (!row.empty() && dc.GetTextExtent(longer).x > width) {
            rows.push_back(row);
            row = word;
        } else {
            row = longer;
        }
    }
    if (!row.empty() || rows.empty()) rows.push_back(row);
    return rows;
}

void draw_quietly(wxDC& dc, const wxString& text, const wxRect& rect) {
    dc.SetFont(font_body());
    dc.SetTextForeground(colour(Tone::text_quiet));
    const auto rows = fold(dc, text, rect.width * 9 / 10);
    int y = rect.y + (rect.height - static_cast<int>(rows.size()) * dc.GetCharHeight()) / 2;
    for (const auto& row : rows) {
        dc.DrawText(row, rect.x + (rect.width - dc.GetTextExtent(row).x) / 2, y);
        y += dc.GetCharHeight();
    }
}

}  // namespace kith::ui
