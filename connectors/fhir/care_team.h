#pragma once
#include "connectors/fhir/bundle.h"
#include "json/value.h"
#include "record/reply.h"

#include <string>

namespace kith::fhir {

/// Whether a CareTeam or CarePlan is one of CP-IS: its category says child protection plan, looked after or
/// unborn plan.
bool is_protection(json::Value resource);

/// A CP-IS CareTeam or CarePlan as the span of a plan: "plan_child_protection" and "plan_unborn" (category
/// child_protection_plan), "looked_after" (category looked_after).
void read_protection(json::Value resource, const std::string& subject_ref, record::Reply& into);

/// The responsible local authority's telephones: "work" is answered in office hours, "mobile" by the
/// emergency duty team.
void read_duty_contacts(json::Value team, record::Reply& into);

}  // namespace kith::fhir
