#include "cli/seat.h"

#include "auth/entries.h"
#include "wire/sign_in.h"

namespace kith::cli {
namespace {

using base::Expected;

/// Signs in, and has the outcome on record before anything else. What was typed is handed on once, for the
/// keys that lie under it.
Expected<auth::SignedIn> sign_in(wire::House& house, const wire::Settings& settings, const std::string& as,
                                 std::stop_token stop, base::Secret* typed) {
    wire::Terminal terminal = wire::system_terminal();
    if (typed)
        terminal.ask_secret = [ask = terminal.ask_secret, typed](const std::string& prompt) {
            auto secret = ask(prompt);
            if (secret) *typed = *secret;
            return secret;
        };
    const auto outcome = wire::sign_in_for_command(settings.sign_in, settings.users, as, settings.workstation,
                                                   terminal, std::move(stop));
    if (auto logged = house.append(outcome.entry); !logged) return logged.error();
    if (!outcome.who) return base::fail(outcome.who.error().fault, auth::sentence(outcome.who.error()));
    return outcome.who;
}

}  // namespace

Expected<std::unique_ptr<Seat>> Seat::take(const wire::Settings& settings, const std::string& as,
                                           std::stop_token stop, Use use) {
    auto house = wire::House::open(settings);
    if (!house) return house.error();
    std::unique_ptr<Seat> seat(new Seat(settings, std::move(*house)));
    base::Secret typed;
    const auto who = sign_in(*seat->house_, settings, as, std::move(stop), &typed);
    if (!who) return who.error();
    seat->user_ = who->user;
    if (use == Use::shelf) seat->house_->seat(who->user, typed);
    return seat;
}

Seat::~Seat() {
    if (user_.id.empty()) return;
    const auto left = auth::signed_out_entry(user_, false, settings_.workstation, house_->clock().now());
    // The command is over; whoever reads the log finds the end of its last entry.
    static_cast<void>(house_->append(left));
    house_->leave();
}

Expected<policy::Approval> ask_beside(wire::House& house, const wire::Settings& settings,
                                      const std::string& approver, const policy::Request& request,
                                      std::stop_token stop) {
    wire::system_terminal().say("A second person is asked to agree: purpose " + request.purpose + ", case " +
                                request.case_ref + ", asked by a " + request.user.role + ".");
    const auto who = sign_in(house, settings, approver, std::move(stop), nullptr);
    if (!who) return who.error();
    return policy::Approval{who->user, house.clock().now(), policy::approval_subject(request)};
}

}  // namespace kith::cli
