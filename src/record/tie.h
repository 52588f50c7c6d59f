#pragma once
#include "record/handling.h"
#include "record/origin.h"
#include "record/when.h"

#include <string>
#include <vector>

namespace kith::record {

/// What one source says connects two people, or a person and a place, body or professional.
struct Tie {
    Origin origin;
    /// PersonRecord::ref of one side.
    std::string from;
    /// PersonRecord::ref of the other side when `to_person`; otherwise the name of the place, body or
    /// professional.
    std::string to;
    bool to_person = true;
    /// Read from -> to. Between people: "mother", "father", "parent", "step_parent", "partner", "ex_partner",
    /// "sibling", "half_sibling", "twin", "grandparent", "carer", "foster_carer", "guardian",
    /// "mothers_partner", "fathers_partner", "relative", "friend", "unknown": `from` has `kind` `to` ("the
    /// child has mother Kerry"). To places and bodies: "lives_at", "attends_school", "registered_gp",
    /// "social_worker", "health_visitor", "professional", "service", "workplace".
    std::string kind;
    When since;  ///< its span: since, and until if it ended
    /// The source's words, for the sentence behind the edge.
    std::string words;
    std::string phone;  ///< of a professional or body, if given
    std::vector<Handling> handling;
    bool operator==(const Tie&) const = default;
};

}  // namespace kith::record
