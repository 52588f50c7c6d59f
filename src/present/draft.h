#pragma once
#include "base/expected.h"
#include "present/enquiry_form.h"

#include <string>
#include <string_view>

namespace kith::present {

/// The form exactly as typed, as JSON: sealed while the screen is locked, so that the draft is there
/// afterwards (FD-17).
std::string draft_json(const EnquiryFields& fields);

/// The reverse; read_draft(draft_json(f)) gives the same form. Fails with invalid_input, naming the member,
/// never its value.
base::Expected<EnquiryFields> read_draft(std::string_view json);

}  // namespace kith::present
