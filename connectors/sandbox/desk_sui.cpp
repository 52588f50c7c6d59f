#include "connectors/sandbox/desk_sui.h"

#include "base/text.h"
#include "connectors/sandbox/sui_records.h"
#include "json/value.h"

#include <optional>

namespace kith::sandbox {
namespace {

constexpr std::string_view kToken = "/api/v1/Auth/token";

/// Of the fault that answers with another child: a record of the same type, of a child of another family.
/// Pointers stay honest, for they show nobody's details.
std::optional<SuiRecord> mistaken_for(const Cabinet& cabinet, const SuiRecord& record) {
    const auto& people = cabinet.northshire().people;
    for (PersonIndex other = 0; other < people.size(); ++other) {
        if (people[other].family_index == people[record.person].family_index) continue;
        for (const auto& wrong : sui_records_of(cabinet, other))
            if (wrong.type == record.type) return wrong;
    }
    return std::nullopt;
}

}  // namespace

Answer SuiDesk::find(const Question& q, const std::string& person_id, const std::string& record_type) const {
    json::Writer w;
    w.array();
    for (const PersonIndex person : cabinet_.filed_under(person_id))
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
            const auto wrong = q.about_somebody_else ? mistaken_for(cabinet_, record) : std::nullopt;
            return {.body = sui_envelope(cabinet_, wrong.value_or(record))};
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
