// Names for assistive technology, by ATK on GTK.
#include "ui/a11y.h"

#include "ui/text.h"

#include <gtk/gtk.h>
#include <wx/control.h>
#include <wx/window.h>

namespace kith::ui {
namespace {

/// The widget that takes the keyboard: text areas and tables hide it in a scrolling pane.
GtkWidget* inner_widget(wxWindow* window) {
    GtkWidget* widget = window->GetHandle();
    GtkWidget* child = GTK_IS_SCROLLED_WINDOW(widget) ? gtk_bin_get_child(GTK_BIN(widget)) : nullptr;
    return child ? child : widget;
}

void name_widget(GtkWidget* widget, const wxString& name) {
    atk_object_set_name(gtk_widget_get_accessible(widget), said(name).c_str());
}

}  // namespace

void set_accessible_name(wxWindow* window, const wxString& name) {
    name_widget(window->GetHandle(), name);
    name_widget(inner_widget(window), name);
}

void set_accessible_name_of_parts(wxWindow* composite, const wxString& name) {
    const char* known = atk_object_get_name(gtk_widget_get_accessible(composite->GetHandle()));
    if (!known || !*known) set_accessible_name(composite, name);
    for (wxWindow* part : composite->GetChildren()) set_accessible_name_of_parts(part, name);
}

void set_accessible_description(wxWindow* window, const wxString& description) {
    atk_object_set_description(gtk_widget_get_accessible(inner_widget(window)), said(description).c_str());
}

void label_for(wxWindow* label, wxWindow* field) {
    set_accessible_name(field, wxControl::RemoveMnemonics(label->GetLabel()));
    AtkObject* name = gtk_widget_get_accessible(label->GetHandle());
    AtkObject* named = gtk_widget_get_accessible(inner_widget(field));
    atk_object_add_relationship(named, ATK_RELATION_LABELLED_BY, name);
    atk_object_add_relationship(name, ATK_RELATION_LABEL_FOR, named);
}

void announce(wxWindow* live_region, const wxString& text) {
    if (live_region->GetLabel() == text) return;
    live_region->SetLabel(text);
    set_accessible_name(live_region, text);
}

}  // namespace kith::ui
