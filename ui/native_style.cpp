// Native controls dressed through the toolkit's own style sheets, so that they keep their behaviour and their
// place in the accessible tree.
#include "ui/native_style.h"

#include "ui/text.h"
#include "ui/theme.h"

#include <gtk/gtk.h>
#include <wx/button.h>

#include <string>

namespace kith::ui {
namespace {

std::string hex(Tone tone) {
    return said(colour(tone).GetAsString(wxC2S_HTML_SYNTAX));
}

std::string primary_style() {
    return "button { background: " + hex(Tone::accent) + "; border-color: " + hex(Tone::accent) +
           "; color: " + hex(Tone::accent_text) +
           "; font-weight: bold; text-shadow: none; box-shadow: none; } "
           "button:focus { outline: 2px solid " +
           hex(Tone::focus) +
           "; outline-offset: 1px; } "
           "button:disabled { background: " +
           hex(Tone::neutral) + "; border-color: " + hex(Tone::neutral_line) +
           "; color: " + hex(Tone::text_quiet) + "; }";
}

void load(GtkCssProvider* provider, const std::string& css) {
    gtk_css_provider_load_from_data(provider, css.c_str(), -1, nullptr);
}

/// A style is not inherited: the label inside the button has its own context.
void dress(GtkWidget* widget, GtkCssProvider* provider) {
    gtk_style_context_add_provider(gtk_widget_get_style_context(widget), GTK_STYLE_PROVIDER(provider),
                                   GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

}  // namespace

wxButton* make_primary_button(wxWindow* parent, const wxString& label) {
    auto* button = new wxButton(parent, wxID_ANY, label);
    GtkCssProvider* provider = gtk_css_provider_new();
    load(provider, primary_style());
    dress(button->GetHandle(), provider);
    // Ours to let go of, and no longer wanted once the button is gone.
    g_object_set_data_full(G_OBJECT(button->GetHandle()), "kith-style", provider, g_object_unref);
    button->Bind(wxEVT_SYS_COLOUR_CHANGED, [provider](wxSysColourChangedEvent& event) {
        load(provider, primary_style());
        event.Skip();
    });
    return button;
}

void make_controls_compact() {
    GtkCssProvider* provider = gtk_css_provider_new();
    load(provider,
         "entry, spinbutton, button { min-height: 1.7em; padding-top: 2px; padding-bottom: "
         "2px; }"
         "button { padding-left: 12px; padding-right: 12px; }"
         "combobox button { min-height: 1.5em; padding-top: 1px; padding-bottom: 1px; padding-left: 8px; "
         "padding-right: 6px; background-image: none;"
         " background-color: @theme_base_color; box-shadow: none; }"
         "textview { padding: 5px 8px; }");
    gtk_style_context_add_provider_for_screen(gdk_screen_get_default(), GTK_STYLE_PROVIDER(provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    g_object_unref(provider);
}

}  // namespace kith::ui
