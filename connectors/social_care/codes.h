#pragma once
#include <string>
#include <string_view>

namespace kith::social_care {

/// The Department for Education's code lists. Source: Standard Safeguarding Dataset specification.
enum class CodeList {
    referral_source,
    closure_reason,
    disability,
    assessment_factor,
    placement_type,
    placement_start,
    placement_end,
    placement_change,
    leaver_activity,
    leaver_accommodation,
    upn_unknown
};

/// "schools (2A)". A code that the list does not have is given as it is: lists grow from year to year.
std::string in_words(CodeList list, std::string_view code);

}  // namespace kith::social_care
