#pragma once
#include "builders.h"

#include <random>
#include <string>
#include <vector>

namespace kith::policy_tests {

/// The same throws for the same seed, on every machine.
class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
    bool one_in(int n) { return below(n) == 0; }
    template <typename T>
    std::vector<T> some(const std::vector<T>& all) {
        std::vector<T> out;
        if (one_in(2)) return out;  // an empty list matches all
        for (const auto& one : all)
            if (one_in(2)) out.push_back(one);
        return out;
    }
    template <typename T>
    const T& any(const std::vector<T>& all) {
        return all[static_cast<size_t>(below(static_cast<int>(all.size())))];
    }
    std::mt19937& engine() { return engine_; }

private:
    std::mt19937 engine_;
};

extern const std::vector<std::string> kRoles, kPurposes;
extern const std::vector<record::SourceId> kSources;
extern const std::vector<record::CategoryId> kCategories;
extern const std::vector<policy::PersonKind> kKinds;

/// A rule that can be read, of the names above.
policy::Rule random_rule(Dice& dice, int number);
/// One to eight such rules, and an agreement that covers all.
policy::Rulebook random_rulebook(Dice& dice);
/// Makes one of its rules, here and there, impossible to evaluate: a stranger's name, an odd kind, mode,
/// span, obligation or field.
void spoil(Dice& dice, policy::Rulebook& book);
/// About one person of every kind: "p0" of kKinds[0] and so on.
policy::Request random_request(Dice& dice);

}  // namespace kith::policy_tests
