#include "ui/report_card.h"

#include "ui/clip.h"
#include "ui/line_list.h"
#include "ui/text.h"

#include <wx/button.h>
#include <wx/sizer.h>

namespace kith::ui {

ReportCard::ReportCard(wxWindow* parent, const wxString& name, const wxString& deed,
                       std::function<void()> on_deed, std::function<void(const present::Target&)> on_open)
    : Card(parent, name) {
    intro_ = new Paragraph(this, {}, Tone::text);
    lines_ = new LineList(this, name + ", line by line");
    lines_->on_open([on_open](const present::Line& line) { on_open(line.opens); });
    lines_->on_copy([](const present::Line& line) { copy_text(say(present::as_text(line))); });
    auto* above = new wxBoxSizer(wxHORIZONTAL);
    above->Add(intro_, wxSizerFlags(1).CentreVertical());
    if (!deed.empty()) {
        deed_ = new wxButton(this, wxID_ANY, deed);
        deed_->Bind(wxEVT_BUTTON, [on_deed](wxCommandEvent&) { on_deed(); });
        above->Add(deed_, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(12)));
    }
    body()->Add(above, wxSizerFlags().Expand().Border(wxALL, FromDIP(12)));
    body()->Add(lines_, wxSizerFlags(1).Expand());
}

void ReportCard::show(const present::LogReport& report) {
    set_title(say(report.title));
    intro_->say(say(report.intro));
    lines_->show(report.lines, say(report.when_empty));
    Layout();
}

void ReportCard::take_keyboard() {
    lines_->SetFocus();
}

wxWindow* ReportCard::pane() const {
    return lines_;
}

}  // namespace kith::ui
