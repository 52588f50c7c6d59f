#pragma once
#include "ports/entropy.h"

#include <cstdint>

namespace kith::support {

/// The same bytes every time: for tests only.
class SeededEntropy final : public ports::Entropy {
public:
    explicit SeededEntropy(std::uint64_t seed = 1) : state_(seed * 0x9E3779B97F4A7C15ull + 1) {}
    std::string bytes(size_t n) override {
        std::string out;
        while (out.size() < n) {
            state_ ^= state_ << 13;
            state_ ^= state_ >> 7;
            state_ ^= state_ << 17;
            out.push_back(static_cast<char>(state_ >> 24));
        }
        return out;
    }

private:
    std::uint64_t state_;
};

}  // namespace kith::support
