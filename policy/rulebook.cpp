#include "policy/rulebook.h"

#include <algorithm>

namespace kith::policy {
namespace {

template <typename Thing, typename Id>
const Thing* find(const std::vector<Thing>& things, const Id& id) {
    const auto at = std::ranges::find_if(things, [&](const Thing& thing) { return thing.id == id; });
    return at == things.end() ? nullptr : &*at;
}

}  // namespace

std::string_view name_of(PersonKind kind) {
    switch (kind) {
        case PersonKind::subject_child:
            return "subject_child";
        case PersonKind::other_child:
            return "other_child";
        case PersonKind::adult:
            return "adult";
        case PersonKind::unborn:
            return "unborn";
        case PersonKind::age_unknown:
            return "age_unknown";
    }
    return "unknown";
}

const Role* Rulebook::role(std::string_view wanted) const {
    return find(roles, wanted);
}

const Purpose* Rulebook::purpose(std::string_view wanted) const {
    return find(purposes, wanted);
}

const Source* Rulebook::source(const record::SourceId& wanted) const {
    return find(sources, wanted);
}

const Category* Rulebook::category(const record::CategoryId& wanted) const {
    return find(categories, wanted);
}

const OverrideReason* Rulebook::override_reason(std::string_view wanted) const {
    return find(override_reasons, wanted);
}

}  // namespace kith::policy
