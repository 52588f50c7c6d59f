// How fast one question is decided, beside Cedar (cedar-wasm in node: policies parsed once, JSON in and out,
// as a program in another language would pay for it) on the same rules and questions. Goals: at least 200
// times Cedar's decisions a processor second at 100 rules, p99 at most 20 us at 1,000 rules, and at most
// three times the time at 10,000 rules as at 1,000.
#include "bench/stopwatch.h"
#include "cedar.h"
#include "policy/question.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace kith;
using policy::PersonKind;
using policy::Question;
using policy::Rule;
using policy::Rulebook;

const std::vector<std::string> kRoles = {"social-worker", "health-visitor", "police", "school-lead",
                                         "mash-manager",  "auditor",        "clerk",  "out-of-hours"};
const std::vector<std::string> kPurposes = {
    "s47", "s17", "early-help", "strategy", "audit", "subject-access", "training"};
const std::vector<std::string> kSources = {"health", "police", "education", "social-care"};
const std::vector<std::string> kCategories = {"contact",  "attendance",    "injury",      "offence",
                                              "adoption", "sexual-health", "third-party", "school-move"};

class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    size_t below(size_t n) { return engine_() % n; }
    const std::string& any(const std::vector<std::string>& all) { return all[below(all.size())]; }

private:
    std::mt19937 engine_;
};

/// As in Cedar's own benchmark of a safeguarding shape: one deny in twelve, most rules for one role and
/// purpose.
Rule rule(Dice& dice, size_t number) {
    Rule one;
    one.id = "R-" + std::to_string(number);
    one.why = "Because.";
    one.permits = dice.below(12) != 0;
    one.roles = {dice.any(kRoles)};
    if (dice.below(3)) one.purposes = {dice.any(kPurposes)};
    if (dice.below(4)) one.sources = {record::SourceId(dice.any(kSources))};
    if (dice.below(3)) one.categories = {record::CategoryId(dice.any(kCategories))};
    if (dice.below(2)) one.people = {static_cast<PersonKind>(dice.below(4))};
    one.without_consent_only = dice.below(8) == 0;
    return one;
}

Rulebook rulebook(size_t rules) {
    Dice dice(static_cast<unsigned>(7 + rules));
    Rulebook book;
    for (const auto& id : kRoles) book.roles.push_back({id, id});
    for (const auto& id : kPurposes) book.purposes.push_back({.id = id, .name = id});
    for (const auto& id : kCategories) book.categories.push_back({record::CategoryId(id), id});
    for (const auto& id : kSources) {
        policy::Source source;
        source.id = record::SourceId(id);
        for (const auto& category : book.categories) source.categories.push_back(category.id);
        book.sources.push_back(source);
    }
    for (size_t i = 0; i < rules; ++i) book.rules.push_back(rule(dice, i));
    policy::prepare(book);
    return book;
}

std::vector<Question> questions(size_t count) {
    Dice dice(3);
    std::vector<Question> all;
    for (size_t i = 0; i < count; ++i)
        all.push_back({dice.any(kRoles), dice.any(kPurposes), record::SourceId(dice.any(kSources)),
                       record::CategoryId(dice.any(kCategories)), static_cast<PersonKind>(dice.below(4)),
                       dice.below(2) == 0});
    return all;
}

struct Figures {
    double a_second = 0, p50 = 0, p99 = 0;  ///< decisions a processor second; microseconds
};

/// In batches for the rate, one by one for the spread: asking the clock costs as much as a decision.
Figures ours(const Rulebook& book, const std::vector<Question>& asked) {
    size_t permitted = 0, decided = 0;
    const double start = bench::cpu_seconds();
    double used = 0;
    while (used < 1.0) {
        for (const auto& q : asked) permitted += policy::answer(book, q).mode.has_value();
        decided += asked.size();
        used = bench::cpu_seconds() - start;
    }
    std::vector<double> times;
    for (int round = 0; round < 40; ++round)
        for (const auto& q : asked) {
            const auto before = std::chrono::steady_clock::now();
            permitted += policy::answer(book, q).mode.has_value();
            times.push_back(
                std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - before).count());
        }
    std::ranges::sort(times);
    if (permitted == 0) std::puts("nothing was permitted: these are not the figures of a rulebook");
    return {static_cast<double>(decided) / used, times[times.size() / 2], times[times.size() * 99 / 100]};
}

std::optional<Figures> cedars(const std::string& modules, const Rulebook& book,
                              const std::vector<Question>& asked) {
    std::string lines = policy_tests::cedar_policies(book, policy_tests::Layers::rules);
    for (const auto& q : asked) lines += policy_tests::cedar_question(q, base::Instant{});
    const auto out = policy_tests::ask_cedar(modules, "measure 2", lines);
    Figures f;
    if (out.empty() || std::sscanf(out.front().c_str(), "%lf %lf %lf", &f.a_second, &f.p50, &f.p99) != 3)
        return {};
    return f;
}

}  // namespace

int main() {
    const auto modules = policy_tests::cedar_modules();
    if (!modules) std::puts("Cedar's package is not to be had: ours alone");
    const auto asked = questions(512);
    std::optional<Figures> at_thousand;
    for (const size_t rules : {10u, 100u, 1'000u, 10'000u}) {
        const Rulebook book = rulebook(rules);
        const Figures our = ours(book, asked);
        std::printf("%6zu rules: ours %9.0f decisions a processor second, p50 %.2f us, p99 %.2f us", rules,
                    our.a_second, our.p50, our.p99);
        const auto their = modules && rules <= 1'000 ? cedars(*modules, book, asked) : std::nullopt;
        if (their)
            std::printf("; Cedar %6.0f, p50 %.0f us, p99 %.0f us; ratio %.0f%s", their->a_second, their->p50,
                        their->p99, our.a_second / their->a_second, rules == 100 ? " (goal >= 200)" : "");
        if (rules == 1'000) std::printf("; our p99 %.2f us (goal <= 20)", our.p99);
        if (rules == 10'000)
            std::printf("; time against 1,000 rules %.2f (goal <= 3)", at_thousand->a_second / our.a_second);
        std::puts("");
        if (rules == 1'000) at_thousand = our;
    }
    return 0;
}
