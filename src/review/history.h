#pragma once
#include "review/log_line.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace kith::review {

/// What the log remembers of people who ask, so far as it bears on what they may ask next. Fed leaf by leaf;
/// pure. It outlives windows and restarts because the log does (P21, P22).
class History {
public:
    void add(const LogLine& line);
    /// AU-6: once declared, it stands.
    bool has_conflict(const std::string& user, const std::string& subject) const;

    struct Emergency {
        std::uint64_t index = 0;  ///< of its entry in the log
        base::Instant began{};
    };
    /// The first emergency of this user about this subject that nobody else has reviewed.
    std::optional<Emergency> unreviewed(const std::string& user, const std::string& subject) const;

private:
    using Pair = std::pair<std::string, std::string>;  ///< user, subject token
    std::set<Pair> conflicts_;
    std::map<Pair, Emergency> emergencies_;
};

}  // namespace kith::review
