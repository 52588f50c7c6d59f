#pragma once
#include "auth/discovery.h"
#include "auth/sign_in.h"
#include "base/secret.h"
#include "ports/entropy.h"
#include "ports/transport.h"

#include <string>
#include <string_view>
#include <variant>

namespace kith::auth {

/// The path on the loopback where the browser brings the provider's answer. Register
/// "http://127.0.0.1/callback" with the provider: for a native program it must take any port (RFC 8252,
/// section 7.3).
inline constexpr std::string_view kCallbackPath = "/callback";

/// What only this sign-in knows. Made of fresh randomness each time.
struct Asked {
    std::string state, nonce;
    base::Secret verifier;  ///< of PKCE (RFC 7636): it leaves in the token request alone
    std::string redirect_uri;
};
Asked make_asked(ports::Entropy& entropy, std::string redirect_uri);

/// The address for the browser. It holds nothing secret: a hash of the verifier, the state and the nonce.
/// `again`: the provider must ask who it is once more, even of somebody who is signed in there.
std::string authorization_url(const Provider& provider, const Discovery& discovery, const Asked& asked,
                              bool again);

/// The code in what the browser brought ("/callback?code=...&state=..."). The state must be ours, the
/// provider must name itself if it does so (RFC 9207), and no parameter may come twice. Fails with denied,
/// and says a provider's refusal in plain words of ours.
base::Expected<base::Secret> read_callback(std::string_view target, const Provider& provider,
                                           const Discovery& discovery, const Asked& asked);

ports::HttpRequest token_request(const Provider& provider, const Discovery& discovery, const Asked& asked,
                                 const base::Secret& code);

struct Tokens {
    base::Secret id_token, access_token;
};
/// Fails with denied, unavailable or corrupt.
base::Expected<Tokens> read_token_answer(const ports::HttpAnswer& answer);

/// One sign-in with an OpenID provider (authorization code, RFC 8252), as a machine without input or output
/// of its own: it says what to send, what to open, and who it was. Each step can be taken once and in order
/// only; whatever goes wrong ends it for good. Tokens are wiped as soon as the claims are read. One thread at
/// a time.
class OidcSignIn {
public:
    /// Ask the provider this, and bring the answer to answered().
    struct Send {
        std::string origin;
        ports::HttpRequest request;
    };
    /// Show this address in the system's browser, and bring what comes back to the loopback to called_back().
    struct Open {
        std::string url;
    };
    struct Ended {
        base::Error error;
    };
    using Step = std::variant<Send, Open, SignedIn, Ended>;

    /// `entropy` is used in the constructor alone. `again`: see authorization_url().
    OidcSignIn(Provider provider, ports::Entropy& entropy, std::string redirect_uri, bool again = false);

    Step begin(base::Instant now);
    Step answered(const ports::HttpAnswer& answer, base::Instant now);
    Step called_back(std::string_view target);

private:
    enum class At { start, describing, browsing, redeeming, fetching_keys, over };
    Step end(base::Error error);
    Step send(std::string_view url, At next);
    Step take_description(const ports::HttpAnswer& answer);
    Step take_tokens(const ports::HttpAnswer& answer);
    Step take_keys(const ports::HttpAnswer& answer, base::Instant now);

    Provider provider_;
    Asked asked_;
    bool again_;
    At at_ = At::start;
    base::Instant began_{};
    Discovery discovery_;
    Tokens tokens_;
};

}  // namespace kith::auth
