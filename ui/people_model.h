#pragma once
#include "present/enquiry_form.h"

#include <wx/dataview.h>

#include <vector>

namespace kith::ui {

/// The people around the child as a native list reads them.
class PeopleModel : public wxDataViewVirtualListModel {
public:
    enum Column : unsigned { name, born, relation, include };
    void show(std::vector<present::PersonRow> rows);

    unsigned GetColumnCount() const override { return 4; }
    wxString GetColumnType(unsigned) const override { return "string"; }
    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override;
    bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }
    bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override;

private:
    std::vector<present::PersonRow> rows_;
};

}  // namespace kith::ui
