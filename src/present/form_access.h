#pragma once
#include "present/enquiry_form.h"

// Private to this room: what the Enquiry form says of conflicts of interest, emergency access and a second person.
namespace kith::present {

/// Puts the declared conflict, the emergency and the approval into the review's request, and says what each means. The
/// request's purpose, case and people are already there.
void take_access(const EnquiryFields& fields, const FormRules& rules, base::Instant now, EnquiryReview& review);

}  // namespace kith::present
