#include "connectors/social_care/child.h"
#include "connectors/social_care/file.h"

#include <array>
#include <optional>
#include <vector>

namespace kith::social_care {
namespace {

using record::said;

constexpr std::string_view kLookedAfter = "looked_after";

record::When read_placement(json::Value node, File& file) {
    const std::string type = in_words(CodeList::placement_type, said(node["placement_type"]));
    auto& event = file.add_event(kLookedAfter, "placement", type.empty() ? "Placement" : "Placement: " + type,
                                 said(node["child_looked_after_placement_id"]));
    event.occurred = read_span(node, "start_date", "end_date", event);
    add_code(node, "start_reason", CodeList::placement_start, "Began because", event);
    add_code(node, "placement_type", CodeList::placement_type, "Type", event);
    add_code(node, "end_reason", CodeList::placement_end, "Ended because", event);
    add_code(node, "change_reason", CodeList::placement_change, "Changed because", event);
    event.postcode = record::normal_postcode(said(node["postcode"]));
    // Where a child is placed can be a secret from the family; the mark travels with it.
    if (!event.postcode.empty()) event.handling.push_back({"placement_address", {}});
    event.significant = true;
    return event.occurred;
}

/// A child with placements is looked after from the first to the end of the last: the payload has no entry of
/// its own for it. Without a readable start nothing is said.
void read_whole_time(const std::vector<record::When>& placements, const std::string& episode_id, File& file) {
    std::optional<record::PartialDate> from, until;
    bool is_open = false;
    for (const record::When& placement : placements) {
        if (!placement.is_known()) continue;
        if (!from || placement.start().first_day() < from->first_day()) from = placement.start();
        if (!placement.end())
            is_open = true;
        else if (!until || placement.end()->last_day() > until->last_day())
            until = placement.end();
    }
    if (!from) return;
    auto& event = file.add_event(kLookedAfter, "looked_after", "Looked after by the council", episode_id);
    event.occurred = record::When::span(*from, is_open ? std::nullopt : until);
    event.text = "Read from the dates of the placements.";
    event.significant = true;
}

struct Step {
    const char* member;
    const char* title;
};
constexpr std::array<Step, 3> kAdoption = {
    {{"initial_decision_date", "Decision that the child should be placed for adoption"},
     {"matched_date", "Matched with adopters"},
     {"placed_date", "Placed for adoption"}}};

void read_adoption(json::Value adoption, const std::string& episode_id, File& file) {
    if (is_purged(adoption)) return file.note_purged("an adoption");
    for (const Step& step : kAdoption) {
        if (said(adoption[step.member]).empty()) continue;
        auto& event = file.add_event(kLookedAfter, "adoption", step.title, episode_id);
        event.occurred = read_day(adoption, step.member, event);
        event.handling.push_back({"adoption", {}});
        event.significant = true;
    }
}

void read_leaver(json::Value leaver, const std::string& episode_id, File& file) {
    if (!leaver.is_object() || leaver.size() == 0) return;
    if (is_purged(leaver)) return file.note_purged("care leaver's details");
    auto& event = file.add_event(kLookedAfter, "care_leaver", "Contact with a care leaver", episode_id);
    event.occurred = read_day(leaver, "contact_date", event);
    add_code(leaver, "activity", CodeList::leaver_activity, "Activity", event);
    add_code(leaver, "accommodation", CodeList::leaver_accommodation, "Accommodation", event);
}

}  // namespace

void read_care(json::Value episode, const std::string& episode_id, File& file) {
    std::vector<record::When> placements;
    for (json::Value node : file.kept(episode["child_looked_after_placements"], "a placement"))
        placements.push_back(read_placement(node, file));
    read_whole_time(placements, episode_id, file);
    read_adoption(episode["adoption"], episode_id, file);
    read_leaver(episode["care_leavers"], episode_id, file);
}

}  // namespace kith::social_care
