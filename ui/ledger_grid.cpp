#include "ui/ledger_grid.h"

#include "ui/a11y.h"
#include "ui/draw.h"
#include "ui/moods.h"

#include <wx/dcclient.h>
#include <wx/sizer.h>

#include <algorithm>

namespace kith::ui {
namespace {

constexpr int kColumnDip = 88, kNameDip = 176;

/// Two or three words in at most two rows.
std::pair<wxString, wxString> in_two(const wxString& words) {
    const size_t space = words.find(' ');
    if (space == wxString::npos) return {words, {}};
    return {words.Left(space), words.Mid(space + 1)};
}

/// Sign and words in the state's colours; the sign and words carry the meaning.
class StateRenderer : public wxGridCellRenderer {
public:
    using Find = std::function<const present::GridCell*(int, int)>;
    explicit StateRenderer(Find find) : find_(std::move(find)) {}

    void Draw(wxGrid& grid, wxGridCellAttr&, wxDC& dc, const wxRect& rect, int row, int column,
              bool) override {
        const present::GridCell* cell = find_(row, column);
        if (!cell) return;
        const Shade shade = shade_of(cell->mood);
        dc.SetPen(*wxTRANSPARENT_PEN);
        dc.SetBrush(wxBrush(colour(Tone::surface)));
        dc.DrawRectangle(rect);
        dc.SetBrush(wxBrush(colour(shade.ground)));
        dc.DrawRectangle(wxRect(rect).Deflate(1));
        dc.SetTextForeground(colour(shade.text));
        draw_words(grid, dc, rect, *cell);
    }
    wxSize GetBestSize(wxGrid& grid, wxGridCellAttr&, wxDC&, int, int) override {
        return grid.FromDIP(wxSize(kColumnDip, 40));
    }
    wxGridCellRenderer* Clone() const override { return new StateRenderer(find_); }

private:
    static void draw_words(wxGrid& grid, wxDC& dc, const wxRect& rect, const present::GridCell& cell) {
        const int pad = grid.FromDIP(5);
        dc.SetFont(font_bold());
        dc.DrawText(say(cell.sign), rect.x + pad, rect.y + grid.FromDIP(3));
        if (!cell.count.empty()) {
            const wxString count = say(cell.count);
            dc.DrawText(count, rect.GetRight() - pad - dc.GetTextExtent(count).x, rect.y + grid.FromDIP(3));
        }
        dc.SetFont(font_small());
        const auto [first, second] = in_two(say(cell.label));
        const int left = rect.x + pad + grid.FromDIP(16), row = dc.GetCharHeight();
        dc.DrawText(first, left, rect.y + grid.FromDIP(3));
        const int room = rect.GetRight() - left - pad;
        dc.DrawText(wxControl::Ellipsize(second, dc, wxELLIPSIZE_END, room), left,
                    rect.y + grid.FromDIP(3) + row);
    }
    Find find_;
};

}  // namespace

LedgerCard::LedgerCard(wxWindow* parent, Actions actions)
    : Card(parent, "Completeness ledger"), actions_(std::move(actions)) {
    ChipLook back;
    back.text = "Back";
    back.ground = Tone::surface_head;
    auto* close = new Chip(head_window(), std::move(back), [this] { actions_.close(); });
    close->SetToolTip("Back to the picture (Esc or L)");
    head()->AddStretchSpacer();
    head()->Add(close, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(6)));

    grid_ = new wxGrid(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxBORDER_NONE | wxWANTS_CHARS);
    grid_->CreateGrid(0, 0);
    grid_->EnableEditing(false);
    grid_->DisableDragRowSize();
    grid_->SetDefaultRenderer(new StateRenderer([this](int r, int c) { return cell_at(r, c); }));
    grid_->SetRowLabelAlignment(wxALIGN_LEFT, wxALIGN_CENTRE);
    grid_->SetColLabelAlignment(wxALIGN_LEFT, wxALIGN_CENTRE);
    sentence_ = new Paragraph(this, "Move to a cell to read it in full.", Tone::text);
    body()->Add(grid_, wxSizerFlags(1).Expand());
    body()->Add(make_rule(this), wxSizerFlags().Expand());
    body()->Add(sentence_, wxSizerFlags().Expand().Border(wxALL, FromDIP(10)));
    apply_colours();

    grid_->Bind(wxEVT_GRID_SELECT_CELL, [this](wxGridEvent& event) {
        say_cell(event.GetRow(), event.GetCol());
        event.Skip();
    });
    grid_->Bind(wxEVT_GRID_CELL_LEFT_DCLICK, [this](wxGridEvent&) { open_cell(); });
    grid_->Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) {
        const bool opens = event.GetKeyCode() == WXK_RETURN || event.GetKeyCode() == WXK_NUMPAD_ENTER;
        opens ? open_cell() : event.Skip();
    });
    grid_->GetGridWindow()->Bind(wxEVT_MOTION, &LedgerCard::on_hover, this);
    expose_items(grid_->GetGridWindow(), "Completeness ledger, people by sources",
                 {[this] { return items(); },
                  [this](size_t n) {
                      const int columns = static_cast<int>(shown_.columns.size());
                      grid_->SetGridCursor(static_cast<int>(n) / columns, static_cast<int>(n) % columns);
                      open_cell();
                  }});
    set_accessible_name_of_parts(grid_, "Completeness ledger");
    Bind(wxEVT_SYS_COLOUR_CHANGED, [this](wxSysColourChangedEvent& event) {
        apply_colours();
        event.Skip();
    });
}

void LedgerCard::apply_colours() {
    grid_->SetDefaultCellBackgroundColour(colour(Tone::surface));
    grid_->SetBackgroundColour(colour(Tone::surface));
    grid_->SetLabelBackgroundColour(colour(Tone::surface_head));
    grid_->SetLabelTextColour(colour(Tone::text));
    grid_->SetGridLineColour(colour(Tone::line));
    grid_->SetCellHighlightColour(colour(Tone::focus));
    grid_->SetCellHighlightPenWidth(FromDIP(3));
    grid_->SetCellHighlightROPenWidth(FromDIP(3));
    grid_->SetSelectionBackground(colour(Tone::surface));
    grid_->SetLabelFont(font_small().Bold());
}

const present::GridCell* LedgerCard::cell_at(int row, int column) const {
    const auto r = static_cast<size_t>(row), c = static_cast<size_t>(column);
    return r < shown_.rows.size() && c < shown_.columns.size() ? &shown_.at(r, c) : nullptr;
}

void LedgerCard::show(const present::LedgerGrid& grid) {
    shown_ = grid;
    set_title(say("Completeness ledger · " + grid.title));
    shape();
    if (grid_->GetNumberRows() > 0 && grid_->GetNumberCols() > 0)
        say_cell(grid_->GetGridCursorRow(), grid_->GetGridCursorCol());
    items_changed(grid_->GetGridWindow());
    grid_->ForceRefresh();
}

/// As many rows and columns as there are people and sources; labels are set anew, the cursor stays.
void LedgerCard::shape() {
    const int rows = static_cast<int>(shown_.rows.size()), columns = static_cast<int>(shown_.columns.size());
    const auto change = [](int have, int want, auto append, auto remove) {
        if (want > have) append(want - have);
        if (want < have) remove(have - want);
    };
    change(
        grid_->GetNumberRows(), rows, [&](int n) { grid_->AppendRows(n); },
        [&](int n) { grid_->DeleteRows(rows, n); });
    change(
        grid_->GetNumberCols(), columns, [&](int n) { grid_->AppendCols(n); },
        [&](int n) { grid_->DeleteCols(columns, n); });
    for (int i = 0; i < rows; ++i) {
        const auto& row = shown_.rows[static_cast<size_t>(i)];
        grid_->SetRowLabelValue(i,
                                row.name.empty() ? say(row.relation) : say(row.name + "\n" + row.relation));
    }
    for (int i = 0; i < columns; ++i) {
        const auto& column = shown_.columns[static_cast<size_t>(i)];
        const auto [first, second] = in_two(say(column.short_name));
        grid_->SetColLabelValue(
            i, wxString(column.agency) + "  " + first + (second.empty() ? "" : "\n" + second));
    }
    size_columns();
}

void LedgerCard::size_columns() {
    const int line = font_small().GetPixelSize().y > 0 ? GetCharHeight() : FromDIP(16);
    grid_->SetRowLabelSize(FromDIP(kNameDip));
    grid_->SetColLabelSize(2 * line + FromDIP(10));
    grid_->SetDefaultRowSize(2 * line + FromDIP(10), true);
    int widest = FromDIP(kColumnDip);
    const wxFont font = font_small();
    const auto measure = [&](const wxString& words) {
        int width = 0, height = 0;
        GetTextExtent(words, &width, &height, nullptr, nullptr, &font);
        widest = std::max(widest, width + FromDIP(27));
    };
    for (const auto& cell : shown_.cells) {
        const auto [first, second] = in_two(say(cell.label));
        measure(first + say(cell.count));
        measure(second);
    }
    grid_->SetDefaultColSize(widest, true);
}

void LedgerCard::say_cell(int row, int column) {
    if (const auto* cell = cell_at(row, column))
        sentence_->say(say(cell->sentence + (cell->may_ask_again ? " Press R to ask this cell again." : "")));
}

present::Target LedgerCard::at_keyboard() const {
    const auto* cell = cell_at(grid_->GetGridCursorRow(), grid_->GetGridCursorCol());
    return cell ? cell->opens : present::Target{};
}

void LedgerCard::take_keyboard() {
    grid_->SetFocus();
    if (grid_->GetNumberRows() > 0 && grid_->GetNumberCols() > 0 && grid_->GetGridCursorRow() < 0)
        grid_->SetGridCursor(0, 0);
}

void LedgerCard::open_cell() {
    if (const present::Target cell = at_keyboard(); cell.leads_somewhere()) actions_.open(cell);
}

void LedgerCard::on_hover(wxMouseEvent& event) {
    event.Skip();
    const wxPoint at = grid_->CalcUnscrolledPosition(event.GetPosition());
    const auto* cell = cell_at(grid_->YToRow(at.y), grid_->XToCol(at.x));
    const wxString tip = cell ? say(cell->sentence) : wxString();
    if (grid_->GetGridWindow()->GetToolTipText() != tip) grid_->GetGridWindow()->SetToolTip(tip);
}

std::vector<DrawnItem> LedgerCard::items() const {
    std::vector<DrawnItem> out;
    for (int r = 0; r < grid_->GetNumberRows(); ++r)
        for (int c = 0; c < grid_->GetNumberCols(); ++c) {
            const auto* cell = cell_at(r, c);
            if (!cell) continue;
            wxRect rect = grid_->CellToRect(r, c);
            rect.SetPosition(grid_->CalcScrolledPosition(rect.GetPosition()));
            const bool is_here = r == grid_->GetGridCursorRow() && c == grid_->GetGridCursorCol();
            const auto& row = shown_.rows[static_cast<size_t>(r)];
            const auto& column = shown_.columns[static_cast<size_t>(c)];
            out.push_back(
                {say((row.name.empty() ? row.relation : row.name) + ", " + column.name + ": " + cell->label),
                 say(cell->sentence), rect, is_here, is_here});
        }
    return out;
}

}  // namespace kith::ui
