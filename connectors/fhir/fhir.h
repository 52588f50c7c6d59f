#pragma once
#include "base/expected.h"
#include "federate/connector.h"
#include "record/reply.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kith::fhir {

/// NHS demographics (PDS FHIR R4): read by NHS number, else search, then RelatedPerson.
std::shared_ptr<const federate::Connector> make_pds(const federate::SourceSettings& settings);
/// A provider's FHIR R4 record: hospital, ambulance, GP practice. Asks for UK Core Encounters, Flags and
/// Appointments (those that the settings' record_types name, all when empty); Conditions, Immunizations and
/// CareTeams that come along are read as well, other kinds are counted in a notice.
std::shared_ptr<const federate::Connector> make_records(const federate::SourceSettings& settings);
/// Child Protection - Information Sharing: CareTeam by NHS number.
std::shared_ptr<const federate::Connector> make_cpis(const federate::SourceSettings& settings);

/// Kinds of saved message this family reads, and the reading of one. JSON, and XML where the samples are XML.
std::vector<std::string> readable_kinds();
base::Expected<record::Reply> read_message(std::string_view kind, std::string_view bytes);

}  // namespace kith::fhir
