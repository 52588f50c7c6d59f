#pragma once
#include "support/temporary_folder.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace kith::support {

/// A certificate authority made when a test starts, and the certificates and revocation lists it signs. Its
/// PEM files live in a folder that goes with it. Times are counted from now, so that "expired" needs no clock
/// to be set.
class Authority {
public:
    explicit Authority(const std::string& name);
    ~Authority();

    const std::string& ca_file() const { return ca_file_; }

    struct Leaf {
        std::string cert_file, key_file;
        long serial = 0;
    };
    struct LeafOrder {
        std::string name = "127.0.0.1";  ///< an address or a host name
        bool is_client = false;
        std::chrono::seconds valid_from{-3600}, valid_until{3600};
    };
    Leaf issue(const LeafOrder& order);
    Leaf issue_server() { return issue({}); }
    Leaf issue_client() { return issue({.name = "kith-test", .is_client = true}); }

    struct ListOrder {
        std::vector<long> revoked;  ///< serials
        std::chrono::seconds made{-3600}, next_due{3600};
    };
    /// A revocation list; the path of its file.
    std::string revocation_list(const ListOrder& order);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
    TemporaryFolder folder_;
    std::string ca_file_;
    long last_serial_ = 1;
    int last_list_ = 0;
};

}  // namespace kith::support
