#include "connectors/sandbox/desk_sui.h"

#include "base/text.h"
#include "connectors/sandbox/sui_records.h"
#include "json/value.h"

namespace kith::sandbox {
namespace {

constexpr std::string_view kToken = "/api/v1/Auth/token";

std::vector<PersonIndex> whom(const Cabinet& cabinet, const Question& q, const std::string& person_id) {
    auto people = cabinet.filed_under(person_id);
    if (!q.about_somebody_else) return people;
    const auto other = cabinet.somebody_else(people.empty() ? std::nullopt : std::optional(people.front()));
    return other ? std::vector<PersonIndex>{*other} : std::vector<PersonIndex>{};
}

}  // namespace

Answer SuiDesk::find(const Question& q, const std::string& person_id, const std::string& record_type) const {
    json::Writer w;
    w.array();
    for (const PersonIndex person : whom(cabinet_, q, person_id))
        for (const auto& record : sui_records_of(cabinet_, person)) {
            if (!record_type.empty() && record.type != record_type) continue;
            w.object()
                .member("recordType", record.type)
                .member("recordUrl", q.base_url + "/api/v1/Fetch/" + organisation_ + "/" + record.id);
            w.member("recordId", record.id)
                .member("systemId",
                        cabinet_.source() == "school" ? "EDUCATION-SYSTEM-01" : "POLICE-SYSTEM-01")
                .end();
        }
    w.end();
    return json_answer(w);
}

Answer SuiDesk::manifest(const Question& q) const {
    const auto body = json::parse(q.body);
    if (!body) return problem(400, "The body is not JSON");
    const auto asked = body->root();
    if (asked["orgId"].text() != organisation_) return problem(404, "No such organisation");
    if (asked["personId"].text().empty()) return problem(400, "personId is required");
    return find(q, std::string(asked["personId"].text()), std::string(asked["recordType"].text()));
}

Answer SuiDesk::fetch(const Question& q, const std::string& record_id) const {
    const auto& people = cabinet_.northshire().people;
    for (PersonIndex person = 0; person < people.size(); ++person)
        for (const auto& record : sui_records_of(cabinet_, person)) {
            if (record.id != record_id) continue;
            if (!q.about_somebody_else) return {.body = sui_envelope(cabinet_, record)};
            for (const PersonIndex other : whom(cabinet_, q, cabinet_.card_of(person)->nhs_number))
                for (const auto& wrong : sui_records_of(cabinet_, other))
                    if (wrong.type == record.type) return {.body = sui_envelope(cabinet_, wrong)};
        }
    return problem(404, "No such record");
}

Answer SuiDesk::answer(const Question& q) {
    if (q.path == kToken) return q.method == "POST" ? tokens_.issue(q) : problem(405, "Ask by POST");
    if (!tokens_.accepts(q)) return problem(401, "A bearer token of this service is required");
    if (q.method == "POST" && q.path == "/api/v1/Find/manifest") return manifest(q);
    const auto parts = base::split(q.path, '/');  // "", "api", "v1", verb, organisation, what
    if (q.method != "GET" || parts.size() != 6) return problem(404, "No such resource");
    if (parts[4] != organisation_) return problem(404, "No such organisation");
    if (parts[3] == "Find") return find(q, parts[5], q.value("recordType"));
    return parts[3] == "Fetch" ? fetch(q, parts[5]) : problem(404, "No such resource");
}

}  // namespace kith::sandbox
