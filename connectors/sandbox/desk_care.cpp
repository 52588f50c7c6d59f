#include "connectors/sandbox/desk_care.h"

#include "json/value.h"

#include <algorithm>

namespace kith::sandbox {
namespace {

constexpr std::size_t kMostCandidates = 20;

std::vector<PersonIndex> whom(const Cabinet& cabinet, const json::Value& asked) {
    if (const auto own = cabinet.with_local_id(asked["la_child_id"].text())) return {*own};
    if (const auto exact = cabinet.with_upn(asked["unique_pupil_number"].text())) return {*exact};
    auto found = cabinet.resembling({.given = std::string(asked["first_name"].text()),
                                     .family = std::string(asked["surname"].text()),
                                     .born = std::string(asked["date_of_birth"].text()),
                                     .postcode = std::string(asked["postcode"].text())});
    if (found.size() > kMostCandidates) found.resize(kMostCandidates);
    return found;
}

}  // namespace

Answer CareDesk::search(const Question& q) const {
    const auto body = json::parse(q.body);
    if (!body || !body->root().is_object()) return problem(400, "The body is not a JSON object");
    auto found = whom(cabinet_, body->root());
    if (q.about_somebody_else) {
        const auto other = cabinet_.somebody_else(found);
        found = other ? std::vector<PersonIndex>{*other} : std::vector<PersonIndex>{};
    }
    json::Writer w;
    w.array();
    for (const PersonIndex child : found) w.raw(child_payload(cabinet_, child));
    w.end();
    return json_answer(w);
}

Answer CareDesk::answer(const Question& q) {
    if (q.path == "/oauth2/v2.0/token")
        return q.method == "POST" ? tokens_.issue(q) : problem(405, "Ask by POST");
    if (!tokens_.accepts(q)) return problem(401, "A bearer token of this service is required");
    if (q.header("supplierkey").empty()) return problem(403, "SupplierKey is required");
    const bool is_search =
        q.method == "POST" && q.path == "/children_social_care_data/" + local_authority_ + "/children/search";
    return is_search ? search(q) : problem(404, "No such resource");
}

}  // namespace kith::sandbox
