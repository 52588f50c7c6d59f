#include "present/keeping.h"

#include "base/text.h"

#include <algorithm>

namespace kith::present {

std::string time_left(base::Instant until, base::Instant now) {
    using std::chrono::duration_cast;
    if (until <= now) return "no time";
    const auto minutes = duration_cast<std::chrono::minutes>(until - now).count();
    if (minutes == 0) return "less than a minute";
    if (minutes < 60) return std::to_string(minutes) + " min";
    const std::string hours = std::to_string(minutes / 60) + " h";
    return minutes % 60 == 0 ? hours : hours + " " + std::to_string(minutes % 60) + " min";
}

std::string kept_words(const record::Cell& cell, base::Instant now) {
    if (!cell.kept_until) return {};
    return "A sealed copy is kept until " + base::uk_time(*cell.kept_until) + ", " +
           time_left(*cell.kept_until, now) + " from now; then it is destroyed.";
}

Chip kept_chip(const ChildView& view) {
    size_t copies = 0;
    std::optional<base::Instant> first;
    for (const auto& cell : view.ledger) {
        if (!cell.kept_until || *cell.kept_until <= view.now) continue;
        ++copies;
        first = first ? std::min(*first, *cell.kept_until) : *cell.kept_until;
    }
    if (copies == 0) return {};
    Chip chip{.text = base::counted(copies, "copy", "copies") + " kept, " + time_left(*first, view.now)};
    chip.sentence = "Sealed copies of " + base::counted(copies, "answer", "answers") +
                    " are kept on this machine for this purpose and case alone. The first is destroyed at " +
                    base::uk_time(*first) + ".";
    return chip;
}

Chip emergency_chip(const ChildView& view) {
    if (!view.emergency_until) return {};
    Chip chip{.text = "Emergency access, " + time_left(*view.emergency_until, view.now) + " left"};
    chip.mood = Mood::hole;
    chip.sentence =
        "Emergency access ends by itself at " + base::uk_time(*view.emergency_until) +
        "; then everything seen under it leaves this screen. It is reviewed on the next working day.";
    return chip;
}

}  // namespace kith::present
