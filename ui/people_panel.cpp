#include "ui/people_panel.h"

#include "ui/a11y.h"
#include "ui/field.h"
#include "ui/people_model.h"
#include "ui/text.h"
#include "wording/wording.h"

#include <wx/button.h>
#include <wx/dataview.h>
#include <wx/sizer.h>

#include <algorithm>
#include <array>

namespace kith::ui {
namespace {

std::vector<ChoiceField::Option> relation_options() {
    std::vector<ChoiceField::Option> options;
    for (const auto& relation : present::around_relations())
        options.push_back({relation, wording::relation(relation)});
    return options;
}

/// The columns' parts of the list's width, in hundredths.
constexpr std::array<int, 4> kShares{28, 18, 26, 28};
/// Narrower than this, in characters, the list scrolls sideways instead.
constexpr int kLeastChars = 50;

}  // namespace

PeoplePanel::PeoplePanel(wxWindow* parent, std::function<void()> on_change)
    : Ground(parent, Tone::surface), on_change_(std::move(on_change)) {
    auto* all = new wxBoxSizer(wxVERTICAL);
    make_list();
    make_buttons();
    make_editor();
    all->Add(list_, wxSizerFlags(1).Expand());
    all->Add(buttons_, wxSizerFlags().Expand().Border(wxALL, FromDIP(6)));
    all->Add(editor_, wxSizerFlags().Expand().Border(wxALL, FromDIP(12)));
    editor_->Hide();
    SetSizer(all);
    enable_buttons();
}

void PeoplePanel::make_list() {
    list_ =
        new wxDataViewCtrl(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxDV_ROW_LINES | wxBORDER_NONE);
    model_ = new PeopleModel;
    list_->AssociateModel(model_);
    model_->DecRef();
    // Every column has a width: without one the native list measures every row.
    const auto width_of = [this](unsigned column) {
        return kShares[column] * kLeastChars * GetCharWidth() / 100;
    };
    list_->AppendTextColumn(_("Name"), PeopleModel::name, wxDATAVIEW_CELL_INERT, width_of(PeopleModel::name));
    list_->AppendTextColumn(_("Born"), PeopleModel::born, wxDATAVIEW_CELL_INERT, width_of(PeopleModel::born));
    list_->AppendTextColumn(_("Relationship"), PeopleModel::relation, wxDATAVIEW_CELL_INERT,
                            width_of(PeopleModel::relation));
    list_->AppendTextColumn(_("Include"), PeopleModel::include, wxDATAVIEW_CELL_INERT,
                            width_of(PeopleModel::include));
    list_->SetMinSize(wxSize(1, 5 * (GetCharHeight() + FromDIP(8))));
    set_accessible_name(list_, _("People around the child"));
    list_->Bind(wxEVT_KEY_DOWN, &PeoplePanel::on_list_key, this);
    list_->Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        fit_columns();
        event.Skip();
    });
    list_->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) { enable_buttons(); });
    list_->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent&) {
        if (chosen() != kNobody) open_editor(chosen());
    });
}

void PeoplePanel::fit_columns() {
    const int width = std::max(list_->GetClientSize().x, kLeastChars * GetCharWidth());
    for (unsigned column = 0; column < kShares.size(); ++column)
        list_->GetColumn(column)->SetWidth(kShares[column] * width / 100);
}

void PeoplePanel::make_buttons() {
    buttons_ = new Ground(this, Tone::surface);
    add_ = new wxButton(buttons_, wxID_ANY, _("&Add person"));
    edit_ = new wxButton(buttons_, wxID_ANY, _("C&hange"));
    include_ = new wxButton(buttons_, wxID_ANY, _("&Leave out"));
    remove_ = new wxButton(buttons_, wxID_ANY, _("&Remove"));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    for (wxButton* button : {add_, edit_, include_, remove_})
        row->Add(button, wxSizerFlags().Border(wxRIGHT, FromDIP(6)));
    buttons_->SetSizer(row);
    add_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { open_editor(kNobody); });
    edit_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { open_editor(chosen()); });
    include_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { toggle_included(chosen()); });
    remove_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { remove(); });
}

void PeoplePanel::make_editor() {
    editor_ = new Ground(this, Tone::surface);
    auto* grid = new FieldGrid(editor_);
    relation_ = new ChoiceField(grid, _("Relationship to the child"), [] {});
    relation_->set_options(relation_options());
    name_ = new TextField(grid, _("Name"), [] {});
    born_ = new TextField(grid, _("Born (or about)"), [] {});
    nhs_number_ = new TextField(grid, _("NHS number"), [] {});
    for (wxWindow* box : std::vector<wxWindow*>{relation_, name_, born_, nhs_number_}) grid->add(box);
    auto* done = new wxButton(editor_, wxID_ANY, _("&Keep"));
    auto* cancel = new wxButton(editor_, wxID_ANY, _("&Discard"));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(done, wxSizerFlags().Border(wxRIGHT, FromDIP(6)));
    row->Add(cancel);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(grid, wxSizerFlags().Expand());
    all->Add(row, wxSizerFlags().Border(wxTOP, FromDIP(8)));
    editor_->SetSizer(all);
    done->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { keep(); });
    cancel->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { close_editor(); });
    editor_->Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        const bool in_text = dynamic_cast<wxTextCtrl*>(wxWindow::FindFocus()) != nullptr;
        if (event.GetKeyCode() == WXK_ESCAPE)
            close_editor();
        else if (event.GetKeyCode() == WXK_RETURN && in_text && !event.HasAnyModifiers())
            keep();
        else
            event.Skip();
    });
}

void PeoplePanel::set_people(std::vector<present::AroundFields> people) {
    people_ = std::move(people);
    close_editor();
}

void PeoplePanel::show(const present::EnquiryReview& review) {
    const size_t kept = chosen();
    model_->show(review.people);
    rows_ = review.people;
    if (kept < rows_.size()) list_->SetCurrentItem(model_->GetItem(static_cast<unsigned>(kept)));
    enable_buttons();
}

void PeoplePanel::take_focus() {
    list_->SetFocus();
}

/// An explicit unknown opens the editor for whoever it stands for.
void PeoplePanel::open_editor(size_t index) {
    present::AroundFields person;
    edited_ = index < people_.size() ? index : kNobody;
    if (edited_ != kNobody) person = people_[edited_];
    if (edited_ == kNobody && index < rows_.size()) person.relation = "father";
    relation_->set_value(person.relation);
    name_->set_text(person.name);
    born_->set_text(person.born);
    nhs_number_->set_text(person.nhs_number);
    buttons_->Hide();
    editor_->Show();
    lay_out_around(editor_);
    relation_->control()->SetFocus();
    // Not now: it gets its place when the layout has run.
    CallAfter([this] { bring_into_sight(editor_); });
}

void PeoplePanel::close_editor() {
    if (!editor_->IsShown()) return;
    editor_->Hide();
    buttons_->Show();
    lay_out_around(editor_);
    add_->SetFocus();
}

void PeoplePanel::keep() {
    present::AroundFields person;
    if (edited_ != kNobody) person = people_[edited_];
    person.relation = relation_->value();
    person.name = name_->text();
    person.born = born_->text();
    person.nhs_number = nhs_number_->text();
    if (edited_ == kNobody)
        people_.push_back(person);
    else
        people_[edited_] = person;
    close_editor();
    on_change_();
}

void PeoplePanel::remove() {
    const size_t index = chosen();
    if (index >= people_.size()) return;
    people_.erase(people_.begin() + static_cast<std::ptrdiff_t>(index));
    on_change_();
}

size_t PeoplePanel::chosen() const {
    const wxDataViewItem item = list_->GetSelection();
    return item.IsOk() ? model_->GetRow(item) : kNobody;
}

void PeoplePanel::toggle_included(size_t index) {
    if (index >= people_.size()) return;
    people_[index].included = !people_[index].included;
    on_change_();
}

void PeoplePanel::on_list_key(wxKeyEvent& event) {
    const size_t index = chosen();
    if (event.GetKeyCode() == WXK_DELETE && index < people_.size())
        remove();
    else if (event.GetKeyCode() == WXK_SPACE && index < people_.size())
        toggle_included(index);
    else
        event.Skip();
}

void PeoplePanel::enable_buttons() {
    const size_t index = chosen();
    edit_->Enable(index < rows_.size());
    const bool is_person = index < people_.size();
    include_->Enable(is_person);
    include_->SetLabel(is_person && !people_[index].included ? _("&Include") : _("&Leave out"));
    remove_->Enable(is_person);
}

}  // namespace kith::ui
