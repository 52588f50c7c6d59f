#pragma once
#include "ui/card.h"

#include <vector>

namespace kith::ui {

/// Lays its children out in rows, as words in a paragraph, and is as high as that takes. One stop for Tab:
/// arrows, Home and End move among the children.
class WrapBox : public Ground {
public:
    WrapBox(wxWindow* parent, Tone tone, int gap_dip = 5);
    /// After children were added, removed or changed their size.
    void rearrange();
    /// The child that has the keyboard; null when none has.
    wxWindow* focused_child() const;

private:
    int place(int width);
    int place_row(const std::vector<wxWindow*>& row, int y, int width);
    void on_key(wxKeyEvent& event);
    void move_focus(int by);
    void leave(bool forward);
    int gap_;
    bool is_placing_ = false;
};

}  // namespace kith::ui
