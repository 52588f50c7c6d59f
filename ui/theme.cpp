#include "ui/theme.h"

#include <wx/settings.h>
#ifdef __WXGTK__
#include <gtk/gtk.h>
#endif

#include <array>
#include <string>
#include <string_view>

namespace kith::ui {
namespace {

bool system_is_high_contrast() {
#ifdef __WXGTK__
    gchar* name = nullptr;
    g_object_get(gtk_settings_get_default(), "gtk-theme-name", &name, nullptr);
    // GTK_THEME overrides the setting, and only the environment knows it.
    const char* forced = g_getenv("GTK_THEME");
    const std::string_view theme = forced ? forced : (name ? name : "");
    const bool is_high = theme.find("HighContrast") != std::string_view::npos;
    g_free(name);
    return is_high;
#else
    return false;
#endif
}

wxFont scaled(double factor) {
    wxFont font = wxSystemSettings::GetFont(wxSYS_DEFAULT_GUI_FONT);
    font.SetFractionalPointSize(font.GetFractionalPointSize() * factor);
    return font;
}

#ifdef __WXGTK__
bool is_installed(const char* face) {
    PangoFontFamily** families = nullptr;
    int count = 0;
    pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count);
    bool found = false;
    for (int i = 0; i < count && !found; ++i)
        found = g_ascii_strcasecmp(pango_font_family_get_name(families[i]), face) == 0;
    g_free(families);
    return found;
}

bool names_an_installed_face(const char* font) {
    PangoFontDescription* wanted = pango_font_description_from_string(font);
    const char* face = pango_font_description_get_family(wanted);
    // "Sans" is no face but whatever there is.
    const bool found = face && g_ascii_strncasecmp(face, "sans", 4) != 0 && is_installed(face);
    pango_font_description_free(wanted);
    return found;
}
#endif

}  // namespace

Scheme scheme() {
    const bool dark = wxSystemSettings::GetAppearance().IsUsingDarkBackground();
    if (system_is_high_contrast()) return dark ? Scheme::high_contrast_dark : Scheme::high_contrast;
    return dark ? Scheme::dark : Scheme::light;
}

wxFont font_body() {
    return scaled(1.0);
}
wxFont font_bold() {
    return scaled(1.0).Bold();
}
wxFont font_small() {
    return scaled(0.9);
}
wxFont font_title() {
    return scaled(1.15).Bold();
}

void choose_face() {
#ifdef __WXGTK__
    gchar* wanted = nullptr;
    g_object_get(gtk_settings_get_default(), "gtk-font-name", &wanted, nullptr);
    if (!wanted || !names_an_installed_face(wanted)) {
        for (const char* face : std::array{"Inter", "Cantarell", "Noto Sans"}) {
            if (!is_installed(face)) continue;
            g_object_set(gtk_settings_get_default(), "gtk-font-name", (std::string(face) + " 10").c_str(),
                         nullptr);
            break;
        }
    }
    g_free(wanted);
#endif
}

}  // namespace kith::ui
