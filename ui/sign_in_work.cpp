#include "ui/sign_in_work.h"

#include "auth/entries.h"
#include "keys/system_entropy.h"
#include "ui/post.h"
#include "wire/record.h"
#include "wire/sign_in.h"

#include <utility>

namespace kith::ui {
namespace {

using base::Expected;
using base::Fault;

Expected<auth::SignedIn> only(const std::optional<policy::User>& sitting, Expected<auth::SignedIn> who) {
    if (who && sitting && who->user.who() != sitting->who())
        return base::fail(Fault::denied, "this screen is somebody else's; sign them out first");
    return who;
}

}  // namespace

SignInWork::SignInWork(wire::Settings settings, std::optional<policy::User> sitting, SignInReports reports)
    : settings_(std::move(settings)),
      sitting_(std::move(sitting)),
      reports_(std::make_shared<const SignInReports>(std::move(reports))) {}

SignInWork::~SignInWork() {
    cancel();
}

template <typename Report, typename What>
void SignInWork::post(Report SignInReports::*report, What what) const {
    const std::weak_ptr<const SignInReports> alive = reports_;
    post_to_ui(alive, [alive, report, what = std::move(what)]() mutable {
        if (const auto reports = alive.lock(); reports && (*reports).*report)
            ((*reports).*report)(std::move(what));
    });
}

bool SignInWork::must_choose(const policy::User& user) const {
    ports::SystemClock clock;
    keys::SystemEntropy entropy;
    const auto knows = auth::ProfileFile(settings_.sign_in.profile, clock, entropy).knows(user.id);
    return knows && !*knows;
}

/// Log first: nobody is signed in whom the log does not have.
void SignInWork::conclude(Expected<auth::SignedIn> who, const std::optional<policy::User>& claimed,
                          bool is_new) const {
    const std::string& at = settings_.workstation;
    const ports::SystemClock clock;
    const auth::Method method = settings_.sign_in.method;
    const ports::AuditEntry entry =
        !who ? auth::sign_in_failed_entry(method, claimed ? &*claimed : nullptr, who.error(), at, clock.now())
        : sitting_ ? auth::unlocked_entry(who->user, method, at, clock.now())
                   : auth::signed_in_entry(*who, at, is_new);
    const auto recorded = wire::record_entry(settings_, entry);
    if (who && !recorded) who = base::fail(Fault::log_unwritable, "the access log cannot be written");
    if (who)
        post(&SignInReports::done, std::move(*who));
    else
        post(&SignInReports::failed, auth::sentence(who.error()));
}

void SignInWork::begin(const policy::User* claimed, bool is_new,
                       std::function<Expected<auth::SignedIn>(std::stop_token)> sign_in) {
    cancel();
    const std::optional<policy::User> known = claimed ? std::optional(*claimed) : std::nullopt;
    thread_ = std::jthread([this, known, is_new, sign_in = std::move(sign_in)](std::stop_token stop) {
        conclude(only(sitting_, sign_in(std::move(stop))), known, is_new);
    });
}

void SignInWork::with_passphrase(policy::User user, base::Secret passphrase, bool is_new) {
    begin(&user, is_new, [this, user, passphrase = std::move(passphrase), is_new](std::stop_token) {
        ports::SystemClock clock;
        keys::SystemEntropy entropy;
        auth::ProfileFile profile(settings_.sign_in.profile, clock, entropy);
        return wire::sign_in_with_passphrase(settings_.sign_in, user, passphrase, is_new, profile, clock);
    });
}

void SignInWork::in_browser() {
    begin(sitting_ ? &*sitting_ : nullptr, false, [this](std::stop_token stop) {
        wire::BrowserSignIn how;
        how.provider = settings_.sign_in.provider;
        how.sitting = settings_.sign_in.longest;
        how.again = sitting_.has_value();
        how.on_address = [this](const std::string& url) { post(&SignInReports::address, url); };
        ports::SystemClock clock;
        keys::SystemEntropy entropy;
        return wire::sign_in_with_browser(how, clock, entropy, std::move(stop));
    });
}

void SignInWork::by_name(policy::User user) {
    begin(&user, false, [user](std::stop_token) -> Expected<auth::SignedIn> {
        return auth::SignedIn{user, auth::Method::named, ports::SystemClock().now(), std::nullopt};
    });
}

void SignInWork::cancel() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
}

}  // namespace kith::ui
