#include "ui/candidate_panel.h"

#include "ui/a11y.h"
#include "ui/line_list.h"
#include "ui/moods.h"

#include <wx/button.h>
#include <wx/scrolwin.h>
#include <wx/sizer.h>

#include <algorithm>

namespace kith::ui {
namespace {

using present::ChoiceKey;

constexpr int kColumnDip = 320;

/// What speaks against, what speaks for, then the rest of the record.
present::Lines lines_of(const present::CandidateOption& option) {
    present::Lines lines;
    lines.push_back(present::Line::sentence(option.weight));
    if (!option.guard.empty()) {
        lines.push_back(present::Line::field("Not joined because", option.guard));
        lines.back().mood = present::Mood::work;
    }
    lines.push_back(present::Line::heading("Field by field"));
    for (const auto& field : option.fields) {
        lines.push_back(present::Line::field(
            field.field,
            field.sign + " " + field.finding + (field.words.empty() ? std::string() : ": " + field.words)));
        lines.back().mood = field.mood;
    }
    lines.push_back(present::Line::heading("The record"));
    for (const auto& line : option.record) lines.push_back(line);
    lines.push_back(present::Line::field("Its own reference", option.reference));
    return lines;
}

}  // namespace

/// One record with its two answers, which work only once it has been gone to.
class CandidatePanel::Option : public Card {
public:
    Option(wxWindow* parent, const present::CandidateOption& option, std::function<void()> gone_to,
           std::function<void(ChoiceKey)> answer)
        : Card(parent, say(option.name)), name_(say(option.name)) {
        auto* source = new Words(head_window(), say(option.source), Tone::text_quiet, Words::Size::small);
        head()->Add(source, wxSizerFlags(1).CentreVertical().Border(wxLEFT, FromDIP(8)));
        lines_ = new LineList(this, say(option.name + ", " + option.source));
        lines_->show(lines_of(option), {});
        lines_->Bind(wxEVT_SET_FOCUS, [gone_to](wxFocusEvent& event) {
            gone_to();
            event.Skip();
        });
        same_ = new wxButton(this, wxID_ANY, "The same person (Enter)");
        other_ = new wxButton(this, wxID_ANY, "Not the same (N)");
        same_->Bind(wxEVT_BUTTON, [answer](wxCommandEvent&) { answer(ChoiceKey::same); });
        other_->Bind(wxEVT_BUTTON, [answer](wxCommandEvent&) { answer(ChoiceKey::not_the_same); });
        auto* buttons = new wxBoxSizer(wxHORIZONTAL);
        buttons->Add(same_, wxSizerFlags(1).Border(wxRIGHT, FromDIP(6)));
        buttons->Add(other_, wxSizerFlags(1));
        body()->Add(lines_, wxSizerFlags(1).Expand());
        body()->Add(buttons, wxSizerFlags().Expand().Border(wxALL, FromDIP(8)));
        SetMinSize(FromDIP(wxSize(kColumnDip, 260)));
        set_chosen(false);
    }
    void set_chosen(bool is_chosen) {
        // The sign before the name says it without the colour.
        set_title(is_chosen ? wxString::FromUTF8("\xE2\x96\xB8 ") + name_ : name_);
        head_window()->SetBackgroundColour(colour(is_chosen ? Tone::selection : Tone::surface_head));
        head_window()->Refresh();
        same_->Enable(is_chosen);
        other_->Enable(is_chosen);
        Refresh();
    }
    void take_keyboard() { lines_->SetFocus(); }

private:
    LineList* lines_;
    wxButton *same_, *other_;
    wxString name_;
};

CandidatePanel::CandidatePanel(wxWindow* parent, Actions actions)
    : Card(parent, "Who is this?"), actions_(std::move(actions)) {
    ChipLook back;
    back.text = "Back";
    back.ground = Tone::surface_head;
    auto* close = new Chip(head_window(), std::move(back), [this] { actions_.close(); });
    close->SetToolTip("Back to the picture, settling nothing (Esc)");
    head()->AddStretchSpacer();
    head()->Add(close, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(6)));
    status_ = new Paragraph(this, {}, Tone::text);
    columns_ =
        new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxHSCROLL | wxTAB_TRAVERSAL);
    columns_->SetScrollRate(FromDIP(20), 0);
    columns_->SetSizer(new wxBoxSizer(wxHORIZONTAL));
    columns_->SetBackgroundColour(colour(Tone::surface));
    body()->Add(status_, wxSizerFlags().Expand().Border(wxALL, FromDIP(10)));
    body()->Add(columns_, wxSizerFlags(1).Expand());
    Bind(wxEVT_CHAR_HOOK, &CandidatePanel::on_key, this);
}

void CandidatePanel::show(present::CandidateQuestion question) {
    question_ = std::move(question);
    choosing_ = {};
    set_title(say(question_.title));
    status_->say(
        "None is chosen for you. Go to a record with the arrow keys, then Enter: the same person, N: not the "
        "same.");
    rebuild();
}

bool CandidatePanel::is_showing(const present::CandidateQuestion& question) const {
    return question.title == question_.title &&
           std::equal(question.options.begin(), question.options.end(), question_.options.begin(),
                      question_.options.end(), [](const auto& a, const auto& b) { return a.id == b.id; });
}

void CandidatePanel::rebuild() {
    columns_->GetSizer()->Clear(true);
    options_.clear();
    auto* asked = new Card(columns_, "What was asked");
    asked_ = new LineList(asked, "What was asked");
    asked_->show(question_.asked, "Nothing was given about this person beyond the relation.");
    asked->body()->Add(asked_, wxSizerFlags(1).Expand());
    asked->SetMinSize(FromDIP(wxSize(kColumnDip * 3 / 4, 260)));
    columns_->GetSizer()->Add(asked, wxSizerFlags(3).Expand().Border(wxALL, FromDIP(6)));
    for (size_t i = 0; i < question_.options.size(); ++i) {
        auto* option = new Option(
            columns_, question_.options[i], [this, i] { focus_option(i); },
            [this](ChoiceKey key) { press(key); });
        options_.push_back(option);
        columns_->GetSizer()->Add(option, wxSizerFlags(4).Expand().Border(wxALL, FromDIP(6)));
    }
    columns_->FitInside();
    columns_->Layout();
}

void CandidatePanel::focus_option(size_t index) {
    choosing_.focused = index;
    for (size_t i = 0; i < options_.size(); ++i) options_[i]->set_chosen(i == index);
}

void CandidatePanel::take_keyboard() {
    asked_->SetFocus();
}

void CandidatePanel::press(ChoiceKey key) {
    const present::ChoiceOutcome outcome = present::press(choosing_, key, question_);
    choosing_ = outcome.now;
    announce(status_, say(outcome.say));
    status_->say(say(outcome.say));
    if (outcome.settled) return actions_.settle(*outcome.settled);
    if (choosing_.focused) options_[*choosing_.focused]->take_keyboard();
}

void CandidatePanel::on_key(wxKeyEvent& event) {
    if (event.HasAnyModifiers()) return event.Skip();
    const bool is_on_button = dynamic_cast<wxButton*>(wxWindow::FindFocus());
    switch (event.GetKeyCode()) {
        case WXK_RIGHT:
            return press(ChoiceKey::next);
        case WXK_LEFT:
            return press(ChoiceKey::previous);
        case WXK_RETURN:
        case WXK_NUMPAD_ENTER:
            return is_on_button ? event.Skip() : press(ChoiceKey::same);
        case 'N':
            return press(ChoiceKey::not_the_same);
        default:
            event.Skip();
    }
}

}  // namespace kith::ui
