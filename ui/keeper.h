#pragma once
#include "auth/lock.h"
#include "ports/audit_sink.h"
#include "ui/curtain.h"
#include "ui/desktop_watch.h"
#include "wire/settings.h"

#include <wx/eventfilter.h>
#include <wx/timer.h>

#include <functional>
#include <vector>

namespace kith::ui {

/// What the keeper wants of the window it keeps.
struct KeeperHooks {
    std::function<void()> blanked;  ///< after everything has been taken from the screen
    std::function<void()> opened;   ///< everything is back: catch up with what has happened since
    std::function<void(ports::AuditEntry)> record;
    std::function<void()> sign_out;  ///< the person at the locked screen gave up what was open on it
};

/// Keeps a window from eyes that are not its person's: locks it when nobody touches anything, when the
/// desktop locks or sleeps, when the sitting ends or somebody asks, and takes back what was put on the
/// clipboard. auth::step() decides; this does it. UI thread.
class Keeper : private wxEventFilter {
public:
    Keeper(wxFrame* frame, const wire::Settings& settings, const auth::SignedIn& who, KeeperHooks hooks);
    ~Keeper() override;

    void set_rules(const policy::Limits& limits);
    void lock() { tell(auth::LockAsked{}); }
    bool is_locked() const { return lock_.is_locked(); }
    /// Called at each lock, once the screen is blank: what need not be held while nobody may see it is let go
    /// here.
    void forget_on_lock(std::function<void()> forget) { forgetting_.push_back(std::move(forget)); }
    const policy::User& person() const { return who_.user; }

private:
    int FilterEvent(wxEvent& event) override;
    void tell(const auth::LockEvent& event);
    void blank();
    void let_in(const auth::SignedIn& who);

    wxFrame* frame_;
    wire::Settings settings_;
    auth::SignedIn who_;
    KeeperHooks hooks_;
    auth::Lock lock_;
    Curtain curtain_;
    std::vector<std::function<void()>> forgetting_;
    wxTimer timer_;
    DesktopWatch watch_;  ///< last: it reports to all of the above
};

}  // namespace kith::ui
