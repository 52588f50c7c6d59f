#include "policy/differences.h"

#include "base/text.h"
#include "policy/entries.h"
#include "policy/explaining.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <tuple>

namespace kith::policy {
namespace {

constexpr std::array kKinds = {PersonKind::subject_child, PersonKind::other_child, PersonKind::adult,
                               PersonKind::unborn, PersonKind::age_unknown};

/// Wider than any number of years.
int width(const std::optional<int>& years) {
    if (!years) return 0;
    return *years == 0 ? 1'000'000 : *years;
}

/// How far each part may be seen, such that more is more: content, existence, then every field.
std::vector<int> widths(const Extent& extent) {
    std::vector<int> all = {width(extent.content), width(extent.existence)};
    for (const auto field : kFields) {
        const auto kept = std::ranges::find(extent.kept_back, field, &Extent::KeptBack::field);
        all.push_back(kept == extent.kept_back.end() ? all.front() : width(kept->years));
    }
    return all;
}

/// What one cell comes to in one rulebook.
struct Cell {
    Extent extent;
    std::vector<std::string> conditions;
    std::set<std::string> behind;  ///< ids of rules and agreements that spoke
    bool is_same(const Cell& other) const { return extent == other.extent && conditions == other.conditions; }
};

/// A rulebook with its rules made ready.
struct Ready {
    explicit Ready(const Rulebook& a_book) : book(a_book), rules(compiled(a_book, made)) {}
    const Rulebook& book;
    std::shared_ptr<const Compiled> made;
    const Compiled& rules;
};

Cell cell_of(const Ready& ready, const Question& question, base::Instant at) {
    const Explanation e = explain_with(ready.rules, ready.book, question, at);
    Cell cell{e.extent, e.obligations, {}};
    for (const auto* rule : e.rules) cell.behind.insert(rule->id);
    for (const auto* agreement : e.agreements) cell.behind.insert(agreement->id);
    return cell;
}

Shift shift_of(const Cell& before, const Cell& after) {
    if (before.extent.is_nothing()) return Shift::gained;
    if (after.extent.is_nothing()) return Shift::lost;
    const auto was = widths(before.extent), is = widths(after.extent);
    bool more =
        std::ranges::includes(before.conditions, after.conditions) && before.conditions != after.conditions;
    bool less =
        std::ranges::includes(after.conditions, before.conditions) && before.conditions != after.conditions;
    if (before.conditions != after.conditions && !more && !less) return Shift::changed;
    for (size_t i = 0; i < was.size(); ++i) {
        more |= is[i] > was[i];
        less |= is[i] < was[i];
    }
    if (more && less) return Shift::changed;
    return more ? Shift::widened : Shift::narrowed;
}

/// Both rulebooks and what in them says something else than before.
struct Pair {
    Ready before, after;
    base::Instant at;
    std::set<std::string> reworded;  ///< ids of rules and agreements
};

std::vector<std::string> because(const Pair& pair, const Cell& before, const Cell& after) {
    std::vector<std::string> all;
    for (const auto& id : after.behind)
        if (!before.behind.contains(id)) all.push_back("+" + id);
    for (const auto& id : before.behind)
        if (!after.behind.contains(id)) all.push_back("-" + id);
    for (const auto& id : after.behind)
        if (before.behind.contains(id) && pair.reworded.contains(id)) all.push_back("~" + id);
    return all;
}

/// The change of one cell, for one category and kind of person; none if it comes to the same.
std::optional<AccessChange> change_at(const Pair& pair, const Question& question) {
    const Cell before = cell_of(pair.before, question, pair.at),
               after = cell_of(pair.after, question, pair.at);
    if (before.is_same(after)) return {};
    AccessChange change;
    change.shift = shift_of(before, after);
    change.role = question.role;
    change.purpose = question.purpose;
    change.source = question.source;
    change.categories = {question.category};
    change.people = {question.kind};
    (question.has_consent ? change.with_consent : change.without_consent) = true;
    change.before = before.extent;
    change.after = after.extent;
    change.conditions_before = before.conditions;
    change.conditions_after = after.conditions;
    change.because = because(pair, before, after);
    return change;
}

/// Whether the two say the same but for where.
bool is_alike(const AccessChange& a, const AccessChange& b) {
    return a.shift == b.shift && a.before == b.before && a.after == b.after &&
           a.conditions_before == b.conditions_before && a.conditions_after == b.conditions_after &&
           a.because == b.because;
}

bool has_same_consent(const AccessChange& a, const AccessChange& b) {
    return a.without_consent == b.without_consent && a.with_consent == b.with_consent;
}

/// Adds a change to the first that takes it in; `takes_in` says whether and does it.
template <typename TakesIn>
void fold(std::vector<AccessChange>& all, AccessChange change, const TakesIn& takes_in) {
    for (auto& one : all)
        if (is_alike(one, change) && takes_in(one)) return;
    all.push_back(std::move(change));
}

/// All changes of one role, purpose and source: first consent, then kinds of person, then categories are
/// folded together, each only where all the rest is the same, so that nothing is said that does not hold.
std::vector<AccessChange> changes_at(const Pair& pair, const std::string& role, const std::string& purpose,
                                     const record::SourceId& source,
                                     const std::vector<record::CategoryId>& categories) {
    std::vector<AccessChange> all;
    for (const auto& category : categories) {
        std::vector<AccessChange> here;
        for (const PersonKind kind : kKinds) {
            std::vector<AccessChange> both;
            for (const bool has_consent : {false, true})
                if (auto change = change_at(pair, {role, purpose, source, category, kind, has_consent}))
                    fold(both, std::move(*change), [](AccessChange& one) { return one.with_consent = true; });
            for (auto& change : both)
                fold(here, change, [&](AccessChange& one) {
                    if (!has_same_consent(one, change)) return false;
                    one.people.push_back(kind);
                    return true;
                });
        }
        for (auto& change : here)
            fold(all, change, [&](AccessChange& one) {
                if (!has_same_consent(one, change) || one.people != change.people) return false;
                one.categories.push_back(category);
                return true;
            });
    }
    return all;
}

/// The ids of a list of both rulebooks, those of the second first: they are the ones in use from now on.
template <typename Thing, typename Id>
std::vector<Id> either(const std::vector<Thing>& after, const std::vector<Thing>& before, Id Thing::*id) {
    std::vector<Id> ids;
    for (const auto* things : {&after, &before})
        for (const auto& thing : *things)
            if (std::ranges::find(ids, thing.*id) == ids.end()) ids.push_back(thing.*id);
    return ids;
}

std::vector<record::CategoryId> held(const Pair& pair, const record::SourceId& source) {
    std::vector<record::CategoryId> all;
    for (const auto* book : {&pair.after.book, &pair.before.book})
        if (const Source* one = book->source(source))
            for (const auto& category : one->categories)
                if (std::ranges::find(all, category) == all.end()) all.push_back(category);
    return all;
}

std::vector<AccessChange> access_changes(const Pair& pair) {
    std::vector<AccessChange> all;
    for (const auto& role : either(pair.after.book.roles, pair.before.book.roles, &Role::id))
        for (const auto& purpose : either(pair.after.book.purposes, pair.before.book.purposes, &Purpose::id))
            for (const auto& source :
                 either(pair.after.book.sources, pair.before.book.sources, &Source::id)) {
                auto some = changes_at(pair, role, purpose, source, held(pair, source));
                std::ranges::move(some, std::back_inserter(all));
            }
    std::ranges::stable_sort(all, {}, &AccessChange::shift);
    return all;
}

std::vector<EntryChange> entry_changes(const Entries& before, const Entries& after) {
    std::vector<EntryChange> all;
    for (const auto& [key, text] : before) {
        const auto now = after.find(key);
        if (now == after.end() || now->second != text)
            all.push_back({key.first, key.second, text, now == after.end() ? "" : now->second});
    }
    for (const auto& [key, text] : after)
        if (!before.contains(key)) all.push_back({key.first, key.second, {}, text});
    std::ranges::sort(all, {}, [](const EntryChange& one) { return std::tie(one.list, one.id); });
    return all;
}

std::set<std::string> named(const std::vector<AccessChange>& access) {
    std::set<std::string> ids;
    for (const auto& change : access)
        for (const auto& id : change.because) ids.insert(id.substr(1));
    return ids;
}

template <typename Thing, typename Words>
std::string listed(const std::vector<Thing>& things, const Words& words) {
    std::vector<std::string> texts;
    for (const auto& thing : things) texts.emplace_back(words(thing));
    return base::join(texts, ", ");
}

std::string conditions(const std::vector<std::string>& names) {
    return names.empty() ? "no conditions" : base::join(names, ", ");
}

std::string line_of(const AccessChange& one) {
    const bool always = one.without_consent && one.with_consent;
    std::string text = "  " + one.role + ", " + one.purpose + ", " + one.source.text() + ": " +
                       listed(one.categories, [](const auto& id) { return id.text(); }) + ", about " +
                       listed(one.people, who) +
                       (always             ? ""
                        : one.with_consent ? ", with consent"
                                           : ", without consent") +
                       ": ";
    if (one.before != one.after) text += in_words(one.before) + " -> " + in_words(one.after);
    if (one.shift != Shift::gained && one.shift != Shift::lost &&
        one.conditions_before != one.conditions_after)
        text += (one.before != one.after ? "; " : "") + conditions(one.conditions_before) + " -> " +
                conditions(one.conditions_after);
    return text + " (" + base::join(one.because, " ") + ")\n";
}

std::string line_of(const EntryChange& one) {
    if (one.before.empty()) return "  " + one.id + " added: " + one.after + "\n";
    if (one.after.empty()) return "  " + one.id + " taken out: " + one.before + "\n";
    return "  " + one.id + " was: " + one.before + "\n  " + one.id + " is now: " + one.after + "\n";
}

std::string_view heading(Shift shift) {
    switch (shift) {
        case Shift::gained:
            return "Gained, where there was nothing";
        case Shift::widened:
            return "Widened";
        case Shift::changed:
            return "Changed, more here and less there";
        case Shift::narrowed:
            return "Narrowed";
        case Shift::lost:
            break;
    }
    return "Lost altogether";
}

}  // namespace

std::string_view name_of(Shift shift) {
    static constexpr std::array<std::string_view, 5> names = {"gained", "widened", "changed", "narrowed",
                                                              "lost"};
    return names.at(static_cast<size_t>(shift));
}

Differences differences(const Rulebook& before, const Rulebook& after, base::Instant at) {
    auto entries = entry_changes(entries_of(before), entries_of(after));
    Pair pair{Ready(before), Ready(after), at, {}};
    for (const auto& one : entries)
        if (one.list == "rules" || one.list == "agreements") pair.reworded.insert(one.id);
    Differences all{access_changes(pair), {}};
    const auto said = named(all.access);
    for (auto& one : entries)
        if (one.list != "rules" || !said.contains(one.id)) all.entries.push_back(std::move(one));
    return all;
}

std::string in_words(const Differences& all) {
    if (all.is_empty()) return "Nothing changes for anybody.\n";
    std::string out, last;
    for (const auto& one : all.access) {
        const std::string title(heading(one.shift));
        if (title != last) out += (out.empty() ? "" : "\n") + title + ":\n";
        last = title;
        out += line_of(one);
    }
    if (all.access.empty()) out += "Nobody gains or loses access.\n";
    for (const auto& one : all.entries) {
        if (one.list != last) out += "\nIn " + one.list + ":\n";
        last = one.list;
        out += line_of(one);
    }
    return out;
}

}  // namespace kith::policy
