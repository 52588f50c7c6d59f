// A drop-down list as assistive technology should meet it: focusable, and focused when its inner button is.
#include "ui/a11y.h"

#include <gtk/gtk-a11y.h>
#include <gtk/gtk.h>
#include <wx/choice.h>

namespace kith::ui {
namespace {

using ReferStates = AtkStateSet* (*)(AtkObject*);
ReferStates original_states = nullptr;

void keep_button(GtkWidget* child, gpointer found) {
    if (GTK_IS_TOGGLE_BUTTON(child))
        *static_cast<GtkWidget**>(found) = child;
    else if (GTK_IS_CONTAINER(child))
        gtk_container_forall(GTK_CONTAINER(child), keep_button, found);
}

/// The button inside, which takes the keyboard; null if the list is of another make.
GtkWidget* inner_button(GtkWidget* combo) {
    GtkWidget* found = nullptr;
    gtk_container_forall(GTK_CONTAINER(combo), keep_button, &found);
    return found;
}

AtkStateSet* states_with_focus(AtkObject* object) {
    AtkStateSet* states = original_states(object);
    GtkWidget* combo = gtk_accessible_get_widget(GTK_ACCESSIBLE(object));
    GtkWidget* button = combo ? inner_button(combo) : nullptr;
    if (!button) return states;
    atk_state_set_add_state(states, ATK_STATE_FOCUSABLE);
    if (gtk_widget_has_focus(button)) atk_state_set_add_state(states, ATK_STATE_FOCUSED);
    return states;
}

/// Once for the class: every drop-down list of the program shares it.
void teach_class_of(AtkObject* combo) {
    AtkObjectClass* klass = ATK_OBJECT_GET_CLASS(combo);
    if (klass->ref_state_set == states_with_focus) return;
    original_states = klass->ref_state_set;
    klass->ref_state_set = states_with_focus;
}

gboolean tell_focus(GtkWidget* button, GdkEventFocus* event, gpointer) {
    GtkWidget* combo = gtk_widget_get_ancestor(button, GTK_TYPE_COMBO_BOX);
    if (combo) atk_object_notify_state_change(gtk_widget_get_accessible(combo), ATK_STATE_FOCUSED, event->in);
    return FALSE;  // the button still needs it
}

}  // namespace

void expose_choice(wxChoice* choice) {
    GtkWidget* combo = choice->GetHandle();
    teach_class_of(gtk_widget_get_accessible(combo));
    GtkWidget* button = inner_button(combo);
    if (!button) return;
    g_signal_connect(button, "focus-in-event", G_CALLBACK(tell_focus), nullptr);
    g_signal_connect(button, "focus-out-event", G_CALLBACK(tell_focus), nullptr);
}

}  // namespace kith::ui
