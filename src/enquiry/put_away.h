#pragma once
#include "base/expected.h"
#include "enquiry/picture.h"
#include "policy/decide.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith::enquiry {

// What an enquiry holds of people, as JSON and back without loss, so that it can be sealed while nobody may
// see it. Replies have record::to_json(). Reading fails with invalid_input, naming the member, never its
// value.

std::string request_json(const policy::Request& request);
base::Expected<policy::Request> read_request(std::string_view json);

std::string roster_json(const std::vector<record::RosterPerson>& roster);
base::Expected<std::vector<record::RosterPerson>> read_roster(std::string_view json);

std::string ledger_json(const std::vector<record::Cell>& ledger);
base::Expected<std::vector<record::Cell>> read_ledger(std::string_view json);

std::string decisions_json(const Decisions& decisions);
base::Expected<Decisions> read_decisions(std::string_view json);

std::string approval_json(const policy::Approval& approval);
base::Expected<policy::Approval> read_approval(std::string_view json);

}  // namespace kith::enquiry
