#pragma once
#include "connectors/fhir/bundle.h"
#include "json/value.h"
#include "record/reply.h"

#include <string>

// What a health provider's resources become. Each adds an event to the reply, and the professionals it names
// as ties. `subject_ref` is the PersonRecord::ref that the events are about; `index` finds what the resources
// refer to.
namespace kith::fhir {

/// A contact with health care: "ed_attendance", "outpatient", "gp_consultation", "ambulance_callout",
/// "admission", "home_visit", "letter" or "contact", and "not_brought" where it did not take place because
/// the child was not brought. Significant: emergency and ambulance attendances, admissions, not brought, and
/// any with a sign of harm.
void read_encounter(json::Value encounter, const std::string& subject_ref, const Index& index,
                    record::Reply& into);

/// An appointment: "appointment", or "not_brought" when its status is noshow. One still booked lies ahead.
void read_appointment(json::Value appointment, const std::string& subject_ref, const Index& index,
                      record::Reply& into);

/// A standing warning: "flag"; a handling mark of the person as well where it says how facts are to be
/// treated. Significant unless it is about diet, allergy or a reasonable adjustment.
void read_flag(json::Value flag, const std::string& subject_ref, const Index& index, record::Reply& into);

/// A problem or finding: "health_concern".
void read_condition(json::Value condition, const std::string& subject_ref, const Index& index,
                    record::Reply& into);

/// An immunisation: "immunisation".
void read_immunization(json::Value immunization, const std::string& subject_ref, const Index& index,
                       record::Reply& into);

/// A team without a child-protection meaning (care_team.h): its professionals and services as ties.
void read_team(json::Value team, const std::string& subject_ref, const Index& index, record::Reply& into);

/// Whether the source has withdrawn a resource as entered in error.
bool is_withdrawn(json::Value resource);

}  // namespace kith::fhir
