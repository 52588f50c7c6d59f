#include "connectors/sandbox/dice.h"

namespace kith::sandbox {

Dice::Dice(std::uint64_t seed, std::string_view purpose) : state_(seed) {
    for (const char letter : purpose) {
        state_ = state_ * 1099511628211ull + static_cast<unsigned char>(letter);
        next();
    }
}

std::uint64_t Dice::next() {
    std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15ull);
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ull;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBull;
    return mixed ^ (mixed >> 31);
}

}  // namespace kith::sandbox
