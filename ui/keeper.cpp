#include "ui/keeper.h"

#include "auth/entries.h"
#include "ui/clip.h"
#include "ui/sign_in_page.h"
#include "wire/quiet_memory.h"

#include <wx/event.h>
#include <wx/frame.h>

namespace kith::ui {
namespace {

constexpr int kEachMs = 1000;

bool is_touch(const wxEvent& event) {
    const wxEventType type = event.GetEventType();
    return type == wxEVT_KEY_DOWN || type == wxEVT_CHAR_HOOK || type == wxEVT_MOTION ||
           type == wxEVT_LEFT_DOWN || type == wxEVT_RIGHT_DOWN || type == wxEVT_MIDDLE_DOWN ||
           type == wxEVT_MOUSEWHEEL;
}

auth::Lock open_lock(const auth::SignedIn& who) {
    auth::Lock lock;
    lock.person = who.user.who();
    lock.until = who.until;
    lock.last_touch = ports::SystemClock().uptime().since_boot;
    return lock;
}

}  // namespace

Keeper::Keeper(wxFrame* frame, const wire::Settings& settings, const auth::SignedIn& who, KeeperHooks hooks)
    : frame_(frame),
      settings_(settings),
      who_(who),
      hooks_(std::move(hooks)),
      lock_(open_lock(who)),
      curtain_(frame),
      watch_({.locked = [this] { tell(auth::DesktopLocked{}); },
              .unlocked = [this] { tell(auth::DesktopUnlocked{}); },
              .suspending = [this] { tell(auth::Suspending{}); }}) {
    timer_.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { tell(auth::TimePassed{}); });
    timer_.Start(kEachMs);
    wxEvtHandler::AddFilter(this);
    on_copied([this] { tell(auth::Copied{}); });
}

Keeper::~Keeper() {
    on_copied({});
    wxEvtHandler::RemoveFilter(this);
}

void Keeper::set_rules(const policy::Limits& limits) {
    lock_.rules.idle = limits.idle_lock;
    lock_.rules.clipboard = limits.clipboard;
}

/// A touch that finds the rest too long locks, and does nothing else: it was meant for what is no longer
/// there.
int Keeper::FilterEvent(wxEvent& event) {
    if (!is_touch(event) || is_locked()) return Event_Skip;
    tell(auth::Touched{});
    return is_locked() ? Event_Processed : Event_Skip;
}

void Keeper::tell(const auth::LockEvent& event) {
    const ports::SystemClock clock;
    auth::LockStep done = auth::step(lock_, event, clock.now(), clock.uptime().since_boot);
    lock_ = std::move(done.lock);
    if (done.blanks) blank();
    // The toolkit lets go of some things only when it comes to rest.
    if (is_locked()) wire::wipe_stack_below();
    if (done.clears_clipboard) clear_copied();
    if (done.opens) {
        curtain_.open();
        hooks_.opened();
    }
}

void Keeper::blank() {
    SignInPage* page = nullptr;
    curtain_.draw([&](wxWindow* parent) {
        const SignInScene scene{who_.user.id, who_.user, auth::words_of(*lock_.locked, lock_.rules)};
        page = new SignInPage(parent, settings_, scene,
                              {.signed_in = [this](auth::SignedIn who, base::Secret) { let_in(who); },
                               .sign_out = [this] { hooks_.sign_out(); }});
        return page;
    });
    hooks_.blanked();
    for (const auto& forget : forgetting_) forget();
    frame_->CallAfter([] {
        wire::wipe_stack_below();
        wire::return_free_memory();
    });
    const ports::SystemClock clock;
    hooks_.record(auth::locked_entry(who_.user, *lock_.locked, settings_.workstation, clock.now()));
    page->take_focus();
}

void Keeper::let_in(const auth::SignedIn& who) {
    tell(auth::Proved{who.user.who(), who.until});
}

}  // namespace kith::ui
