#include "policy/dsa_policy.h"

#include "base/text.h"
#include "json/members.h"

#include <set>

namespace kith::policy::dsa {
namespace {

using base::Expected;
using json::Members;

constexpr json::Limits kLimits{.bytes = 16u << 20, .depth = 16, .members = 10'000, .string_bytes = 4'096};

std::vector<std::string> upper(Members& m, std::string_view member) {
    auto texts = m.texts(member);
    for (auto& text : texts) text = base::upper_ascii(text);
    return texts;
}

void read_modes(Members& m, Rule& rule) {
    for (const auto& mode : upper(m, "modes")) {
        if (mode == "EXISTENCE")
            rule.existence = true;
        else if (mode == "CONTENT")
            rule.content = true;
        else
            m.refuse("modes", "may hold EXISTENCE and CONTENT; what another one would give is not known");
    }
}

bool read_effect(Members& m) {
    const std::string effect = base::lower_ascii(m.text("effect"));
    if (effect != "allow" && effect != "deny") m.refuse("effect", "must be \"allow\" or \"deny\"");
    return effect == "allow";
}

std::optional<base::Instant> read_instant(Members& m, std::string_view member) {
    if (!m.has(member)) return {};
    const auto instant = base::parse_instant(m.text(member));
    if (!instant) m.refuse(member, "must be a date and time with its zone, such as 2025-01-01T00:00:00Z");
    return instant ? std::optional(*instant) : std::nullopt;
}

Expected<Rule> read_rule(json::Value value, const std::string& where, const std::string& place) {
    Members m(value, where,
              {"effect", "modes", "recordTypes", "destOrgTypes", "destOrgIds", "purposes", "validFrom",
               "validUntil", "reason"});
    Rule rule;
    rule.allows = read_effect(m);
    for (const auto* member : {"modes", "recordTypes", "purposes"})
        if (!m.has(member)) m.refuse(member, "is missing");
    read_modes(m, rule);
    rule.record_types = upper(m, "recordTypes");
    rule.org_types = upper(m, "destOrgTypes");
    rule.org_ids = upper(m, "destOrgIds");
    rule.purposes = upper(m, "purposes");
    rule.from = read_instant(m, "validFrom");
    rule.until = read_instant(m, "validUntil");
    rule.reason = base::printable(m.text_or("reason", ""));
    rule.place = place;
    if (m.error()) return *m.error();
    return rule;
}

Expected<std::vector<Rule>> read_rules(json::Value list, const std::string& where, const std::string& name) {
    std::vector<Rule> rules;
    for (size_t i = 0; i < list.size(); ++i) {
        const std::string place = name + "[" + std::to_string(i) + "]";
        auto rule = read_rule(list.at(i), where + "." + place, place);
        if (!rule) return rule.error();
        rules.push_back(std::move(*rule));
    }
    return rules;
}

/// An organisation without a policy has agreed to nothing.
Expected<void> read_policy(json::Value value, const std::string& where, Organisation& organisation) {
    if (value.is_absent()) return {};
    Members m(value, where, {"version", "defaults", "exceptions"});
    const json::Value defaults = m.array("defaults"), exceptions = m.array("exceptions");
    if (m.error()) return *m.error();
    auto usual = read_rules(defaults, where, "defaults");
    if (!usual) return usual.error();
    auto special = read_rules(exceptions, where, "exceptions");
    if (!special) return special.error();
    organisation.defaults = std::move(*usual);
    organisation.exceptions = std::move(*special);
    return {};
}

Expected<Organisation> read_organisation(json::Value value, const std::string& where) {
    // How its records are asked for ("records") is the connector's to know.
    Members m(value, where, {"orgId", "orgName", "orgType", "records", "dsaPolicy"});
    Organisation organisation;
    organisation.id = base::upper_ascii(m.text("orgId"));
    organisation.type = base::upper_ascii(m.text("orgType"));
    organisation.name = base::printable(m.text("orgName"));
    if (m.error()) return *m.error();
    if (auto read = read_policy(value["dsaPolicy"], where + ".dsaPolicy", organisation); !read)
        return read.error();
    return organisation;
}

}  // namespace

Expected<std::vector<Organisation>> read_directory(std::string_view bytes) {
    const auto document = json::parse(bytes, kLimits);
    if (!document) return document.error();
    Members m(document->root(), "", {"organisations"});
    const json::Value list = m.array("organisations");
    if (!list.is_array()) m.refuse("organisations", "is missing");
    if (m.error()) return *m.error();
    std::vector<Organisation> all;
    std::set<std::string> seen;
    for (size_t i = 0; i < list.size(); ++i) {
        const std::string where = "organisations[" + std::to_string(i) + "]";
        auto one = read_organisation(list.at(i), where);
        if (!one) return one.error();
        if (!seen.insert(one->id).second)
            return base::fail(base::Fault::invalid_input, where + ".orgId \"" + one->id + "\" is used twice");
        all.push_back(std::move(*one));
    }
    return all;
}

}  // namespace kith::policy::dsa
