#pragma once
#include "ui/a11y.h"

#include <gtk/gtk-a11y.h>
#include <gtk/gtk.h>

#include <memory>
#include <optional>
#include <vector>

namespace kith::ui {

// For the a11y files only: how what we draw ourselves becomes an AtkObject.

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

/// What an object of ours stands for; empty once its window is going: then nothing of the window may be
/// asked.
DrawnPtr drawn_of(gpointer object);
/// Makes `object` stand for what was drawn, weakly.
void attach(gpointer object, const DrawnPtr& drawn);
/// What a window holds; null if nothing of it was exposed.
DrawnPtr held_by(wxWindow* window);

/// A type of ours below `parent`, with its class set up by `class_init`.
GType derive(GType parent, const char* name, GClassInitFunc class_init);
void implement(GType type, GType interface, GInterfaceInitFunc init);

/// The widget that wx draws a window on and that has the focus.
GtkWidget* drawing_widget(wxWindow* window);
/// Puts an object of `type` in the place of the widget's own.
AtkObject* hook(wxWindow* window, const DrawnPtr& drawn, GType type, AtkRole role);

}  // namespace kith::ui
