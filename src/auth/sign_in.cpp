#include "auth/sign_in.h"

namespace kith::auth {
namespace {

std::string_view what_to_do(base::Fault fault) {
    switch (fault) {
        case base::Fault::denied:
            return "Try again; if it goes on, ask whoever looks after sign-in.";
        case base::Fault::cancelled:
            return "Sign in whenever you are ready.";
        case base::Fault::timed_out:
        case base::Fault::unavailable:
            return "Check the connection and try again.";
        case base::Fault::log_unwritable:
            return "Nobody can work unrecorded: ask whoever looks after this computer.";
        default:
            return "Ask whoever looks after sign-in, and tell them this sentence.";
    }
}

}  // namespace

std::string_view name_of(Method method) {
    switch (method) {
        case Method::named:
            return "named";
        case Method::passphrase:
            return "passphrase";
        case Method::oidc:
            return "oidc";
    }
    return "named";
}

std::string sentence(const base::Error& error) {
    return "You are not signed in: " + error.detail + ". " + std::string(what_to_do(error.fault));
}

}  // namespace kith::auth
