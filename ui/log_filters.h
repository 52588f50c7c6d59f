#pragma once
#include "present/access_log_view.h"
#include "ui/card.h"

#include <wx/timer.h>

#include <functional>
#include <vector>

class wxTextCtrl;

namespace kith::ui {

class Chip;
class WrapBox;

/// What narrows the log: words, and chips that say what they do and how many there are. None of it is an
/// entry of the log.
class LogFilters : public Ground {
public:
    LogFilters(wxWindow* parent, std::function<void(const present::LogQuery&)> on_change);

    void show(const present::AccessLogView& view);
    void focus_search();
    bool search_has_keyboard() const;
    /// Clears what narrows; false when nothing did.
    bool clear();

private:
    void press(present::LogChoice::Key key);
    Chip* chip_at(size_t index);

    std::function<void(const present::LogQuery&)> on_change_;
    present::LogBookPtr book_;
    present::LogQuery query_;
    std::vector<present::LogChoice> choices_;
    wxTextCtrl* search_;
    wxTimer typing_;  ///< the list follows once typing pauses
    WrapBox* box_;
    std::vector<Chip*> chips_;
};

}  // namespace kith::ui
