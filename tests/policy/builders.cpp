#include "builders.h"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

namespace kith::policy_tests {

using policy::PersonKind;

base::Instant story_time() {
    return *base::parse_instant("2026-11-22T09:41:00Z");
}

std::string shipped_text() {
    std::ifstream in(KITH_SOURCE_DIR "/policy/rules/northshire.json", std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

const policy::Rulebook& shipped() {
    static const policy::Rulebook rulebook = [] {
        auto read = policy::read_rulebook(shipped_text());
        BOOST_TEST_REQUIRE(read.has_value(), (read ? "" : read.error().detail));
        return std::move(*read);
    }();
    return rulebook;
}

record::RosterPerson person(std::string_view id, PersonKind kind) {
    record::RosterPerson one;
    one.id = record::PersonId(std::string(id));
    one.relation = kind == PersonKind::subject_child ? "subject" : "other";
    one.names.push_back({.given = "Ana", .family = "Example"});
    if (kind == PersonKind::subject_child) one.born = *record::PartialDate::of_day(2017, 2, 14);
    if (kind == PersonKind::other_child) one.born = *record::PartialDate::of_year(2020);
    if (kind == PersonKind::adult) one.born = *record::PartialDate::of_year(1991);
    if (kind == PersonKind::unborn) one.is_unborn = true;
    return one;
}

policy::Request request(std::string_view role, std::string_view purpose) {
    policy::Request request;
    request.user = {"a.user", "A. User", std::string(role), "Northshire Council"};
    request.purpose = purpose;
    request.case_ref = "NC-2026-10482";
    request.reason = "School reports bruising that nobody explains";
    request.consent = policy::Consent::given;
    request.roster.push_back(person("subject", PersonKind::subject_child));
    return request;
}

policy::Request approved(policy::Request request) {
    policy::Approval approval;
    approval.by = {"l.hughes", "L. Hughes", "safeguarding_lead", "Northshire Council", "NC-20011"};
    approval.at = story_time();
    approval.of = policy::approval_subject(request);
    request.approval = approval;
    return request;
}

policy::Agreement agreement(std::vector<record::SourceId> sources) {
    policy::Agreement agreement;
    agreement.id = "A-1";
    agreement.name = "Agreement";
    agreement.sources = std::move(sources);
    return agreement;
}

policy::Permit permit_for(const policy::Rulebook& rulebook, const policy::Request& request) {
    auto decision = policy::decide(rulebook, request, story_time());
    auto* permit = std::get_if<policy::Permit>(&decision);
    BOOST_TEST_REQUIRE((permit != nullptr), "policy refused");
    return *permit;
}

policy::Refusal refusal_for(const policy::Rulebook& rulebook, const policy::Request& request,
                            base::Instant now) {
    auto decision = policy::decide(rulebook, request, now);
    auto* refusal = std::get_if<policy::Refusal>(&decision);
    BOOST_TEST_REQUIRE((refusal != nullptr), "policy permitted");
    return *refusal;
}

std::vector<std::string> codes(const policy::Refusal& refusal) {
    std::vector<std::string> codes;
    for (const auto& reason : refusal.reasons) codes.push_back(reason.code);
    return codes;
}

}  // namespace kith::policy_tests
