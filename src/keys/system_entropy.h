#pragma once
#include "ports/entropy.h"

namespace kith::keys {

/// The kernel's generator (getrandom). Aborts the program if it cannot give bytes: nothing safe can follow.
class SystemEntropy final : public ports::Entropy {
public:
    std::string bytes(size_t n) override;
};

}  // namespace kith::keys
