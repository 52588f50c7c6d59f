#pragma once
#include "present/enquiry_form.h"
#include "ui/card.h"

#include <wx/panel.h>

#include <functional>
#include <vector>

class wxButton;
class wxDataViewCtrl;

namespace kith::ui {

class ChoiceField;
class FieldGrid;
class PeopleModel;
class TextField;

/// The people around the child: a list, and a row of fields that opens to add or change one. Enter opens the
/// chosen one, Space includes or leaves out, Delete removes.
class PeoplePanel : public Ground {
public:
    PeoplePanel(wxWindow* parent, std::function<void()> on_change);
    const std::vector<present::AroundFields>& people() const { return people_; }
    void set_people(std::vector<present::AroundFields> people);
    void show(const present::EnquiryReview& review);
    void take_focus();

private:
    static constexpr size_t kNobody = static_cast<size_t>(-1);

    void make_list();
    void fit_columns();
    void make_buttons();
    void make_editor();
    void open_editor(size_t index);
    void close_editor();
    void keep();
    void remove();
    size_t chosen() const;
    void toggle_included(size_t index);
    void on_list_key(wxKeyEvent& event);
    void enable_buttons();

    std::function<void()> on_change_;
    std::vector<present::AroundFields> people_;
    std::vector<present::PersonRow> rows_;
    size_t edited_ = kNobody;  ///< index of the person in the editor; kNobody: a new one

    wxDataViewCtrl* list_;
    PeopleModel* model_;
    Ground* buttons_;
    wxButton *add_, *edit_, *include_, *remove_;
    Ground* editor_;
    ChoiceField* relation_;
    TextField *name_, *born_, *nhs_number_;
};

}  // namespace kith::ui
