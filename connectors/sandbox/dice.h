#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kith::sandbox {

/// Repeatable chance: the same seed and purpose give the same throws on every machine and library. (The
/// standard distributions do not promise that.) SplitMix64 by Steele, Lea and Flood, 2014.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    /// A stream of its own for each purpose, so that a new throw in one place changes nothing in another.
    Dice(std::uint64_t seed, std::string_view purpose);

    std::uint64_t next();
    /// 0 .. n-1; 0 when n is 0.
    std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(next() % n); }
    int between(int low, int high) {
        return low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1)));
    }
    bool chance(int percent) { return between(1, 100) <= percent; }
    template <typename List>
    const auto& pick(const List& list) {
        return list[below(std::size(list))];
    }

private:
    std::uint64_t state_;
};

}  // namespace kith::sandbox
