#include "connectors/social_care/child.h"
#include "connectors/social_care/file.h"

#include <algorithm>
#include <array>

namespace kith::social_care {
namespace {

using record::add_detail;
using record::said;

constexpr std::string_view kEpisode = "social_care_episode";

void read_referral(json::Value episode, const std::string& id, File& file) {
    const std::string source = in_words(CodeList::referral_source, said(episode["referral_source"]));
    auto& event =
        file.add_event(kEpisode, "referral",
                       "Referral to children's social care" + (source.empty() ? "" : " from " + source), id);
    event.occurred = read_day(episode, "referral_date", event);
    add_detail(event.details, "Referral source", source);
    add_detail(event.details, "No further action",
               record::tri_state(episode["referral_no_further_action_flag"]));
    event.significant = !record::is_set(episode["referral_no_further_action_flag"]);
}

void read_closure(json::Value episode, const std::string& id, File& file) {
    if (episode["closure_date"].is_absent() && episode["closure_reason"].is_absent()) return;
    auto& event = file.add_event(kEpisode, "case_closed", "Case closed", id);
    event.occurred = read_day(episode, "closure_date", event);
    add_code(episode, "closure_reason", CodeList::closure_reason, "Reason", event);
}

void read_workers(json::Value episode, const std::string& id, File& file) {
    for (json::Value worker : file.kept(episode["care_worker_details"], "an allocated worker")) {
        const std::string worker_id = said(worker["worker_id"]);
        if (worker_id.empty()) {
            file.note("an allocated worker has no number");
            continue;
        }
        record::Event dates;  // for its notes only: a tie has none of its own
        auto& tie = file.add_tie("social_worker", "Worker " + worker_id, id);
        tie.since = read_span(worker, "start_date", "end_date", dates);
        tie.words = "Allocated worker";
        for (const std::string& doubt : dates.quality) file.note("an allocated worker: " + doubt);
    }
}

struct FactorTag {
    std::string_view begins, tag;
};
constexpr std::array<FactorTag, 5> kFactorTags = {{{"3", "domestic_abuse"},
                                                   {"16", "neglect"},
                                                   {"17", "emotional_abuse"},
                                                   {"18", "physical_abuse"},
                                                   {"19", "sexual_abuse"}}};

/// "3B" is of group 3; "3" alone is not a code.
bool is_of_group(std::string_view code, std::string_view group) {
    return code.size() == group.size() + 1 && code.starts_with(group);
}

void read_factor(const std::string& code, record::Event& event) {
    add_detail(event.details, "Factor", in_words(CodeList::assessment_factor, code));
    for (const FactorTag& one : kFactorTags)
        if (is_of_group(code, one.begins) &&
            std::find(event.tags.begin(), event.tags.end(), one.tag) == event.tags.end())
            event.tags.emplace_back(one.tag);
}

void read_assessments(json::Value episode, File& file) {
    for (json::Value node : file.kept(episode["child_and_family_assessments"], "an assessment")) {
        auto& event = file.add_event(kEpisode, "assessment", "Child and family assessment",
                                     said(node["child_and_family_assessment_id"]));
        event.occurred = read_span(node, "start_date", "authorisation_date", event);
        for (const std::string& code : record::all_said(node["factors"])) read_factor(code, event);
    }
}

struct PlanKind {
    const char* list;
    const char* id;
    std::string_view category, kind, title, what;
};

constexpr std::array<PlanKind, 2> kPlans = {{
    {"child_in_need_plans", "child_in_need_plan_id", kEpisode, "plan_child_in_need", "Child in need plan",
     "a child in need plan"},
    {"child_protection_plans", "child_protection_plan_id", "child_protection_plan", "plan_child_protection",
     "Child protection plan", "a child protection plan"},
}};

void read_plans(json::Value episode, File& file) {
    for (const PlanKind& plan : kPlans)
        for (json::Value node : file.kept(episode[plan.list], plan.what)) {
            auto& event =
                file.add_event(plan.category, plan.kind, std::string(plan.title), said(node[plan.id]));
            event.occurred = read_span(node, "start_date", "end_date", event);
            event.significant = true;
        }
}

void read_conference(json::Value enquiry, const std::string& id, File& file) {
    if (enquiry["icpc_date"].is_absent()) return;
    auto& event =
        file.add_event("child_protection_plan", "conference", "Initial child protection conference", id);
    event.occurred = read_day(enquiry, "icpc_date", event);
    event.planned = event.occurred.is_known() && event.occurred.first_day() > file.today().last_day();
    event.significant = true;
}

void read_section_47(json::Value episode, File& file) {
    for (json::Value node : file.kept(episode["section_47_assessments"], "a section 47 enquiry")) {
        const std::string id = said(node["section_47_assessment_id"]);
        auto& event = file.add_event(kEpisode, "section_47", "Section 47 enquiry", id);
        event.occurred = read_span(node, "start_date", "end_date", event);
        add_detail(event.details, "Initial child protection conference required",
                   record::tri_state(node["icpc_required_flag"]));
        event.significant = true;
        read_conference(node, id, file);
    }
}

}  // namespace

void read_episode(json::Value episode, File& file) {
    const std::string id = said(episode["social_care_episode_id"]);
    if (id.empty()) file.note("a social care episode has no number");
    read_referral(episode, id, file);
    read_workers(episode, id, file);
    read_assessments(episode, file);
    read_plans(episode, file);
    read_section_47(episode, file);
    read_care(episode, id, file);
    read_closure(episode, id, file);
}

}  // namespace kith::social_care
