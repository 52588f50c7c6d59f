// A drawn view given to assistive technology: a list, and in it each drawn item with its name, place and
// state.
#include "ui/a11y_drawn.h"
#include "ui/text.h"

#include <wx/window.h>

#include <utility>

namespace kith::ui {
namespace {

constexpr const char* kIndexKey = "kith-index";

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

}  // namespace kith::ui
