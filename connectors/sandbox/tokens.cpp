#include "connectors/sandbox/tokens.h"

#include <openssl/rand.h>

#include <array>
#include <cstdlib>

namespace kith::sandbox {

std::string random_token() {
    std::array<unsigned char, 32> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) std::abort();
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

Answer TokenBook::issue(const Question& q) {
    if (q.value("grant_type") != "client_credentials") {
        json::Writer w;
        w.object().member("error", "unsupported_grant_type").end();
        return json_answer(w, 400);
    }
    if (q.value("client_id") != client_id_ || q.value("client_secret") != client_secret_) {
        json::Writer w;
        w.object().member("error", "invalid_client").end();
        return json_answer(w, 401);
    }
    const std::string token = random_token();
    {
        const std::lock_guard lock(mutex_);
        issued_.insert(token);
    }
    json::Writer w;
    // The public interfaces send the lifetime as digits in a string as often as a number.
    w.object()
        .member("access_token", token)
        .member("token_type", "Bearer")
        .member("expires_in", "3599")
        .member("scope", q.value("scope"))
        .end();
    return json_answer(w);
}

bool TokenBook::accepts(const Question& q) const {
    const std::string authorization = q.header("authorization");
    constexpr std::string_view kBearer = "Bearer ";
    if (!authorization.starts_with(kBearer)) return false;
    const std::lock_guard lock(mutex_);
    return issued_.contains(authorization.substr(kBearer.size()));
}

}  // namespace kith::sandbox
