#include "connectors/social_care/child.h"

#include "connectors/social_care/file.h"
#include "record/doubt.h"

#include <algorithm>

namespace kith::social_care {
namespace {

using record::PersonRecord;
using record::said;

void add_identifier(PersonRecord& person, std::string kind, json::Value value, const std::string& issuer) {
    if (std::string text = said(value); !text.empty())
        person.identifiers.push_back(record::identifier(std::move(kind), text, issuer));
}

/// The source calls it a former number, whatever its check letter says.
void add_former_upn(PersonRecord& person, json::Value value) {
    const std::string text = said(value);
    if (text.empty()) return;
    auto former = record::identifier("upn", text);
    if (former.state == record::IdentifierState::invalid)
        person.quality.push_back("former UPN fails its check letter");
    former.state = record::IdentifierState::former;
    person.identifiers.push_back(std::move(former));
}

std::optional<record::PartialDate> date_of(json::Value value, std::string_view label, PersonRecord& person) {
    const auto when = record::read_date(value, label, person.quality, person.details);
    return when.is_known() ? std::optional(when.start()) : std::nullopt;
}

void read_sex(json::Value details, PersonRecord& person) {
    const std::string code = said(details["sex"]);
    person.sex = record::parse_sex(code);
    record::add_detail(person.details, "Sex, as coded", code);
}

/// What only the whole file shows.
void read_characteristics(json::Value details, PersonRecord& person) {
    person.ethnicity = said(details["ethnicity"]);
    for (const std::string& code : record::all_said(details["disabilities"]))
        record::add_detail(person.details, "Disability", in_words(CodeList::disability, code));
    if (!details["uasc_flag"].is_missing())
        record::add_detail(person.details, "Unaccompanied asylum-seeking child",
                           record::tri_state(details["uasc_flag"]));
    const auto ended = date_of(details["uasc_end_date"], "The end of that status", person);
    if (ended) record::add_detail(person.details, "Unaccompanied asylum-seeking child until", ended->words());
}

void read_health(json::Value health, File& file) {
    if (is_purged(health)) return file.note_purged("health and wellbeing");
    for (json::Value sdq :
         file.kept(health["sdq_assessments"], "a strengths and difficulties questionnaire")) {
        const std::string score = said(sdq["score"]);
        auto& event = file.add_event(
            "looked_after", "sdq",
            "Strengths and difficulties questionnaire" + (score.empty() ? "" : ", score " + score), {});
        event.occurred = read_day(sdq, "date", event);
        record::add_detail(event.details, "Score", score);
    }
}

void read_episodes(json::Value child, File& file) {
    const json::Value episodes = child["social_care_episodes"];
    // In a daily delta, a part that has not changed may be left out: that is not the same as an empty list.
    if (episodes.is_absent()) return file.note("the source sent no list of episodes");
    for (json::Value episode : file.kept(episodes, "a social care episode")) read_episode(episode, file);
}

bool has_adoption(const record::Reply& reply, const std::string& ref) {
    return std::any_of(reply.events.begin(), reply.events.end(), [&](const record::Event& event) {
        return event.kind == "adoption" && !event.about.empty() && event.about.front() == ref;
    });
}

}  // namespace

bool is_child(json::Value value) {
    return value.is_object() && !said(value["la_child_id"]).empty();
}

bool is_purged(json::Value node) {
    return record::is_set(node["purge"]);
}

PersonRecord read_demographics(json::Value child, const std::string& issuer) {
    PersonRecord person;
    person.ref = said(child["la_child_id"]);
    person.origin.reference = person.ref;
    add_identifier(person, "la_child_id", child["la_child_id"], issuer);
    add_identifier(person, "mis_child_id", child["mis_child_id"], issuer);
    const json::Value details = child["child_details"];
    if (is_purged(details)) return person;
    add_identifier(person, "upn", details["unique_pupil_number"], {});
    add_former_upn(person, details["former_unique_pupil_number"]);
    record::add_detail(person.details, "Why there is no pupil number",
                       in_words(CodeList::upn_unknown, said(details["unique_pupil_number_unknown_reason"])));
    record::PersonName name{.given = said(details["first_name"]), .family = said(details["surname"])};
    if (!name.is_empty()) person.names.push_back(std::move(name));
    person.born = date_of(details["date_of_birth"], "Birth date", person);
    person.expected = date_of(details["expected_date_of_birth"], "Due date", person);
    read_sex(details, person);
    if (const std::string postcode = said(details["postcode"]); !postcode.empty())
        person.addresses.push_back({.postcode = record::normal_postcode(postcode), .use = "home"});
    record::note_doubtful_numbers(person);
    return person;
}

std::string read_child(json::Value child, const std::string& issuer, const record::PartialDate& today,
                       record::Reply& reply) {
    PersonRecord person = read_demographics(child, issuer);
    const std::string ref = person.ref;
    const size_t first_event = reply.events.size();
    File file(ref, today, reply);
    if (is_purged(child["child_details"]))
        file.note_purged("the child's details");
    else
        read_characteristics(child["child_details"], person);
    read_health(child["health_and_wellbeing"], file);
    read_episodes(child, file);
    if (has_adoption(reply, ref)) person.handling.push_back({"adoption", {}});
    record::note_doubtful_dates(person, today);
    for (size_t i = first_event; i < reply.events.size(); ++i)
        record::note_doubtful_times(reply.events[i], today);
    reply.people.push_back(std::move(person));
    return ref;
}

}  // namespace kith::social_care
