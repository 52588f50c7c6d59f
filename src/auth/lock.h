#pragma once
#include "auth/sign_in.h"
#include "ports/clock.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The lock of the screen (C29, FD-17, X-4): pure. The window tells it what happens and does what it says.
namespace kith::auth {

/// The rulebook's numbers.
struct LockRules {
    std::chrono::milliseconds idle{std::chrono::minutes{5}};
    std::chrono::milliseconds clipboard{std::chrono::minutes{1}};
};

enum class LockReason {
    asked,           ///< by the person, from the menu or by Ctrl+L
    idle,            ///< nobody has touched anything for so long
    session_locked,  ///< the desktop has locked its screen
    suspending,      ///< the machine goes to sleep: the lid was closed
    sitting_over     ///< the sign-in holds no longer
};
/// "asked", "idle", ...: as the access log says it.
std::string_view name_of(LockReason reason);
/// "after five minutes without a touch": after "Locked".
std::string words_of(LockReason reason, const LockRules& rules);

/// Times are since the machine's start, sleep included: a wall clock that is set changes nothing, and a
/// closed lid counts.
struct Lock {
    LockRules rules;
    std::string person;  ///< policy::User::who() of whoever signed in
    std::chrono::milliseconds last_touch{0};
    std::optional<base::Instant> until;  ///< SignedIn::until
    std::optional<LockReason> locked;    ///< absent: open
    std::optional<std::chrono::milliseconds> clipboard_due;
    bool is_desktop_locked = false;

    bool is_locked() const { return locked.has_value(); }
};

// What happens.
struct Touched {};     ///< a key, the mouse
struct TimePassed {};  ///< told at least every second
struct LockAsked {};
struct DesktopLocked {};  ///< the session's own screen lock
struct DesktopUnlocked {};
struct Suspending {};
struct Copied {};  ///< we put something on the clipboard
struct Proved {    ///< somebody has signed in at the locked screen
    std::string person;
    std::optional<base::Instant> until;
};
using LockEvent =
    std::variant<Touched, TimePassed, LockAsked, DesktopLocked, DesktopUnlocked, Suspending, Copied, Proved>;

/// What is to be done, in this order.
struct LockStep {
    Lock lock;
    bool blanks = false;            ///< take everything from the screen now
    bool clears_clipboard = false;  ///< if it still holds what we put there
    bool opens = false;             ///< show everything again
    bool refuses_person = false;    ///< somebody else proved who they are: they must sign out the first
};

/// A touch after too long a rest locks and does not open. Nothing but Proved, by the same person, unlocks.
LockStep step(Lock lock, const LockEvent& event, base::Instant now, std::chrono::milliseconds since_boot);

}  // namespace kith::auth
