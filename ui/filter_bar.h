#pragma once
#include "present/chronology_view.h"
#include "ui/chip.h"
#include "ui/wrap_box.h"

#include <wx/timer.h>

#include <functional>

class wxTextCtrl;

namespace kith::ui {

/// What narrows the chronology: words, and toggles that say in words what they do.
class FilterBar : public Ground {
public:
    FilterBar(wxWindow* parent, std::function<void()> on_change);

    const present::Narrowing& narrowing() const { return narrowing_; }
    void set_period(const record::Period& period);
    void show_conflicts(size_t count);
    /// Whose events "Only the child" keeps; empty when the picture has no record of the child yet.
    void set_child(const std::string& identity) { child_ = identity; }
    void clear();
    /// The words searched for. Setting them tells nobody.
    std::string words() const { return narrowing_.filter.text; }
    void set_words(const std::string& words);
    void focus_search();
    bool search_has_keyboard() const;

private:
    void toggle(bool& flag);
    void toggle_child();
    void refresh();
    Chip* add_toggle(std::function<void()> press, const wxString& tip);

    present::Narrowing narrowing_;
    std::string child_;
    size_t conflicts_ = 0;
    std::function<void()> on_change_;
    wxTextCtrl* search_;
    wxTimer typing_;  ///< the list follows once typing pauses
    WrapBox* chips_;
    Chip *significant_, *voice_, *not_attended_, *conflict_, *child_only_, *joined_, *period_;
};

}  // namespace kith::ui
