#pragma once
#include "present/enquiry_form.h"
#include "ui/card.h"

#include <functional>

class wxButton;

namespace kith::ui {

class ChoiceField;
class FieldGrid;
class TextField;

/// How the asker stands to the family, and whether the ordinary way will do: a declared conflict, emergency
/// access, and a second person where policy wants one. Part of the first card of the Enquiry screen.
class AccessPart : public Ground {
public:
    /// `on_second_person`: the asker wants a second person to look at the request.
    AccessPart(wxWindow* parent, std::function<void()> on_change, std::function<void()> on_second_person);
    void set_rules(const present::FormRules& rules);
    void collect(present::EnquiryFields& fields) const;
    void fill(const present::EnquiryFields& fields);
    void show(const present::EnquiryReview& review);
    wxWindow* control(present::Field field) const;

private:
    ChoiceField* knows_family_;
    ChoiceField* emergency_;
    TextField* emergency_words_;
    Paragraph* words_;
    wxButton* second_person_;
};

}  // namespace kith::ui
