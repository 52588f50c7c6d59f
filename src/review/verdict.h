#pragma once
#include "policy/decide.h"
#include "ports/audit_sink.h"
#include "review/assess.h"

namespace kith::review {

/// What an auditor may say of an access: there was a good reason; the user or their manager has been asked;
/// it goes to whoever investigates.
inline constexpr std::string_view kExplained = "explained", kAsked = "asked", kReferred = "referred";
/// What a reviewer may say of an emergency access.
inline constexpr std::string_view kJustified = "justified", kNotJustified = "not_justified";
/// Fewer characters than this are no sentence.
inline constexpr size_t kLeastSentence = 12;

/// The auditor and where the entry is made.
struct Reviewer {
    policy::User user;
    std::string workstation, rulebook_hash;
};

/// The entry that records a verdict on the access that `about` belongs to; an auditor's own entries may be
/// judged by a second auditor like anybody's (AU-15). Fails with invalid_input for an unknown verdict or
/// words that are no sentence, with denied for one's own access, under whichever account.
base::Expected<ports::AuditEntry> verdict_entry(const LogLine& about, const Reviewer& by, const Work& work,
                                                std::string_view verdict, std::string_view words,
                                                base::Instant now);
/// The entry that reviews an emergency access: `about` is its emergency_began. Fails likewise (P22).
base::Expected<ports::AuditEntry> emergency_review_entry(const LogLine& about, const Reviewer& by,
                                                         const Work& work, std::string_view outcome,
                                                         std::string_view words, base::Instant now);

/// An entry of the reviewer's own, `facts` being a JSON object: "log_read", "subject_opened", ...
ports::AuditEntry reading_entry(std::string_view kind, const Reviewer& by, std::string facts,
                                base::Instant now);

/// The last verdict on that entry by somebody else than its user; empty: none. For entries that belong to no
/// access, such as an auditor's own reading.
std::string verdict_on(const Register& log, const Work& work, const LogLine& about);

}  // namespace kith::review
