#pragma once
#include "base/expected.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kith::sandbox {

/// What to serve.
struct Order {
    std::string dir;  ///< made if missing; settings.json, keys and logs go here, nothing outside it
    std::uint64_t seed = 1;
    int families = 60;        ///< at least the fixture families are always there
    std::string faults_file;  ///< empty: every stand-in behaves
    int first_port = 0;       ///< 0: free loopback ports; else this one and those after it, one a source
};

/// Stand-ins for the Northshire partnership's sources, on the loopback over TLS with keys made at start.
/// Invented people.
class Sandbox {
public:
    /// Makes keys and people, starts every stand-in and writes dir/settings.json. Returns when all accept
    /// connections.
    static base::Expected<std::unique_ptr<Sandbox>> start(const Order& order);
    ~Sandbox();  ///< stops them all
    std::string settings_path() const;

private:
    struct Impl;
    explicit Sandbox(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace kith::sandbox
