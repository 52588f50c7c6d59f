#include "wire/upkeep_words.h"

#include "base/text.h"

#include <cstdlib>

namespace kith::wire {
namespace {

std::string span_words(std::chrono::milliseconds jump) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(jump).count();
    const auto length = static_cast<size_t>(std::llabs(minutes));
    const std::string words = length == 0 ? "less than a minute" : base::counted(length, "minute", "minutes");
    return words + (jump.count() < 0 ? " back" : " on");
}

}  // namespace

std::string words_of(const Tended& tended) {
    std::vector<std::string> parts;
    size_t gone = 0;
    for (const auto& purge : tended.purged) gone += purge.items.size();
    if (gone > 0) parts.push_back(base::counted(gone, "kept copy", "kept copies") + " destroyed");
    if (tended.has_new_rulebook) parts.push_back("a new rulebook is in force");
    if (tended.clock_jump)
        parts.push_back("the clock was moved by " + span_words(*tended.clock_jump) + ", on record");
    if (tended.trouble) parts.push_back("upkeep failed: " + tended.trouble->detail);
    return base::join(parts, " \u00B7 ");
}

std::string witness_words(const ShippingState& state) {
    if (state.last.is_fork) return "the partnership holds another log than this one: tell your administrator";
    const std::string waiting =
        state.witness.entries == 0
            ? std::string()
            : base::counted(state.witness.entries, "entry", "entries") + " not witnessed yet";
    if (!state.last.trouble.empty()) return waiting.empty() ? "partnership's database not reached" : waiting;
    if (!state.has_tried) return waiting;
    return waiting.empty() ? "witnessed at " + base::uk_time(state.last.at) : waiting;
}

}  // namespace kith::wire
