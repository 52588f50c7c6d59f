#include "ui/identity_bar.h"

#include "ui/away.h"
#include "ui/moods.h"

#include <wx/sizer.h>

namespace kith::ui {
namespace {

/// A label keeps the letters of a longer one before it, unless they are written over.
void relabel(Words* words, const wxString& label) {
    words->SetLabel(wxString(' ', words->GetLabel().length()));
    words->SetLabel(label);
}

}  // namespace

IdentityBar::IdentityBar(wxWindow* parent, ChipRow::OnOpen on_open) : Ground(parent, Tone::surface) {
    // One flow: at large text the chips take the rows below, with all their width.
    chips_ = new ChipRow(this, Tone::surface, std::move(on_open));
    name_ = new Words(chips_, {}, Tone::text, Words::Size::title);
    facts_ = new Words(chips_, {}, Tone::text_quiet);
    enquiry_ = new Chip(this, {});
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const int gap = FromDIP(12);
    row->Add(chips_, wxSizerFlags(1).CentreVertical().Border(wxLEFT, gap));
    row->Add(enquiry_, wxSizerFlags().CentreVertical().Border(wxLEFT | wxRIGHT, gap));
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(row, wxSizerFlags(1).Expand().Border(wxTOP | wxBOTTOM, FromDIP(7)));
    SetSizer(all);
}

void IdentityBar::show(const present::IdentityHeader& header) {
    if (header == shown_) return;
    drop(shown_);
    shown_ = header;
    relabel(name_, say(header.name));
    relabel(facts_, say("  " + header.facts + "  "));
    chips_->show(header.chips);
    enquiry_->show(look_of(header.enquiry), say(header.enquiry.sentence));
    enquiry_->SetToolTip(say(header.enquiry.sentence));
    enquiry_->Show(!header.enquiry.text.empty());
    chips_->rearrange();
    Layout();
}

}  // namespace kith::ui
