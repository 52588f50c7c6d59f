#include "review/history.h"

#include "json/value.h"
#include "ports/audit_kinds.h"

namespace kith::review {
namespace {

namespace kinds = ports::kinds;

/// The entry that a review is of; absent when the facts name none.
std::optional<std::uint64_t> entry_of(const std::string& facts) {
    const auto document = json::parse(facts);
    if (!document) return {};
    const auto entry = document->root()["entry"].integer();
    if (!entry || *entry < 0) return {};
    return static_cast<std::uint64_t>(*entry);
}

}  // namespace

void History::add(const LogLine& line) {
    const Pair who{line.user, line.subject};
    if (line.kind == kinds::kConflictDeclared) conflicts_.insert(who);
    // The first that waits for its review keeps the rest waiting.
    if (line.kind == kinds::kEmergencyBegan) emergencies_.try_emplace(who, Emergency{line.index, line.at});
    if (line.kind != kinds::kEmergencyReviewed) return;
    const auto entry = entry_of(line.facts);
    // P22: its own user cannot close it.
    if (entry)
        std::erase_if(emergencies_, [&](const auto& one) {
            return one.second.index == *entry && one.first.first != line.user;
        });
}

bool History::has_conflict(const std::string& user, const std::string& subject) const {
    return conflicts_.contains({user, subject});
}

std::optional<History::Emergency> History::unreviewed(const std::string& user,
                                                      const std::string& subject) const {
    const auto at = emergencies_.find({user, subject});
    if (at == emergencies_.end()) return {};
    return at->second;
}

}  // namespace kith::review
