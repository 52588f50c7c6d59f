#include "ui/card.h"

#include "ui/a11y.h"

#include <wx/dcclient.h>
#include <wx/scrolwin.h>
#include <wx/sizer.h>

#include <algorithm>

namespace kith::ui {
namespace {

wxFont font_of(Words::Size size) {
    switch (size) {
        case Words::Size::bold:
            return font_bold();
        case Words::Size::small:
            return font_small();
        case Words::Size::title:
            return font_title();
        case Words::Size::body:
            break;
    }
    return font_body();
}

}  // namespace

Words::Words(wxWindow* parent, const wxString& text, Tone tone, Size size, long style)
    : wxStaticText(parent, wxID_ANY, text, wxDefaultPosition, wxDefaultSize, style), tone_(tone) {
    SetFont(font_of(size));
    paint_again();
    Bind(wxEVT_SYS_COLOUR_CHANGED, [this](wxSysColourChangedEvent& event) {
        paint_again();
        event.Skip();
    });
}

void Words::set_tone(Tone tone) {
    tone_ = tone;
    paint_again();
}

void Words::paint_again() {
    SetForegroundColour(colour(tone_));
}

Paragraph::Paragraph(wxWindow* parent, const wxString& text, Tone tone, Size size)
    : Words(parent, text, tone, size, wxST_NO_AUTORESIZE), text_(text) {
    SetMinSize(wxSize(1, GetBestSize().y));
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        if (event.GetSize().x != folded_to_) fold(event.GetSize().x);
        event.Skip();
    });
}

void Paragraph::say(const wxString& text) {
    if (text == text_) return;
    text_ = text;
    fold(GetSize().x);
    set_accessible_name(this, text_);
}

void Paragraph::fold(int width) {
    folded_to_ = width;
    SetLabel(text_);
    if (width > 1) Wrap(width);
    InvalidateBestSize();
    // Measured, not GetBestSize(): the native label answers that for a width of its own choosing.
    const int height = text_.empty() ? 0 : wxClientDC(this).GetMultiLineTextExtent(GetLabel()).y;
    if (GetMinSize().y == height) return;
    SetMinSize(wxSize(1, height));
    // Not now: we may be in the middle of the layout that sized us.
    CallAfter([this] { lay_out_around(this); });
}

Ground::Ground(wxWindow* parent, Tone tone) : wxPanel(parent), tone_(tone) {
    SetBackgroundColour(colour(tone_));
    // A ground is nothing to stop at: only what stands on it takes the keyboard.
    m_container.DisableSelfFocus();
    Bind(wxEVT_SYS_COLOUR_CHANGED, [this](wxSysColourChangedEvent& event) {
        set_tone(tone_);
        event.Skip();
    });
}

void Ground::set_tone(Tone tone) {
    tone_ = tone;
    SetBackgroundColour(colour(tone_));
    Refresh();
}

Card::Card(wxWindow* parent, const wxString& title) : Ground(parent, Tone::surface) {
    auto* all = new wxBoxSizer(wxVERTICAL);
    head_window_ = new Ground(this, Tone::surface_head);
    head_ = new wxBoxSizer(wxHORIZONTAL);
    title_ = new Words(head_window_, title, Tone::text, Words::Size::bold);
    head_->AddSpacer(FromDIP(12));
    head_->Add(title_, wxSizerFlags().CentreVertical().Border(wxTOP | wxBOTTOM, FromDIP(7)));
    head_window_->SetSizer(head_);
    body_ = new wxBoxSizer(wxVERTICAL);
    all->Add(head_window_, wxSizerFlags().Expand().Border(wxALL, 1));
    all->Add(make_rule(this), wxSizerFlags().Expand());
    all->Add(body_, wxSizerFlags(1).Expand().Border(wxALL, 1));
    SetSizer(all);
    set_accessible_name(this, title);
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) {
        wxPaintDC dc(this);
        dc.SetPen(wxPen(colour(Tone::line)));
        dc.SetBrush(*wxTRANSPARENT_BRUSH);
        dc.DrawRectangle(GetClientRect());
    });
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        Refresh();
        event.Skip();
    });
}

void Card::set_title(const wxString& title) {
    title_->SetLabel(title);
    set_accessible_name(this, title);
    head_window_->Layout();
}

void lay_out_around(wxWindow* changed) {
    for (wxWindow* above = changed->GetParent(); above && !above->IsTopLevel(); above = above->GetParent()) {
        above->Layout();
        // What is drawn between the parts has moved with them.
        above->Refresh();
        if (!dynamic_cast<wxScrollHelper*>(above)) continue;
        above->FitInside();
        return;
    }
}

void bring_into_sight(wxWindow* window) {
    wxWindow* above = window->GetParent();
    while (above && !dynamic_cast<wxScrolledWindow*>(above)) above = above->GetParent();
    auto* scroll = dynamic_cast<wxScrolledWindow*>(above);
    if (!scroll) return;
    const int top = scroll->ScreenToClient(window->GetScreenPosition()).y;
    const int below = top + window->GetSize().y - scroll->GetClientSize().y;
    int unit = 1;
    scroll->GetScrollPixelsPerUnit(nullptr, &unit);
    const int at = scroll->GetViewStart().y;
    if (top < 0)
        scroll->Scroll(-1, at - (unit - 1 - top) / unit);
    else if (below > 0)
        scroll->Scroll(-1, at + (std::min(below, top) + unit - 1) / unit);
}

wxWindow* make_rule(wxWindow* parent) {
    auto* rule = new Ground(parent, Tone::line);
    rule->SetMinSize(wxSize(-1, 1));
    rule->SetMaxSize(wxSize(-1, 1));
    return rule;
}

}  // namespace kith::ui
