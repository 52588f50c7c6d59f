#pragma once
#include <string>
#include <string_view>

namespace kith::base {

/// Text that must not linger: a token, a passphrase, a key. Wiped when destroyed or moved from; never printed,
/// so it has no stream operator and no implicit conversion.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string text);
    Secret(const Secret&) = default;
    Secret& operator=(const Secret&);
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    bool empty() const { return text_.empty(); }
    /// The text itself, for handing to the one call that needs it.
    std::string_view reveal() const { return text_; }

private:
    void wipe() noexcept;
    std::string text_;
};

}  // namespace kith::base
