#pragma once
#include "base/expected.h"
#include "base/instant.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What an auditor does with a log: find, explain, question, decide. Pure but for appending verdicts; reads leaves from
/// wherever they are kept, so that a workstation's log and the partnership's answer alike (P26).
namespace kith::review {

/// One entry, as a reviewer sees it: never a name. Text is interned by the Register.
struct LogLine {
    std::uint64_t index = 0;
    std::string chain;       ///< whose log: a workstation's
    base::Instant at{};
    std::string kind;        ///< ports/audit_kinds.h
    std::string user, role, agency, workstation, purpose, case_ref, enquiry;
    std::string subject;     ///< token, empty when about nobody
    std::string family, postcode, school;  ///< tokens, where the entry has them
    std::vector<std::string> shown;        ///< tokens of everybody whose records were put before the asker
    std::string facts;       ///< canonical JSON
    bool has_own_words = false;
};
/// Reads a leaf. Fails with invalid_input.
base::Expected<LogLine> read_leaf(std::string_view json);

}  // namespace kith::review
