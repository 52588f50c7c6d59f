#include "chronology/statements.h"
#include "link/short_id.h"

#include <algorithm>
#include <tuple>

namespace kith::chronology {

namespace {

struct FieldWords {
    std::string_view name;
    std::string_view plural;
};

FieldWords words_of(Field field) {
    switch (field) {
        case Field::address:
            return {"address", "addresses"};
        case Field::born:
            return {"date of birth", "dates of birth"};
        case Field::family_name:
            return {"family name", "family names"};
        case Field::given_name:
            return {"given name", "given names"};
        case Field::sex:
            return {"sex", "sexes"};
        case Field::gp:
            return {"GP practice", "GP practices"};
        case Field::school:
            return {"school", "schools"};
        case Field::carer:
            return {"carer", "carers"};
    }
    return {"field", "fields"};
}

/// "Y12345", "123456": a code says the same as a name for all we can tell.
bool is_code(const std::string& key) {
    return key.find(' ') == std::string::npos &&
           std::any_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "2017" and "2017-02-14" do not disagree; nor does a postcode alone with a house in it.
bool is_same(Field field, const std::string& a, const std::string& b) {
    if (a == b) return true;
    if (field == Field::born) return a.starts_with(b) || b.starts_with(a);
    if (field == Field::address && (a.ends_with('|') || b.ends_with('|')))
        return a.substr(0, a.find('|')) == b.substr(0, b.find('|'));
    if (field == Field::gp || field == Field::school) return is_code(a) != is_code(b);
    return false;
}

bool share_any(Field field, const std::vector<Statement>& a, const std::vector<Statement>& b) {
    return std::any_of(a.begin(), a.end(), [&](const Statement& x) {
        return std::any_of(b.begin(), b.end(),
                           [&](const Statement& y) { return is_same(field, x.key, y.key); });
    });
}

bool disagree(Field field, const Said& said) {
    for (auto a = said.begin(); a != said.end(); ++a)
        for (auto b = std::next(a); b != said.end(); ++b)
            if (!share_any(field, a->second, b->second)) return true;
    return false;
}

/// What the source says now: its latest, and of those without dates the first by reference.
const Statement& latest(const std::vector<Statement>& said) {
    const auto order = [](const Statement& s) {
        return std::make_tuple(s.since.is_known() ? -s.since.sort_key() : 1, std::cref(s.origin.reference),
                               std::cref(s.key));
    };
    return *std::min_element(said.begin(), said.end(),
                             [&](const Statement& a, const Statement& b) { return order(a) < order(b); });
}

Conflict conflict_of(const std::string& identity, Field field, const Said& said,
                     const wording::SourceNames& names) {
    const auto words = words_of(field);
    Conflict out{.id = link::short_id("x-", identity + '|' + std::string(words.name)),
                 .identity = identity,
                 .field = std::string(words.name)};
    std::vector<std::string> sources;
    for (const auto& [source, statements] : said) {
        const auto& statement = latest(statements);
        out.sides.push_back({statement.value, statement.origin, statement.since});
        sources.push_back(wording::source_name(names, source));
    }
    out.words = wording::listed(sources) + " give different " + std::string(words.plural);
    return out;
}

}  // namespace

std::vector<Conflict> conflicts(const link::Replies& replies, const link::Identities& identities,
                                const wording::SourceNames& names) {
    const auto all = statements(replies, identities);
    std::vector<Conflict> out;
    for (const auto& identity : identities.identities) {
        const auto said = all.find(identity.id);
        if (said == all.end()) continue;
        for (const Field field : kFields) {
            const auto found = said->second.find(field);
            if (found != said->second.end() && disagree(field, found->second))
                out.push_back(conflict_of(identity.id, field, found->second, names));
        }
    }
    return out;
}

}  // namespace kith::chronology
