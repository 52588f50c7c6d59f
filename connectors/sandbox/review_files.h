#pragma once
#include "connectors/sandbox/northshire.h"

#include <string>
#include <string_view>

namespace kith::sandbox {

/// Names of the files in the sandbox's folder, relative to it.
inline constexpr std::string_view kWorkFile = "review/work.json", kStaffFile = "review/staff.json";

/// Who of Northshire's users works on what, as src/review/schema/work.json has it: a front door that is
/// always on duty, the demonstration child's case allocated, and one user whom nothing explains.
std::string review_work_json();
/// The users' teams and whom they have declared. M. Cole's nephew lives in Northshire and is in everybody's
/// reach: who looks him up is to be questioned.
std::string review_staff_json(const Northshire& northshire);

}  // namespace kith::sandbox
