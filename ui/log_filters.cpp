#include "ui/log_filters.h"

#include "ui/a11y.h"
#include "ui/chip.h"
#include "ui/text.h"
#include "ui/wrap_box.h"

#include <wx/sizer.h>
#include <wx/textctrl.h>

namespace kith::ui {
namespace {

constexpr int kTypingMs = 120;

/// A check mark doubles the colour of what is on; an arrow says that there are more to go through.
ChipLook look_of(const present::LogChoice& choice) {
    ChipLook look;
    look.text = say(choice.words);
    if (choice.turns)
        look.text += wxString::FromUTF8(" \xE2\x96\xBE");
    else if (choice.is_on && choice.key != present::LogChoice::Key::subject)
        look.text += wxString::FromUTF8(" \xE2\x9C\x93");
    look.is_on = choice.is_on;
    return look;
}

}  // namespace

LogFilters::LogFilters(wxWindow* parent, std::function<void(const present::LogQuery&)> on_change)
    : Ground(parent, Tone::surface), on_change_(std::move(on_change)), typing_(this) {
    search_ = new wxTextCtrl(this, wxID_ANY, {}, wxDefaultPosition, wxSize(GetTextExtent("n").x * 26, -1));
    search_->SetHint("Person, role, case or words");
    search_->SetToolTip(
        "Every word must occur in the user, role, purpose, case, workstation or kind of entry (Ctrl+F)");
    set_accessible_name(search_, "Search the access log");
    box_ = new WrapBox(this, Tone::surface);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(search_, wxSizerFlags().Border(wxALL, FromDIP(6)));
    row->Add(box_, wxSizerFlags(1).CentreVertical().Border(wxTOP | wxRIGHT | wxBOTTOM, FromDIP(6)));
    SetSizer(row);
    // With little room the chips stand below the search.
    Bind(wxEVT_SIZE, [this, row](wxSizeEvent& event) {
        event.Skip();
        const int wanted = event.GetSize().x < GetTextExtent("n").x * 90 ? wxVERTICAL : wxHORIZONTAL;
        if (row->GetOrientation() == wanted) return;
        row->SetOrientation(wanted);
        row->GetItem(box_)->SetFlag(wanted == wxVERTICAL
                                        ? wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM
                                        : wxALIGN_CENTRE_VERTICAL | wxTOP | wxRIGHT | wxBOTTOM);
        row->GetItem(box_)->SetProportion(wanted == wxVERTICAL ? 0 : 1);
        CallAfter([this] {
            box_->rearrange();
            lay_out_around(box_);
        });
    });
    search_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { typing_.StartOnce(kTypingMs); });
    Bind(wxEVT_TIMER, [this](wxTimerEvent&) {
        query_.words = said(search_->GetValue());
        on_change_(query_);
    });
}

void LogFilters::press(present::LogChoice::Key key) {
    query_ = present::press(query_, key, book_.get());
    on_change_(query_);
}

Chip* LogFilters::chip_at(size_t index) {
    while (chips_.size() <= index) {
        const size_t own = chips_.size();
        const auto pressed = [this, own] {
            if (own < choices_.size()) press(choices_[own].key);
        };
        chips_.push_back(new Chip(box_, {}, pressed, Role::toggle));
    }
    return chips_[index];
}

void LogFilters::show(const present::AccessLogView& view) {
    book_ = view.book;
    if (query_.words != view.query.words && !search_->HasFocus()) search_->ChangeValue(say(view.query.words));
    query_ = view.query;
    const auto choices = present::choices(view.book.get(), view.query, view.found.get());
    if (choices == choices_) return;
    choices_ = choices;
    for (size_t i = 0; i < choices_.size(); ++i) {
        Chip* chip = chip_at(i);
        chip->show(look_of(choices_[i]), say(choices_[i].words));
        chip->SetToolTip(say(choices_[i].sentence));
        set_accessible_description(chip, say(choices_[i].sentence));
        chip->Show();
    }
    for (size_t i = choices_.size(); i < chips_.size(); ++i) chips_[i]->Hide();
    box_->rearrange();
    Layout();
}

void LogFilters::focus_search() {
    search_->SetFocus();
    search_->SelectAll();
}

bool LogFilters::search_has_keyboard() const {
    return search_->HasFocus();
}

bool LogFilters::clear() {
    if (!query_.is_narrow()) return false;
    present::LogQuery open;
    open.place = query_.place;
    open.span = query_.span;
    open.strongest_first = query_.strongest_first;
    open.every_entry = query_.every_entry;
    search_->ChangeValue({});
    on_change_(open);
    return true;
}

}  // namespace kith::ui
