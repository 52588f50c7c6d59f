#pragma once
#include "base/expected.h"
#include "policy/rulebook.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Takes over the data sharing agreements of the DfE single-unique-identifier pilot: the "dsaPolicy" of each
/// organisation in its directory file. What is taken over is what those policies give to one organisation,
/// the one that asks.
///
/// How the pilot decides (its PolicyEnforcementService), for one record type, mode, purpose, asking
/// organisation and moment: the first exception that matches decides; if none does, the first default that
/// matches; if none does, no. A rule matches by organisation id where it lists any, else by organisation
/// type, and never if it lists neither; names match without regard to case; both ends of its validity belong
/// to it.
///
/// Here that order is worked out once: the result is plain permitting agreements, without exceptions, each
/// for the days on which it holds. CONTENT without EXISTENCE is not taken over, for nobody may ask for what
/// they may not find.
namespace kith::policy {

/// What the pilot's names mean in a rulebook. As a file:
///   {"version": 1, "asks_as": {"org_id": "LOCAL-AUTHORITY-01", "org_type": "LOCAL_AUTHORITY"},
///    "holders": [{"org_id": "HEALTH-01", "source": "hospitals",
///                 "record_types": {"health.details": ["health_attendance", "health_concern"]}}],
///    "purposes": {"CHILD_PROTECTION": ["SECTION_47"], "SAFEGUARDING": ["MASH_ENQUIRY", "SECTION_17"]}}
/// One category of a source belongs to one record type, and one of our purposes to one of the pilot's:
/// otherwise what is given for one would be given for the other.
struct DsaMap {
    std::string asking_org, asking_type;
    struct Holder {
        std::string org;
        record::SourceId source;
        std::vector<std::pair<std::string, std::vector<record::CategoryId>>> record_types;
    };
    std::vector<Holder> holders;
    std::vector<std::pair<std::string, std::vector<std::string>>> purposes;
};

/// Fails with invalid_input and the place in the file.
base::Expected<DsaMap> read_dsa_map(std::string_view bytes);

struct DsaImport {
    std::vector<Agreement> agreements;
    /// What was left out and why, one sentence each: what the map does not name, content without existence.
    std::vector<std::string> notes;
};

/// Fails with invalid_input and the place in the file: a member, effect or mode that nobody here knows could
/// be a limit that nobody here would keep. `asks_as`: an organisation of the directory that asks instead of
/// the map's; empty: the map's.
base::Expected<DsaImport> import_dsa(std::string_view directory, const DsaMap& map,
                                     const std::string& asks_as = {});

/// The agreements as a rulebook's "agreements" holds them: a JSON array, one agreement a line.
std::string agreements_json(const std::vector<Agreement>& agreements);

}  // namespace kith::policy
