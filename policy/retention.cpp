#include "policy/retention.h"

#include "policy/lists.h"

#include <algorithm>
#include <optional>

namespace kith::policy {

std::chrono::seconds keep_for(const Rulebook& book, const record::SourceId& source,
                              const record::CategoryId& category, std::string_view purpose) {
    std::optional<std::chrono::seconds> shortest;
    for (const Retention& one : book.retention) {
        const bool matches =
            may_mean(one.sources, source, [&](const auto& id) { return book.source(id) != nullptr; }) &&
            may_mean(one.categories, category,
                     [&](const auto& id) { return book.category(id) != nullptr; }) &&
            may_mean(one.purposes, purpose, [&](const auto& id) { return book.purpose(id) != nullptr; });
        if (matches) shortest = std::min(shortest.value_or(one.longest), one.longest);
    }
    return std::max(shortest.value_or(book.usual_retention), std::chrono::seconds(0));
}

}  // namespace kith::policy
