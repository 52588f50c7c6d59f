#include "auth/lock.h"

#include "base/text.h"

namespace kith::auth {
namespace {

using std::chrono::milliseconds;

/// Locking twice changes nothing but what is on the clipboard.
void lock_for(LockStep& out, LockReason reason) {
    if (!out.lock.locked) {
        out.lock.locked = reason;
        out.blanks = true;
    }
    out.clears_clipboard = true;
    out.lock.clipboard_due.reset();
}

void let_time_pass(LockStep& out, base::Instant now, milliseconds since_boot) {
    Lock& lock = out.lock;
    if (lock.clipboard_due && since_boot >= *lock.clipboard_due) {
        out.clears_clipboard = true;
        lock.clipboard_due.reset();
    }
    if (lock.is_locked()) return;
    if (lock.until && now >= *lock.until)
        lock_for(out, LockReason::sitting_over);
    else if (since_boot - lock.last_touch >= lock.rules.idle)
        lock_for(out, LockReason::idle);
}

void let_in(LockStep& out, const Proved& proved, base::Instant now, milliseconds since_boot) {
    if (!out.lock.is_locked()) return;
    if (proved.person.empty() || proved.person != out.lock.person) {
        out.refuses_person = true;
        return;
    }
    if (proved.until && now >= *proved.until) return;
    out.lock.locked.reset();
    out.lock.last_touch = since_boot;
    out.lock.until = proved.until;
    out.opens = true;
}

}  // namespace

std::string_view name_of(LockReason reason) {
    switch (reason) {
        case LockReason::asked:
            return "asked";
        case LockReason::idle:
            return "idle";
        case LockReason::session_locked:
            return "session_locked";
        case LockReason::suspending:
            return "suspending";
        case LockReason::sitting_over:
            return "sitting_over";
    }
    return "asked";
}

std::string words_of(LockReason reason, const LockRules& rules) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(rules.idle).count();
    switch (reason) {
        case LockReason::asked:
            return "because you asked for it";
        case LockReason::idle:
            return minutes > 0 ? "after " + base::counted(static_cast<size_t>(minutes), "minute", "minutes") +
                                     " in which nobody touched anything"
                               : "because nobody touched anything";
        case LockReason::session_locked:
            return "with the desktop";
        case LockReason::suspending:
            return "because the computer went to sleep";
        case LockReason::sitting_over:
            return "because your sign-in has come to its end";
    }
    return {};
}

LockStep step(Lock lock, const LockEvent& event, base::Instant now, milliseconds since_boot) {
    LockStep out{std::move(lock)};
    // Whatever happens, the time that has passed is looked at first: a touch must not hide a long rest.
    let_time_pass(out, now, since_boot);
    if (std::holds_alternative<Touched>(event) && !out.lock.is_locked()) out.lock.last_touch = since_boot;
    if (std::holds_alternative<LockAsked>(event)) lock_for(out, LockReason::asked);
    if (std::holds_alternative<DesktopLocked>(event)) {
        out.lock.is_desktop_locked = true;
        lock_for(out, LockReason::session_locked);
    }
    if (std::holds_alternative<DesktopUnlocked>(event)) out.lock.is_desktop_locked = false;
    if (std::holds_alternative<Suspending>(event)) lock_for(out, LockReason::suspending);
    if (std::holds_alternative<Copied>(event)) {
        if (out.lock.is_locked())
            out.clears_clipboard = true;
        else
            out.lock.clipboard_due = since_boot + out.lock.rules.clipboard;
    }
    if (const auto* proved = std::get_if<Proved>(&event)) let_in(out, *proved, now, since_boot);
    return out;
}

}  // namespace kith::auth
