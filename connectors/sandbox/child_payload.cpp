#include "connectors/sandbox/desk_care.h"

namespace kith::sandbox {
namespace {

void write_if(json::Writer& w, std::string_view name, const std::string& text) {
    if (!text.empty()) w.member(name, text);
}

void write_details(json::Writer& w, const Card& card, const Person& person) {
    w.key("child_details").object();
    if (card.upn.empty()) w.member("unique_pupil_number_unknown_reason", card.born.empty() ? "UN1" : "UN5");
    write_if(w, "unique_pupil_number", card.upn);
    w.member("first_name", card.given).member("surname", card.family);
    write_if(w, "date_of_birth", card.born);
    write_if(w, "expected_date_of_birth", card.expected);
    w.member("sex", std::string(1, card.sex))
        .member("ethnicity", person.ethnicity)
        .key("disabilities")
        .array()
        .string("NONE")
        .end();
    if (card.place != nullptr) w.member("postcode", card.place->postcode);
    w.member("uasc_flag", false).member("purge", false).end();
}

void write_workers(json::Writer& w, const CareEpisode& episode) {
    w.key("care_worker_details").array();
    for (const auto& [worker, span] : episode.workers) {
        w.object().member("worker_id", worker).member("start_date", span.from);
        write_if(w, "end_date", span.until);
        w.end();
    }
    w.end();
}

void write_assessments(json::Writer& w, const CareEpisode& episode) {
    w.key("child_and_family_assessments").array();
    for (std::size_t i = 0; i < episode.assessments.size(); ++i) {
        const Span& span = episode.assessments[i];
        w.object()
            .member("child_and_family_assessment_id", episode.reference + "-A" + std::to_string(i + 1))
            .member("start_date", span.from);
        write_if(w, "authorisation_date", span.until);
        w.key("factors").array();
        for (const auto& factor : span.factors) w.string(factor);
        w.end().member("purge", false).end();
    }
    w.end();
}

void write_spans(json::Writer& w, std::string_view list, std::string_view id_name,
                 const std::string& id_start, const std::vector<Span>& spans) {
    w.key(list).array();
    for (std::size_t i = 0; i < spans.size(); ++i) {
        w.object().member(id_name, id_start + std::to_string(i + 1)).member("start_date", spans[i].from);
        write_if(w, "end_date", spans[i].until);
        w.member("purge", false).end();
    }
    w.end();
}

void write_section_47(json::Writer& w, const CareEpisode& episode) {
    w.key("section_47_assessments").array();
    for (std::size_t i = 0; i < episode.section_47.size(); ++i) {
        const Span& span = episode.section_47[i];
        w.object()
            .member("section_47_assessment_id", episode.reference + "-S" + std::to_string(i + 1))
            .member("start_date", span.from);
        w.member("icpc_required_flag", !span.conference.empty());
        write_if(w, "icpc_date", span.conference);
        write_if(w, "end_date", span.until);
        w.member("purge", false).end();
    }
    w.end();
}

void write_placements(json::Writer& w, const CareEpisode& episode) {
    w.key("child_looked_after_placements").array();
    for (std::size_t i = 0; i < episode.placements.size(); ++i) {
        const Placement& placement = episode.placements[i];
        w.object()
            .member("child_looked_after_placement_id", episode.reference + "-L" + std::to_string(i + 1))
            .member("start_date", placement.from);
        w.member("start_reason", placement.start_reason)
            .member("placement_type", placement.type)
            .member("postcode", placement.postcode);
        write_if(w, "end_date", placement.until);
        write_if(w, "end_reason", placement.end_reason);
        write_if(w, "change_reason", placement.change_reason);
        w.member("purge", false).end();
    }
    w.end();
}

void write_episode(json::Writer& w, const CareEpisode& episode) {
    w.object()
        .member("social_care_episode_id", episode.reference)
        .member("referral_date", episode.referred)
        .member("referral_source", episode.referral_source);
    w.member("referral_no_further_action_flag", episode.no_further_action);
    write_workers(w, episode);
    write_assessments(w, episode);
    write_spans(w, "child_in_need_plans", "child_in_need_plan_id", episode.reference + "-N",
                episode.in_need_plans);
    write_section_47(w, episode);
    write_spans(w, "child_protection_plans", "child_protection_plan_id", episode.reference + "-P",
                episode.protection_plans);
    write_placements(w, episode);
    write_if(w, "closure_date", episode.closed);
    write_if(w, "closure_reason", episode.closure_reason);
    w.member("purge", false).end();
}

}  // namespace

std::string child_payload(const Cabinet& cabinet, PersonIndex child) {
    const Knowledge& known = *cabinet.of(child);
    json::Writer w;
    w.object()
        .member("la_child_id", known.card->local_id)
        .member("mis_child_id", "Supplier-" + known.card->local_id);
    write_details(w, *known.card, cabinet.northshire().people[child]);
    w.key("social_care_episodes").array();
    for (const auto& episode : known.episodes) write_episode(w, episode);
    w.end().member("purge", false).end();
    return w.text();
}

}  // namespace kith::sandbox
