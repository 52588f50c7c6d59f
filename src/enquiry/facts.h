#pragma once
#include "enquiry/picture.h"
#include "federate/fetch.h"
#include "link/resolve.h"
#include "policy/decide.h"
#include "record/ledger.h"

#include <string>
#include <vector>

namespace kith::enquiry {

/// The `facts` of the enquiry's log entries, as JSON: codes, counts and states, and the asker's own stated
/// reason. Never a name, number or address of anybody in the roster.
std::string asked_facts(const policy::Permit& permit, const federate::Plan& plan);
/// Emergency access: the code, when it ends and when its review is due; the asker's words are sealed.
std::string emergency_facts(const policy::Permit& permit);
/// A second person's yes: who, and to what.
std::string approval_facts(const policy::Approval& approval);
std::string refused_facts(const policy::Request& request, const policy::Refusal& refusal);
/// What each cell came to, which is what could be seen.
std::string closed_facts(const std::vector<record::Cell>& ledger, bool was_cancelled);
/// What was put before the asker, by number: identities, candidates, entries, ties.
std::string displayed_facts(const Picture& picture);
/// How many sealed copies were kept.
std::string kept_facts(size_t copies);
std::string settled_facts(const link::Settlement& settlement);
/// What was looked at: an id of our own as it is, anything else (which may hold a source's number) as a hash.
std::string look_facts(const std::string& what);

}  // namespace kith::enquiry
