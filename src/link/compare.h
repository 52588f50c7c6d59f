#pragma once
#include "link/profile.h"
#include "link/resolve.h"

#include <string>
#include <vector>

namespace kith::link {

/// How two sets of birth dates stand to each other: the best pair counts.
enum class DateFinding {
    missing,
    same,        ///< the same day
    compatible,  ///< one knows only month or year, and fits
    swapped,     ///< day and month exchanged
    slip,        ///< one digit, or the year by 1 or 10
    stand_in,    ///< same year, one side 1 January, which systems write for want of a date
    near_years,  ///< within two years
    far
};
struct DatesFinding {
    DateFinding finding = DateFinding::missing;
    const record::PartialDate* a = nullptr;
    const record::PartialDate* b = nullptr;
};
DatesFinding compare_dates(const std::vector<record::PartialDate>& a,
                           const std::vector<record::PartialDate>& b);

/// How one part of a name stands to another.
enum class NameFinding {
    missing,
    same,
    part,      ///< one of several forenames, or one half of a double-barrelled name
    initial,   ///< only an initial to go by, and it fits
    spelling,  ///< another spelling: same sounds, or one letter off with the same first
    differs
};
struct NamesFinding {
    NameFinding given = NameFinding::missing;
    NameFinding family = NameFinding::missing;
    bool is_swapped = false;  ///< given and family name stand in each other's place
    const NameForm* a = nullptr;
    const NameForm* b = nullptr;
};
/// The best fitting pair of all names of both sides.
NamesFinding compare_names(const Profile& a, const Profile& b);

/// Folded comparison: the same, a part or an initial. Another spelling is near, not agreement.
bool agrees(NameFinding finding);
bool is_near(NameFinding finding);
bool agrees(DateFinding finding);

bool shares(const std::vector<std::string>& a, const std::vector<std::string>& b);
/// A usable number of one side is a usable or former number of the other.
bool shares_nhs(const Profile& a, const Profile& b);
bool shares_upn(const Profile& a, const Profile& b);
/// Both sides have usable numbers and share none.
bool nhs_conflict(const Profile& a, const Profile& b);
bool upn_conflict(const Profile& a, const Profile& b);

/// Field by field, in a fixed order: what a person sees side by side. Protected addresses are not looked at.
std::vector<Evidence> evidence_of(const Profile& a, const Profile& b);
/// What speaks against comes first; otherwise in the given order.
void put_counter_evidence_first(std::vector<Evidence>& evidence);

}  // namespace kith::link
