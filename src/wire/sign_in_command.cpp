#include "auth/entries.h"
#include "keys/system_entropy.h"
#include "wire/sign_in.h"

#include <openssl/crypto.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace kith::wire {
namespace {

using auth::Method;
using auth::SignedIn;
using base::Expected;
using base::Fault;

constexpr size_t kLongestLine = 4096;

/// The terminal does not show what is typed while this lives.
class Unseen {
public:
    Unseen() : is_terminal_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!is_terminal_) return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~Unseen() {
        if (!is_terminal_) return;
        ::tcsetattr(STDIN_FILENO, TCSANOW, &before_);
        std::fputc('\n', stderr);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

private:
    termios before_{};
    bool is_terminal_;
};

/// One line of standard input, byte by byte: a buffer of the library's would keep it.
Expected<base::Secret> read_line() {
    std::string line;
    line.reserve(kLongestLine);
    char byte = 0;
    bool has_any = false;
    for (ssize_t got;
         (got = ::read(STDIN_FILENO, &byte, 1)) == 1 && byte != '\n' && line.size() < kLongestLine;) {
        line.push_back(byte);
        has_any = true;
    }
    if (!line.empty() && line.back() == '\r') line.pop_back();
    base::Secret secret(std::move(line));
    if (!has_any && byte != '\n') return base::fail(Fault::invalid_input, "no passphrase was given");
    return secret;
}

const policy::User* find(const std::vector<policy::User>& users, const std::string& id) {
    const auto found = std::ranges::find(users, id, &policy::User::id);
    return found == users.end() ? nullptr : &*found;
}

Expected<SignedIn> by_name(const policy::User& user, ports::Clock& clock) {
    return SignedIn{user, Method::named, clock.now(), std::nullopt};
}

/// The first time a passphrase is chosen, and typed twice, since nobody sees it.
Expected<SignedIn> choose(const SignInSettings& settings, const policy::User& user,
                          auth::ProfileFile& profile, ports::Clock& clock, const Terminal& terminal) {
    terminal.say("You have no passphrase on this computer yet: choose one of at least " +
                 std::to_string(auth::kLeastCharacters) + " characters.");
    auto first = terminal.ask_secret("New passphrase: ");
    if (!first) return first.error();
    auto second = terminal.ask_secret("The same again: ");
    if (!second) return second.error();
    if (first->reveal() != second->reveal())
        return base::fail(Fault::invalid_input, "the two were not the same");
    return sign_in_with_passphrase(settings, user, *first, true, profile, clock);
}

Expected<SignedIn> by_passphrase(const SignInSettings& settings, const policy::User& user, bool is_new,
                                 auth::ProfileFile& profile, ports::Clock& clock, const Terminal& terminal) {
    if (is_new) return choose(settings, user, profile, clock, terminal);
    auto passphrase = terminal.ask_secret("Passphrase of " + user.id + ": ");
    if (!passphrase) return passphrase.error();
    return sign_in_with_passphrase(settings, user, *passphrase, false, profile, clock);
}

Expected<SignedIn> by_browser(const SignInSettings& settings, const std::string& as, ports::Clock& clock,
                              const Terminal& terminal, std::stop_token stop) {
    BrowserSignIn how;
    how.provider = settings.provider;
    how.sitting = settings.longest;
    how.on_address = [&](const std::string& url) {
        terminal.say("Sign in with your organisation, in the browser that opens or at this address:\n" + url);
    };
    keys::SystemEntropy entropy;
    auto who = sign_in_with_browser(how, clock, entropy, std::move(stop));
    if (who && !as.empty() && who->user.id != as)
        return base::fail(Fault::denied, "somebody else signed in than --as names");
    return who;
}

}  // namespace

Terminal system_terminal() {
    Terminal terminal;
    terminal.ask_secret = [](const std::string& prompt) -> Expected<base::Secret> {
        if (::isatty(STDIN_FILENO)) std::fputs(prompt.c_str(), stderr);
        const Unseen unseen;
        return read_line();
    };
    terminal.say = [](const std::string& words) { std::fprintf(stderr, "%s\n", words.c_str()); };
    return terminal;
}

SignInOutcome sign_in_for_command(const SignInSettings& settings, const std::vector<policy::User>& users,
                                  const std::string& as, const std::string& workstation,
                                  const Terminal& terminal, std::stop_token stop) {
    ports::SystemClock clock;
    const policy::User* user = find(users, as);
    Expected<SignedIn> who = base::fail(Fault::invalid_input, "--as names nobody in the settings");
    bool is_new = false;
    if (settings.method == Method::oidc) {
        who = by_browser(settings, as, clock, terminal, std::move(stop));
    } else if (user && settings.method == Method::named) {
        who = by_name(*user, clock);
    } else if (user) {
        keys::SystemEntropy entropy;
        auth::ProfileFile profile(settings.profile, clock, entropy);
        const auto knows = profile.knows(user->id);
        is_new = knows && !*knows;
        who = knows ? by_passphrase(settings, *user, is_new, profile, clock, terminal)
                    : Expected<SignedIn>(knows.error());
    }
    ports::AuditEntry entry =
        who ? auth::signed_in_entry(*who, workstation, is_new)
            : auth::sign_in_failed_entry(settings.method, user, who.error(), workstation, clock.now());
    return {std::move(who), std::move(entry)};
}

}  // namespace kith::wire
