#include "keys/system_entropy.h"

#include <sys/random.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

namespace kith::keys {

std::string SystemEntropy::bytes(size_t n) {
    std::string out(n, '\0');
    for (size_t have = 0; have < n;) {
        const ssize_t got = ::getrandom(out.data() + have, n - have, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) {
            std::fputs("kith: the system's random number generator gives nothing; stopping\n", stderr);
            std::abort();
        }
        have += static_cast<size_t>(got);
    }
    return out;
}

}  // namespace kith::keys
