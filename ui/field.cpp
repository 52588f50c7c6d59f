#include "ui/field.h"

#include "ui/a11y.h"
#include "ui/moods.h"
#include "ui/text.h"

#include <wx/sizer.h>

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
    label_row_ = new wxBoxSizer(wxHORIZONTAL);
    label_ = new Words(this, label, Tone::text_quiet, Words::Size::small);
    label_row_->Add(label_, wxSizerFlags().CentreVertical());
    note_ = new Paragraph(this, "", Tone::text_quiet, Words::Size::small);
    note_->Hide();
    all_ = new wxBoxSizer(wxVERTICAL);
    all_->Add(label_row_, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(3)));
    all_->Add(note_, wxSizerFlags().Expand().Border(wxTOP, FromDIP(3)));
    SetSizer(all_);
}

void FieldBox::hold(wxWindow* control, int proportion) {
    control_ = control;
    // Expanded, never centred: a text control in a row of its own height is clipped at large text.
    all_->Insert(1, control, wxSizerFlags(proportion).Expand());
    label_for(label_, control);
    set_accessible_name(this, label_->GetLabel());
}

void FieldBox::beside_label(wxWindow* window) {
    label_row_->AddStretchSpacer();
    label_row_->Add(window, wxSizerFlags().CentreVertical());
}

void FieldBox::set_label(const wxString& label) {
    if (label == label_->GetLabel()) return;
    label_->SetLabel(label);
    set_accessible_name(control_, label);
    Layout();
}

void FieldBox::show_note(const present::Note& note) {
    const wxString words = note.words.empty() ? wxString() : marked(note);
    if (words == note_->text()) return;
    note_->set_tone(shade_of(note.mood).text);
    const bool was_shown = note_->IsShown();
    note_->Show(!words.empty());
    note_->say(words);
    set_accessible_description(control_, say(note.words));
    if (was_shown != note_->IsShown()) lay_out_around(note_);
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
    grid_ = new wxFlexGridSizer(kColumns, FromDIP(9), FromDIP(10));
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
    if (wanted == kColumns && !grid_->IsColGrowable(1)) grid_->AddGrowableCol(1, 1);
    grid_->SetCols(wanted);
    CallAfter([this] { lay_out_around(this); });
}

}  // namespace kith::ui
