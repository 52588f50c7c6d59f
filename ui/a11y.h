#pragma once
#include <wx/gdicmn.h>
#include <wx/string.h>

#include <functional>
#include <vector>

class wxWindow;

namespace kith::ui {

/// Gives a control its name for assistive technology (ATK on GTK; wxWindow::SetName never reaches it).
void set_accessible_name(wxWindow* window, const wxString& name);
void set_accessible_description(wxWindow* window, const wxString& description);
/// Says that `label` names `field`, and gives the field the label's text as its name.
void label_for(wxWindow* label, wxWindow* field);
/// Says something now: changes the text of a live region that assistive technology watches.
void announce(wxWindow* live_region, const wxString& text);

/// One thing drawn on a canvas, as assistive technology meets it.
struct DrawnItem {
    wxString name;         ///< "16 Nov 2026, Northshire Hospitals, attended emergency department"
    wxString description;
    wxRect rect;           ///< in the window's own pixels
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

}  // namespace kith::ui
