#include "ui/access_part.h"

#include "ui/field.h"
#include "ui/moods.h"
#include "ui/text.h"

#include <wx/button.h>
#include <wx/sizer.h>

namespace kith::ui {
namespace {

using present::Field;

/// Hides what has no say here; true if that changed anything.
bool show_if(wxWindow* part, bool is_wanted) {
    return part->Show(is_wanted);
}

}  // namespace

AccessPart::AccessPart(wxWindow* parent, std::function<void()> on_change,
                       std::function<void()> on_second_person)
    : Ground(parent, Tone::surface) {
    // Lines of their own: the reasons are sentences, and none may be cut off.
    knows_family_ = new ChoiceField(this, _("Do you know this family?"), on_change);
    knows_family_->set_options({{"no", "No"}, {"yes", "Yes: hand this to a colleague"}});
    emergency_ = new ChoiceField(this, _("Access"), on_change);
    emergency_words_ =
        new TextField(this, _("What makes it an emergency, in your own words (recorded)"), on_change);
    words_ = new Paragraph(this, {}, Tone::work_text);
    second_person_ = new wxButton(this, wxID_ANY, say("Ask a second person\u2026"));
    second_person_->Bind(wxEVT_BUTTON, [on_second_person](wxCommandEvent&) { on_second_person(); });

    auto* all = new wxBoxSizer(wxVERTICAL);
    const auto below = wxSizerFlags().Expand().Border(wxTOP, FromDIP(10));
    all->Add(knows_family_, wxSizerFlags().Expand());
    all->Add(emergency_, below);
    all->Add(emergency_words_, below);
    all->Add(words_, below);
    all->Add(second_person_, wxSizerFlags().Border(wxTOP, FromDIP(6)));
    SetSizer(all);
    for (wxWindow* part : std::vector<wxWindow*>{emergency_words_, words_, second_person_}) part->Hide();
}

void AccessPart::set_rules(const present::FormRules& rules) {
    std::vector<ChoiceField::Option> ways{{"", "Ordinary"}};
    for (const auto& code : rules.rulebook->emergency.codes)
        ways.push_back({code.id, "Emergency: " + code.words});
    emergency_->set_options(std::move(ways));
}

void AccessPart::collect(present::EnquiryFields& fields) const {
    fields.knows_family = knows_family_->value() == "yes";
    fields.emergency_code = emergency_->value();
    fields.emergency_words = emergency_words_->text();
}

void AccessPart::fill(const present::EnquiryFields& fields) {
    knows_family_->set_value(fields.knows_family ? "yes" : "no");
    emergency_->set_value(fields.emergency_code);
    emergency_words_->set_text(fields.emergency_words);
}

void AccessPart::show(const present::EnquiryReview& review) {
    emergency_->control()->Enable(review.offers_emergency);
    emergency_->show_note(review.note(Field::emergency));
    emergency_words_->show_note(review.note(Field::emergency_words));
    words_->say(say(review.access_words));
    words_->set_tone(shade_of(review.access_mood).text);
    bool has_changed = show_if(emergency_words_, review.request.emergency.has_value());
    has_changed |= show_if(words_, !review.access_words.empty());
    has_changed |= show_if(second_person_, review.needs_approval);
    if (has_changed) lay_out_around(this);
}

wxWindow* AccessPart::control(Field field) const {
    if (field == Field::knows_family) return knows_family_->control();
    if (field == Field::emergency) return emergency_->control();
    if (field == Field::emergency_words) return emergency_words_->control();
    if (field == Field::approval) return second_person_;
    return nullptr;
}

}  // namespace kith::ui
