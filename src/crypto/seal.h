#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_cipher_ctx_st;

namespace kith::crypto {

inline constexpr size_t kSealKeyBytes = 32;
inline constexpr size_t kNonceBytes = 12;
inline constexpr size_t kTagBytes = 16;

/// AES-256-GCM (NIST SP 800-38D) of `plain`: ciphertext, then the tag. `bound` is not hidden but must be
/// given again to open it. A nonce may be used once only under one key. Key and nonce must have the sizes
/// above.
std::string seal(std::string_view key, std::string_view nonce, std::string_view plain,
                 std::string_view bound);

/// The plain text; empty when any bit of the key, nonce, ciphertext, tag or `bound` is not what it was.
std::optional<std::string> unseal(std::string_view key, std::string_view nonce, std::string_view sealed,
                                  std::string_view bound);

/// A key made ready once for many uses; wiped with the object. One thread at a time.
class Sealer {
public:
    explicit Sealer(std::string_view key);
    std::string seal(std::string_view nonce, std::string_view plain, std::string_view bound) const;
    std::optional<std::string> unseal(std::string_view nonce, std::string_view sealed,
                                      std::string_view bound) const;

private:
    struct Free {
        void operator()(evp_cipher_ctx_st* context) const;
    };
    std::unique_ptr<evp_cipher_ctx_st, Free> context_;
};

/// seal() and unseal() wipe the key that they made ready after every use. While one of these lives on their
/// thread the last key is wiped at its end instead: for many texts under many keys in a row. May be nested.
class SealingRun {
public:
    SealingRun();
    SealingRun(const SealingRun&) = delete;
    SealingRun& operator=(const SealingRun&) = delete;
    ~SealingRun();
};

}  // namespace kith::crypto
