#pragma once
#include "record/handling.h"
#include "record/ids.h"
#include "record/origin.h"
#include "record/when.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kith::record {

/// How a statement is meant. A source that does not say is `recorded`: an entry, neither proved nor doubted
/// by us.
enum class Voice { recorded, fact, allegation, opinion, childs_words };
std::string_view name_of(Voice voice);

/// One thing that one source says happened, is happening or is planned.
struct Event {
    Origin origin;
    CategoryId category;
    /// Short stable word for filters and patterns: "ed_attendance", "incident", "referral",
    /// "plan_child_protection", "plan_child_in_need", "assessment", "section_47", "placement", "missing",
    /// "attendance_year", "order", "tenancy", ...
    std::string kind;
    /// The headline, a plain sentence without the person's name.
    std::string title;
    /// The source's narrative, plain text, may be empty.
    std::string text;
    Voice voice = Voice::recorded;
    std::string author_role;  ///< "social worker", "police officer", empty if not said
    When occurred;
    When reported;
    When recorded;
    When received;
    /// People of the same reply that it concerns, by PersonRecord::ref; the first is the one it is mainly
    /// about.
    std::vector<std::string> about;
    std::string place;              ///< where, in words, if said
    std::string postcode;           ///< normalised, if said: lets repeats of one incident be recognised
    std::string shared_reference;   ///< another agency's reference to the same incident, if said
    std::vector<std::string> tags;  ///< "injury", "not_seen", "domestic_abuse", ...: for repeats and patterns
    bool significant = false;       ///< by the stated rule of the connector that read it
    bool planned = false;           ///< lies ahead: an appointment, a hearing
    std::vector<Handling> handling;
    std::vector<std::pair<std::string, std::string>> details;  ///< label, value: all else that was understood
    std::vector<std::string> quality;

    bool operator==(const Event&) const = default;

    /// The time it sorts by: occurred, else reported, else recorded, else received.
    const When& sort_time() const;
    /// Which of the four that was: "occurred", "reported", "recorded", "received" or "none".
    std::string_view sorted_by() const;
};

}  // namespace kith::record
