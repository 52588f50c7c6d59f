#pragma once
#include <algorithm>
#include <cstddef>
#include <ctime>
#include <vector>

namespace kith::bench {

/// Processor seconds of this process so far: other work on the machine does not count.
inline double cpu_seconds() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

inline double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// Median processor seconds of several runs of two jobs in turn, after one uncounted run of each.
struct Pair {
    double ours = 0, peer = 0;
    double ratio() const { return ours / peer; }
};

template <typename Ours, typename Peer>
Pair in_turn(size_t runs, Ours ours, Peer peer) {
    const auto timed = [](auto& job) {
        const double start = cpu_seconds();
        job();
        return cpu_seconds() - start;
    };
    std::vector<double> a, b;
    for (size_t i = 0; i <= runs; ++i) {
        const double one = timed(ours), other = timed(peer);
        if (i > 0) a.push_back(one), b.push_back(other);
    }
    return {median(a), median(b)};
}

}  // namespace kith::bench
