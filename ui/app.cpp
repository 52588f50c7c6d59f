// kith-desktop: the window.
#include "auth/entries.h"
#include "base/text.h"
#include "ports/clock.h"
#include "ui/main_frame.h"
#include "ui/native_style.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "wire/quiet_memory.h"
#include "wire/record.h"

#include <glib.h>
#include <wx/app.h>
#include <wx/cmdline.h>

#include <cstdio>
#include <optional>
#include <utility>

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
        begin();
        return true;
    }

    int OnExit() override {
        if (who_) (void)wire::record_entry(settings_, signed_out(false));
        return wxApp::OnExit();
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
    void begin() {
        const auto settings = wire::read_settings(settings_path_);
        if (!settings) {
            make_setup_frame(no_settings(settings_path_, settings.error()))->Show();
            return;
        }
        settings_ = *settings;
        if (settings_.sign_in.method == auth::Method::named)
            begin_by_name();
        else
            ask_who();
    }

    /// In the sandbox a name is enough, and invented people harm nobody: it signs in its first user unless
    /// told otherwise.
    void begin_by_name() {
        const policy::User* user = settings_.user(user_);
        if (user_.empty() && !settings_.users.empty()) user = &settings_.users.front();
        if (!user) {
            make_setup_frame(no_user(settings_, user_))->Show();
            return;
        }
        const auth::SignedIn who{*user, auth::Method::named, ports::SystemClock().now(), std::nullopt};
        enter(who, {});
        frame_->note(auth::signed_in_entry(who, settings_.workstation));
    }

    void ask_who() {
        door_ = make_sign_in_frame(settings_, user_, [this](const auth::SignedIn& who, base::Secret opener) {
            enter(who, std::move(opener));
        });
        door_->Show();
    }

    void enter(const auth::SignedIn& who, base::Secret opener) {
        who_ = who;
        frame_ = new MainFrame(settings_, who, std::move(opener), [this] { leave(); });
        frame_->Show();
        if (door_) door_->Destroy();
        door_ = nullptr;
    }

    /// Somebody else may sit down: what was open is dropped, which the log shows.
    void leave() {
        frame_->note(signed_out(true));
        who_.reset();
        user_.clear();
        wxFrame* left = std::exchange(frame_, nullptr);
        if (settings_.sign_in.method == auth::Method::named)
            make_setup_frame(no_user(settings_, user_))->Show();
        else
            ask_who();
        left->Destroy();
    }

    ports::AuditEntry signed_out(bool dropped) const {
        return auth::signed_out_entry(who_->user, dropped, settings_.workstation, ports::SystemClock().now());
    }

    wire::Settings settings_;
    std::optional<auth::SignedIn> who_;
    MainFrame* frame_ = nullptr;
    wxFrame* door_ = nullptr;
    std::string settings_path_, user_;
    bool wants_version_ = false;
};

}  // namespace kith::ui

wxIMPLEMENT_APP_NO_MAIN(kith::ui::App);

int main(int argc, char** argv) {
    // Before the toolkit or any library has asked for memory.
    kith::wire::keep_memory_quiet();
    // The toolkit's own allocator of small pieces wipes them as well when they come back to it.
    g_mem_gc_friendly = TRUE;
    return wxEntry(argc, argv);
}
