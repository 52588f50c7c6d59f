#pragma once
#include "base/expected.h"
#include "base/secret.h"
#include "ports/entropy.h"

#include <string>
#include <string_view>

// Private to this room.
namespace kith::audit {

/// The workstation's secret behind the log: it turns a subject into a token, and seals what people wrote.
/// FORMAT.md, "Subjects" and "Own words", says how. Whoever lacks it can do neither.
class TokenKey {
public:
    /// Reads the 32 bytes at `path`, or makes them there, 0600, at first use. Fails with corrupt when the
    /// file holds anything else, and as store::publish_private_file does.
    static base::Expected<TokenKey> open(const std::string& path, ports::Entropy& entropy);

    /// Tells which key made a token, without telling the key: 16 hexadecimal digits.
    std::string id() const;
    /// The same for the same text of a kind ("subject", "family", "postcode", "school"), however it is spaced
    /// and whatever its case, as long as the key is; 64 hexadecimal digits.
    std::string token_of(std::string_view kind, std::string_view clear) const;
    base::Secret sealing_key() const;

private:
    explicit TokenKey(base::Secret key) : key_(std::move(key)) {}
    base::Secret key_;
};

/// What is keyed: letters A to Z and U+00C0 to U+00DE in lower case, white space (ASCII and U+00A0) left out,
/// all else as it is.
std::string normalised(std::string_view clear);

/// The bytes of a key's file, made there at first use: 32, mode 0600. `what` names it in errors ("token
/// key").
base::Expected<base::Secret> open_key_file(const std::string& path, std::string_view what,
                                           ports::Entropy& entropy);

}  // namespace kith::audit
