#pragma once
#include <string>
#include <string_view>

/// How what is known of a subject is written before the log keys it into a token, so that "PELLOW" and
/// "Pellow " are one family name and "ns4 7qt" one postcode. Whoever fills ports::AuditEntry::subject_family
/// and its neighbours uses these.
namespace kith::review {

/// Letters and digits alone, in capitals: "O'Neill" and "ONEILL" are one. Other scripts and accents stay as
/// they are.
std::string family_mark(std::string_view family);
std::string postcode_mark(std::string_view postcode);
std::string school_mark(std::string_view school);

}  // namespace kith::review
