#pragma once
#include "record/when.h"
#include "review/assess.h"

namespace kith::review {

/// One look at somebody, as that person may be told of it: no names of staff, no case, no time of day, and
/// nothing of anybody who was asked about beside them.
struct AccountLine {
    record::PartialDate date;          ///< United Kingdom day
    std::string purpose, role;         ///< as the rulebook names them; their codes when it does not
    std::vector<std::string> sources;  ///< asked about this person, by name, sorted
    std::uint64_t times = 1;           ///< equal looks of one day
    bool operator==(const AccountLine&) const = default;
};

/// Who looked at one person (AU-13). What is left out is counted with its reason.
struct Account {
    std::vector<AccountLine> lines;  ///< newest first
    struct Withheld {
        std::string reason;
        std::uint64_t entries = 0, sources = 0;
        bool operator==(const Withheld&) const = default;
    };
    std::vector<Withheld> withheld;  ///< by reason
    bool operator==(const Account&) const = default;
};
/// Pure. Counts only looks whose subject the person was: looks at relatives, in which the person stood
/// beside, are in the relatives' accounts and cannot be told from this one. Looks referred for investigation
/// are withheld. `subject` is a token.
Account subject_account(const Register& log, const Work& work, const policy::Rulebook& rulebook,
                        std::string_view subject);

}  // namespace kith::review
