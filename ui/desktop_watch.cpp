#include "ui/desktop_watch.h"

#include <gio/gio.h>

#include <string_view>
#include <utility>
#include <vector>

namespace kith::ui {

struct DesktopWatch::Impl {
    DesktopReports reports;
    GCancellable* cancel = g_cancellable_new();
    std::vector<std::pair<GDBusConnection*, guint>> heard;
    std::vector<GDBusConnection*> buses;

    ~Impl() {
        g_cancellable_cancel(cancel);
        g_object_unref(cancel);
        for (const auto& [bus, id] : heard) g_dbus_connection_signal_unsubscribe(bus, id);
        for (GDBusConnection* bus : buses) g_object_unref(bus);
    }

    void listen(GDBusConnection* bus, const char* interface, const char* member) {
        heard.emplace_back(
            bus, g_dbus_connection_signal_subscribe(bus, nullptr, interface, member, nullptr, nullptr,
                                                    G_DBUS_SIGNAL_FLAGS_NONE, on_signal, this, nullptr));
    }

    void hear(std::string_view member, bool is_on) const {
        if (member == "Lock" || (member == "ActiveChanged" && is_on)) reports.locked();
        if (member == "Unlock" || (member == "ActiveChanged" && !is_on)) reports.unlocked();
        if (member == "PrepareForSleep" && is_on) reports.suspending();
    }

    static void on_signal(GDBusConnection*, const gchar*, const gchar*, const gchar*, const gchar* member,
                          GVariant* parameters, gpointer self) {
        gboolean is_on = FALSE;
        if (g_variant_is_of_type(parameters, G_VARIANT_TYPE("(b)"))) g_variant_get(parameters, "(b)", &is_on);
        static_cast<Impl*>(self)->hear(member, is_on);
    }

    /// Null when there is no such bus, or when the watch has gone meanwhile: then `self` is not looked at.
    static GDBusConnection* opened(GAsyncResult* result) {
        GError* error = nullptr;
        GDBusConnection* bus = g_bus_get_finish(result, &error);
        g_clear_error(&error);
        return bus;
    }
    static void on_system_bus(GObject*, GAsyncResult* result, gpointer self) {
        GDBusConnection* bus = opened(result);
        if (!bus) return;
        auto* impl = static_cast<Impl*>(self);
        impl->buses.push_back(bus);
        impl->listen(bus, "org.freedesktop.login1.Session", "Lock");
        impl->listen(bus, "org.freedesktop.login1.Session", "Unlock");
        impl->listen(bus, "org.freedesktop.login1.Manager", "PrepareForSleep");
    }
    static void on_session_bus(GObject*, GAsyncResult* result, gpointer self) {
        GDBusConnection* bus = opened(result);
        if (!bus) return;
        auto* impl = static_cast<Impl*>(self);
        impl->buses.push_back(bus);
        impl->listen(bus, "org.gnome.ScreenSaver", "ActiveChanged");
        impl->listen(bus, "org.freedesktop.ScreenSaver", "ActiveChanged");
    }
};

DesktopWatch::DesktopWatch(DesktopReports reports) : impl_(std::make_unique<Impl>()) {
    impl_->reports = std::move(reports);
    g_bus_get(G_BUS_TYPE_SYSTEM, impl_->cancel, Impl::on_system_bus, impl_.get());
    g_bus_get(G_BUS_TYPE_SESSION, impl_->cancel, Impl::on_session_bus, impl_.get());
}

DesktopWatch::~DesktopWatch() = default;

}  // namespace kith::ui
