#pragma once
#include <string_view>
#include <vector>

/// Every kind of entry that the access log takes, so that nobody has to guess a name and a reviewer can list
/// them all. BEHAVIOURS AU-2 says what must be among them.
namespace kith::ports::kinds {

// Sitting at the screen
inline constexpr std::string_view kSignedIn = "signed_in", kSignInFailed = "sign_in_failed",
                                  kSignedOut = "signed_out", kLocked = "locked", kUnlocked = "unlocked";
// Asking
inline constexpr std::string_view kPurposeChosen = "purpose_chosen", kAsked = "enquiry_asked",
                                  kRefused = "enquiry_refused", kClosed = "enquiry_closed",
                                  kAskedAgain = "cells_asked_again", kConflictDeclared = "conflict_declared",
                                  kApprovalAsked = "approval_asked", kApproved = "approval_given",
                                  kApprovalDenied = "approval_denied", kEmergencyBegan = "emergency_began",
                                  kEmergencyEnded = "emergency_ended",
                                  kEmergencyReviewed = "emergency_reviewed";
// Looking: what was put before somebody, by state and count, and what they opened of it
inline constexpr std::string_view kDisplayed = "results_displayed", kEventOpened = "event_opened",
                                  kOriginShown = "origin_shown", kEdgeShown = "edge_shown",
                                  kCopied = "copied", kPrinted = "printed", kExported = "exported",
                                  kGroupParted = "group_parted", kGroupJoined = "group_joined",
                                  kCandidateConfirmed = "candidate_confirmed",
                                  kCandidateRejected = "candidate_rejected",
                                  kCandidateUndone = "candidate_undone";
// Keeping
inline constexpr std::string_view kKept = "copy_kept", kCopyOpened = "copy_opened", kPurged = "copies_purged",
                                  kShelfEmptied = "shelf_emptied";
// The rules and the clock
inline constexpr std::string_view kPolicyChanged = "policy_changed", kPolicyRefused = "policy_refused",
                                  kClockChanged = "clock_changed";
// Reading the log itself
inline constexpr std::string_view kLogRead = "log_read", kSubjectOpened = "subject_opened",
                                  kLogExported = "log_exported", kVerdict = "verdict_recorded",
                                  kAccountGiven = "subject_account_given",
                                  kReconciled = "source_list_reconciled";

struct Kind {
    std::string_view id;
    std::string_view words;  ///< past tense, for a list: "Asked sources", "Opened a kept copy"
};
/// All of them, in the order above.
const std::vector<Kind>& all();
/// "Asked sources"; the id itself for one that a newer program wrote.
std::string_view words_of(std::string_view id);

}  // namespace kith::ports::kinds
