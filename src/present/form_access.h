#pragma once
#include "present/enquiry_form.h"

// Private to this room: what the Enquiry form says of conflicts of interest, emergency access and a second
// person.
namespace kith::present {

/// Puts the claimed emergency into the review's request, whose purpose is already there. It counts as begun
/// now until it is asked.
void take_emergency(const EnquiryFields& fields, const FormRules& rules, base::Instant now,
                    EnquiryReview& review);
/// Puts the second person's yes into the request, which is otherwise complete, and says what stands in the
/// way or what emergency access means.
void tell_access(const EnquiryFields& fields, const FormRules& rules, base::Instant now,
                 EnquiryReview& review);

}  // namespace kith::present
