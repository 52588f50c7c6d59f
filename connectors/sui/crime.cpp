#include "connectors/sui/records.h"

namespace kith::sui {
namespace {

struct Risk {
    const char* member;
    const char* type;  ///< as linkedCrimeRisks names it
    const char* label;
    const char* tag;
};

constexpr Risk kRisks[] = {
    {"riskSexualExploitation", "SexualExploitation", "Risk of sexual exploitation",
     "risk_sexual_exploitation"},
    {"riskCriminalExploitation", "CriminalExploitation", "Risk of criminal exploitation",
     "risk_criminal_exploitation"},
    {"riskRadicalisation", "Radicalisation", "Risk of radicalisation", "risk_radicalisation"},
    {"riskModernSlaveryAndTrafficking", "ModernSlaveryAndTrafficking",
     "Risk of modern slavery and trafficking", "risk_modern_slavery"},
    {"riskGangsAndYouthViolence", "GangsAndYouthViolence", "Risk of gangs and youth violence", "risk_gangs"},
};

constexpr std::string_view kIntelligence = "police_intelligence";

void mark_intelligence(record::Event& event) {
    event.handling.push_back({"police_intelligence", {}});
}

/// The police's standing view has no date: one event, so that policy treats all of it as intelligence. Every
/// risk is listed, for "not stated" is an answer of its own.
void read_view(json::Value payload, Filing& filing) {
    auto& event =
        filing.add_event(kIntelligence, "intelligence", "What the police hold as their standing view");
    mark_intelligence(event);
    event.text = said_at_length(payload["policeMarkerDetails"]);
    for (std::string& service : all_said(payload["servicesKnownTo"]))
        add_detail(event.details, "Known to", std::move(service));
    for (const Risk& risk : kRisks) {
        add_detail(event.details, risk.label, tri_state(payload[risk.member]));
        if (payload[risk.member].boolean().value_or(false)) event.tags.push_back(risk.tag);
    }
    for (const auto& [status, plan] : statuses_and_plans(payload["crimeActiveStatusesAndPlans"]))
        add_detail(event.details, "Active status", plan.empty() ? status : status + ": " + plan);
    event.significant = !event.text.empty() || !event.tags.empty();
}

void read_protection(json::Value payload, Filing& filing) {
    if (said(payload["lastPoliceProtectionPowerEvent"]).empty()) return;
    auto& event =
        filing.add_event("police_incident", "police_protection", "Police protection powers last used");
    event.occurred = record::read_date(payload["lastPoliceProtectionPowerEvent"], "The date it happened",
                                       event.quality, event.details);
    event.significant = event.occurred.is_known();
    // "None" is what one of the pilot's systems writes for an empty date: not an event, and not proof that
    // there was none.
    if (!event.occurred.is_known())
        event.title = "Police protection powers: the source gives no readable date";
}

void read_missing(json::Value episode, Filing& filing) {
    auto& event = filing.add_event("missing_episode", "missing", "Reported missing to the police");
    event.occurred = record::read_date(episode["date"], "The date it happened", event.quality, event.details);
    add_detail(event.details, "Return home interview attended",
               tri_state(episode["returnedHomeInterviewAttended"]));
    event.tags = {"missing"};
    event.significant = true;
}

std::string risk_words(const std::string& type) {
    for (const Risk& risk : kRisks)
        if (type == risk.type) return risk.label;
    return "Risk recorded: " + type;
}

void read_linked_risk(json::Value one, Filing& filing) {
    const std::string type = said(one["riskType"]);
    auto& event =
        filing.add_event(kIntelligence, "intelligence", type.empty() ? "Risk recorded" : risk_words(type));
    mark_intelligence(event);
    event.occurred = record::read_date(one["date"], "The date it happened", event.quality, event.details);
    add_detail(event.details, "Risk", type);
    event.significant = true;
}

}  // namespace

void read_crime(json::Value payload, Filing& filing) {
    read_view(payload, filing);
    read_protection(payload, filing);
    for (json::Value episode : payload["missingEpisodes"]) read_missing(episode, filing);
    for (json::Value one : payload["linkedCrimeRisks"]) read_linked_risk(one, filing);
}

}  // namespace kith::sui
