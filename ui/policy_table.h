#pragma once
#include "present/policy_view.h"

#include <wx/dataview.h>

#include <functional>
#include <vector>

namespace kith::ui {

/// What one role may see of each source, one a row.
class PolicyTable : public wxDataViewCtrl {
public:
    PolicyTable(wxWindow* parent, std::function<void()> on_select, std::function<void()> on_open);
    /// Keeps the selected row; selects the first when there was none.
    void show(std::vector<present::PolicyRow> rows);
    const present::PolicyRow* selected() const;

private:
    class Model;
    void share_width();
    std::vector<present::PolicyRow> rows_;
    wxObjectDataPtr<Model> model_;
    bool is_telling_ = true;
};

}  // namespace kith::ui
