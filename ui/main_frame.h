#pragma once
#include "auth/sign_in.h"
#include "policy/decide.h"
#include "ports/audit_sink.h"
#include "present/child_view.h"
#include "ui/setup_page.h"
#include "wire/settings.h"

#include <wx/frame.h>
#include <wx/weakref.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

class wxSimplebook;

namespace kith::ui {

class AccessLogPage;
class ChildPage;
class EnquiryPage;
class Keeper;
class PolicyPage;
class Rail;
class Session;
class StatusLine;

/// The window: a rail of screens, the screen chosen, and the status line. It lays out and forwards; it
/// decides nothing. Its title carries the case reference and the totals, never a name.
class MainFrame : public wxFrame {
public:
    /// `sign_out`: the person at the locked screen has given up what is open here.
    /// `opener`: the passphrase they signed in with, where keys lie under it.
    MainFrame(const wire::Settings& settings, const auth::SignedIn& who, base::Secret opener,
              std::function<void()> sign_out);
    ~MainFrame() override;
    /// Appends to the access log, once the desk is open.
    void note(ports::AuditEntry entry);

private:
    enum Screen : size_t { enquiry, child, log, policy };

    void make_parts(const wire::Settings& settings);
    void start(const wire::Settings& settings, const policy::User& user, base::Secret opener);
    void ask_second_person(const wire::Settings& settings, const policy::Request& request,
                           const std::vector<std::string>& roles);
    void go(Screen screen);
    void show_view(const present::ChildView& view);
    void show_stopped(const std::string& words);
    void show_failure(const base::Error& error);
    void show_title();
    void put_away();
    void bring_back();
    void keep(const wire::Settings& settings, const auth::SignedIn& who, std::function<void()> sign_out);
    void on_key(wxKeyEvent& event);
    void next_part(bool forward);

    std::unique_ptr<Session> session_;
    std::unique_ptr<Keeper> keeper_;  ///< what is behind its curtain goes before the session does
    std::string case_ref_;
    wxWeakRef<wxWindow> second_person_;  ///< while the question is open
    Rail* rail_ = nullptr;
    wxSimplebook* pages_ = nullptr;
    EnquiryPage* enquiry_ = nullptr;
    ChildPage* child_ = nullptr;
    AccessLogPage* log_ = nullptr;
    PolicyPage* policy_ = nullptr;
    StatusLine* status_ = nullptr;
};

/// The window when the program cannot start yet: it says why and what to do.
wxFrame* make_setup_frame(const SetupProblem& problem);

/// The window before anybody has signed in. `wanted_user`: chosen to begin with.
wxFrame* make_sign_in_frame(const wire::Settings& settings, const std::string& wanted_user,
                            std::function<void(auth::SignedIn, base::Secret)> signed_in);

}  // namespace kith::ui
