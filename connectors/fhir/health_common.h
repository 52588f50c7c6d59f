#pragma once
#include "connectors/fhir/bundle.h"
#include "json/value.h"
#include "record/reply.h"

#include <string>
#include <string_view>

// Private to the reading of health resources: what several kinds of them share.
namespace kith::fhir {

/// An event of `resource` with origin, subject, handling, identifiers and unknown extensions filled in.
record::Event event_of(json::Value resource, std::string_view category, const std::string& subject_ref);

/// A resource that a Reference means, in words: its display, else the name of the practitioner, organisation
/// or place found in the index, else its identifier; empty if none.
std::string named(json::Value reference, const Index& index, json::Value within);

/// "; "-joined notes (Annotation) and comments.
std::string notes_of(json::Value notes);

/// A tie from the subject to a professional or service by name; each contact gives one (see keep_each_once).
void add_professional(const std::string& subject_ref, std::string_view kind, std::string name,
                      std::string role, const record::Event& seen_in, record::Reply& into);

/// Of ties to one professional, service or practice, and of contacts with one telephone, keeps the first.
void keep_each_once(record::Reply& reply);

/// Adds the signs of harm in the event's own words to its tags.
void add_signs(record::Event& event);

/// "Emergency department attendance: fall from a sofa".
std::string headline(std::string_view what, const std::string& why);

/// Sentences joined, each said once.
std::string prose(std::initializer_list<std::string> parts);

}  // namespace kith::fhir
