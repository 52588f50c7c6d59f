#include "present/status_chips.h"

#include "wording/wording.h"

#include <algorithm>
#include <array>
#include <map>

namespace kith::present {
namespace {

using chronology::Entry;

/// The standings in the order of their chips, by Event::kind.
constexpr std::array<std::string_view, 6> kStandings{
    "plan_child_protection", "looked_after",       "missing",
    "plan_unborn",           "plan_child_in_need", "special_guardianship"};

struct Statement {
    const Entry* entry;
    const record::When* when;
};

/// The statements of one standing, newest first.
struct Standing {
    std::vector<Statement> current, ended;
};

bool has_ended(const record::When& when, int today) {
    return when.is_span() && when.end() && when.end()->last_day() < today;
}

bool is_over_when_it_happens(const Entry& entry) {
    return entry.event.kind == "missing" && !entry.event.occurred.is_span();
}

size_t rank_of(const Entry& entry) {
    const auto found = std::find(kStandings.begin(), kStandings.end(), entry.event.kind);
    return static_cast<size_t>(found - kStandings.begin());
}

bool is_about(const Entry& entry, const std::string& identity) {
    return !entry.people.empty() && entry.people.front() == identity;
}

std::array<Standing, kStandings.size()> standings(const chronology::Chronology& all,
                                                  const std::string& identity, int today) {
    std::array<Standing, kStandings.size()> found;
    const auto sort_in = [&](const Entry& entry) {
        const size_t rank = rank_of(entry);
        if (rank == kStandings.size() || !is_about(entry, identity) || entry.event.planned) return;
        const record::When& when = entry.event.occurred;
        const bool is_over = when.is_known() && (has_ended(when, today) || is_over_when_it_happens(entry));
        (is_over ? found[rank].ended : found[rank].current).push_back({&entry, &when});
    };
    std::for_each(all.entries.rbegin(), all.entries.rend(), sort_in);
    std::for_each(all.undated.begin(), all.undated.end(), sort_in);
    return found;
}

std::string current_words(const record::When& when) {
    if (!when.is_known()) return ", date not given";
    return " since " + when.start().words();
}

std::string ended_words(const record::When& when) {
    return (when.is_span() ? " ended " + when.end()->words() : " " + when.start().words());
}

/// Every statement with its source, so that sources that differ are both heard.
std::string statements_of(const std::vector<Statement>& statements, const SourceBook& sources) {
    std::string out;
    for (const auto& [entry, when] : statements)
        out += (out.empty() ? "" : "; ") + sources.name(entry->event.origin.source) + ": " +
               entry->event.title + ", " + when->words();
    return out;
}

Chip chip_of(std::string_view kind, const std::vector<Statement>& statements, bool is_current,
             const SourceBook& sources) {
    const record::When& when = *statements.front().when;
    Chip chip;
    chip.text = wording::kind(kind) + (is_current ? current_words(when) : ended_words(when));
    chip.sentence = statements_of(statements, sources);
    chip.mood = is_current ? Mood::hole : Mood::neutral;
    chip.opens = Target::entry(statements.front().entry->id);
    return chip;
}

}  // namespace

std::vector<Chip> status_chips(const ChildView& view) {
    const link::Identity* subject = subject_of(view);
    if (!subject) return {};
    const auto found = standings(view.picture->chronology, subject->id, today_of(view).first_day());
    std::vector<Chip> chips;
    for (size_t i = 0; i < kStandings.size(); ++i)
        if (!found[i].current.empty())
            chips.push_back(chip_of(kStandings[i], found[i].current, true, *view.sources));
    for (size_t i = 0; i < kStandings.size(); ++i)
        if (!found[i].ended.empty())
            chips.push_back(chip_of(kStandings[i], found[i].ended, false, *view.sources));
    return chips;
}

}  // namespace kith::present
