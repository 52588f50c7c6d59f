#pragma once
#include "cli/program.h"
#include "connectors/sandbox/sandbox.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <vector>

namespace kith::tests {

/// The Northshire sandbox in a folder of its own, and asking it through the real program.
class World {
public:
    /// `faults`: the text of a fault script, or empty.
    explicit World(const std::string& faults = {});
    const Folder& folder() const { return folder_; }
    std::string settings() const;
    /// Every source is gone from here on.
    void go_offline() { sandbox_.reset(); }

    struct Answer {
        Ran ran;
        nlohmann::json picture;  ///< null when none was written
    };
    /// `kith ask` about the demonstration child, with more arguments (later ones win over none: give each
    /// once).
    Answer ask(const std::vector<std::string>& more = {}) const;
    Answer ask_exactly(std::vector<std::string> arguments) const;

private:
    Folder folder_;
    std::unique_ptr<sandbox::Sandbox> sandbox_;
    std::string settings_;
};

/// Who is asked about in most tests: the invented Maisie Rose Pellow.
std::vector<std::string> about_maisie();
/// A reason to ask, complete: user, purpose, case, reason.
std::vector<std::string> as_mash_worker();
/// Who may ask every source of Northshire.
std::vector<std::string> as_social_worker();
std::vector<std::string> operator+(std::vector<std::string> a, const std::vector<std::string>& b);

/// The ledger's cells for JSON comparison, keyed "person/source".
nlohmann::json cells(const nlohmann::json& picture);

}  // namespace kith::tests
