// What we draw ourselves, given to assistive technology as AtkObjects: a canvas with items, or a single
// control.
//
// A widget's AtkObject is made by its class. We replace that class function once, by one that first looks
// whether the widget has an object of ours and otherwise calls the original; changing the widget's type
// instead upsets GTK's theming.
#include "ui/a11y.h"
#include "ui/text.h"

#include <gtk/gtk-a11y.h>
#include <gtk/gtk.h>
#include <wx/window.h>

#include <map>
#include <memory>
#include <optional>

namespace kith::ui {
namespace {

/// What belongs to one drawn widget. Assistive technology may keep our objects longer than the widget lives,
/// so they hold it weakly.
struct Drawn {
    GtkWidget* widget = nullptr;
    bool is_going = false;  ///< its window is being destroyed
    std::optional<DrawnItems> items;
    std::optional<DrawnControl> control;
    std::vector<DrawnItem> known;      ///< the items as last listed
    std::vector<AtkObject*> children;  ///< one a known item; owned
    ~Drawn() {
        for (AtkObject* child : children) g_object_unref(child);
    }
};

using DrawnPtr = std::shared_ptr<Drawn>;
using DrawnRef = std::weak_ptr<Drawn>;

constexpr const char* kDrawnKey = "kith-drawn";  // on our objects: a weak reference
constexpr const char* kHeldKey = "kith-held";    // on the widget: the owner
constexpr const char* kObjectKey = "kith-accessible";
constexpr const char* kIndexKey = "kith-index";

/// What an object of ours stands for; empty once its window is going: then nothing of the window may be
/// asked.
DrawnPtr drawn_of(gpointer object) {
    auto* ref = static_cast<DrawnRef*>(g_object_get_data(G_OBJECT(object), kDrawnKey));
    const DrawnPtr drawn = ref ? ref->lock() : nullptr;
    return drawn && !drawn->is_going ? drawn : nullptr;
}

void attach(gpointer object, const DrawnPtr& drawn) {
    g_object_set_data_full(G_OBJECT(object), kDrawnKey, new DrawnRef(drawn),
                           [](gpointer ref) { delete static_cast<DrawnRef*>(ref); });
}

GType derive(GType parent, const char* name, GClassInitFunc class_init) {
    GTypeQuery query;
    g_type_query(parent, &query);
    return g_type_register_static_simple(parent, name, query.class_size, class_init, query.instance_size,
                                         nullptr, GTypeFlags(0));
}

void implement(GType type, GType interface, GInterfaceInitFunc init) {
    const GInterfaceInfo info{init, nullptr, nullptr};
    g_type_add_interface_static(type, interface, &info);
}

// ---- one drawn item
// -------------------------------------------------------------------------------------------------

size_t index_of(gpointer item) {
    return GPOINTER_TO_SIZE(g_object_get_data(G_OBJECT(item), kIndexKey));
}

const DrawnItem* known_item(const DrawnPtr& drawn, gpointer item) {
    const size_t index = index_of(item);
    return drawn && index < drawn->known.size() ? &drawn->known[index] : nullptr;
}

void item_extents(AtkComponent* component, gint* x, gint* y, gint* width, gint* height,
                  AtkCoordType relative_to) {
    const DrawnPtr drawn = drawn_of(component);
    const DrawnItem* item = known_item(drawn, component);
    *x = *y = *width = *height = 0;
    if (!item) return;
    gint left = 0, top = 0, ignored = 0;
    atk_component_get_extents(ATK_COMPONENT(gtk_widget_get_accessible(drawn->widget)), &left, &top, &ignored,
                              &ignored, relative_to);
    *x = left + item->rect.x;
    *y = top + item->rect.y;
    *width = item->rect.width;
    *height = item->rect.height;
}

gboolean item_activate(AtkAction* action, gint) {
    const DrawnPtr drawn = drawn_of(action);
    if (!known_item(drawn, action)) return FALSE;
    drawn->items->activate(index_of(action));
    return TRUE;
}

AtkStateSet* item_states(AtkObject* object) {
    AtkStateSet* states = atk_state_set_new();
    const DrawnPtr drawn = drawn_of(object);
    const DrawnItem* item = known_item(drawn, object);
    if (!item) {
        atk_state_set_add_state(states, ATK_STATE_DEFUNCT);
        return states;
    }
    for (const AtkStateType state : {ATK_STATE_ENABLED, ATK_STATE_SENSITIVE, ATK_STATE_VISIBLE,
                                     ATK_STATE_SHOWING, ATK_STATE_FOCUSABLE, ATK_STATE_SELECTABLE})
        atk_state_set_add_state(states, state);
    if (item->is_selected) atk_state_set_add_state(states, ATK_STATE_SELECTED);
    if (item->is_focused) atk_state_set_add_state(states, ATK_STATE_FOCUSED);
    return states;
}

gint item_place(AtkObject* object) {
    return static_cast<gint>(index_of(object));
}
gint one_action(AtkAction*) {
    return 1;
}
const gchar* activate_name(AtkAction*, gint) {
    return "activate";
}

GType item_type() {
    static const GType type = [] {
        const GType made = derive(ATK_TYPE_OBJECT, "KithDrawnItem", [](gpointer klass, gpointer) {
            ATK_OBJECT_CLASS(klass)->ref_state_set = item_states;
            ATK_OBJECT_CLASS(klass)->get_index_in_parent = item_place;
        });
        implement(made, ATK_TYPE_COMPONENT, [](gpointer iface, gpointer) {
            static_cast<AtkComponentIface*>(iface)->get_extents = item_extents;
        });
        implement(made, ATK_TYPE_ACTION, [](gpointer iface, gpointer) {
            static_cast<AtkActionIface*>(iface)->do_action = item_activate;
            static_cast<AtkActionIface*>(iface)->get_n_actions = one_action;
            static_cast<AtkActionIface*>(iface)->get_name = activate_name;
        });
        return made;
    }();
    return type;
}

AtkObject* make_item(const DrawnPtr& drawn, AtkObject* parent, size_t index) {
    auto* item = ATK_OBJECT(g_object_new(item_type(), nullptr));
    attach(item, drawn);
    g_object_set_data(G_OBJECT(item), kIndexKey, GSIZE_TO_POINTER(index));
    atk_object_set_role(item, ATK_ROLE_LIST_ITEM);
    atk_object_set_parent(item, parent);
    return item;
}

// ---- the canvas that holds them
// -------------------------------------------------------------------------------------

gint canvas_count(AtkObject* object) {
    const DrawnPtr drawn = drawn_of(object);
    return drawn ? static_cast<gint>(drawn->children.size()) : 0;
}

AtkObject* canvas_child(AtkObject* object, gint index) {
    const DrawnPtr drawn = drawn_of(object);
    if (!drawn || index < 0 || static_cast<size_t>(index) >= drawn->children.size()) return nullptr;
    return ATK_OBJECT(g_object_ref(drawn->children[index]));
}

GType canvas_type() {
    static const GType type =
        derive(GTK_TYPE_CONTAINER_ACCESSIBLE, "KithCanvas", [](gpointer klass, gpointer) {
            ATK_OBJECT_CLASS(klass)->get_n_children = canvas_count;
            ATK_OBJECT_CLASS(klass)->ref_child = canvas_child;
        });
    return type;
}

// ---- a single control
// -----------------------------------------------------------------------------------------------

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

// ---- hooking them to widgets
// ----------------------------------------------------------------------------------------

using MakeAccessible = AtkObject* (*)(GtkWidget*);

std::map<GtkWidgetClass*, MakeAccessible>& original_makers() {
    static std::map<GtkWidgetClass*, MakeAccessible> makers;
    return makers;
}

AtkObject* ours_or_original(GtkWidget* widget) {
    if (auto* ours = static_cast<AtkObject*>(g_object_get_data(G_OBJECT(widget), kObjectKey))) return ours;
    return original_makers().at(GTK_WIDGET_GET_CLASS(widget))(widget);
}

void patch_class_of(GtkWidget* widget) {
    GtkWidgetClass* klass = GTK_WIDGET_GET_CLASS(widget);
    if (klass->get_accessible == ours_or_original) return;
    original_makers()[klass] = klass->get_accessible;
    klass->get_accessible = ours_or_original;
}

/// The widget that wx draws us on and that has the focus.
GtkWidget* drawing_widget(wxWindow* window) {
    return window->m_wxwindow ? window->m_wxwindow : window->GetHandle();
}

/// GTK still asks for states while the window goes, when what we draw with is gone already.
void stop_when_destroyed(wxWindow* window, const DrawnPtr& drawn) {
    window->Bind(wxEVT_DESTROY, [window, drawn](wxWindowDestroyEvent& event) {
        if (event.GetEventObject() == window) drawn->is_going = true;
        event.Skip();
    });
}

AtkObject* hook(wxWindow* window, const DrawnPtr& drawn, GType type, AtkRole role) {
    stop_when_destroyed(window, drawn);
    patch_class_of(drawn->widget);
    auto* object = ATK_OBJECT(g_object_new(type, "widget", drawn->widget, nullptr));
    attach(object, drawn);
    atk_object_initialize(object, drawn->widget);
    atk_object_set_role(object, role);
    g_object_set_data_full(G_OBJECT(drawn->widget), kObjectKey, object, g_object_unref);
    // The widget itself keeps what was drawn alive, and no longer than it lives.
    g_object_set_data_full(G_OBJECT(drawn->widget), kHeldKey, new DrawnPtr(drawn),
                           [](gpointer held) { delete static_cast<DrawnPtr*>(held); });
    return object;
}

DrawnPtr held_by(wxWindow* window) {
    auto* held = static_cast<DrawnPtr*>(g_object_get_data(G_OBJECT(drawing_widget(window)), kHeldKey));
    return held ? *held : nullptr;
}

void resize_children(const DrawnPtr& drawn, AtkObject* canvas) {
    while (drawn->children.size() > drawn->known.size()) {
        AtkObject* last = drawn->children.back();
        drawn->children.pop_back();
        g_signal_emit_by_name(canvas, "children-changed::remove", drawn->children.size(), last, nullptr);
        g_object_unref(last);
    }
    while (drawn->children.size() < drawn->known.size()) {
        drawn->children.push_back(make_item(drawn, canvas, drawn->children.size()));
        g_signal_emit_by_name(canvas, "children-changed::add", drawn->children.size() - 1,
                              drawn->children.back(), nullptr);
    }
}

void tell_differences(AtkObject* child, const DrawnItem& before, const DrawnItem& after) {
    if (before.is_selected != after.is_selected)
        atk_object_notify_state_change(child, ATK_STATE_SELECTED, after.is_selected);
    if (before.is_focused != after.is_focused)
        atk_object_notify_state_change(child, ATK_STATE_FOCUSED, after.is_focused);
}

void name_children(const DrawnPtr& drawn, const std::vector<DrawnItem>& before) {
    for (size_t i = 0; i < drawn->known.size(); ++i) {
        const DrawnItem& now = drawn->known[i];
        const DrawnItem was = i < before.size() ? before[i] : DrawnItem{};
        AtkObject* child = drawn->children[i];
        if (was.name != now.name || i >= before.size()) atk_object_set_name(child, said(now.name).c_str());
        if (was.description != now.description)
            atk_object_set_description(child, said(now.description).c_str());
        tell_differences(child, was, now);
    }
}

}  // namespace

void expose_items(wxWindow* canvas, const wxString& name, DrawnItems items) {
    const auto drawn = std::make_shared<Drawn>();
    drawn->widget = drawing_widget(canvas);
    drawn->items = std::move(items);
    AtkObject* object = hook(canvas, drawn, canvas_type(), ATK_ROLE_LIST);
    atk_object_set_name(object, said(name).c_str());
    // A canvas that scrolls stands in a pane, which takes the keyboard too.
    atk_object_set_name(gtk_widget_get_accessible(canvas->GetHandle()), said(name).c_str());
    items_changed(canvas);
}

void items_changed(wxWindow* canvas) {
    const DrawnPtr drawn = held_by(canvas);
    if (!drawn || !drawn->items) return;
    const std::vector<DrawnItem> before = std::exchange(drawn->known, drawn->items->list());
    resize_children(drawn, gtk_widget_get_accessible(drawn->widget));
    name_children(drawn, before);
}

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
