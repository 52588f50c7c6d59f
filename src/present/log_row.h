#pragma once
#include "present/log_book.h"

#include <string>

namespace kith::present {

/// One row of the access log as it is read.
struct LogRow {
    std::string when, who, role, purpose, case_ref;
    std::string about;  ///< the first digits of the child's token
    std::string what, state;
    Mood mood = Mood::neutral;
    bool operator==(const LogRow&) const = default;
};
/// Of an entry; of the first entry of an access the state is the access's.
LogRow row_of(const LogBook& book, std::uint64_t place, const Verdicts& verdicts, base::Instant now);
/// For assistive technology and for copying: the row as one sentence.
std::string as_text(const LogRow& row);

/// "Asked 10 sources", "Asked 1 source again", "Exported": what an entry says was done, with its counts.
/// Names nobody.
std::string what_words(const review::LogLine& line);

/// Where an access stands for a reviewer: what questions it, what was decided, when an emergency must be
/// reviewed.
struct AccessState {
    std::string words;
    Mood mood = Mood::neutral;
};
AccessState state_of(const LogBook& book, const review::Access& access, const Verdicts& verdicts,
                     base::Instant now);
/// "Explained", "Manager asked", "Referred", "Justified", "Not justified"; the code itself for another.
std::string verdict_words(const std::string& verdict);

}  // namespace kith::present
