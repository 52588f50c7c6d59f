#pragma once
#include "base/expected.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::sandbox {

enum class FaultKind {
    delay,         ///< answers rightly, but after `wait`
    drop,          ///< closes the connection before any answer
    truncate,      ///< promises more bytes than it sends, then closes
    status,        ///< answers `status`, with Retry-After when given
    content_type,  ///< the right body called application/octet-stream
    html,          ///< a sign-in page, as 200
    other_child,   ///< the record of somebody who was not asked about
    endless,       ///< a body that never ends
    stall,         ///< headers, then silence
    garbage,       ///< bytes that are not HTTP
    reset          ///< the connection torn down with a TCP reset
};

/// One line of a fault script.
struct PlannedFault {
    std::string source;
    std::string match;  ///< part of the path; empty: every path
    int nth = 1;        ///< the first matching request that it happens to
    int times = 0;      ///< to how many in a row; 0: to all that follow
    FaultKind kind = FaultKind::drop;
    std::chrono::milliseconds wait{0};
    int status = 503;
    int retry_after = 0;  ///< seconds; 0: no such header
};

/// Reads a script: {"faults": [{"source": "gp", "match": "Encounter", "nth": 2, "times": 1, "kind": "status",
/// "status": 503, "retry_after": 1}]}. Unknown members, kinds and sources fail with invalid_input, naming the
/// nearest known one.
base::Expected<std::vector<PlannedFault>> read_faults(std::string_view text,
                                                      const std::vector<std::string>& known_sources);

/// Counts one source's requests and says which of them goes wrong. Any thread may call.
class FaultPlan {
public:
    FaultPlan(std::vector<PlannedFault> all, std::string_view source);
    /// The fault that happens to this request, if any: the first of the script that applies. Every fault that
    /// matches the path counts the request, whether or not it applies.
    std::optional<PlannedFault> next(std::string_view path);

private:
    struct Counted {
        PlannedFault fault;
        int seen = 0;
    };
    std::mutex mutex_;
    std::vector<Counted> faults_;
};

}  // namespace kith::sandbox
