#include "ui/who_card.h"

#include "ui/field.h"
#include "ui/people_panel.h"
#include "ui/text.h"

#include <wx/checkbox.h>
#include <wx/dataview.h>
#include <wx/sizer.h>

#include <array>

namespace kith::ui {
namespace {

using present::Field;
using record::Sex;

constexpr std::array kSexes{Sex::not_stated, Sex::female, Sex::male, Sex::other};

std::vector<ChoiceField::Option> sex_options() {
    return {{"0", "Not stated"}, {"1", "Female"}, {"2", "Male"}, {"3", "Other"}};
}

}  // namespace

WhoCard::WhoCard(wxWindow* parent, std::function<void()> on_change)
    : Card(parent, say("2 \u00B7 Who is the child?")) {
    add_child(on_change);
    add_people(on_change);
}

void WhoCard::add_child(const std::function<void()>& on_change) {
    auto* grid = new FieldGrid(this);
    given_ = new TextField(grid, _("Given names"), on_change);
    family_ = new TextField(grid, _("Family name"), on_change);
    also_known_as_ = new TextField(grid, _("Also known as"), on_change);
    born_ = new TextField(grid, _("Date of birth (or about)"), on_change);
    nhs_number_ = new TextField(grid, _("NHS number"), on_change);
    upn_ = new TextField(grid, _("Unique pupil number"), on_change);
    address_ = new TextField(grid, _("Postcode or address"), on_change);
    sex_ = new ChoiceField(grid, _("Sex recorded"), on_change);
    sex_->set_options(sex_options());
    school_ = new TextField(grid, _("School"), on_change);
    unborn_ = new wxCheckBox(grid, wxID_ANY, _("Not yet born"));
    unborn_->Bind(wxEVT_CHECKBOX, [this, on_change](wxCommandEvent& event) {
        born_->set_label(event.IsChecked() ? _("Expected date") : _("Date of birth (or about)"));
        on_change();
    });
    also_known_as_->input()->SetHint(_("more than one: use ;"));
    address_->input()->SetHint(_("more than one: use ;"));
    born_->input()->SetHint(_("14 Feb 2017 or about 9"));
    for (wxWindow* box : std::vector<wxWindow*>{given_, family_, also_known_as_, born_, nhs_number_, upn_,
                                                address_, sex_, school_, unborn_})
        grid->add(box);
    body()->Add(grid, wxSizerFlags().Expand().Border(wxALL, FromDIP(10)));
}

void WhoCard::add_people(const std::function<void()>& on_change) {
    auto* strip = new Ground(this, Tone::surface_head);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->AddSpacer(FromDIP(12));
    row->Add(new Words(strip, _("People around the child (asked only where the purpose allows)"), Tone::text,
                       Words::Size::bold),
             wxSizerFlags().Border(wxTOP | wxBOTTOM, FromDIP(6)));
    strip->SetSizer(row);
    people_ = new PeoplePanel(this, on_change);
    body()->Add(make_rule(this), wxSizerFlags().Expand());
    body()->Add(strip, wxSizerFlags().Expand());
    body()->Add(make_rule(this), wxSizerFlags().Expand());
    body()->Add(people_, wxSizerFlags(1).Expand());
}

void WhoCard::collect(present::EnquiryFields& fields) const {
    fields.given = given_->text();
    fields.family = family_->text();
    fields.also_known_as = also_known_as_->text();
    fields.born = born_->text();
    fields.is_unborn = unborn_->GetValue();
    fields.nhs_number = nhs_number_->text();
    fields.upn = upn_->text();
    fields.address = address_->text();
    fields.sex = kSexes[static_cast<size_t>(sex_->value().front() - '0')];
    fields.school = school_->text();
    fields.around = people_->people();
}

void WhoCard::fill(const present::EnquiryFields& fields) {
    given_->set_text(fields.given);
    family_->set_text(fields.family);
    also_known_as_->set_text(fields.also_known_as);
    born_->set_text(fields.born);
    unborn_->SetValue(fields.is_unborn);
    born_->set_label(fields.is_unborn ? _("Expected date") : _("Date of birth (or about)"));
    nhs_number_->set_text(fields.nhs_number);
    upn_->set_text(fields.upn);
    address_->set_text(fields.address);
    sex_->set_value(std::string(1, static_cast<char>('0' + static_cast<int>(fields.sex))));
    school_->set_text(fields.school);
    people_->set_people(fields.around);
}

void WhoCard::show(const present::EnquiryReview& review) {
    born_->show_note(review.note(Field::born));
    nhs_number_->show_note(review.note(Field::nhs_number));
    upn_->show_note(review.note(Field::upn));
    address_->show_note(review.note(Field::address));
    people_->show(review);
}

wxWindow* WhoCard::control(Field field) const {
    switch (field) {
        case Field::given:
            return given_->control();
        case Field::family:
            return family_->control();
        case Field::also_known_as:
            return also_known_as_->control();
        case Field::born:
            return born_->control();
        case Field::nhs_number:
            return nhs_number_->control();
        case Field::upn:
            return upn_->control();
        case Field::address:
            return address_->control();
        case Field::sex:
            return sex_->control();
        case Field::school:
            return school_->control();
        case Field::people:
            return people_;
        default:
            return nullptr;
    }
}

}  // namespace kith::ui
