#pragma once
#include "json/value.h"
#include "record/agreement.h"
#include "record/person.h"
#include "record/roster_person.h"

#include <string>
#include <vector>

namespace kith::social_care {

/// One payload that came back and how its child compares with the one asked about.
struct Found {
    json::Value child;
    record::PersonRecord who;
    record::Agreement agreement;
    bool is_confirmed = false;  ///< somebody has said that this very record is the child's

    /// The payload has no NHS number: a pupil number with agreeing name and birth date identifies, or a
    /// person's word.
    bool is_the_child() const;
    bool may_be_the_child() const;
};

Found compare(json::Value child, const record::RosterPerson& asked, const std::string& source);

}  // namespace kith::social_care
