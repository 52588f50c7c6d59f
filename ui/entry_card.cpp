#include "ui/entry_card.h"

#include "ui/a11y.h"
#include "ui/clip.h"
#include "ui/line_list.h"
#include "ui/text.h"

#include <wx/button.h>
#include <wx/sizer.h>

#include <algorithm>

namespace kith::ui {
namespace {

constexpr const char* kEmpty =
    "Select an entry to see what was done, what questions it and how it is proved.";

}  // namespace

EntryCard::EntryCard(wxWindow* parent, Actions actions)
    : Card(parent, "Entry"), actions_(std::move(actions)) {
    sentence_ = new Paragraph(this, {}, Tone::text, Words::Size::bold);
    lines_ = new LineList(this, "Entry, line by line");
    lines_->on_open([this](const present::Line& line) { act(line); });
    lines_->on_action([this](const present::Line& line) { act(line); });
    lines_->on_copy([](const present::Line& line) { copy_text(say(present::as_text(line))); });
    verdicts_ = new Ground(this, Tone::surface);
    row_ = new Ground(verdicts_, Tone::surface);
    row_sizer_ = new wxBoxSizer(wxHORIZONTAL);
    row_->SetSizer(row_sizer_);
    why_not_ = new Paragraph(verdicts_, {}, Tone::text_quiet, Words::Size::small);
    auto* below = new wxBoxSizer(wxVERTICAL);
    below->Add(make_rule(verdicts_), wxSizerFlags().Expand());
    below->Add(row_, wxSizerFlags().Expand().Border(wxALL, FromDIP(8)));
    below->Add(why_not_, wxSizerFlags().Expand().Border(wxALL, FromDIP(8)));
    verdicts_->SetSizer(below);
    body()->Add(sentence_, wxSizerFlags().Expand().Border(wxALL, FromDIP(12)));
    body()->Add(lines_, wxSizerFlags(1).Expand());
    body()->Add(verdicts_, wxSizerFlags().Expand());
    lines_->show({}, kEmpty);
    verdicts_->Hide();
    sentence_->Hide();
    Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        if (event.GetKeyCode() == WXK_ESCAPE && !event.HasAnyModifiers()) return actions_.close();
        const bool is_tab = event.GetKeyCode() == WXK_TAB && !event.ControlDown() && !event.AltDown();
        if (is_tab && move_on(!event.ShiftDown())) return;
        event.Skip();
    });
}

/// From the lines to the verdicts and along them, which the toolkit passes by; false past either end.
bool EntryCard::move_on(bool forward) {
    std::vector<wxWindow*> stops{lines_};
    for (wxButton* button : buttons_)
        if (button->IsShownOnScreen()) stops.push_back(button);
    const auto here = std::ranges::find(stops, wxWindow::FindFocus());
    if (here == stops.end()) return false;
    const auto next = here - stops.begin() + (forward ? 1 : -1);
    if (next < 0 || next >= static_cast<std::ptrdiff_t>(stops.size())) return false;
    stops[static_cast<size_t>(next)]->SetFocus();
    return true;
}

void EntryCard::act(const present::Line& line) {
    using Kind = present::Target::Kind;
    if (line.opens.kind == Kind::deed &&
        (line.opens.id == present::kExportCase || line.opens.id == present::kExportEnquiry))
        return actions_.export_file(line.opens.id == present::kExportCase);
    if (line.opens.kind == Kind::deed) return actions_.open_words(line.opens.id == present::kOpenWho);
    if (line.opens.kind == Kind::log_entry) actions_.select(std::stoull(line.opens.id));
}

void EntryCard::show(const present::AccessLogView& view, base::Instant now) {
    const bool is_shown = view.is_ready() && view.selected && *view.selected < view.book->entries;
    sentence_->Show(is_shown);
    verdicts_->Show(is_shown);
    if (!is_shown) {
        set_title("Entry");
        lines_->show({}, kEmpty);
        Layout();
        return;
    }
    const present::EntryDetails details =
        present::entry_details(*view.book, *view.selected, view.look.get(), view.opened, view.verdicts, now);
    set_title(say(details.title));
    sentence_->say(say(details.sentence));
    lines_->show(details.lines, {});
    show_verdicts(details, present::verdict_choices(*view.book, *view.selected));
    Layout();
}

void EntryCard::show_verdicts(const present::EntryDetails& details,
                              const std::vector<present::VerdictChoice>& choices) {
    choices_ = choices;
    for (size_t i = buttons_.size(); i < choices_.size(); ++i) {
        buttons_.push_back(new wxButton(row_, wxID_ANY, {}));
        row_sizer_->Add(buttons_.back(), wxSizerFlags().Border(wxRIGHT | wxBOTTOM, FromDIP(6)));
        buttons_.back()->Bind(wxEVT_BUTTON, [this, i](wxCommandEvent&) {
            if (i < choices_.size()) actions_.decide(choices_[i]);
        });
    }
    for (size_t i = 0; i < buttons_.size(); ++i) {
        buttons_[i]->Show(details.may_decide && i < choices_.size());
        if (i >= choices_.size()) continue;
        if (buttons_[i]->GetLabel() != say(choices_[i].label)) buttons_[i]->SetLabel(say(choices_[i].label));
        buttons_[i]->SetToolTip(say(choices_[i].sentence));
        set_accessible_description(buttons_[i], say(choices_[i].sentence));
    }
    row_->Show(details.may_decide);
    // One below the other where they do not fit side by side.
    int width = 0;
    for (const wxButton* button : buttons_)
        width += button->IsShown() ? button->GetBestSize().x + FromDIP(6) : 0;
    row_sizer_->SetOrientation(width > GetClientSize().x - FromDIP(16) ? wxVERTICAL : wxHORIZONTAL);
    row_->Layout();
    why_not_->Show(!details.may_decide);
    why_not_->say(say(details.why_not));
    verdicts_->Layout();
}

void EntryCard::take_keyboard() {
    lines_->SetFocus();
}

wxWindow* EntryCard::first_verdict() const {
    for (wxButton* button : buttons_)
        if (button->IsShownOnScreen()) return button;
    return nullptr;
}

wxWindow* EntryCard::last_verdict() const {
    wxWindow* last = nullptr;
    for (wxButton* button : buttons_)
        if (button->IsShownOnScreen()) last = button;
    return last;
}

wxWindow* EntryCard::pane() const {
    return lines_;
}

}  // namespace kith::ui
