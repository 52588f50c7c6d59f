#pragma once
#include "connectors/sandbox/builder.h"
#include "connectors/sandbox/dice.h"

#include <optional>
#include <string>
#include <vector>

namespace kith::sandbox {

/// How much agencies have had to do with a family.
enum class Burden { quiet, some_help, at_risk };

struct FamilyTold {
    std::vector<PersonIndex> children;
    PersonIndex mother = 0;
    std::optional<PersonIndex> father;
    std::size_t home = 0;
    bool is_in_westmoor = false;
};

/// Lets things happen to a family and lets agencies write of them: each hears of an incident or does not, and
/// dates it by its own lights. Returns one sentence on what makes the family worth asking about.
std::string tell_family(Builder& builder, const FamilyTold& family, Burden burden, Dice& dice);

}  // namespace kith::sandbox
