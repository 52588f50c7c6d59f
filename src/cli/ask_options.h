#pragma once
#include "base/expected.h"
#include "policy/decide.h"

#include <string>
#include <vector>

namespace kith::cli {

/// What was typed after `kith ask`, as text.
struct AskOptions {
    std::string settings, user, purpose, case_ref, reason;
    std::string given, family, known_as, born, nhs, upn, postcode, sex, school, expected;
    std::vector<std::string> people;  ///< "relation;given;family;born;nhs"
    std::string sources;              ///< "a,b"
    std::string period;               ///< "FROM..TO"
    std::string consent = "not_sought";
    std::string override_reason;  ///< "code: words"
    std::string emergency;        ///< "code: words"
    bool knows_family = false;
    std::string approver;         ///< id of the second person, who signs in beside the first
    double deadline_seconds = 0;
    std::string json_file;
};

/// A request from what was typed. Fails with invalid_input naming the option, never its value.
base::Expected<policy::Request> to_request(const AskOptions& options, const policy::User& user);

}  // namespace kith::cli
