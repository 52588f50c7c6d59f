#pragma once
#include "connectors/fhir/bundle.h"
#include "json/value.h"
#include "record/reply.h"

#include <string>
#include <vector>

namespace kith::fhir {

/// Ties of a Patient to the GP practices it is or was registered with.
void read_registration(json::Value patient, const std::string& subject_ref, const Index& index,
                       record::Reply& into);

/// The patients of a search, each a candidate with its score. Returns how many there were.
size_t read_hits(json::Value bundle, record::Reply& into);

/// The RelatedPersons of a Bundle, or one on its own, with the sources that a Provenance names. Returns how
/// many there were.
size_t read_related_people(json::Value message, const std::string& subject_ref,
                           const std::string& subject_number, record::Reply& into);

/// Whether every entry's address that names a patient names this one:
/// ".../Patient/<number>/RelatedPerson/...".
bool is_about(json::Value bundle, const std::string& number);

/// "searched NHS demographics, all of England, any period, by NHS number; none held" (FD-9).
std::string none_held_words(const std::vector<std::string>& tried);

}  // namespace kith::fhir
