#pragma once
#include "present/access_log_view.h"

#include <wx/dataview.h>

#include <functional>
#include <memory>
#include <optional>

namespace kith::ui {

/// The access log as a native list. Rows are made as they come into sight, so that a million cost no more
/// than those on the screen; every column has a width, without which GTK measures every row.
class LogList : public wxDataViewCtrl {
public:
    explicit LogList(wxWindow* parent);

    void show(const present::AccessLogView& view, base::Instant now);
    void on_select(std::function<void(std::optional<std::uint64_t> place)> then) {
        select_ = std::move(then);
    }
    void on_open(std::function<void()> then) { open_ = std::move(then); }
    /// Puts the keyboard here, on a row.
    void take_keyboard();

private:
    class Model;
    void add_columns();
    void share_width();
    void select_place(std::optional<std::uint64_t> place);
    std::optional<std::uint64_t> selected_place() const;
    size_t count() const { return found_ ? found_->places.size() : 0; }

    present::LogBookPtr book_;
    std::shared_ptr<const present::LogFound> found_;
    present::Verdicts verdicts_;
    base::Instant now_{};
    wxObjectDataPtr<Model> model_;
    std::function<void(std::optional<std::uint64_t>)> select_;
    std::function<void()> open_;
    bool is_telling_ = true;
};

}  // namespace kith::ui
