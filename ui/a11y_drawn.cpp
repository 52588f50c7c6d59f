// A widget's AtkObject is made by its class. We replace that class function once, by one that first looks
// whether the widget has an object of ours and otherwise calls the original; changing the widget's type
// instead upsets GTK's theming.
#include "ui/a11y_drawn.h"

#include <wx/window.h>

#include <map>

namespace kith::ui {
namespace {

using DrawnRef = std::weak_ptr<Drawn>;

constexpr const char* kDrawnKey = "kith-drawn";        // on our objects: a weak reference
constexpr const char* kHeldKey = "kith-held";          // on the widget: the owner
constexpr const char* kObjectKey = "kith-accessible";  // on the widget: our object

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

/// GTK still asks for states while the window goes, when what we draw with is gone already.
void stop_when_destroyed(wxWindow* window, const DrawnPtr& drawn) {
    window->Bind(wxEVT_DESTROY, [window, drawn](wxWindowDestroyEvent& event) {
        if (event.GetEventObject() == window) drawn->is_going = true;
        event.Skip();
    });
}

}  // namespace

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

GtkWidget* drawing_widget(wxWindow* window) {
    return window->m_wxwindow ? window->m_wxwindow : window->GetHandle();
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

}  // namespace kith::ui
