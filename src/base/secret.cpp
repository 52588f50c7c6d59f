#include "base/secret.h"

#include <openssl/crypto.h>

#include <utility>

namespace kith::base {

Secret::Secret(std::string text) : text_(std::move(text)) {}

Secret& Secret::operator=(const Secret& other) {
    if (this != &other) {
        wipe();
        text_ = other.text_;
    }
    return *this;
}

// A moved-from std::string may keep short text in its own buffer, so the other side is wiped by hand.
Secret::Secret(Secret&& other) noexcept : text_(std::move(other.text_)) {
    other.wipe();
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe();
        text_ = std::move(other.text_);
        other.wipe();
    }
    return *this;
}

Secret::~Secret() {
    wipe();
}

void Secret::wipe() noexcept {
    text_.resize(text_.capacity());  // within capacity: never allocates
    OPENSSL_cleanse(text_.data(), text_.size());
    text_.clear();
}

}  // namespace kith::base
