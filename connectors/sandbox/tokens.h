#pragma once
#include "connectors/sandbox/desk.h"

#include <mutex>
#include <set>
#include <string>

namespace kith::sandbox {

/// Gives out bearer tokens for client credentials and knows its own again. Any thread may call.
class TokenBook {
public:
    TokenBook(std::string client_id, std::string client_secret)
        : client_id_(std::move(client_id)), client_secret_(std::move(client_secret)) {}
    /// Answers `grant_type=client_credentials` with client_id and client_secret in a form.
    Answer issue(const Question& question);
    /// Whether the question carries "Authorization: Bearer" and a token of ours.
    bool accepts(const Question& question) const;

private:
    const std::string client_id_, client_secret_;
    mutable std::mutex mutex_;
    std::set<std::string> issued_;
};

/// 32 random bytes as hexadecimal digits; fails the program's start only where the system gives no
/// randomness.
std::string random_token();

}  // namespace kith::sandbox
