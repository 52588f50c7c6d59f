// A single control that we draw, given to assistive technology with its role, its states and what pressing it
// does.
#include "ui/a11y_drawn.h"

#include <wx/window.h>

namespace kith::ui {
namespace {

AtkObjectClass* container_class() {
    return ATK_OBJECT_CLASS(g_type_class_peek(GTK_TYPE_CONTAINER_ACCESSIBLE));
}

AtkStateSet* control_states(AtkObject* object) {
    AtkStateSet* states = container_class()->ref_state_set(object);
    const DrawnPtr drawn = drawn_of(object);
    if (!drawn || !drawn->control->is_pressed || !drawn->control->is_pressed()) return states;
    const bool is_tab = drawn->control->role == Role::tab;
    atk_state_set_add_state(states, is_tab ? ATK_STATE_SELECTED : ATK_STATE_PRESSED);
    return states;
}

gint control_actions(AtkAction* action) {
    const DrawnPtr drawn = drawn_of(action);
    return drawn && drawn->control->press ? 1 : 0;
}

gboolean control_press(AtkAction* action, gint) {
    const DrawnPtr drawn = drawn_of(action);
    if (!drawn || !drawn->control->press) return FALSE;
    drawn->control->press();
    return TRUE;
}

const gchar* press_name(AtkAction*, gint) {
    return "press";
}
gint no_children(AtkObject*) {
    return 0;
}

GType control_type() {
    static const GType type = [] {
        const GType made = derive(GTK_TYPE_CONTAINER_ACCESSIBLE, "KithControl", [](gpointer klass, gpointer) {
            ATK_OBJECT_CLASS(klass)->ref_state_set = control_states;
            ATK_OBJECT_CLASS(klass)->get_n_children = no_children;
        });
        implement(made, ATK_TYPE_ACTION, [](gpointer iface, gpointer) {
            static_cast<AtkActionIface*>(iface)->do_action = control_press;
            static_cast<AtkActionIface*>(iface)->get_n_actions = control_actions;
            static_cast<AtkActionIface*>(iface)->get_name = press_name;
        });
        return made;
    }();
    return type;
}

AtkRole atk_role(Role role) {
    switch (role) {
        case Role::button:
            return ATK_ROLE_PUSH_BUTTON;
        case Role::toggle:
            return ATK_ROLE_TOGGLE_BUTTON;
        case Role::tab:
            return ATK_ROLE_PAGE_TAB;
        case Role::image:
            return ATK_ROLE_IMAGE;
        case Role::text:
            return ATK_ROLE_LABEL;
    }
    return ATK_ROLE_UNKNOWN;
}

}  // namespace

void expose_control(wxWindow* window, DrawnControl control) {
    const auto drawn = std::make_shared<Drawn>();
    drawn->widget = drawing_widget(window);
    const AtkRole role = atk_role(control.role);
    drawn->control = std::move(control);
    hook(window, drawn, control_type(), role);
}

void pressed_changed(wxWindow* window) {
    const DrawnPtr drawn = held_by(window);
    if (!drawn || !drawn->control || !drawn->control->is_pressed) return;
    const AtkStateType state = drawn->control->role == Role::tab ? ATK_STATE_SELECTED : ATK_STATE_PRESSED;
    atk_object_notify_state_change(gtk_widget_get_accessible(drawn->widget), state,
                                   drawn->control->is_pressed());
}

}  // namespace kith::ui
