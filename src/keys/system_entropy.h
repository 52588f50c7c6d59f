#pragma once
#include "ports/entropy.h"

namespace kith::keys {

/// OpenSSL's generator. Aborts the program if it cannot give bytes: nothing safe can follow.
class SystemEntropy final : public ports::Entropy {
public:
    std::string bytes(size_t n) override;
};

}  // namespace kith::keys
