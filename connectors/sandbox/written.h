#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kith::sandbox {

using PersonIndex = std::size_t;

// What agencies have written down, each in its own words and with its own idea of the date. Dates and times
// are texts as that agency holds them: an ISO day, or an ISO moment with its zone. `incident` names the truth
// behind an entry by its slug, where several agencies wrote of one thing.

/// A contact with a hospital, the ambulance service or a GP practice: a FHIR Encounter when asked for.
struct HealthContact {
    std::string source;  ///< "hospitals", "ambulance" or "gp"
    PersonIndex person = 0;
    std::string reference;
    std::string
        setting;  ///< "emergency", "inpatient", "outpatient", "ambulance", "consultation", "home", "letter"
    std::string status = "finished";
    std::string from;
    std::string until = {};
    std::string reason;
    std::string narrative = {};
    std::string clinician = {};
    std::string role = {};
    std::string location = {};
    std::string postcode = {};          ///< of the location, where it is somebody's home
    std::string shared_reference = {};  ///< another agency's number for the same incident
    std::string incident = {};
};

/// A standing warning in a health record: a FHIR Flag.
struct HealthFlag {
    std::string source;
    PersonIndex person = 0;
    std::string reference;
    std::string code;  ///< SNOMED CT
    std::string words;
    std::string since;
    std::string author = {};
};

struct HealthAppointment {
    std::string source;
    PersonIndex person = 0;
    std::string reference;
    std::string status;  ///< FHIR's: "booked", "noshow", "cancelled", "fulfilled"
    std::string at;
    std::string what;
    std::string comment = {};
    std::string clinician = {};
};

/// Start and end of something a council does; an empty end means it goes on.
struct Span {
    std::string from;
    std::string until = {};
    std::vector<std::string> factors = {};  ///< of an assessment: DfE codes
    std::string conference = {};            ///< of a section 47 enquiry
};

struct Placement {
    std::string from;
    std::string until = {};
    std::string type;  ///< DfE codes: "U1", "K2"
    std::string postcode;
    std::string start_reason = "S";
    std::string end_reason = {};
    std::string change_reason = {};
};

/// One episode at a council, in the parts of the DfE daily-data payload.
struct CareEpisode {
    std::string source;  ///< "northshire-care" or "westmoor-care"
    PersonIndex person = 0;
    std::string reference;
    std::string referred;
    std::string referral_source;  ///< DfE code: "3E" is an A&E department
    bool no_further_action = false;
    std::string closed = {};
    std::string closure_reason = {};
    std::vector<std::pair<std::string, Span>> workers = {};  ///< worker id, from and until
    std::vector<Span> assessments = {};
    std::vector<Span> in_need_plans = {};
    std::vector<Span> section_47 = {};
    std::vector<Span> protection_plans = {};
    std::vector<Placement> placements = {};
    std::string incident = {};
};

/// One academic year at a school.
struct SchoolYear {
    PersonIndex person = 0;
    int starts = 2026;
    double attendance = 95;
    double unauthorised = 1;
    int suspensions = 0;
    int exclusions = 0;
    int moves = 0;
};

/// What the police hold about a child as a standing view, not as an incident.
struct PoliceView {
    PersonIndex person = 0;
    std::string reference;
    std::string marker = {};
    std::vector<std::string> known_to = {};
    std::string police_protection = {};  ///< day on which the power was last used
    struct Missing {
        std::string date;
        std::optional<bool> return_interview;
    };
    std::vector<Missing> missing = {};
    /// Unset means not stated, which is not the same as no.
    std::optional<bool> sexual_exploitation = {}, criminal_exploitation = {}, radicalisation = {},
                        modern_slavery = {}, gangs = {};
    std::vector<std::string> statuses = {};
};

/// One line of the constabulary's incident log.
struct PoliceIncident {
    struct Party {
        PersonIndex person = 0;
        std::string role;  ///< "victim", "suspect", "child present", "reporting person"
    };
    std::string reference;
    std::string occurred;
    std::string reported;
    std::string kind;  ///< "domestic", "concern for safety", "missing child", "assault"
    std::string grade;
    std::string summary;
    std::size_t place = 0;
    std::vector<Party> parties = {};
    std::string officer_role = {};
    std::vector<std::string> features = {};                                  ///< "injury", "alcohol"
    std::vector<std::pair<std::string, std::string>> other_references = {};  ///< agency and its number
    std::string incident = {};
};

/// One entry in a school's safeguarding file.
struct SchoolConcern {
    PersonIndex person = 0;
    std::string reference;
    std::string noticed;
    std::string recorded;
    std::string category;
    std::string words;
    std::string childs_words = {};
    std::string author = {};
    std::string action = {};
    std::string other_reference = {};
    bool is_urgent = false;
    std::string incident = {};
};

struct CourtOrder {
    std::vector<PersonIndex> children;
    std::string reference;
    std::string code;  ///< the form: "C33", "C43A"
    std::string title;
    std::string made;
    std::string until = {};
    std::string court;
    std::vector<std::string> parties = {};
    bool is_confidential = false;  ///< the court keeps the family's address from other parties
};

struct Tenancy {
    std::string reference;
    std::size_t place = 0;
    std::vector<PersonIndex> tenants;
    std::vector<PersonIndex> household = {};
    std::string from;
    std::string until = {};
    int rent_arrears_pounds = 0;
    int antisocial_reports = 0;
    bool is_notice_served = false;
};

struct Written {
    std::vector<HealthContact> contacts;
    std::vector<HealthFlag> flags;
    std::vector<HealthAppointment> appointments;
    std::vector<CareEpisode> episodes;
    std::vector<SchoolYear> school_years;
    std::vector<PoliceView> police_views;
    std::vector<PoliceIncident> police_incidents;
    std::vector<SchoolConcern> concerns;
    std::vector<CourtOrder> orders;
    std::vector<Tenancy> tenancies;
};

}  // namespace kith::sandbox
