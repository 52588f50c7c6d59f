#pragma once
#include "json/value.h"
#include "record/reply.h"

#include <string>

namespace kith::fhir {

/// The kind of tie (record/tie.h) that relationship codes of HL7 v3 RoleCode, v2-0131 and the UK Core role
/// lists mean, the closest of several; "unknown" where they only say that there is one. Never infers parental
/// responsibility.
std::string tie_kind(json::Value relationships);

/// A RelatedPerson: the person, and the tie from `subject_ref`. `subject_number`: the subject's NHS number,
/// so that a `patient` reference to somebody else is understood as the related person's own number.
void read_related_person(json::Value related, const std::string& subject_ref,
                         const std::string& subject_number, record::Reply& into);

/// The contacts that a Patient names (next of kin, emergency contact), likewise.
void read_contacts(json::Value patient, const std::string& subject_ref, record::Reply& into);

/// The same contacts as lines of the patient's own record, where the patient is only a candidate.
void add_contact_lines(json::Value patient, record::PersonRecord& into);

}  // namespace kith::fhir
