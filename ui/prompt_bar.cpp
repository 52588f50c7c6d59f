#include "ui/prompt_bar.h"

#include "ui/a11y.h"
#include "ui/field.h"
#include "ui/text.h"

#include <wx/button.h>
#include <wx/sizer.h>

namespace kith::ui {

PromptBar::PromptBar(wxWindow* parent, std::function<void()> on_close)
    : Ground(parent, Tone::surface), on_close_(std::move(on_close)) {
    sentence_ = new Paragraph(this, {}, Tone::text_quiet, Words::Size::small);
    field_ = new TextField(this, "Answer", [this] { check(); });
    yes_ = new wxButton(this, wxID_ANY, "Yes");
    auto* no = new wxButton(this, wxID_ANY, "Back");
    no->SetToolTip("Nothing is done (Esc)");
    yes_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { accept(); });
    no->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { close(); });
    const int gap = FromDIP(8);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(field_, wxSizerFlags(1).Expand());
    row->Add(yes_, wxSizerFlags().Bottom().Border(wxLEFT, gap));
    row->Add(no, wxSizerFlags().Bottom().Border(wxLEFT, gap));
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(row, wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(10)));
    all->Add(sentence_, wxSizerFlags().Expand().Border(wxALL, FromDIP(10)));
    all->Add(make_rule(this), wxSizerFlags().Expand());
    SetSizer(all);
    Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        const int key = event.GetKeyCode();
        if (key == WXK_ESCAPE) return close();
        if ((key == WXK_RETURN || key == WXK_NUMPAD_ENTER) && field_->input()->HasFocus()) return accept();
        event.Skip();
    });
    Hide();
}

void PromptBar::ask(Question question) {
    question_ = std::move(question);
    field_->set_label(question_.label);
    field_->set_text({});
    yes_->SetLabel(question_.button);
    sentence_->say(question_.sentence);
    check();
    Show();
    lay_out_around(this);
    field_->input()->SetFocus();
}

void PromptBar::check() {
    if (!question_.lacks) return;
    const std::string lacks = question_.lacks(field_->text());
    yes_->Enable(lacks.empty());
    field_->show_note(
        {present::Field::reason, present::Mood::neutral, field_->text().empty() ? std::string() : lacks});
}

void PromptBar::accept() {
    if (!question_.lacks || !question_.lacks(field_->text()).empty()) return;
    const auto then = question_.then;
    const std::string answer = field_->text();
    close();
    then(answer);
}

void PromptBar::close() {
    if (!IsShown()) return;
    field_->set_text({});
    Hide();
    lay_out_around(this);
    on_close_();
}

}  // namespace kith::ui
