#include "connectors/sandbox/sources.h"

#include "connectors/sandbox/desk_care.h"
#include "connectors/sandbox/desk_cpis.h"
#include "connectors/sandbox/desk_pds.h"
#include "connectors/sandbox/desk_records.h"
#include "connectors/sandbox/desk_register.h"
#include "connectors/sandbox/desk_sui.h"

namespace kith::sandbox {

namespace {

constexpr const char* kCare = "/children-in-social-care/1";

}  // namespace

const std::vector<Source>& sources() {
    static const std::vector<Source> kAll = {
        {"pds", "fhir.pds", "/personal-demographics/FHIR/R4", "X26"},
        {"hospitals",
         "fhir.records",
         "/fhir/R4",
         "RNS01",
         {},
         false,
         "Northshire Hospitals, electronic since 2009"},
        {"ambulance",
         "fhir.records",
         "/fhir/R4",
         "RNS02",
         {"Encounter"},
         false,
         "Northshire and Westmoor, since 2015"},
        {"gp", "fhir.records", "/fhir/R4", "Y99010", {}, false, "practices of Northshire and Westmoor"},
        {"northshire-care",
         "social_care",
         kCare,
         std::string(kNorthshireCode),
         {},
         true,
         "Northshire, electronic since April 2006"},
        {"westmoor-care",
         "social_care",
         kCare,
         std::string(kWestmoorCode),
         {},
         true,
         "Westmoor, electronic since 2012"},
        {"cpis", "fhir.cpis", "/cpis/FHIR/R4", "X26"},
        {"constabulary", "sui", "", "POLICE-01", {"crime-justice.details"}, true, "Northshire Constabulary"},
        {"police-incidents",
         "declarative",
         "",
         "POLICE-01",
         {},
         false,
         "Northshire Constabulary's area, since 2014"},
        {"school",
         "sui",
         "",
         "EDUCATION-01",
         {"education.details", "personal.details"},
         true,
         "state schools of Northshire and Westmoor"},
        {"safeguarding-files",
         "declarative",
         "",
         "EDUCATION-01",
         {},
         false,
         "state schools of Northshire and Westmoor"},
        {"family-court", "declarative", "", "COURT-01", {}, false, "Family Court at Northbridge, since 2018"},
        {"housing", "declarative", "", "HOUSING-01", {}, false, "Northshire Homes"},
    };
    return kAll;
}

std::vector<std::string> source_ids() {
    std::vector<std::string> ids;
    for (const auto& source : sources()) ids.push_back(source.id);
    return ids;
}

std::unique_ptr<Desk> make_desk(const Northshire& n, const Source& source, const std::string& client_id,
                                const std::string& client_secret) {
    if (source.kind == "fhir.pds") return std::make_unique<PdsDesk>(n);
    if (source.kind == "fhir.cpis") return std::make_unique<CpisDesk>(n);
    if (source.kind == "sui")
        return std::make_unique<SuiDesk>(n, source.id, source.organisation, client_id, client_secret);
    if (source.kind == "social_care")
        return std::make_unique<CareDesk>(n, source.id, source.organisation, client_id, client_secret);
    if (source.id == "hospitals")
        return std::make_unique<RecordsDesk>(n, source.id, "Northshire Hospitals", source.organisation);
    if (source.id == "ambulance")
        return std::make_unique<RecordsDesk>(n, source.id, "Northshire Ambulance", source.organisation);
    if (source.id == "gp")
        return std::make_unique<RecordsDesk>(n, source.id, "GP record summary", source.organisation);
    if (source.id == "police-incidents") return make_police_log(n);
    if (source.id == "safeguarding-files") return make_safeguarding_files(n);
    if (source.id == "family-court") return make_court_register(n);
    return make_housing_register(n);
}

}  // namespace kith::sandbox
