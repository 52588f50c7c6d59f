#pragma once
#include "base/instant.h"
#include "connectors/sandbox/dice.h"
#include "connectors/sandbox/numbers.h"

#include <string>
#include <vector>

namespace kith::sandbox {

/// Somebody whom a made access log is about. Invented, like all of Northshire.
struct LogChild {
    std::string nhs_number, given, family, born, postcode, school, case_ref, agency;
};

/// Somebody who looks, and whom they have declared.
struct LogStaff {
    std::string user, role, agency, team, person, workstation, nhs_number, family, postcode;
    bool is_on_rota = false;        ///< works the front door by rota; else by allocation
    std::vector<size_t> relations;  ///< declared: numbers of children
};

/// The people of a made log: teams of two authorities, their families, and the children that they work with.
class LogCast {
public:
    LogCast(std::uint64_t seed, size_t staff, size_t children);

    std::vector<LogStaff> staff;
    std::vector<LogChild> children;
    size_t ordinary = 0;  ///< children below it are anybody's work; the others have a part of their own

    /// One more child, outside the ordinary ones; empty members are made up.
    size_t add_child(LogChild like);
    /// The case load of a worker who is not on the rota: ordinary children of their own.
    const std::vector<size_t>& load_of(size_t worker) const { return loads_[worker]; }
    size_t any_child_of(const std::string& agency, Dice& dice) const;
    /// Somebody of the same team; of another one; of the other authority. Never on the rota.
    size_t colleague_of(size_t worker) const;
    size_t stranger_to(size_t worker) const;
    size_t of_other_authority(size_t worker) const;

private:
    LogChild made_up();
    Dice dice_;
    NumberBook numbers_;
    std::vector<std::vector<size_t>> loads_;
};

}  // namespace kith::sandbox
