#include "review/assess.h"

#include "json/value.h"
#include "ports/audit_kinds.h"
#include "review/emergency.h"
#include "review/rules.h"

#include <algorithm>

namespace kith::review {
namespace {

/// Whether somebody's look at records counts for nothing here: they said that they know the family, and went
/// no further.
bool is_excused(const Look& look, const std::unordered_map<std::uint64_t, base::Instant>& declared) {
    if (look.is_declared_conflict()) return true;
    if (look.has_declared) return !look.looked_after_declaring;
    const auto at = declared.find(both(look.user, look.subject));
    return !look.was_asked && at != declared.end() && at->second <= look.first;
}

std::unordered_map<std::uint64_t, base::Instant> declarations(const Looks& looks) {
    std::unordered_map<std::uint64_t, base::Instant> declared;
    for (const auto& look : looks.all)
        if (look.has_declared && look.subject)
            declared.try_emplace(both(look.user, look.subject), look.first);
    return declared;
}

/// The last verdict on each look. Nobody closes their own.
std::unordered_map<Number, std::string> verdicts(const Register& log, const Looks& looks, const Work& work) {
    std::unordered_map<Number, std::string> last;
    const Rows& rows = log.rows();
    const auto kind = rows.names.find(ports::kinds::kVerdict);
    if (!kind) return last;
    for (const Row& row : rows.rows) {
        if (row.kind != *kind) continue;
        const auto document = json::parse(rows.facts_of(row));
        if (!document) continue;
        const auto facts = document->root();
        const auto index = facts["entry"].integer();
        if (!index || *index < 0) continue;
        const auto place = log.place_of(facts["chain"].text(), static_cast<std::uint64_t>(*index));
        const Number look = place ? looks.look_of[*place] : kNoLook;
        if (look == kNoLook) continue;
        if (work.is_same_person(rows.names.text(looks.all[look].user), rows.names.text(row.user))) continue;
        last[look] = facts["verdict"].text();
    }
    return last;
}

void put_in_order(std::vector<Signal>& signals) {
    std::ranges::stable_sort(signals, {}, [](const Signal& s) { return rank_of(s.rule); });
    const auto twice = std::ranges::unique(signals, {}, &Signal::rule);
    signals.erase(twice.begin(), twice.end());
}

void count(Assessment& made) {
    for (const auto& access : made.accesses) {
        ++(access.explained_by.empty() ? made.unexplained : made.explained);
        made.with_signal += !access.signals.empty();
        made.emergencies += access.is_emergency;
    }
}

}  // namespace

Assessment assess(const Register& log, const Work& work, const policy::Rulebook& rulebook, base::Instant now,
                  std::stop_token stop) {
    Assessment made;
    const Rows& rows = log.rows();
    const Looks looks = looks_of(rows);
    if (stop.stop_requested()) return made;
    const WorkBook book(work, rows);
    Ground ground{rows, looks, book, rulebook, {}, now};
    for (const auto& look : looks.all) ground.explained.push_back(book.explains(look));
    Signals signals(looks.all.size());
    if (!stop.stop_requested()) question_kin(ground, signals);
    if (!stop.stop_requested()) question_habits(ground, signals);
    if (!stop.stop_requested()) made.pairs = question_pairs(ground, signals);
    if (!stop.stop_requested()) made.harm = harm_signals(ground);
    const auto declared = declarations(looks);
    auto decided = verdicts(log, looks, work);
    for (Number n = static_cast<Number>(looks.all.size()); n-- > 0;) {
        const Look& look = looks.all[n];
        if (!look.is_access()) continue;
        Access access{
            look.place(), look.entries,      std::string(ground.explained[n]),
            {},           look.is_emergency, !look.was_asked && (look.was_refused || look.has_declared),
            decided[n]};
        if (!is_excused(look, declared)) access.signals = std::move(signals[n]);
        put_in_order(access.signals);
        made.accesses.push_back(std::move(access));
    }
    count(made);
    made.overdue_emergencies = emergency_queue(log, work, rulebook, now).overdue;
    return made;
}

}  // namespace kith::review
