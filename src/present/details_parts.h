#pragma once
#include "present/details.h"

#include <string>
#include <vector>

/// The pieces that details.cpp puts together. Inside this room only.
namespace kith::present {

Details event_details(const ChildView& view, const std::string& entry);
Details person_details(const ChildView& view, const std::string& node);
Details edge_details(const ChildView& view, const std::string& edge);
Details cell_details(const ChildView& view, const record::PersonId& person, const record::SourceId& source);
Details finding_details(const ChildView& view, size_t index);
Details fact_details(const ChildView& view, size_t index);
Details conflict_details(const ChildView& view, const std::string& conflict);
Details clash_details(const ChildView& view, size_t index);

/// Adds source, reference, fetched and permit of one origin.
void add_origin(Lines& out, const ChildView& view, const record::Origin& origin);
void add_heading(Lines& out, std::string text);
/// Only when there is something to say.
void add_field(Lines& out, std::string label, const std::string& text);
void add_handling(Lines& out, const std::vector<record::Handling>& handling);
void add_quality(Lines& out, const std::vector<std::string>& quality);
/// One line per entry, each opening its event; entries that are gone are left out.
void add_evidence(Lines& out, const ChildView& view, const std::vector<std::string>& entries);
/// Evidence of a join, field by field, what disagrees first.
void add_comparison(Lines& out, const std::vector<link::Evidence>& evidence);

const chronology::Entry* find_entry(const enquiry::Picture& picture, const std::string& id);
const link::Identity* find_identity(const enquiry::Picture& picture, const std::string& id);
const record::PersonRecord* find_record(const enquiry::Picture& picture, const link::RecordKey& key);
std::string identity_words(const enquiry::Picture& picture, const std::string& identity);

}  // namespace kith::present
