#pragma once
#include "policy/rulebook.h"

#include <optional>
#include <string_view>
#include <vector>

namespace kith::policy {

/// What the agreements in force give of one kind of information.
struct Agreed {
    bool existence = false, content = false;  ///< content implies existence
    /// Those that gave or took, in the rulebook's order.
    std::vector<const Agreement*> spoke;
    std::optional<Mode> mode() const {
        if (content) return Mode::content;
        return existence ? std::optional(Mode::existence) : std::nullopt;
    }
};

/// Nothing is given unless an agreement says so; an exception beats any agreement; one of unclear meaning (a
/// name that the rulebook does not have) gives nothing and, if it is an exception, takes away. It holds from
/// `valid_from` until just before `valid_until`. Pure; any thread.
Agreed agreed(const Rulebook& rulebook, const record::SourceId& source, const record::CategoryId& category,
              std::string_view purpose, base::Instant at);

/// Whether an exception in force, rather than the want of an agreement, keeps this mode from being given.
bool is_excepted(const Agreed& agreed, Mode mode);

}  // namespace kith::policy
