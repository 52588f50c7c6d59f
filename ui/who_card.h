#pragma once
#include "present/enquiry_form.h"
#include "ui/card.h"

#include <functional>

class wxCheckBox;

namespace kith::ui {

class ChoiceField;
class PeoplePanel;
class TextField;

/// Who is the child, and who is around the child.
class WhoCard : public Card {
public:
    WhoCard(wxWindow* parent, std::function<void()> on_change);
    void collect(present::EnquiryFields& fields) const;
    void fill(const present::EnquiryFields& fields);
    void show(const present::EnquiryReview& review);
    /// The control of one of its fields; null if the field is not here.
    wxWindow* control(present::Field field) const;

private:
    void add_child(const std::function<void()>& on_change);
    void add_people(const std::function<void()>& on_change);
    TextField *given_, *family_, *also_known_as_, *born_, *nhs_number_, *upn_, *address_, *school_;
    wxCheckBox* unborn_;
    ChoiceField* sex_;
    PeoplePanel* people_;
};

}  // namespace kith::ui
