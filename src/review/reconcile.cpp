#include "review/reconcile.h"

#include "base/text.h"
#include "json/value.h"
#include "ports/audit_kinds.h"
#include "review/rows.h"

#include <algorithm>
#include <map>
#include <set>

namespace kith::review {
namespace {

using base::Expected;
using base::Fault;
using std::chrono::minutes;
namespace kinds = ports::kinds;

constexpr std::uint64_t kMostRows = 1'000'000;

/// Takes one record of RFC 4180 off the front; empty when nothing is left. A quote that never closes takes
/// all the rest.
std::vector<std::string> take_record(std::string_view& csv) {
    std::vector<std::string> cells(1);
    bool is_quoted = false;
    size_t at = 0;
    for (; at < csv.size(); ++at) {
        const char c = csv[at];
        if (is_quoted) {
            if (c != '"')
                cells.back() += c;
            else if (at + 1 < csv.size() && csv[at + 1] == '"')
                cells.back() += csv[++at];
            else
                is_quoted = false;
        } else if (c == '"') {
            is_quoted = true;
        } else if (c == ',') {
            cells.emplace_back();
        } else if (c == '\n') {
            ++at;
            break;
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    csv.remove_prefix(at);
    return cells;
}

struct Columns {
    size_t time = SIZE_MAX, user = SIZE_MAX, subject = SIZE_MAX;
};

Expected<Columns> columns_of(const std::vector<std::string>& heading) {
    Columns columns;
    for (size_t n = 0; n < heading.size(); ++n) {
        const std::string name = base::lower_ascii(base::trim(heading[n]));
        if (name == "time") columns.time = n;
        if (name == "user" || name == "organisation") columns.user = n;
        if (name == "subject" || name == "nhs_number" || name == "nhs number") columns.subject = n;
    }
    if (columns.time == SIZE_MAX || columns.user == SIZE_MAX)
        return base::fail(Fault::invalid_input,
                          "row 1: the heading must name \"time\" and \"user\" or \"organisation\"");
    return columns;
}

std::string cell(const std::vector<std::string>& cells, size_t column) {
    return column < cells.size() ? std::string(base::trim(cells[column])) : std::string{};
}

/// A question that we put to the source, about one person.
struct Question {
    std::uint64_t place = 0;
    base::Instant at{};
    std::string_view user, agency, subject;  ///< subject empty: somebody beside
};

std::vector<Question> questions_to(const Register& log, const std::string& source, base::Instant from,
                                   base::Instant until) {
    std::vector<Question> asked;
    const Rows& rows = log.rows();
    const auto first = rows.names.find(kinds::kAsked), again = rows.names.find(kinds::kAskedAgain);
    for (std::uint64_t place = 0; place < rows.rows.size(); ++place) {
        const Row& row = rows.rows[place];
        const bool is_asking = (first && row.kind == *first) || (again && row.kind == *again);
        if (!is_asking || row.at < from || row.at > until) continue;
        const auto document = json::parse(rows.facts_of(row));
        if (!document) continue;
        for (const auto ask : document->root()["asked"]) {
            if (ask["source"].text() != source) continue;
            const bool is_subject = ask["person"].text() == "subject";
            asked.push_back({place, row.at, rows.names.text(row.user), rows.names.text(row.agency),
                             is_subject ? rows.tokens.text(row.subject) : std::string_view{}});
        }
    }
    std::ranges::stable_sort(asked, {}, &Question::at);
    return asked;
}

class Pairing {
public:
    Pairing(const std::vector<Question>& ours, const std::vector<SourceLine>& theirs,
            const ReconcileOrder& order, minutes ahead)
        : ours_(ours),
          theirs_(theirs),
          order_(order),
          ahead_(ahead),
          used_ours_(ours.size()),
          used_theirs_(theirs.size()) {}

    Reconciliation run() {
        pair(false);
        pair(true);
        made_.clock_ahead = ahead_;
        for (size_t n = 0; n < ours_.size(); ++n)
            if (!used_ours_[n]) made_.ours_only.push_back(ours_[n].place);
        for (size_t n = 0; n < theirs_.size(); ++n)
            if (!used_theirs_[n]) made_.theirs_only.push_back(theirs_[n].row);
        std::ranges::sort(made_.matched, {}, &Reconciliation::Match::row);
        std::ranges::sort(made_.ours_only);
        made_.ours_only.erase(std::ranges::unique(made_.ours_only).begin(), made_.ours_only.end());
        std::ranges::sort(made_.theirs_only);
        return std::move(made_);
    }

private:
    /// Whoever the source says asked is the one that we say asked, as far as it says.
    bool is_asker(const Question& ours, const SourceLine& theirs) const {
        return theirs.user.empty() || theirs.user == ours.user || theirs.user == ours.agency ||
               (!order_.organisation.empty() && theirs.user == order_.organisation);
    }

    /// Rows in order of time, each given the earliest question that is still free and near enough: on a line
    /// that makes as many pairs as can be made.
    void pair(bool is_beside) {
        std::map<std::string_view, std::vector<size_t>> by_subject;
        for (size_t n = 0; n < ours_.size(); ++n)
            if (!used_ours_[n] && ours_[n].subject.empty() == is_beside)
                by_subject[ours_[n].subject].push_back(n);
        std::vector<size_t> rows;
        for (size_t n = 0; n < theirs_.size(); ++n)
            if (!used_theirs_[n]) rows.push_back(n);
        std::ranges::stable_sort(rows, {}, [&](size_t n) { return theirs_[n].at; });
        for (const size_t row : rows) {
            const auto at =
                by_subject.find(is_beside ? std::string_view{} : std::string_view(theirs_[row].subject));
            if (at == by_subject.end() || (!is_beside && theirs_[row].subject.empty())) continue;
            take_earliest(row, at->second, is_beside);
        }
    }

    void take_earliest(size_t row, const std::vector<size_t>& candidates, bool is_beside) {
        const base::Instant at = theirs_[row].at - ahead_;
        const auto first = std::ranges::lower_bound(candidates, at - order_.tolerance, {},
                                                    [&](size_t n) { return ours_[n].at; });
        for (auto near = first; near != candidates.end() && ours_[*near].at <= at + order_.tolerance;
             ++near) {
            if (used_ours_[*near] || !is_asker(ours_[*near], theirs_[row])) continue;
            used_ours_[*near] = used_theirs_[row] = true;
            made_.matched.push_back({ours_[*near].place, theirs_[row].row, is_beside});
            return;
        }
    }

    const std::vector<Question>& ours_;
    const std::vector<SourceLine>& theirs_;
    const ReconcileOrder& order_;
    minutes ahead_;
    std::vector<bool> used_ours_, used_theirs_;
    Reconciliation made_;
};

}  // namespace

Expected<std::vector<SourceLine>> read_source_list(std::string_view csv, const TokenOf& token_of) {
    if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
    if (!base::is_utf8(csv)) return base::fail(Fault::invalid_input, "the source's list is not UTF-8 text");
    const auto columns = columns_of(take_record(csv));
    if (!columns) return columns.error();
    std::vector<SourceLine> lines;
    for (std::uint64_t row = 2; !csv.empty(); ++row) {
        const auto cells = take_record(csv);
        if (cells.size() == 1 && base::trim(cells[0]).empty()) continue;
        if (lines.size() == kMostRows)
            return base::fail(Fault::too_large, "the source's list has more than a million rows");
        const auto at = base::parse_instant(cell(cells, columns->time));
        if (!at)
            return base::fail(Fault::invalid_input,
                              "row " + std::to_string(row) +
                                  ": the time must be written with its zone, such as 2026-11-22T09:00:00Z");
        std::string number = cell(cells, columns->subject);
        std::erase(number, ' ');
        lines.push_back({row, *at, cell(cells, columns->user),
                         number.empty() ? std::string{} : token_of("subject", number)});
    }
    return lines;
}

Reconciliation reconcile(const Register& log, const std::vector<SourceLine>& theirs,
                         const ReconcileOrder& order) {
    if (theirs.empty()) return {};
    const auto [first, last] = std::ranges::minmax_element(theirs, {}, &SourceLine::at);
    Reconciliation best;
    bool has_best = false;
    for (const minutes ahead : {minutes{0}, minutes{60}, minutes{-60}}) {
        const auto ours = questions_to(log, order.source, first->at - ahead - order.tolerance,
                                       last->at - ahead + order.tolerance);
        Reconciliation made = Pairing(ours, theirs, order, ahead).run();
        // A clock that is an hour out explains nearly all rows or nothing.
        if (has_best && made.matched.size() <= best.matched.size() + theirs.size() / 10) continue;
        best = std::move(made);
        has_best = true;
    }
    return best;
}

}  // namespace kith::review
