#pragma once
#include "cli/program.h"

#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <vector>

namespace kith::tests {

/// A made access log in a folder of its own, and its auditor at the real program. Each shape of log is made
/// once for the whole test program; a test gets a copy, whose entries are its own to add to.
class MadeLog {
public:
    enum class Shape {
        ordinary,  ///< a day's work, a twentieth of it unexplained
        misdeeds   ///< a misdeed and a near miss for each rule as well
    };
    explicit MadeLog(Shape shape = Shape::ordinary);

    std::string settings() const { return folder.file("made/settings.json"); }
    /// The same log under settings of which some members are others: a file beside the first.
    std::string settings_with(const std::string& name, const nlohmann::json& changed) const;
    /// `kith log ...`
    Ran log(std::vector<std::string> arguments, const std::string& user = "t.adeyemi") const;
    /// The JSON of `kith log list --limit 0 ...`
    nlohmann::json listed(std::vector<std::string> arguments) const;
    std::set<std::string> planted_enquiries(const char* member) const;

    Folder folder;
    nlohmann::json planted;
};

/// How often `part` stands in `text`.
size_t times(const std::string& text, const std::string& part);

}  // namespace kith::tests
