#pragma once
#include "enquiry/picture.h"
#include "policy/decide.h"
#include "ports/audit_sink.h"

#include <string>
#include <vector>

// Private to this room: how the log's keyed tokens and sealed words come from what was asked and shown.
namespace kith::enquiry {

/// What identifies somebody: the NHS number, else names and birth date joined.
std::string identity_of(const record::RosterPerson& person);
/// Fills the entry's subject members, from the roster's line of the child.
void name_subject(const policy::Request& request, ports::AuditEntry& entry);
/// Every person's search terms, one line each, for the sealed words of an entry (AU-2).
std::string terms_of(const policy::Request& request);
/// What identifies each identity of the picture that was put before the asker, candidates included, sorted
/// and once each.
std::vector<std::string> shown_in(const Picture& picture);

}  // namespace kith::enquiry
