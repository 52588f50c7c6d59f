#include "policy/agreements.h"

#include "policy/lists.h"

#include <algorithm>

namespace kith::policy {
namespace {

bool is_in_force(const Agreement& one, base::Instant at) {
    return at >= one.valid_from && (!one.valid_until || at < *one.valid_until);
}

bool may_cover(const Rulebook& book, const Agreement& one, const record::SourceId& source,
               const record::CategoryId& category, std::string_view purpose) {
    return may_mean(one.sources, source, [&](const auto& id) { return book.source(id) != nullptr; }) &&
           may_mean(one.categories, category, [&](const auto& id) { return book.category(id) != nullptr; }) &&
           may_mean(one.purposes, purpose, [&](const auto& id) { return book.purpose(id) != nullptr; });
}

bool covers(const Agreement& one, const record::SourceId& source, const record::CategoryId& category,
            std::string_view purpose) {
    return holds(one.sources, source) && (one.categories.empty() || holds(one.categories, category)) &&
           (one.purposes.empty() || holds(one.purposes, purpose));
}

}  // namespace

Agreed agreed(const Rulebook& rulebook, const record::SourceId& source, const record::CategoryId& category,
              std::string_view purpose, base::Instant at) {
    Agreed out;
    bool takes_content = false, takes_existence = false;
    for (const Agreement& one : rulebook.agreements) {
        if (!is_in_force(one, at)) continue;
        const bool speaks = one.denies ? may_cover(rulebook, one, source, category, purpose)
                                       : covers(one, source, category, purpose);
        if (!speaks) continue;
        out.spoke.push_back(&one);
        if (one.denies) {
            takes_content = true;
            takes_existence |= one.mode != Mode::content;
        } else {
            out.existence |= one.mode == Mode::existence || one.mode == Mode::content;
            out.content |= one.mode == Mode::content;
        }
    }
    out.content &= !takes_content;
    out.existence &= !takes_existence;
    return out;
}

bool is_excepted(const Agreed& agreed, Mode mode) {
    return std::ranges::any_of(agreed.spoke, [&](const Agreement* one) {
        return one->denies && (mode == Mode::content || one->mode != Mode::content);
    });
}

}  // namespace kith::policy
