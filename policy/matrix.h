#pragma once
#include "policy/explain.h"

#include <string>
#include <vector>

/// Every role x purpose x source x category x kind of person, with and without consent, and what each comes
/// to.
namespace kith::policy {

struct MatrixCell {
    std::string role, purpose;
    record::SourceId source;
    record::CategoryId category;
    PersonKind kind = PersonKind::subject_child;
    bool has_consent = false;
    Explanation answer;  ///< points into the rulebook
};

/// In the rulebook's own order; roles outermost, consent innermost (without, then with). `role`: that one
/// alone; empty: all.
std::vector<MatrixCell> matrix(const Rulebook& rulebook, base::Instant at, const std::string& role = {});

/// A line for every role, purpose, source and category of which anybody may see anything, and a column for
/// every kind of person: "content", "content 10y", "content 2y + existence", "existence", "-". Where consent
/// makes a difference, what holds without it, a bar, and what holds with it.
std::string matrix_text(const Rulebook& rulebook, const std::vector<MatrixCell>& cells);

/// One line a cell, all of them, with the ids of the rules and agreements behind it: RFC 4180, UTF-8, a
/// header line. No field can be taken for a formula.
std::string matrix_csv(const std::vector<MatrixCell>& cells);

}  // namespace kith::policy
