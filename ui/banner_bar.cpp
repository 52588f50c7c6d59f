#include "ui/banner_bar.h"

#include "ui/a11y.h"
#include "ui/moods.h"

#include <wx/button.h>
#include <wx/gauge.h>
#include <wx/sizer.h>

namespace kith::ui {

BannerBar::BannerBar(wxWindow* parent, std::function<void()> on_cancel, std::function<void()> on_ask_holes)
    : Ground(parent, Tone::surface) {
    edge_ = new Ground(this, Tone::neutral_line);
    edge_->SetMinSize(FromDIP(wxSize(4, 1)));
    words_ = new Paragraph(this, {}, Tone::text);
    gauge_ = new wxGauge(this, wxID_ANY, 1, wxDefaultPosition, FromDIP(wxSize(120, 10)));
    set_accessible_name(gauge_, "Cells answered");
    cancel_ = new wxButton(this, wxID_ANY, "Cancel");
    cancel_->SetToolTip("Stop the enquiry. What has arrived is kept. (Esc)");
    ask_holes_ = new wxButton(this, wxID_ANY, "Ask the holes again");
    ask_holes_->SetToolTip("Ask again every cell that has not answered. The others stay as they are.");
    cancel_->Bind(wxEVT_BUTTON, [on_cancel](wxCommandEvent&) { on_cancel(); });
    ask_holes_->Bind(wxEVT_BUTTON, [on_ask_holes](wxCommandEvent&) { on_ask_holes(); });

    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const int gap = FromDIP(10);
    row->Add(edge_, wxSizerFlags().Expand());
    row->Add(words_, wxSizerFlags(1).CentreVertical().Border(wxLEFT | wxTOP | wxBOTTOM, FromDIP(6)));
    row->Add(gauge_, wxSizerFlags().CentreVertical().Border(wxLEFT, gap));
    row->Add(cancel_, wxSizerFlags().CentreVertical().Border(wxLEFT, gap));
    row->Add(ask_holes_, wxSizerFlags().CentreVertical().Border(wxLEFT, gap));
    row->AddSpacer(gap);
    SetSizer(row);
}

void BannerBar::show(const present::Banner& banner) {
    if (banner == shown_) return;
    shown_ = banner;
    edge_->SetBackgroundColour(colour(shade_of(banner.mood).line));
    edge_->Refresh();
    words_->say(say(banner.text));
    gauge_->Show(banner.cells > 0);
    if (banner.cells > 0) {
        gauge_->SetRange(static_cast<int>(banner.cells));
        gauge_->SetValue(static_cast<int>(banner.answered));
    }
    cancel_->Show(banner.can_cancel);
    ask_holes_->Show(banner.can_ask_again);
    Layout();
    GetParent()->Layout();
}

}  // namespace kith::ui
