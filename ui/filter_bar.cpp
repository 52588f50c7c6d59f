#include "ui/filter_bar.h"

#include "ui/a11y.h"
#include "ui/away.h"
#include "ui/text.h"

#include <wx/sizer.h>
#include <wx/textctrl.h>

namespace kith::ui {
namespace {

constexpr int kTypingMs = 150;

ChipLook toggle_look(const char* symbol, const wxString& words, bool is_on) {
    ChipLook look;
    look.symbol = wxString::FromUTF8(symbol);
    look.text = words + (is_on ? wxString::FromUTF8(" \xE2\x9C\x93")
                               : wxString());  // a check mark doubles the colour
    look.is_on = is_on;
    return look;
}

}  // namespace

FilterBar::FilterBar(wxWindow* parent, std::function<void()> on_change)
    : Ground(parent, Tone::surface), on_change_(std::move(on_change)), typing_(this) {
    search_ = new wxTextCtrl(this, wxID_ANY, {}, wxDefaultPosition, wxSize(GetTextExtent("n").x * 24, -1));
    search_->SetHint("Search the chronology");
    search_->SetToolTip("Every word must occur in the title, the text or the place (Ctrl+F)");
    set_accessible_name(search_, "Search the chronology");
    chips_ = new WrapBox(this, Tone::surface);
    auto& filter = narrowing_.filter;
    significant_ = add_toggle([this, &filter] { toggle(filter.significant_only); },
                              "Only events that their source's stated rule calls significant");
    voice_ = add_toggle([this, &filter] { toggle(filter.childs_voice_only); },
                        "Only what the child is recorded as saying");
    not_attended_ = add_toggle([this, &filter] { toggle(filter.not_attended_only); },
                               "Only appointments and visits that were not attended");
    conflict_ = add_toggle([this] { toggle(narrowing_.conflicts_only); },
                           "Only events whose source another contradicts");
    child_only_ = add_toggle([this] { toggle_child(); }, "Leave out events of the other people");
    joined_ = add_toggle([this] { toggle(narrowing_.join_repeats); },
                         "Accounts of one incident stand under one headline; every account is kept");
    period_ = add_toggle(
        [this] {
            set_period({});
            on_change_();
        },
        "The period selected on the timeline. Press to clear it");

    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(search_, wxSizerFlags().Border(wxALL, FromDIP(6)));
    row->Add(chips_, wxSizerFlags(1).CentreVertical().Border(wxTOP | wxRIGHT | wxBOTTOM, FromDIP(6)));
    SetSizer(row);
    search_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { typing_.StartOnce(kTypingMs); });
    Bind(wxEVT_TIMER, [this](wxTimerEvent&) {
        narrowing_.filter.text = said(search_->GetValue());
        on_change_();
    });
    refresh();
}

Chip* FilterBar::add_toggle(std::function<void()> press, const wxString& tip) {
    auto* chip = new Chip(chips_, {}, std::move(press), Role::toggle);
    chip->SetToolTip(tip);
    return chip;
}

void FilterBar::toggle(bool& flag) {
    flag = !flag;
    refresh();
    on_change_();
}

void FilterBar::toggle_child() {
    auto& people = narrowing_.filter.people;
    if (people.empty() && !child_.empty())
        people.insert(child_);
    else
        people.clear();
    refresh();
    on_change_();
}

void FilterBar::set_period(const record::Period& period) {
    narrowing_.filter.period = period;
    refresh();
}

void FilterBar::show_conflicts(size_t count) {
    if (count == conflicts_) return;
    conflicts_ = count;
    refresh();
}

void FilterBar::clear() {
    const bool joins = narrowing_.join_repeats;
    narrowing_ = {};
    narrowing_.join_repeats = joins;
    search_->ChangeValue({});
    refresh();
    on_change_();
}

void FilterBar::set_words(const std::string& words) {
    typing_.Stop();
    drop(narrowing_.filter.text);
    narrowing_.filter.text = words;
    search_->ChangeValue(say(words));
}

void FilterBar::refresh() {
    const auto& filter = narrowing_.filter;
    significant_->show(toggle_look("\xE2\x97\x86", "Significant", filter.significant_only));
    voice_->show(toggle_look("\xE2\x9D\x9D", "Child's voice", filter.childs_voice_only));
    not_attended_->show(toggle_look("", "Not attended", filter.not_attended_only));
    conflict_->show(
        toggle_look("", wxString::Format("Conflicts (%zu)", conflicts_), narrowing_.conflicts_only));
    child_only_->show(toggle_look("", "Only the child", !filter.people.empty()));
    joined_->show(toggle_look("", "Repeats joined", narrowing_.join_repeats));
    period_->Show(!filter.period.is_open());
    if (!filter.period.is_open()) {
        ChipLook look = toggle_look("", say(filter.period.words()) + wxString::FromUTF8("  \xC3\x97"), false);
        look.is_on = true;
        period_->show(std::move(look),
                      "Selected period " + say(filter.period.words()) + ". Press to clear it");
    }
    chips_->rearrange();
}

void FilterBar::focus_search() {
    search_->SetFocus();
    search_->SelectAll();
}

bool FilterBar::search_has_keyboard() const {
    return search_->HasFocus();
}

}  // namespace kith::ui
