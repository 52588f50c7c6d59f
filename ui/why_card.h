#pragma once
#include "present/enquiry_form.h"
#include "ui/card.h"

#include <functional>

namespace kith::ui {

class AccessPart;
class ChoiceField;
class FieldGrid;
class TextField;

/// Why are you asking: case, purpose and the law it rests on, consent, the reason in words, and how the asker stands to it.
class WhyCard : public Card {
public:
    WhyCard(wxWindow* parent, std::function<void()> on_change, std::function<void()> on_second_person);
    void set_rules(const present::FormRules& rules);
    void collect(present::EnquiryFields& fields) const;
    void fill(const present::EnquiryFields& fields);
    void show(const present::EnquiryReview& review);
    /// The control of one of its fields; null if the field is not here.
    wxWindow* control(present::Field field) const;

private:
    TextField* case_ref_;
    ChoiceField* purpose_;
    ChoiceField* consent_;
    Paragraph* basis_;
    FieldGrid* overrides_;
    ChoiceField* override_reason_;
    TextField* override_words_;
    TextField* reason_;
    AccessPart* access_;
};

}  // namespace kith::ui
