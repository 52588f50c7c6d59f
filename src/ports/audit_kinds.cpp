#include "ports/audit_kinds.h"

#include <algorithm>

namespace kith::ports::kinds {

const std::vector<Kind>& all() {
    static const std::vector<Kind> kinds = {{kSignedIn, "Signed in"},
                                            {kSignInFailed, "Sign-in failed"},
                                            {kSignedOut, "Signed out"},
                                            {kLocked, "Locked the screen"},
                                            {kUnlocked, "Unlocked the screen"},
                                            {kPurposeChosen, "Chose a purpose"},
                                            {kAsked, "Asked sources"},
                                            {kRefused, "Refused by policy"},
                                            {kClosed, "Finished asking"},
                                            {kAskedAgain, "Asked again"},
                                            {kConflictDeclared, "Declared a conflict of interest"},
                                            {kApprovalAsked, "Asked for a second approver"},
                                            {kApproved, "Approved as second person"},
                                            {kApprovalDenied, "Did not approve as second person"},
                                            {kEmergencyBegan, "Emergency access began"},
                                            {kEmergencyEnded, "Emergency access ended"},
                                            {kEmergencyReviewed, "Reviewed emergency access"},
                                            {kDisplayed, "Was shown results"},
                                            {kEventOpened, "Opened an event"},
                                            {kOriginShown, "Looked at an origin"},
                                            {kEdgeShown, "Looked at a tie"},
                                            {kCopied, "Copied"},
                                            {kPrinted, "Printed"},
                                            {kExported, "Exported"},
                                            {kGroupParted, "Took accounts apart"},
                                            {kGroupJoined, "Put accounts together"},
                                            {kCandidateConfirmed, "Confirmed a candidate"},
                                            {kCandidateRejected, "Rejected a candidate"},
                                            {kCandidateUndone, "Undid a candidate"},
                                            {kKept, "Kept a sealed copy"},
                                            {kCopyOpened, "Opened a kept copy"},
                                            {kPurged, "Destroyed kept copies"},
                                            {kShelfEmptied, "Emptied the shelf"},
                                            {kPolicyChanged, "Took in a rulebook"},
                                            {kPolicyRefused, "Refused a rulebook"},
                                            {kClockChanged, "The clock jumped"},
                                            {kLogRead, "Read the access log"},
                                            {kSubjectOpened, "Opened who an entry is about"},
                                            {kLogExported, "Exported the access log"},
                                            {kVerdict, "Recorded a verdict"},
                                            {kAccountGiven, "Gave a subject account"},
                                            {kReconciled, "Compared with a source's list"}};
    return kinds;
}

std::string_view words_of(std::string_view id) {
    const auto at = std::ranges::find(all(), id, &Kind::id);
    return at == all().end() ? id : at->words;
}

}  // namespace kith::ports::kinds
