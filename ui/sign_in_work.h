#pragma once
#include "auth/sign_in.h"
#include "base/secret.h"
#include "wire/settings.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace kith::ui {

/// What signing in tells the page. All are called on the UI thread, and none once the SignInWork is gone.
struct SignInReports {
    std::function<void(auth::SignedIn)> done;          ///< and the access log has it
    std::function<void(std::string sentence)> failed;  ///< and the access log has that, if it can be written
    std::function<void(std::string url)> address;      ///< what the browser was shown
};

/// Signs in on a thread of its own: a passphrase costs a good part of a second, a browser minutes. One at a
/// time; UI thread.
class SignInWork {
public:
    /// `sitting`: whose locked screen it is; nobody else is let in, and success is an unlocking.
    SignInWork(wire::Settings settings, std::optional<policy::User> sitting, SignInReports reports);
    /// Stops what is under way and waits for it.
    ~SignInWork();

    /// Whether this person has still to choose a passphrase. Reads a small file.
    bool must_choose(const policy::User& user) const;
    void with_passphrase(policy::User user, base::Secret passphrase, bool is_new);
    void in_browser();
    /// By name alone, in the sandbox.
    void by_name(policy::User user);
    void cancel();

private:
    struct Outcome;
    void begin(const policy::User* claimed, bool is_new,
               std::function<base::Expected<auth::SignedIn>(std::stop_token)> sign_in);
    void conclude(base::Expected<auth::SignedIn> who, const std::optional<policy::User>& claimed,
                  bool is_new) const;
    template <typename Report, typename What>
    void post(Report SignInReports::*report, What what) const;

    wire::Settings settings_;
    std::optional<policy::User> sitting_;
    std::shared_ptr<const SignInReports> reports_;
    std::jthread thread_;  ///< last: it uses all of the above
};

}  // namespace kith::ui
