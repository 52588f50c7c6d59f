#pragma once
#include "present/log_book.h"
#include "present/log_row.h"
#include "review/reconcile.h"
#include "review/sample.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kith::present {

/// A page of lines beside the list of entries. Opening a line leads to its entry.
struct LogReport {
    std::string title, intro;
    Lines lines;
    std::string when_empty;
};

/// Emergency access: what must be reviewed and by when, how often each team reaches for it (AU-9, AU-10).
LogReport emergency_report(const LogBook& book, const Verdicts& verdicts, base::Instant now);

/// A sample that anybody can draw again with the seed (AU-11).
struct DrawnSample {
    std::uint64_t seed = 0;
    std::vector<review::Sampled> drawn;
};
LogReport sample_report(const LogBook& book, const DrawnSample* sample, const Verdicts& verdicts,
                        base::Instant now);
/// "2026 20": the seed and how many. Fails with invalid_input and what is missing.
struct SampleWish {
    std::uint64_t seed = 0;
    size_t size = 0;
};
base::Expected<SampleWish> read_sample_wish(std::string_view text);

/// What concerns a child more than a member of staff: two authorities at one child within a day (AU-8), and
/// many refusals about one child, which may be an alarm that nobody heard (AU-16).
LogReport children_report(const LogBook& book);

/// What kept copies exist and until when, and what was destroyed, when and by which rule (AU-14).
LogReport retention_report(const LogBook& book, base::Instant now);

/// A source's own list of accesses beside our log (AU-7).
struct Compared {
    std::string source;
    review::Reconciliation result;
    std::vector<review::SourceLine> theirs;
};
LogReport compared_report(const LogBook& book, const Compared* compared, base::Instant now);

}  // namespace kith::present
