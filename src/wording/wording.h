#pragma once
#include "base/expected.h"
#include "policy/decide.h"
#include "record/ids.h"
#include "record/ledger.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Sentences for people, made once, for window and command line alike: what happened, what it means, what to
/// do. The program never says that nothing is known: "searched X; none held" is the most it can say.
namespace kith::wording {

/// The two or three words of a state: "Records held", "None held", "Not asked".
std::string_view label(record::LedgerState state);
/// One letter or sign that stands for the state without colour. No two states share one.
std::string_view symbol(record::LedgerState state);
/// What the state means and what to do about it, in a sentence or two.
std::string_view meaning(record::LedgerState state);
/// "31 records", "2 possible people: choose", "no answer after 2 tries: ask again": the strip's short text
/// for a cell.
std::string short_text(const record::Cell& cell);
/// The whole sentence for a cell: source name, state, as-of, detail, what to do.
std::string sentence(const record::Cell& cell, std::string_view source_name, std::string_view person_label);
/// For Cell::detail and Reply::detail of none_held: "searched Northshire; Aug 2024 to now; by NHS number". Empty parts
/// are named as not stated, so that a search is never made to look wider than it was.
std::string search_detail(std::string_view area, std::string_view period, std::string_view identifiers);
/// What went wrong, for a person: what happened, what it means, what to do. Never the detail's bytes.
std::string sentence(const base::Error& error);
/// Why policy refused: every reason, then that nothing left the machine.
std::string sentence(const policy::Refusal& refusal);
/// "No purpose is chosen. Choose why you are asking." for each of policy::missing_for's words.
std::string missing(std::string_view what);
std::string relation(std::string_view relation);  ///< "mothers_partner" -> "Mother's partner"
std::string kind(std::string_view event_kind);    ///< "ed_attendance" -> "Emergency attendance"
std::string tie(std::string_view tie_kind);       ///< "lives_at" -> "lives at"
/// "54 cells: 44 answered, 7 for you, 3 holes"
std::string totals(const record::Totals& totals);
/// "GP", "GP and School", "GP, School and Housing".
std::string listed(const std::vector<std::string>& names);

/// Names of sources for sentences. A source without one is called by its id.
using SourceNames = std::map<record::SourceId, std::string>;
std::string source_name(const SourceNames& names, const record::SourceId& source);

/// What the program may never say of a child, in lower case: "nothing known" and its like.
const std::vector<std::string_view>& forbidden_phrases();
/// The text with every forbidden phrase cut out and marked. Names and details that sources give pass through
/// here before they become part of a sentence of ours.
std::string sayable(std::string text);

/// Every fixed sentence above, for the test that searches them.
std::vector<std::string> everything_we_can_say();

}  // namespace kith::wording
