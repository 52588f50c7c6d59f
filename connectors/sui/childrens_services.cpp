#include "base/text.h"
#include "connectors/sui/records.h"

namespace kith::sui {
namespace {

struct Standing {
    std::string_view category, kind;
};

/// What a status is, by its words: the pilot has no codes for it.
Standing standing_of(std::string_view status, std::string_view plan) {
    const auto says = [&](std::string_view words) {
        return base::contains_ignoring_case(status, words) || base::contains_ignoring_case(plan, words);
    };
    if (says("child protection")) return {"child_protection_plan", "plan_child_protection"};
    if (says("looked after") || says("in care")) return {"looked_after", "looked_after"};
    if (says("child in need")) return {"social_care_episode", "plan_child_in_need"};
    if (says("early help")) return {"social_care_episode", "early_help"};
    return {"social_care_episode", "episode"};
}

void read_status(const std::string& status, const std::string& plan, Filing& filing) {
    const Standing standing = standing_of(status, plan);
    auto& event =
        filing.add_event(standing.category, standing.kind, plan.empty() ? status : status + ": " + plan);
    event.details = {{"Active status", status}, {"Plan", plan.empty() ? "not stated" : plan}};
    event.significant = true;
}

void read_referral(json::Value referral, Filing& filing) {
    const std::string type = said(referral["type"]);
    const bool is_early_help = base::contains_ignoring_case(type, "early help");
    auto& event = filing.add_event(
        "social_care_episode", is_early_help ? "early_help" : "referral",
        type.empty() ? "Referral to children's services" : "Referral to children's services: " + type);
    event.occurred =
        record::read_date(referral["date"], "The date it happened", event.quality, event.details);
    add_detail(event.details, "Type", type);
    event.significant = !is_early_help;
}

}  // namespace

void read_childrens_services(json::Value payload, Filing& filing) {
    if (std::string worker = said(payload["keyWorker"]); !worker.empty())
        filing.add_tie("social_worker", std::move(worker), false).words = "Named as key worker";
    for (std::string& team : all_said(payload["teamInvolvement"]))
        filing.add_tie("service", std::move(team), false).words = "Named as an involved team";
    for (std::string& contact : all_said(payload["dutyContactDetails"])) {
        const bool is_email = contact.find('@') != std::string::npos;
        filing.add_contact({.name = "Children's services duty desk",
                            .phone = is_email ? "" : contact,
                            .email = is_email ? contact : ""});
    }
    for (const auto& [status, plan] : statuses_and_plans(payload["cscActiveStatusesAndPlans"]))
        read_status(status, plan, filing);
    for (json::Value referral : payload["childrensServicesReferrals"]) read_referral(referral, filing);
}

}  // namespace kith::sui
