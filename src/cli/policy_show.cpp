#include "base/text.h"
#include "cli/policy_verbs.h"
#include "json/members.h"
#include "policy/differences.h"
#include "policy/matrix.h"

#include <iostream>
#include <optional>

namespace kith::cli {
namespace {

using base::Expected;
using policy::PersonKind;

const std::string& text_of(const std::string& id) {
    return id;
}
template <typename Tag>
const std::string& text_of(const base::Id<Tag>& id) {
    return id.text();
}

/// A name on the command line that the rulebook does not have.
template <typename Thing>
std::optional<base::Error> unknown(const std::vector<Thing>& things, const std::string& name,
                                   const std::string& option) {
    std::vector<std::string> known;
    for (const auto& thing : things) known.push_back(text_of(thing.id));
    for (const auto& one : known)
        if (one == name) return {};
    const std::string meant = json::nearest(name, known);
    return base::fail(base::Fault::invalid_input,
                      option + " names something that the rulebook does not have" +
                          (meant.empty() ? "." : "; did you mean \"" + meant + "\"?"));
}

Expected<PersonKind> kind_called(const std::string& name) {
    for (const auto kind : {PersonKind::subject_child, PersonKind::other_child, PersonKind::adult,
                            PersonKind::unborn, PersonKind::age_unknown})
        if (policy::name_of(kind) == name) return kind;
    return base::fail(base::Fault::invalid_input,
                      "--person must be subject_child, other_child, adult, unborn or age_unknown.");
}

std::optional<base::Error> unknown_in(const policy::Rulebook& book, const ExplainOptions& o) {
    for (const auto& found :
         {unknown(book.roles, o.role, "--role"), unknown(book.purposes, o.purpose, "--purpose"),
          unknown(book.sources, o.source, "--source"), unknown(book.categories, o.category, "--category")})
        if (found) return found;
    return {};
}

}  // namespace

ExitCode policy_explain(const ExplainOptions& o) {
    const auto at = moment(o.at);
    if (!at) return refuse(at.error());
    const auto kind = kind_called(o.person);
    if (!kind) return refuse(kind.error());
    const auto rulebook = rulebook_in(o.file);
    if (!rulebook) return refuse(rulebook.error());
    if (const auto wrong = unknown_in(*rulebook, o)) return refuse(*wrong);
    const policy::Question question{
        o.role, o.purpose, record::SourceId(o.source), record::CategoryId(o.category), *kind, o.has_consent};
    const auto explanation = policy::explain(*rulebook, question, *at);
    std::cout << policy::in_full(*rulebook, question, explanation, *at);
    return explanation.extent.is_nothing() ? kRefusedByPolicy : kComplete;
}

ExitCode policy_matrix(const MatrixOptions& o) {
    const auto at = moment(o.at);
    if (!at) return refuse(at.error());
    const auto rulebook = rulebook_in(o.file);
    if (!rulebook) return refuse(rulebook.error());
    if (!o.role.empty())
        if (const auto wrong = unknown(rulebook->roles, o.role, "--role")) return refuse(*wrong);
    const auto cells = policy::matrix(*rulebook, *at, o.role);
    std::cout << (o.is_csv ? policy::matrix_csv(cells) : policy::matrix_text(*rulebook, cells));
    return kComplete;
}

ExitCode policy_diff(const DiffOptions& o) {
    const auto at = moment(o.at);
    if (!at) return refuse(at.error());
    const auto before = rulebook_in(o.before);
    if (!before) return refuse(before.error());
    const auto after = rulebook_in(o.after);
    if (!after) return refuse(after.error());
    std::cout << policy::in_words(policy::differences(*before, *after, *at));
    return kComplete;
}

}  // namespace kith::cli
