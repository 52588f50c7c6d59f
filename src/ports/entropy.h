#pragma once
#include <cstddef>
#include <string>

namespace kith::ports {

/// Unpredictable bytes; tests give a seeded one. Any thread may call.
class Entropy {
public:
    virtual ~Entropy() = default;
    virtual std::string bytes(size_t n) = 0;
};

/// A version 4 UUID in lower case, as the health interfaces want for X-Request-ID.
std::string make_uuid(Entropy& entropy);

}  // namespace kith::ports
