#include "ui/field.h"

#include "ui/a11y.h"
#include "ui/moods.h"
#include "ui/text.h"

#include <wx/sizer.h>

#include <array>

namespace kith::ui {
namespace {

constexpr int kColumns = 2;
/// Below this many characters a column is too narrow to type a name in.
constexpr int kColumnChars = 22;

/// A sign that says what the colour says.
wxString marked(const present::Note& note) {
    switch (note.mood) {
        case present::Mood::good:
            return say("\u2713 " + note.words);
        case present::Mood::hole:
            return say("\u2715 " + note.words);
        case present::Mood::work:
        case present::Mood::neutral:
            break;
    }
    return say(note.words);
}

}  // namespace

FieldBox::FieldBox(wxWindow* parent, const wxString& label) : Ground(parent, Tone::surface) {
    auto* label_row = new wxBoxSizer(wxHORIZONTAL);
    label_ = new Words(this, label, Tone::text_quiet, Words::Size::small);
    beside_ = new Words(this, "", Tone::text_quiet, Words::Size::small);
    below_ = new Paragraph(this, "", Tone::text_quiet, Words::Size::small);
    label_row->Add(label_, wxSizerFlags(1).CentreVertical());
    label_row->Add(beside_, wxSizerFlags().CentreVertical());
    all_ = new wxBoxSizer(wxVERTICAL);
    all_->Add(label_row, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(2)));
    all_->Add(below_, wxSizerFlags().Expand().Border(wxTOP, FromDIP(3)));
    below_->Hide();
    SetSizer(all_);
    SetMinSize(wxSize(kColumnChars * GetCharWidth(), -1));
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        place_note();
        event.Skip();
    });
}

void FieldBox::hold(wxWindow* control, int proportion) {
    control_ = control;
    // Expanded, never centred: a text control in a row of its own height is clipped at large text.
    all_->Insert(1, control, wxSizerFlags(proportion).Expand());
    label_for(label_, control);
    set_accessible_name(this, label_->GetLabel());
}

void FieldBox::set_label(const wxString& label) {
    if (label == label_->GetLabel()) return;
    label_->SetLabel(label);
    set_accessible_name(control_, label);
    place_note();
    Layout();
}

void FieldBox::show_note(const present::Note& note) {
    const wxString words = note.words.empty() ? wxString() : marked(note);
    if (words == words_) return;
    words_ = words;
    for (Words* place : std::array<Words*, 2>{beside_, below_}) place->set_tone(shade_of(note.mood).text);
    set_accessible_description(control_, say(note.words));
    place_note();
    Layout();
}

void FieldBox::place_note() {
    const int room = GetSize().x - label_->GetBestSize().x - 2 * GetCharWidth();
    const bool fits = beside_->GetTextExtent(words_).x <= room;
    beside_->SetLabel(fits ? words_ : wxString());
    beside_->Show(fits && !words_.empty());
    below_->say(fits ? wxString() : words_);
    const bool is_below = !fits && !words_.empty();
    if (is_below == below_->IsShown()) return;
    below_->Show(is_below);
    CallAfter([this] { lay_out_around(below_); });
}

TextField::TextField(wxWindow* parent, const wxString& label, std::function<void()> on_change, int lines)
    : FieldBox(parent, label) {
    input_ =
        new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, lines > 1 ? wxTE_MULTILINE : 0);
    const int least = lines > 1 ? lines * input_->GetCharHeight() + FromDIP(14) : -1;
    input_->SetMinSize(wxSize(GetCharWidth() * 10, least));
    hold(input_, lines > 1 ? 1 : 0);
    input_->Bind(wxEVT_TEXT, [on_change](wxCommandEvent&) { on_change(); });
    // What is longer than its box is shown whole beside it.
    input_->Bind(wxEVT_SET_FOCUS, [this](wxFocusEvent& event) {
        input_->SetToolTip(input_->GetTextExtent(input_->GetValue()).x > input_->GetClientSize().x
                               ? input_->GetValue()
                               : wxString());
        event.Skip();
    });
}

std::string TextField::text() const {
    return said(input_->GetValue());
}
void TextField::set_text(const std::string& text) {
    input_->ChangeValue(say(text));
}

ChoiceField::ChoiceField(wxWindow* parent, const wxString& label, std::function<void()> on_change)
    : FieldBox(parent, label) {
    input_ = new wxChoice(this, wxID_ANY);
    input_->SetMinSize(wxSize(GetCharWidth() * 10, -1));
    hold(input_);
    expose_choice(input_);
    input_->Bind(wxEVT_CHOICE, [on_change](wxCommandEvent&) { on_change(); });
}

void ChoiceField::set_options(std::vector<Option> options) {
    options_ = std::move(options);
    input_->Clear();
    for (const Option& option : options_) input_->Append(say(option.words));
    if (!options_.empty()) input_->SetSelection(0);
}

std::string ChoiceField::value() const {
    const int chosen = input_->GetSelection();
    return chosen == wxNOT_FOUND ? std::string() : options_[static_cast<size_t>(chosen)].value;
}

void ChoiceField::set_value(const std::string& value) {
    for (size_t i = 0; i < options_.size(); ++i)
        if (options_[i].value == value) input_->SetSelection(static_cast<int>(i));
}

FieldGrid::FieldGrid(wxWindow* parent) : Ground(parent, Tone::surface) {
    grid_ = new wxFlexGridSizer(kColumns, FromDIP(7), FromDIP(10));
    for (size_t i = 0; i < kColumns; ++i) grid_->AddGrowableCol(i, 1);
    SetSizer(grid_);
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        fit_columns();
        event.Skip();
    });
}

void FieldGrid::add(wxWindow* box) {
    grid_->Add(box, wxSizerFlags(1).Expand());
}

void FieldGrid::fit_columns() {
    const int wanted = GetSize().x < kColumns * kColumnChars * GetCharWidth() ? 1 : kColumns;
    if (wanted == grid_->GetCols()) return;
    if (wanted < kColumns && grid_->IsColGrowable(1)) grid_->RemoveGrowableCol(1);
    grid_->SetCols(wanted);
    if (wanted == kColumns && !grid_->IsColGrowable(1)) grid_->AddGrowableCol(1, 1);
    CallAfter([this] { lay_out_around(this); });
}

}  // namespace kith::ui
