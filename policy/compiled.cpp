#include "policy/compiled.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace kith::policy {
namespace {

constexpr size_t kKinds = 4;  ///< age_unknown is asked about as a child and as an adult

const std::string& text_of(const std::string& id) {
    return id;
}

template <typename Tag>
const std::string& text_of(const base::Id<Tag>& id) {
    return id.text();
}

template <typename Name>
std::string joined(const std::vector<Name>& names) {
    std::string all;
    for (const auto& name : names) all.append(text_of(name)).push_back('\n');
    return all;
}

/// Rules that speak of the same things come next to each other. Ends with the id: the rulebook's order leaves
/// no trace.
std::vector<std::uint32_t> likeness(const std::vector<Rule>& rules) {
    using Key = std::tuple<std::string, std::string, std::string, std::string, std::string, std::uint32_t>;
    std::vector<Key> keys;
    for (std::uint32_t i = 0; i < rules.size(); ++i)
        keys.emplace_back(joined(rules[i].sources), joined(rules[i].purposes), joined(rules[i].categories),
                          joined(rules[i].roles), rules[i].id, i);
    std::ranges::sort(keys);
    std::vector<std::uint32_t> order;
    for (const auto& key : keys) order.push_back(std::get<5>(key));
    return order;
}

bool is_a_kind(PersonKind kind) {
    return kind >= PersonKind::subject_child && kind < PersonKind::age_unknown;
}

size_t people_row(PersonKind kind, bool is_age_unknown, bool has_consent) {
    return (static_cast<size_t>(kind) * 2 + (is_age_unknown ? 1 : 0)) * 2 + (has_consent ? 1 : 0);
}

std::array<std::pair<const void*, size_t>, 5> fingerprint_of(const Rulebook& book) {
    return {{{book.rules.data(), book.rules.size()},
             {book.roles.data(), book.roles.size()},
             {book.purposes.data(), book.purposes.size()},
             {book.sources.data(), book.sources.size()},
             {book.categories.data(), book.categories.size()}}};
}

Years years_of(const Rule& rule) {
    return rule.lookback_years ? rule.lookback_years : kEver;
}

void widen(Reach& reach, Years& whole, Years years, bool is_existence, FieldSet withheld) {
    reach.existence = std::max(reach.existence, years);
    if (is_existence) return;
    reach.content = std::max(reach.content, years);
    if (!withheld) {
        whole = std::max(whole, years);
        return;
    }
    for (size_t i = 0; i < reach.fields.size(); ++i)
        if (!(withheld >> i & 1)) reach.fields[i] = std::max(reach.fields[i], years);
}

}  // namespace

size_t Compiled::lay_out(const Rulebook& book) {
    size_t rows = 0;
    const auto number = [&](Dimension& dimension, const auto& things) {
        dimension.first_row = rows;
        for (const auto& thing : things)
            dimension.numbers.emplace(text_of(thing.id), dimension.numbers.size());
        rows += dimension.numbers.size() + 1;
    };
    number(roles_, book.roles);
    number(purposes_, book.purposes);
    number(sources_, book.sources);
    number(categories_, book.categories);
    people_row_ = rows;
    return rows + kKinds * 4;
}

void Compiled::mark(size_t number, size_t at) {
    std::uint64_t* bits = bits_.data() + number * (words_ + shorts_);
    bits[at / 64] |= std::uint64_t{1} << at % 64;
    bits[words_ + at / 64 / 64] |= std::uint64_t{1} << at / 64 % 64;
}

template <typename Name>
void Compiled::mark_names(const Dimension& dimension, const std::vector<Name>& names, size_t at) {
    for (const auto& name : names) mark(dimension.first_row + dimension.numbers.at(text_of(name)), at);
    if (!names.empty()) return;
    for (size_t i = 0; i <= dimension.numbers.size(); ++i) mark(dimension.first_row + i, at);
}

void Compiled::mark_people(const Rule& rule, size_t at) {
    const auto named = [&](PersonKind kind) {
        return rule.people.empty() || std::ranges::find(rule.people, kind) != rule.people.end();
    };
    for (size_t kind = 0; kind < kKinds; ++kind)
        for (const bool is_age_unknown : {false, true})
            for (const bool has_consent : {false, true}) {
                const auto one = static_cast<PersonKind>(kind);
                const bool speaks = named(one) || (is_age_unknown && named(PersonKind::age_unknown));
                if (speaks && !(rule.without_consent_only && has_consent))
                    mark(people_row_ + people_row(one, is_age_unknown, has_consent), at);
            }
}

Compiled::Compiled(const Rulebook& book) : fingerprint_(fingerprint_of(book)) {
    for (const std::uint32_t i : likeness(book.rules)) {
        const Rule& rule = book.rules[i];
        if (is_sound(rule) && names_only_known(book, rule))
            rules_.push_back({i, rule.lookback_years ? rule.lookback_years : kEver,
                              fields_in(rule.without_fields), rule.permits, rule.mode == Mode::existence,
                              rule.yields_in_emergency});
        else
            doubtful_.push_back(i);
    }
    const size_t rows = lay_out(book);
    words_ = (rules_.size() + 63) / 64;
    shorts_ = (words_ + 63) / 64;
    bits_.assign(rows * (words_ + shorts_), 0);
    for (size_t at = 0; at < rules_.size(); ++at) {
        const Rule& rule = book.rules[rules_[at].rule];
        mark_names(roles_, rule.roles, at);
        mark_names(purposes_, rule.purposes, at);
        mark_names(sources_, rule.sources, at);
        mark_names(categories_, rule.categories, at);
        mark_people(rule, at);
    }
}

bool Compiled::is_of(const Rulebook& rulebook) const {
    return fingerprint_ == fingerprint_of(rulebook);
}

template <typename Each>
void Compiled::for_common(const std::array<const std::uint64_t*, 5>& rows, const Each& each) const {
    const auto common = [&](size_t word) {
        return rows[0][word] & rows[1][word] & rows[2][word] & rows[3][word] & rows[4][word];
    };
    for (size_t group = 0; group < shorts_; ++group)
        for (std::uint64_t some = common(words_ + group); some; some &= some - 1) {
            const size_t word = group * 64 + static_cast<size_t>(std::countr_zero(some));
            for (std::uint64_t bits = common(word); bits; bits &= bits - 1)
                each(rules_[word * 64 + static_cast<size_t>(std::countr_zero(bits))]);
        }
}

Findings Compiled::find(const Rulebook& book, const Circumstances& c) const {
    bool is_known = is_a_kind(c.kind);
    const auto row_of = [&](const Dimension& dimension, std::string_view name) {
        const auto at = dimension.numbers.find(name);
        is_known &= at != dimension.numbers.end();
        return row(dimension.first_row +
                   (at == dimension.numbers.end() ? dimension.numbers.size() : at->second));
    };
    const std::array rows{
        row_of(roles_, c.role), row_of(purposes_, c.purpose), row_of(sources_, c.source.text()),
        row_of(categories_, c.category.text()),
        row(people_row_ + (is_a_kind(c.kind) ? people_row(c.kind, c.is_age_unknown, c.has_consent) : 0))};
    Findings found;
    Years whole = kNever;
    for_common(rows, [&](const Lean& lean) {
        found.spoke.push_back(&book.rules[lean.rule]);
        if (lean.permits)
            widen(found.reach, whole, lean.years, lean.is_existence, lean.withheld);
        else if (!(lean.yields && c.is_emergency))
            found.denied.push_back(&book.rules[lean.rule]);
    });
    for (const std::uint32_t i : doubtful_) {
        const Rule& rule = book.rules[i];
        const Verdict verdict = evaluate(book, rule, c);
        if (verdict == Verdict::silent) continue;
        found.spoke.push_back(&rule);
        if (verdict == Verdict::permits)
            widen(found.reach, whole, years_of(rule), rule.mode == Mode::existence,
                  fields_in(rule.without_fields));
        else
            found.denied.push_back(&rule);
    }
    for (auto& field : found.reach.fields) field = std::max(field, whole);
    // A name that the rulebook does not have would otherwise pass through a rule that matches all.
    if (!is_known || !found.denied.empty())
        found.reach = {};
    else if (c.is_emergency)
        found.reach = whole_reach();
    return found;
}

const Compiled& compiled(const Rulebook& rulebook, std::shared_ptr<const Compiled>& made) {
    if (rulebook.prepared.get() && rulebook.prepared.get()->is_of(rulebook)) return *rulebook.prepared.get();
    made = std::make_shared<const Compiled>(rulebook);
    return *made;
}

void prepare(Rulebook& rulebook) {
    rulebook.prepared = Prepared(std::make_shared<const Compiled>(rulebook));
}

}  // namespace kith::policy
