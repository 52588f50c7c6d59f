#include "policy/examples.h"

#include "policy/agreements.h"
#include "policy/question.h"

namespace kith::policy {
namespace {

std::string_view words(const std::optional<Mode>& mode) {
    if (!mode) return "refused";
    return *mode == Mode::content ? "content" : "existence";
}

std::optional<Mode> comes_out(const Rulebook& rulebook, const Example& example) {
    const auto ruled = answer(rulebook, {.role = example.role,
                                         .purpose = example.purpose,
                                         .source = example.source,
                                         .category = example.category,
                                         .kind = example.person,
                                         .has_consent = example.has_consent})
                           .mode;
    const auto given = agreed(rulebook, example.source, example.category, example.purpose,
                              rulebook.valid_from.value_or(base::Instant{}))
                           .mode();
    if (!ruled || !given) return {};
    return *ruled == Mode::content && *given == Mode::content ? Mode::content : Mode::existence;
}

}  // namespace

std::optional<base::Error> failing_example(const Rulebook& rulebook) {
    for (size_t i = 0; i < rulebook.examples.size(); ++i) {
        const Example& example = rulebook.examples[i];
        const auto out = comes_out(rulebook, example);
        if (out == example.expect) continue;
        return base::fail(base::Fault::invalid_input, "examples[" + std::to_string(i) + "] (" + example.says +
                                                          ") expects " + std::string(words(example.expect)) +
                                                          ", and " + std::string(words(out)) + " comes out");
    }
    return {};
}

}  // namespace kith::policy
