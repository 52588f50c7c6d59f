#include "ui/pressable.h"

#include "ui/theme.h"

#include <wx/dcbuffer.h>

namespace kith::ui {

Pressable::Pressable(wxWindow* parent, Role role, std::function<void()> on_press)
    : wxWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxBORDER_NONE | wxFULL_REPAINT_ON_RESIZE),
      on_press_(std::move(on_press)) {
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    SetFont(font_body());
    SetCanFocus(is_pressable());
    // A picture stays one; anything else that does nothing is text.
    const Role known_as = is_pressable() || role == Role::image ? role : Role::text;
    DrawnControl control{known_as, {}, [this] { return is_pressed(); }};
    if (is_pressable()) control.press = [this] { press(); };
    expose_control(this, std::move(control));

    Bind(wxEVT_PAINT, [this](wxPaintEvent&) { on_paint(); });
    Bind(wxEVT_KEY_DOWN, &Pressable::on_key, this);
    Bind(wxEVT_LEFT_UP, [this](wxMouseEvent& event) {
        if (GetClientRect().Contains(event.GetPosition())) press();
    });
    const auto hover = [this](bool now) {
        is_hovered_ = now && is_pressable();
        Refresh();
    };
    Bind(wxEVT_ENTER_WINDOW, [hover](wxMouseEvent&) { hover(true); });
    Bind(wxEVT_LEAVE_WINDOW, [hover](wxMouseEvent&) { hover(false); });
    const auto repaint = [this](wxEvent& event) {
        Refresh();
        event.Skip();
    };
    Bind(wxEVT_SET_FOCUS, repaint);
    Bind(wxEVT_KILL_FOCUS, repaint);
    Bind(wxEVT_SYS_COLOUR_CHANGED, repaint);
}

void Pressable::press() {
    if (!on_press_ || !IsEnabled()) return;
    // A copy: what it does may put another control in this one's place.
    const auto todo = on_press_;
    todo();
}

void Pressable::on_key(wxKeyEvent& event) {
    const int key = event.GetKeyCode();
    const bool presses = key == WXK_SPACE || key == WXK_RETURN || key == WXK_NUMPAD_ENTER;
    if (presses && is_pressable() && !event.HasAnyModifiers())
        press();
    else
        event.Skip();
}

void Pressable::on_paint() {
    wxAutoBufferedPaintDC dc(this);
    dc.SetFont(GetFont());
    draw(dc);
}

}  // namespace kith::ui
