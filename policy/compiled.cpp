#include "policy/compiled.h"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
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

/// How much of a dimension the rules name on average: little of it tells rules apart well.
template <typename Names>
double density(const std::vector<Rule>& rules, const Names& names, size_t values) {
    double sum = 0;
    for (const Rule& rule : rules)
        sum += names(rule).empty()
                   ? 1.0
                   : static_cast<double>(names(rule).size()) / static_cast<double>(values + 1);
    return sum;
}

/// Rules that speak of the same things come next to each other, by what tells them apart best. Ends with the
/// id: the rulebook's order leaves no trace.
std::vector<std::uint32_t> likeness(const Rulebook& book) {
    using Text = std::function<std::string(const Rule&)>;
    const auto& rules = book.rules;
    const auto by = [&](const auto& names, size_t values) {
        return std::pair<double, Text>(density(rules, names, values),
                                       [names](const Rule& rule) { return joined(names(rule)); });
    };
    std::array order{by(
                         [](const Rule& rule) -> auto& { return rule.roles; }, book.roles.size()),
                     by(
                         [](const Rule& rule) -> auto& { return rule.purposes; }, book.purposes.size()),
                     by(
                         [](const Rule& rule) -> auto& { return rule.sources; }, book.sources.size()),
                     by(
                         [](const Rule& rule) -> auto& { return rule.categories; }, book.categories.size())};
    std::ranges::sort(order, {}, [](const auto& one) { return one.first; });
    std::vector<std::tuple<std::array<std::string, 4>, std::string, std::uint32_t>> keys;
    for (std::uint32_t i = 0; i < rules.size(); ++i) {
        const auto text = [&](size_t n) { return order[n].second(rules[i]); };
        keys.emplace_back(std::array{text(0), text(1), text(2), text(3)}, rules[i].id, i);
    }
    std::ranges::sort(keys);
    std::vector<std::uint32_t> places;
    for (const auto& key : keys) places.push_back(std::get<2>(key));
    return places;
}

bool is_a_kind(PersonKind kind) {
    return kind >= PersonKind::subject_child && kind < PersonKind::age_unknown;
}

size_t people_row(PersonKind kind, bool is_age_unknown, bool has_consent) {
    return (static_cast<size_t>(kind) * 2 + (is_age_unknown ? 1 : 0)) * 2 + (has_consent ? 1 : 0);
}

/// What permits of everything in the category come to: no field of it is kept back.
void widen(Reach& reach, Years whole) {
    reach.existence = std::max(reach.existence, whole);
    reach.content = std::max(reach.content, whole);
    for (auto& field : reach.fields) field = std::max(field, whole);
}

size_t first_bit(std::uint64_t bits) {
    return static_cast<size_t>(std::countr_zero(bits));
}

std::array<std::pair<const void*, size_t>, 5> fingerprint_of(const Rulebook& book) {
    return {{{book.rules.data(), book.rules.size()},
             {book.roles.data(), book.roles.size()},
             {book.purposes.data(), book.purposes.size()},
             {book.sources.data(), book.sources.size()},
             {book.categories.data(), book.categories.size()}}};
}

void note_denial(Findings& found, const Rule& rule, Naming naming) {
    found.is_denied = true;
    if (naming == Naming::denials) found.denied.push_back(&rule);
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
    for (const std::uint32_t i : likeness(book)) {
        const Rule& rule = book.rules[i];
        if (is_sound(rule) && names_only_known(book, rule)) {
            rules_.push_back({years_of(rule), fields_in(rule.without_fields), rule.mode == Mode::existence});
            places_.push_back(i);
        } else {
            doubtful_.push_back(i);
        }
    }
    const size_t rows = lay_out(book);
    usual_ = 8 + rules_.size() / 100;
    words_ = (rules_.size() + 63) / 64;
    shorts_ = (words_ + 63) / 64;
    bits_.assign(rows * (words_ + shorts_), 0);
    for (auto* marks : {&denying_, &yielding_, &whole_}) marks->assign(words_, 0);
    for (size_t at = 0; at < rules_.size(); ++at) {
        const Rule& rule = book.rules[places_[at]];
        const Lean& lean = rules_[at];
        const std::uint64_t bit = std::uint64_t{1} << at % 64;
        if (!rule.permits) denying_[at / 64] |= bit;
        if (!rule.permits && rule.yields_in_emergency) yielding_[at / 64] |= bit;
        if (rule.permits && lean.years == kEver && !lean.is_existence && !lean.withheld)
            whole_[at / 64] |= bit;
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
            const size_t word = group * 64 + first_bit(some);
            if (const std::uint64_t bits = common(word)) each(word, bits);
        }
}

/// Adds the rules of these bits to those that spoke.
void Compiled::gather(const Rulebook& book, size_t word, std::uint64_t bits, Findings& found) const {
    const std::uint32_t* places = places_.data() + word * 64;
    const Rule* rules = book.rules.data();
    size_t next = found.spoke.size();
    found.spoke.resize(next + static_cast<size_t>(std::popcount(bits)));
    for (; bits; bits &= bits - 1) found.spoke[next++] = rules + places[first_bit(bits)];
}

Findings Compiled::find(const Rulebook& book, const Circumstances& c, Naming naming) const {
    bool is_known = is_a_kind(c.kind);
    const auto row_of = [&](const Dimension& dimension, std::string_view name) {
        const auto at = dimension.numbers.find(name);
        is_known &= at != dimension.numbers.end();
        return row(dimension.first_row +
                   (at == dimension.numbers.end() ? dimension.numbers.size() : at->second));
    };
    const size_t people = is_a_kind(c.kind) ? people_row(c.kind, c.is_age_unknown, c.has_consent) : 0;
    const std::array rows{row_of(roles_, c.role), row_of(purposes_, c.purpose),
                          row_of(sources_, c.source.text()), row_of(categories_, c.category.text()),
                          row(people_row_ + people)};
    Findings found;
    found.spoke.reserve(usual_);
    Years whole = kNever;
    for_common(rows, [&](size_t word, std::uint64_t bits) {
        gather(book, word, bits, found);
        const std::uint64_t denials = bits & denying_[word] & ~(c.is_emergency ? yielding_[word] : 0);
        for (std::uint64_t left = denials; left; left &= left - 1) {
            note_denial(found, book.rules[places_[word * 64 + first_bit(left)]], naming);
            if (naming == Naming::nothing) break;
        }
        if (bits & whole_[word]) whole = kEver;
        for (std::uint64_t left = bits & ~denying_[word] & ~whole_[word]; left; left &= left - 1) {
            const Lean& lean = rules_[word * 64 + first_bit(left)];
            widen(found.reach, whole, lean.years, lean.is_existence, lean.withheld);
        }
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
            note_denial(found, rule, naming);
    }
    widen(found.reach, whole);
    // A name that the rulebook does not have would otherwise pass through a rule that matches all.
    if (!is_known || found.is_denied)
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
