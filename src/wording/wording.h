#pragma once
#include "base/expected.h"
#include "policy/decide.h"
#include "record/ledger.h"

#include <string>
#include <string_view>
#include <vector>

/// Sentences for people, made once, for window and command line alike: what happened, what it means, what to do.
/// The program never says that nothing is known: "searched X; none held" is the most it can say.
namespace kith::wording {

/// The two or three words of a state: "Records held", "None held", "Not asked".
std::string_view label(record::LedgerState state);
/// One letter or sign that stands for the state without colour.
std::string_view symbol(record::LedgerState state);
/// What the state means and what to do about it, in a sentence or two.
std::string_view meaning(record::LedgerState state);
/// "31 records", "2 possible people: choose", "no answer after 8 s: ask again": the strip's short text for a cell.
std::string short_text(const record::Cell& cell);
/// The whole sentence for a cell: source name, state, as-of, detail, what to do.
std::string sentence(const record::Cell& cell, std::string_view source_name, std::string_view person_label);
/// What went wrong, for a person: what happened, what it means, what to do. Never the detail's bytes.
std::string sentence(const base::Error& error);
/// "No purpose is chosen. Choose why you are asking." for each of policy::missing_for's words.
std::string missing(std::string_view what);
std::string relation(std::string_view relation);   ///< "mothers_partner" -> "Mother's partner"
std::string kind(std::string_view event_kind);     ///< "ed_attendance" -> "Emergency attendance"
std::string tie(std::string_view tie_kind);        ///< "lives_at" -> "lives at"
/// "54 cells: 44 answered, 7 for you, 3 holes"
std::string totals(const record::Totals& totals);

/// Every fixed sentence above, for the test that searches them.
std::vector<std::string> everything_we_can_say();

}  // namespace kith::wording
