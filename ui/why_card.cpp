#include "ui/why_card.h"

#include "ui/access_part.h"
#include "ui/field.h"
#include "ui/text.h"

#include <wx/sizer.h>

#include <array>

namespace kith::ui {
namespace {

using policy::Consent;
using present::Field;

constexpr std::array kConsents{Consent::not_sought, Consent::given, Consent::refused};

std::vector<ChoiceField::Option> consent_options() {
    return {{"0", "Not sought"}, {"1", "Given by the family"}, {"2", "Refused by the family"}};
}

}  // namespace

WhyCard::WhyCard(wxWindow* parent, std::function<void()> on_change, std::function<void()> on_second_person)
    : Card(parent, say("1 \u00B7 Why are you asking?")) {
    auto* first = new FieldGrid(this);
    case_ref_ = new TextField(first, _("Case reference"), on_change);
    consent_ = new ChoiceField(first, _("Consent"), on_change);
    consent_->set_options(consent_options());
    first->add(case_ref_);
    first->add(consent_);

    // A line of its own: purposes have long names, and none may be cut off.
    purpose_ = new ChoiceField(this, _("Purpose"), on_change);
    auto* basis = new FieldBox(this, _("Lawful basis (set by purpose)"));
    basis_ = new Paragraph(basis, "", Tone::text);
    basis->hold(basis_, 1);

    overrides_ = new FieldGrid(this);
    override_reason_ = new ChoiceField(overrides_, _("Why without consent"), on_change);
    override_words_ = new TextField(overrides_, _("In your own words (recorded and sent)"), on_change);
    overrides_->add(override_reason_);
    overrides_->add(override_words_);
    overrides_->Hide();

    reason_ = new TextField(this, _("Reason, in your own words (recorded in the access log)"), on_change, 2);
    access_ = new AccessPart(this, on_change, std::move(on_second_person));
    const auto flags = wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(10));
    for (wxWindow* part : std::vector<wxWindow*>{first, purpose_, basis, overrides_})
        body()->Add(part, flags);
    body()->Add(reason_, wxSizerFlags(1).Expand().Border(wxLEFT | wxRIGHT | wxTOP, FromDIP(10)));
    body()->Add(access_, wxSizerFlags().Expand().Border(wxALL, FromDIP(10)));
}

void WhyCard::set_rules(const present::FormRules& rules) {
    std::vector<ChoiceField::Option> purposes{{"", "Choose a purpose"}};
    for (const policy::Purpose* purpose : rules.purposes) purposes.push_back({purpose->id, purpose->name});
    purpose_->set_options(std::move(purposes));
    std::vector<ChoiceField::Option> reasons{{"", "Choose a reason"}};
    for (const auto& reason : rules.rulebook->override_reasons) reasons.push_back({reason.id, reason.words});
    override_reason_->set_options(std::move(reasons));
    access_->set_rules(rules);
}

void WhyCard::collect(present::EnquiryFields& fields) const {
    fields.case_ref = case_ref_->text();
    fields.purpose = purpose_->value();
    fields.consent = kConsents[static_cast<size_t>(consent_->value().front() - '0')];
    fields.override_reason = override_reason_->value();
    fields.override_words = override_words_->text();
    fields.reason = reason_->text();
    access_->collect(fields);
}

void WhyCard::fill(const present::EnquiryFields& fields) {
    case_ref_->set_text(fields.case_ref);
    purpose_->set_value(fields.purpose);
    consent_->set_value(std::string(1, static_cast<char>('0' + static_cast<int>(fields.consent))));
    override_reason_->set_value(fields.override_reason);
    override_words_->set_text(fields.override_words);
    reason_->set_text(fields.reason);
    access_->fill(fields);
}

void WhyCard::show(const present::EnquiryReview& review) {
    basis_->set_tone(review.lawful_basis.empty() ? Tone::text_quiet : Tone::text);
    basis_->say(review.lawful_basis.empty()
                    ? wxString(_("Choose a purpose; the law it rests on is shown here."))
                    : say(review.lawful_basis));
    basis_->SetToolTip(say(review.guidance));
    consent_->show_note({Field::consent, present::Mood::neutral,
                         review.needs_consent ? "This purpose rests on consent." : ""});
    access_->show(review);
    if (overrides_->IsShown() == review.needs_override) return;
    overrides_->Show(review.needs_override);
    lay_out_around(overrides_);
}

wxWindow* WhyCard::control(Field field) const {
    switch (field) {
        case Field::case_ref:
            return case_ref_->control();
        case Field::purpose:
            return purpose_->control();
        case Field::consent:
            return consent_->control();
        case Field::override_reason:
            return override_reason_->control();
        case Field::override_words:
            return override_words_->control();
        case Field::reason:
            return reason_->control();
        default:
            return access_->control(field);
    }
}

}  // namespace kith::ui
