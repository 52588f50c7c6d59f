#pragma once
#include "present/network_view.h"

#include <wx/dataview.h>

#include <functional>
#include <vector>

namespace kith::ui {

/// The network row by row: who, how, whom, when and who says so. Says what the drawing says.
class NetworkList : public wxDataViewCtrl {
public:
    explicit NetworkList(wxWindow* parent);
    void show(std::vector<present::NetworkView::Row> rows);
    void select(const present::Target& target);
    void on_select(std::function<void(const present::Target&)> then) { select_ = std::move(then); }
    void on_open(std::function<void(const present::Target&)> then) { open_ = std::move(then); }

private:
    class Model;
    const present::NetworkView::Row* selected_row() const;
    std::vector<present::NetworkView::Row> rows_;
    wxObjectDataPtr<Model> model_;
    std::function<void(const present::Target&)> select_, open_;
    bool is_telling_ = true;
};

}  // namespace kith::ui
