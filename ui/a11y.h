#pragma once
#include <wx/gdicmn.h>
#include <wx/string.h>

#include <functional>
#include <vector>

class wxChoice;
class wxWindow;

namespace kith::ui {

/// Gives a control its name for assistive technology (ATK on GTK; wxWindow::SetName never reaches it).
void set_accessible_name(wxWindow* window, const wxString& name);
void set_accessible_description(wxWindow* window, const wxString& description);
/// The same for a control made of several windows, such as a grid with its heads: each part takes the name,
/// unless it has one already.
void set_accessible_name_of_parts(wxWindow* composite, const wxString& name);
/// Says that `label` names `field`, and gives the field the label's text as its name.
void label_for(wxWindow* label, wxWindow* field);
/// Says something now: changes the text of a live region that assistive technology watches.
void announce(wxWindow* live_region, const wxString& text);

/// Lets a drop-down list say that it has the keyboard: GTK gives it to a button inside that it hides from
/// assistive technology. Call once, after it is created.
void expose_choice(wxChoice* choice);

/// One thing drawn on a canvas, as assistive technology meets it.
struct DrawnItem {
    wxString name;  ///< "16 Nov 2026, Northshire Hospitals, attended emergency department"
    wxString description;
    wxRect rect;  ///< in the window's own pixels
    bool is_selected = false;
    bool is_focused = false;
};

/// The items of a drawn view. The view answers these two whenever asked, on the UI thread.
struct DrawnItems {
    std::function<std::vector<DrawnItem>()> list;
    std::function<void(size_t)> activate;
};

/// Makes a drawn view's items visible to assistive technology. Call once, after the window is created.
void expose_items(wxWindow* canvas, const wxString& name, DrawnItems items);
/// Tells assistive technology that the items changed.
void items_changed(wxWindow* canvas);

/// What a control that we draw ourselves is.
enum class Role { button, toggle, tab, image, text };

/// A control that we draw ourselves, as assistive technology meets it. Its name is given by
/// set_accessible_name.
struct DrawnControl {
    Role role = Role::button;
    std::function<void()> press;       ///< empty: it cannot be pressed
    std::function<bool()> is_pressed;  ///< of a toggle, or the selected tab; may be empty
};

/// Makes such a control known. Call once, after the window is created.
void expose_control(wxWindow* window, DrawnControl control);
/// Tells assistive technology that it was pressed or released.
void pressed_changed(wxWindow* window);

}  // namespace kith::ui
