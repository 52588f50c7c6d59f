#include "connectors/sandbox/desk_cpis.h"

#include "connectors/sandbox/days.h"
#include "connectors/sandbox/fhir_writing.h"
#include "connectors/sandbox/numbers.h"

#include <algorithm>

namespace kith::sandbox {
namespace {

struct Entry {
    std::string id, code, display, council, from, until;
};

constexpr std::string_view kOnPlan = "342191000000101", kLookedAfter = "764841000000100",
                           kUnbornOnPlan = "818901000000100";

bool is_recent(const std::string& until) {
    return until.empty() || day_of(until) + std::chrono::days(365) >= today();
}

void add_entries(const Northshire& n, PersonIndex person, std::vector<Entry>& into) {
    for (const auto& episode : n.written.episodes) {
        if (episode.person != person) continue;
        const std::string council =
            episode.source == "westmoor-care" ? "WESTMOOR COUNCIL" : "NORTHSHIRE COUNCIL";
        const bool is_unborn = n.people[person].born.empty();
        for (const auto& plan : episode.protection_plans)
            into.push_back({episode.reference + "-P", std::string(is_unborn ? kUnbornOnPlan : kOnPlan),
                            is_unborn ? "Unborn child subject to child protection plan"
                                      : "Subject to child protection plan",
                            council, plan.from, plan.until});
        if (episode.placements.empty()) continue;
        into.push_back({episode.reference + "-L", std::string(kLookedAfter), "Looked after child", council,
                        episode.placements.front().from, episode.placements.back().until});
    }
}

std::vector<Entry> entries_under(const Northshire& n, std::optional<PersonIndex> person) {
    std::vector<Entry> entries;
    if (!person) return entries;
    add_entries(n, *person, entries);
    for (const auto& tie : n.kinships)
        if (tie.kind == "mother" && tie.to == *person && n.people[tie.of].born.empty())
            add_entries(n, tie.of, entries);
    std::erase_if(entries, [](const Entry& entry) { return !is_recent(entry.until); });
    return entries;
}

std::optional<PersonIndex> with_number(const Northshire& n, const std::string& number) {
    for (PersonIndex person = 0; person < n.people.size(); ++person)
        if (!number.empty() && n.people[person].nhs_number == number) return person;
    return std::nullopt;
}

/// A person of another family who has an entry, so that the fault shows a record and not an empty page.
std::optional<PersonIndex> somebody_else(const Northshire& n, std::optional<PersonIndex> person) {
    for (PersonIndex other = 0; other < n.people.size(); ++other) {
        const bool is_family = person && n.people[other].family_index == n.people[*person].family_index;
        if (!is_family && !n.people[other].nhs_number.empty() && !entries_under(n, other).empty())
            return other;
    }
    return std::nullopt;
}

void write_telecom(json::Writer& w, bool is_westmoor) {
    w.key("telecom").array();
    w.object()
        .member("system", "phone")
        .member("value", landline_number(is_westmoor ? 920 : 900))
        .member("use", "work")
        .end();
    w.object()
        .member("system", "phone")
        .member("value", mobile_number(is_westmoor ? 921 : 901))
        .member("use", "mobile")
        .end();
    w.end();
}

void write_care_team(json::Writer& w, const Entry& entry, const std::string& number) {
    w.object().member("resourceType", "CareTeam").member("id", entry.id);
    w.key("meta")
        .object()
        .key("profile")
        .array()
        .string("https://fhir.nhs.uk/England/StructureDefinition/England-CareTeam-Flag")
        .end()
        .end();
    w.member("status", entry.until.empty() ? "active" : "inactive").key("category").array().object();
    write_coding(w, kSnomed, entry.code, entry.display);
    w.end().end().member("name", entry.council).key("subject").object().key("identifier");
    write_identifier(w, kNhsNumberSystem, number);
    w.end();
    write_period(w, entry.from, entry.until);
    write_telecom(w, entry.council.starts_with('W'));
    w.end();
}

Answer precondition(std::string_view why) {
    return outcome(400, "error", "invariant", "PRECONDITION_FAILED", "Precondition failed", why);
}

}  // namespace

Answer CpisDesk::answer(const Question& q) {
    if (!is_uuid(q.header("traceid"))) return precondition("TraceID must be a UUID");
    const std::string unscheduled = q.header("isunscheduledaccessevent");
    if (unscheduled != "true" && unscheduled != "false")
        return precondition("IsUnscheduledAccessEvent must say true or false");
    if (q.method != "GET" || q.path != "/CareTeam")
        return outcome(404, "error", "not-found", "RESOURCE_NOT_FOUND", "Resource not found");
    const std::string number = number_of_token(q.value("patient:identifier"));
    if (number.empty())
        return outcome(400, "error", "value", "INVALID_SEARCH_DATA", "Search data is invalid",
                       "patient:identifier must be an NHS number");
    auto person = with_number(northshire_, number);
    if (q.about_somebody_else) person = somebody_else(northshire_, person);
    const auto entries = entries_under(northshire_, person);
    const std::string subject = person ? northshire_.people[*person].nhs_number : number;
    json::Writer w;
    w.object()
        .member("resourceType", "Bundle")
        .member("type", "searchset")
        .member("timestamp", "2026-11-22T05:00:00+00:00")
        .member("total", entries.size());
    if (!entries.empty()) w.key("entry").array();
    for (const auto& entry : entries) {
        w.object().member("fullUrl", q.base_url + "/CareTeam/" + entry.id).key("resource");
        write_care_team(w, entry, subject);
        w.key("search").object().member("mode", "match").end().end();
    }
    if (!entries.empty()) w.end();
    w.end();
    return json_answer(w, 200, std::string(kFhirJson));
}

}  // namespace kith::sandbox
