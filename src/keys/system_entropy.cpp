#include "keys/system_entropy.h"

#include <openssl/rand.h>

#include <cstdio>
#include <cstdlib>
#include <limits>

namespace kith::keys {

std::string SystemEntropy::bytes(size_t n) {
    std::string out(n, '\0');
    const bool fits = n <= static_cast<size_t>(std::numeric_limits<int>::max());
    if (!fits || RAND_bytes(reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(n)) != 1) {
        std::fputs("kith: the system's random number generator gives nothing; stopping\n", stderr);
        std::abort();
    }
    return out;
}

}  // namespace kith::keys
