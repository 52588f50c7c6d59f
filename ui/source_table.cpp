#include "ui/source_table.h"

#include "ui/agency_mark.h"
#include "ui/chip.h"
#include "ui/moods.h"
#include "ui/text.h"

#include <wx/checkbox.h>
#include <wx/dcclient.h>
#include <wx/sizer.h>

#include <algorithm>

namespace kith::ui {
namespace {

constexpr int kColumns = 7;
constexpr size_t kNameHead = 3, kWhatHead = 4, kWhyHead = 6;
/// How these columns share what room there is beyond the names.
constexpr int kNameShare = 1, kWhatShare = 9, kWhyShare = 11;
/// With less room than this, in characters, there is no column for what would be asked.
constexpr int kWideChars = 90;

wxString spoken(const present::SourceRow& row) {
    std::string words = row.name + ": " + row.badge + ". " + row.what;
    if (!row.why.empty()) words += ". " + row.why;
    return say(words);
}

/// As wide as its column, and in the middle of its line.
wxSizer* centred(wxWindow* words) {
    auto* sizer = new wxBoxSizer(wxVERTICAL);
    sizer->AddStretchSpacer();
    sizer->Add(words, wxSizerFlags().Expand());
    sizer->AddStretchSpacer();
    return sizer;
}

}  // namespace

/// The parts of one line. wx owns the windows; this only knows them.
class SourceLine {
public:
    SourceLine(wxWindow* parent, wxSizer* grid, std::function<void(bool)> on_tick) {
        tick_ = new wxCheckBox(parent, wxID_ANY, "");
        mark_ = new AgencyMark(parent, 'O');
        name_ = new Words(parent, "");
        what_below_ = new Paragraph(parent, "", Tone::text_quiet, Words::Size::small);
        what_ = new Paragraph(parent, "", Tone::text_quiet, Words::Size::small);
        badge_ = new Chip(parent, {});
        why_ = new Paragraph(parent, "", Tone::text_quiet, Words::Size::small);
        const int side = parent->FromDIP(12), gap = parent->FromDIP(5);
        grid->AddSpacer(side);
        grid->Add(tick_, wxSizerFlags().CentreVertical().Border(wxTOP | wxBOTTOM, gap));
        grid->Add(mark_, wxSizerFlags().CentreVertical());
        auto* names = new wxBoxSizer(wxVERTICAL);
        names->AddStretchSpacer();
        names->Add(name_);
        names->Add(what_below_, wxSizerFlags().Expand());
        names->AddStretchSpacer();
        grid->Add(names, wxSizerFlags().Expand().Border(wxTOP | wxBOTTOM, gap));
        grid->Add(centred(what_), wxSizerFlags().Expand());
        grid->Add(badge_, wxSizerFlags().CentreVertical());
        grid->Add(centred(why_), wxSizerFlags().Expand().Border(wxRIGHT, side));
        tick_->Bind(wxEVT_CHECKBOX, [on_tick](wxCommandEvent& event) { on_tick(event.IsChecked()); });
        // The name is part of the check box, as its label would be.
        name_->Bind(wxEVT_LEFT_UP, [this, on_tick](wxMouseEvent&) {
            if (tick_->IsEnabled()) on_tick(!tick_->GetValue());
        });
    }

    void show(const present::SourceRow& row) {
        if (row == row_) return;
        row_ = row;
        tick_->Enable(row.may_tick);
        tick_->SetValue(row.is_ticked);
        set_accessible_name(tick_, spoken(row));
        mark_->show(row.agency);
        name_->SetLabel(say(row.name));
        what_->say(say(row.what_in_short));
        what_below_->say(say(row.what_in_short));
        for (wxWindow* place : {what_, what_below_}) place->SetToolTip(say(row.what));
        why_->say(say(row.why));
        ChipLook look;
        look.text = say(row.badge);
        look.shade = shade_of(row.mood);
        badge_->show(look);
    }

    /// Without room for a column of its own, what would be asked for stands below the name.
    void put_what_below(bool is_below) {
        what_->Show(!is_below);
        what_below_->Show(is_below);
    }

    int bottom() const {
        const std::vector<const wxWindow*> parts{tick_, name_, what_below_, what_, badge_, why_};
        int lowest = 0;
        for (const wxWindow* part : parts)
            if (part->IsShown()) lowest = std::max(lowest, part->GetRect().GetBottom());
        return lowest;
    }
    wxCheckBox* tick() const { return tick_; }

private:
    present::SourceRow row_;
    wxCheckBox* tick_;
    AgencyMark* mark_;
    Words* name_;
    Paragraph *what_, *what_below_;
    Chip* badge_;
    Paragraph* why_;
};

SourceTable::SourceTable(wxWindow* parent, std::function<void()> on_change)
    : Ground(parent, Tone::surface), on_change_(std::move(on_change)) {
    grid_ = new wxFlexGridSizer(kColumns, FromDIP(4), FromDIP(10));
    grid_->AddGrowableCol(kNameHead, kNameShare);
    grid_->AddGrowableCol(kWhatHead, kWhatShare);
    grid_->AddGrowableCol(kWhyHead, kWhyShare);
    add_heads();
    SetSizer(grid_);
    set_accessible_name(this, _("Sources"));
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        fit_columns();
        Refresh();
        event.Skip();
    });
    Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        if (!move_focus(event.GetKeyCode())) event.Skip();
    });
}

SourceTable::~SourceTable() = default;

void SourceTable::add_heads() {
    for (const wxString& text : {wxString(), wxString(), wxString(), wxString(_("Source")),
                                 wxString(_("What")), wxString(_("Policy")), wxString(_("Why"))}) {
        heads_.push_back(new Words(this, text, Tone::text_quiet, Words::Size::small));
        heads_.back()->SetFont(font_small().Bold());
        grid_->Add(heads_.back(), wxSizerFlags().Border(wxTOP | wxBOTTOM, FromDIP(6)));
    }
}

void SourceTable::fit_columns() {
    const bool is_narrow = GetSize().x < kWideChars * GetCharWidth();
    if (is_narrow == is_narrow_) return;
    is_narrow_ = is_narrow;
    heads_[kWhatHead]->Show(!is_narrow);
    if (is_narrow)
        grid_->RemoveGrowableCol(kWhatHead);
    else
        grid_->AddGrowableCol(kWhatHead, kWhatShare);
    for (const auto& line : lines_) line->put_what_below(is_narrow);
    CallAfter([this] { lay_out_around(heads_.front()); });
}

void SourceTable::show(const std::vector<present::SourceRow>& rows) {
    while (lines_.size() < rows.size()) {
        const record::SourceId id = rows[lines_.size()].id;
        lines_.push_back(
            std::make_unique<SourceLine>(this, grid_, [this, id](bool is_ticked) { toggle(id, is_ticked); }));
        lines_.back()->put_what_below(is_narrow_);
    }
    for (size_t i = 0; i < rows.size(); ++i) lines_[i]->show(rows[i]);
    lay_out_around(heads_.front());
    Refresh();
}

void SourceTable::toggle(const record::SourceId& source, bool is_ticked) {
    if (is_ticked)
        left_out_.erase(source);
    else
        left_out_.insert(source);
    on_change_();
}

void SourceTable::take_focus() {
    for (const auto& line : lines_)
        if (line->tick()->IsEnabled()) return line->tick()->SetFocus();
}

bool SourceTable::move_focus(int key) {
    if (key != WXK_UP && key != WXK_DOWN) return false;
    std::vector<wxWindow*> ticks;
    for (const auto& line : lines_)
        if (line->tick()->IsEnabled()) ticks.push_back(line->tick());
    const auto at = std::ranges::find(ticks, wxWindow::FindFocus());
    if (at == ticks.end()) return false;
    if (key == WXK_DOWN && at + 1 != ticks.end()) (*(at + 1))->SetFocus();
    if (key == WXK_UP && at != ticks.begin()) (*(at - 1))->SetFocus();
    return true;
}

void SourceTable::paint() {
    wxPaintDC dc(this);
    const int head_bottom = heads_[kNameHead]->GetRect().GetBottom() + FromDIP(6);
    dc.SetPen(*wxTRANSPARENT_PEN);
    dc.SetBrush(wxBrush(colour(Tone::surface_head)));
    dc.DrawRectangle(0, 0, GetClientSize().x, head_bottom);
    dc.SetPen(wxPen(colour(Tone::line)));
    dc.DrawLine(0, head_bottom, GetClientSize().x, head_bottom);
    for (const auto& line : lines_) {
        const int y = line->bottom() + FromDIP(4);
        dc.DrawLine(0, y, GetClientSize().x, y);
    }
}

}  // namespace kith::ui
