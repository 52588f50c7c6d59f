#pragma once
#include "present/chronology_view.h"

#include <wx/dataview.h>

#include <functional>
#include <memory>
#include <optional>

namespace kith::ui {

/// The events as a native list, newest first. Rows are asked for as they come into sight; every column has a
/// width, without which GTK measures every row.
class ChronologyList : public wxDataViewCtrl {
public:
    /// The dated events, or the tray of those without a usable date.
    enum class Shows { dated, undated };
    ChronologyList(wxWindow* parent, Shows shows);

    void show(std::shared_ptr<const present::ChronologyView> view);
    /// Selects the row that holds an entry and brings it into sight; none if the list does not hold it. Tells
    /// nobody.
    void select_entry(const std::string& entry);
    std::optional<present::ChronologyRow> selected_row() const;

    void on_select(std::function<void(const present::ChronologyRow&)> then) { select_ = std::move(then); }
    void on_open(std::function<void(const present::ChronologyRow&)> then) { open_ = std::move(then); }
    int height_of_rows(size_t rows) const;

private:
    class Model;
    void add_columns();
    void share_width();
    present::ChronologyRow row(size_t index) const;
    size_t count() const;

    Shows shows_;
    std::shared_ptr<const present::ChronologyView> view_;
    wxObjectDataPtr<Model> model_;
    wxDataViewColumn* title_column_ = nullptr;
    int others_width_ = 0;  ///< of the columns beside it
    std::function<void(const present::ChronologyRow&)> select_, open_;
    bool is_telling_ = true;
};

}  // namespace kith::ui
