// kith-desktop: the window.
#include "base/text.h"
#include "ui/main_frame.h"
#include "ui/native_style.h"
#include "ui/text.h"
#include "ui/theme.h"

#include <wx/app.h>
#include <wx/cmdline.h>

#include <cstdio>
#include <optional>

namespace kith::ui {
namespace {

SetupProblem no_settings(const std::string& path, const base::Error& error) {
    return {"Kith has no settings yet",
            {"The settings file could not be used: " + path, "What is wrong: " + error.detail + ".",
             "To try Kith with invented people, start the sandbox in a terminal and leave it running, then "
             "start the "
             "window with the settings that it writes:"},
            {"kith sandbox serve --dir /tmp/northshire",
             "kith-desktop --settings /tmp/northshire/settings.json --as a.okafor"}};
}

SetupProblem no_user(const wire::Settings& settings, const std::string& wanted) {
    std::vector<std::string> ids;
    for (const auto& user : settings.users) ids.push_back(user.id);
    const std::string what =
        wanted.empty() ? "Nobody is signed in." : "\u201C" + wanted + "\u201D is not in the settings.";
    return {"Who are you?",
            {what, "The settings know: " + base::join(ids, ", ") + ". Start the window as one of them:"},
            {"kith-desktop --settings " + settings.path + " --as " + (ids.empty() ? "USER" : ids.front())}};
}

}  // namespace

class App : public wxApp {
public:
    bool OnInit() override {
        if (!wxApp::OnInit()) return false;
        if (wants_version_) {
            std::puts("kith-desktop " KITH_VERSION);
            return false;
        }
        choose_face();
        make_controls_compact();
        first_frame()->Show();
        return true;
    }

    void OnInitCmdLine(wxCmdLineParser& parser) override {
        parser.AddLongOption("settings", "settings file (default: the one in your configuration folder)");
        parser.AddLongOption("as", "who is at the screen, by the sign-in name in the settings");
        parser.AddLongSwitch("version", "print the version and end");
        parser.AddLongSwitch("help", "print this and end", wxCMD_LINE_OPTION_HELP);
    }

    bool OnCmdLineParsed(wxCmdLineParser& parser) override {
        wxString text;
        settings_path_ = parser.Found("settings", &text) ? said(text) : wire::default_settings_path();
        if (parser.Found("as", &text)) user_ = said(text);
        wants_version_ = parser.Found("version");
        return true;
    }

private:
    wxFrame* first_frame() const {
        const auto settings = wire::read_settings(settings_path_);
        if (!settings) return make_setup_frame(no_settings(settings_path_, settings.error()));
        const policy::User* user = settings->user(user_);
        // Invented people harm nobody: the sandbox signs in its first user unless told otherwise.
        if (user_.empty() && settings->is_sandbox && !settings->users.empty())
            user = &settings->users.front();
        if (!user) return make_setup_frame(no_user(*settings, user_));
        return new MainFrame(*settings, *user);
    }

    std::string settings_path_, user_;
    bool wants_version_ = false;
};

}  // namespace kith::ui

// NOLINTNEXTLINE: wx makes main() here.
wxIMPLEMENT_APP(kith::ui::App);
