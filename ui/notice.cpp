#include "ui/notice.h"

#include "ui/moods.h"

#include <wx/sizer.h>

namespace kith::ui {

Notice::Notice(wxWindow* parent) : Ground(parent, Tone::surface) {
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    edge_ = new Ground(this, Tone::hole_line);
    edge_->SetMinSize(wxSize(FromDIP(5), -1));
    words_ = new Paragraph(this, "", Tone::hole_text, Words::Size::bold);
    row->Add(edge_, wxSizerFlags().Expand());
    row->Add(words_, wxSizerFlags(1).CentreVertical().Border(wxALL, FromDIP(10)));
    SetSizer(row);
    Hide();
}

void Notice::say(present::Mood mood, const wxString& words) {
    edge_->set_tone(shade_of(mood).line);
    words_->set_tone(ink_of(mood));
    Show();
    words_->say(words);
    lay_out_around(words_);
}

void Notice::clear() {
    if (!IsShown()) return;
    Hide();
    lay_out_around(this);
}

}  // namespace kith::ui
