#pragma once
#include "present/enquiry_form.h"

#include <wx/dataview.h>

#include <functional>
#include <vector>

namespace kith::ui {

/// The people around the child as a native list reads them.
class PeopleModel : public wxDataViewVirtualListModel {
public:
    enum Column : unsigned { ask, name, born, relation, state };
    explicit PeopleModel(std::function<void(size_t, bool)> on_include) : on_include_(std::move(on_include)) {}
    void show(std::vector<present::PersonRow> rows, std::vector<bool> included);

    unsigned GetColumnCount() const override { return 5; }
    wxString GetColumnType(unsigned column) const override { return column == ask ? "bool" : "string"; }
    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override;
    bool SetValueByRow(const wxVariant& value, unsigned row, unsigned column) override;
    bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override;
    bool IsEnabledByRow(unsigned row, unsigned column) const override;

private:
    std::function<void(size_t, bool)> on_include_;
    std::vector<present::PersonRow> rows_;
    std::vector<bool> included_;  ///< of the rows that were typed; the explicit unknowns come after them
};

}  // namespace kith::ui
