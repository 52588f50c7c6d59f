#pragma once
#include "json/value.h"
#include "record/reply.h"

#include <string>

namespace kith::fhir {

/// A Consent of the national proxy service: who may act for the patient, and whether that was agreed, as an
/// event of the category relationships: "proxy_consent".
void read_consent(json::Value consent, const std::string& subject_ref, record::Reply& into);

}  // namespace kith::fhir
