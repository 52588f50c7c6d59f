#pragma once
#include "present/enquiry_form.h"

#include <vector>

namespace kith::present {

// Inside this room only: what policy and the connectors say of each source, before anybody is asked.

/// The request with what is still missing filled in, so that policy can be asked what it would say. It is
/// decided and thrown away: it is never logged, and so it can never be asked.
policy::Request as_if_complete(policy::Request request);

/// What policy would say of the completed request once a second person has agreed, where it wants one.
/// Decided and thrown away as well.
policy::Decision decide_as_if_agreed(const policy::Request& request, const policy::Rulebook& book,
                                     base::Instant now);

/// One row a source of the rulebook.
std::vector<SourceRow> read_sources(const policy::Request& request,
                                    const std::set<record::SourceId>& left_out, const FormRules& rules,
                                    base::Instant now);

/// "Without it these cannot be searched: Hospitals and GP." (FD-3), for an NHS number and a UPN that are not
/// given.
std::vector<Note> missing_identifier_notes(const policy::Request& request, const FormRules& rules);

}  // namespace kith::present
