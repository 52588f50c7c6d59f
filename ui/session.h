#pragma once
#include "crypto/sealed_text.h"
#include "present/child_view.h"
#include "present/enquiry_form.h"
#include "present/policy_view.h"
#include "ui/child_page.h"
#include "ui/desk.h"
#include "ui/review_desk.h"

#include <wx/timer.h>

#include <functional>
#include <memory>
#include <string>

namespace kith::ui {

/// What the session tells the window. UI thread.
struct SessionReports {
    std::function<void(const policy::Rulebook&, present::FormRules)> ready;
    std::function<void(base::Error)> failed;                ///< the desk could not be opened
    std::function<void(const present::ChildView&)> view;    ///< the Child page has something new
    std::function<void(const std::string& words)> stopped;  ///< nothing was asked: why, and what to do
    std::function<void(std::uint64_t entries)> log_grew;
    std::function<void()> log_failed;
    std::function<void(const wire::Tended&)> tended;  ///< the clock, the shelf or the rulebook changed
    std::function<void(const present::AccessLogView&)> log_view;  ///< the Access log page has something new
    /// Who signed the rulebook in force, and the one that it has just replaced, if it has.
    std::function<void(present::Signers, std::shared_ptr<const policy::Rulebook>)> signers;
    std::function<void(base::Expected<policy::Rulebook>)> other_rulebook;  ///< that read_other() asked for
};

/// One person's sitting: the desk, and the enquiry on the screen. UI thread.
class Session {
public:
    /// `opener`: the passphrase they signed in with, where the keys of their shelf lie under it.
    Session(const wire::Settings& settings, policy::User user, base::Secret opener, SessionReports reports);
    ~Session();

    /// Begins an enquiry; the view of it is reported at once and as it grows.
    void ask(const policy::Request& request);
    /// What the Child page may want of the desk.
    ChildIntents child_intents();
    /// What the Access log page may want of it.
    LogIntents log_intents() { return review_.intents(); }
    /// Lets go of everything about anybody, here and at the desk, and brings it back: the view is reported
    /// again as it comes. In between, answers still come in and are seen by nobody.
    void put_away();
    void bring_back();
    /// Reads another rulebook, to be compared with the one in force.
    void read_other(const std::string& path);
    const std::shared_ptr<const policy::Rulebook>& rulebook() const { return rulebook_; }
    /// Appends an entry to the access log after what waits already; a failure is reported as log_failed.
    void note(ports::AuditEntry entry);
    const present::ChildView& view() const { return view_; }

private:
    void open(DeskOpened opened);
    void take(enquiry::Event event);
    void tick();
    void shed();
    void tell_if_stopped(const enquiry::Event& event);

    wire::Settings settings_;
    policy::User user_;
    SessionReports reports_;
    std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);  ///< what is posted after us is dropped
    std::shared_ptr<const policy::Rulebook> rulebook_;
    std::shared_ptr<const present::SourceBook> sources_;
    present::ChildView view_;
    crypto::SealedText away_case_, away_roster_;  ///< while put away
    bool is_away_ = false;
    wxTimer ticking_;  ///< moves on what is counted down
    Desk desk_;  ///< it reports to all of the above
    ReviewDesk review_;  ///< works through the desk
};

}  // namespace kith::ui
