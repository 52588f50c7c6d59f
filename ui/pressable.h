#pragma once
#include "ui/a11y.h"

#include <wx/window.h>

#include <functional>

class wxDC;

namespace kith::ui {

/// A control that we draw: takes the keyboard, is pressed by Space, Enter or the mouse, and is known to
/// assistive technology. What is not pressable never takes the keyboard.
class Pressable : public wxWindow {
public:
    Pressable(wxWindow* parent, Role role, std::function<void()> on_press);
    bool AcceptsFocus() const override { return is_pressable() && wxWindow::AcceptsFocus(); }
    bool is_pressable() const { return static_cast<bool>(on_press_); }

protected:
    /// Draws the whole control, ground included; the dc has the body font.
    virtual void draw(wxDC& dc) = 0;
    /// Of a toggle or tab.
    virtual bool is_pressed() const { return false; }
    bool is_hovered() const { return is_hovered_; }

private:
    void press();
    void on_key(wxKeyEvent& event);
    void on_paint();
    std::function<void()> on_press_;
    bool is_hovered_ = false;
};

}  // namespace kith::ui
