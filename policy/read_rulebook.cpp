#include "crypto/hash.h"
#include "json/members.h"
#include "policy/check_rulebook.h"
#include "policy/rulebook.h"

#include <algorithm>

namespace kith::policy {
namespace {

using base::Expected;
using json::Members;

/// A rulebook is a few hundred lines; whatever is larger is something else.
constexpr json::Limits kFileLimits{.bytes = 4u << 20, .depth = 8, .members = 10'000, .string_bytes = 4'096};
constexpr int kLongestLookback = 100;

template <typename Id>
std::vector<Id> as_ids(const std::vector<std::string>& texts) {
    std::vector<Id> ids;
    for (const auto& text : texts) ids.emplace_back(text);
    return ids;
}

/// An array of names that, when it is given at all, has one at least. To say "all" the member is left out: an
/// empty array could be read as "none".
std::vector<std::string> names(Members& m, std::string_view member) {
    auto texts = m.texts(member);
    if (m.has(member) && texts.empty()) m.refuse(member, "must not be empty; leave it out to mean all");
    return texts;
}

Expected<Role> read_role(json::Value value, const std::string& where) {
    Members m(value, where, {"id", "name"});
    Role role{m.text("id"), m.text("name")};
    if (m.error()) return *m.error();
    return role;
}

Expected<Category> read_category(json::Value value, const std::string& where) {
    Members m(value, where, {"id", "name"});
    Category category{record::CategoryId(m.text("id")), m.text("name")};
    if (m.error()) return *m.error();
    return category;
}

Expected<OverrideReason> read_override(json::Value value, const std::string& where) {
    Members m(value, where, {"id", "words"});
    OverrideReason reason{m.text("id"), m.text("words")};
    if (m.error()) return *m.error();
    return reason;
}

Expected<Purpose> read_purpose(json::Value value, const std::string& where) {
    Members m(value, where, {"id", "name", "lawful_basis", "guidance", "needs_consent", "required"});
    Purpose purpose;
    purpose.id = m.text("id");
    purpose.name = m.text("name");
    purpose.lawful_basis = m.text("lawful_basis");
    purpose.guidance = m.text("guidance");
    purpose.needs_consent = m.boolean_or("needs_consent", false);
    purpose.required = as_ids<record::SourceId>(m.texts("required"));
    if (m.error()) return *m.error();
    return purpose;
}

Expected<void> read_contact(json::Value value, const std::string& where, Source& source) {
    Members m(value, where, {"name", "phone", "hours"});
    source.contact_name = m.text("name");
    source.contact_phone = m.text("phone");
    source.contact_hours = m.text("hours");
    if (m.error()) return *m.error();
    return {};
}

Expected<Source> read_source(json::Value value, const std::string& where) {
    Members m(value, where,
              {"id", "name", "short_name", "agency", "categories", "area", "contact", "fresh_hours"});
    Source source;
    source.id = record::SourceId(m.text("id"));
    source.name = m.text("name");
    source.short_name = m.text("short_name");
    const std::string agency = m.text("agency");
    if (agency.size() != 1 || std::string_view("HPESJO").find(agency) == std::string_view::npos)
        m.refuse("agency", "must be one of H, P, E, S, J and O");
    else
        source.agency = agency.front();
    source.categories = as_ids<record::CategoryId>(m.texts("categories"));
    if (source.categories.empty()) m.refuse("categories", "must name what the source holds");
    source.area = m.text("area");
    source.fresh_hours = static_cast<int>(m.integer_or("fresh_hours", 0));
    if (source.fresh_hours < 0) m.refuse("fresh_hours", "must not be negative");
    if (m.error()) return *m.error();
    if (auto contact = read_contact(value["contact"], m.place("contact"), source); !contact)
        return contact.error();
    return source;
}

std::vector<PersonKind> read_people(Members& m) {
    static const std::vector<std::string> known = {"subject_child", "other_child", "adult", "unborn",
                                                   "age_unknown"};
    std::vector<PersonKind> people;
    for (const auto& name : names(m, "people")) {
        const auto at = std::ranges::find(known, name);
        if (at == known.end())
            m.refuse("people", "may name subject_child, other_child, adult, unborn and age_unknown");
        else
            people.push_back(static_cast<PersonKind>(at - known.begin()));
    }
    return people;
}

std::optional<Mode> read_mode(Members& m) {
    if (!m.has("mode")) return {};
    const std::string mode = m.text("mode");
    if (mode != "existence" && mode != "content") m.refuse("mode", "must be \"existence\" or \"content\"");
    return mode == "existence" ? Mode::existence : Mode::content;
}

std::vector<std::string> read_obligations(Members& m) {
    static const std::vector<std::string> known(kObligations.begin(), kObligations.end());
    auto obligations = names(m, "obligations");
    for (const auto& obligation : obligations) {
        if (std::ranges::find(known, obligation) != known.end()) continue;
        const std::string meant = json::nearest(obligation, known);
        m.refuse("obligations", meant.empty() ? "holds one that nobody knows how to keep"
                                              : "holds an unknown one; did you mean \"" + meant + "\"?");
    }
    return obligations;
}

bool read_effect(Members& m) {
    const std::string effect = m.text("effect");
    if (effect != "permit" && effect != "deny") m.refuse("effect", "must be \"permit\" or \"deny\"");
    if (effect == "deny")
        for (const auto* limit : {"mode", "lookback_years", "obligations"})
            if (m.has(limit)) m.refuse(limit, "belongs to a permit; a deny denies all that it matches");
    return effect == "permit";
}

Expected<Rule> read_rule(json::Value value, const std::string& where) {
    Members m(value, where,
              {"id", "effect", "roles", "purposes", "sources", "categories", "people", "mode",
               "without_consent_only", "lookback_years", "obligations", "why"});
    Rule rule;
    rule.id = m.text("id");
    rule.permits = read_effect(m);
    rule.roles = names(m, "roles");
    rule.purposes = names(m, "purposes");
    rule.sources = as_ids<record::SourceId>(names(m, "sources"));
    rule.categories = as_ids<record::CategoryId>(names(m, "categories"));
    rule.people = read_people(m);
    rule.mode = read_mode(m);
    rule.without_consent_only = m.boolean_or("without_consent_only", false);
    const std::int64_t years = m.integer_or("lookback_years", 0);
    if (m.has("lookback_years") && (years < 1 || years > kLongestLookback))
        m.refuse("lookback_years", "must be from 1 to 100; leave it out for no bound");
    rule.lookback_years = static_cast<int>(years);
    rule.obligations = read_obligations(m);
    rule.why = m.text("why");
    if (m.error()) return *m.error();
    return rule;
}

/// Every element of the array `list`, which must be there and not be empty.
template <typename Thing>
Expected<std::vector<Thing>> read_all(json::Value file, const std::string& list,
                                      Expected<Thing> (*read)(json::Value, const std::string&)) {
    std::vector<Thing> things;
    const json::Value array = file[list];
    for (size_t i = 0; i < array.size(); ++i) {
        auto thing = read(array.at(i), list + "[" + std::to_string(i) + "]");
        if (!thing) return thing.error();
        things.push_back(std::move(*thing));
    }
    if (!array.is_array() || things.empty())
        return base::fail(base::Fault::invalid_input, list + " must be an array with one entry at least");
    return things;
}

/// Fills `into` from the array `list`; an error, if any, goes to `error` unless one is there already.
template <typename Thing>
void fill(std::vector<Thing>& into, json::Value file, const std::string& list,
          Expected<Thing> (*read)(json::Value, const std::string&), std::optional<base::Error>& error) {
    if (error) return;
    auto things = read_all<Thing>(file, list, read);
    if (things)
        into = std::move(*things);
    else
        error = things.error();
}

base::Instant read_instant(Members& m, std::string_view member) {
    const auto instant = base::parse_instant(m.text(member));
    if (!instant) m.refuse(member, "must be a date and time with its zone, such as 2026-09-30T00:00:00Z");
    return instant.value_or(base::Instant{});
}

Expected<Rulebook> read_file(json::Value file) {
    Members m(file, "",
              {"$schema", "id", "version", "valid_from", "valid_until", "roles", "purposes", "categories",
               "sources", "override_reasons", "rules"});
    Rulebook rulebook;
    rulebook.id = m.text("id");
    rulebook.version = m.text("version");
    rulebook.valid_from = read_instant(m, "valid_from");
    rulebook.valid_until = read_instant(m, "valid_until");
    auto error = m.error();
    fill(rulebook.roles, file, "roles", read_role, error);
    fill(rulebook.purposes, file, "purposes", read_purpose, error);
    fill(rulebook.categories, file, "categories", read_category, error);
    fill(rulebook.sources, file, "sources", read_source, error);
    fill(rulebook.override_reasons, file, "override_reasons", read_override, error);
    fill(rulebook.rules, file, "rules", read_rule, error);
    if (error) return *error;
    return rulebook;
}

}  // namespace

base::Expected<Rulebook> read_rulebook(std::string_view bytes) {
    const auto document = json::parse(bytes, kFileLimits);
    if (!document) return document.error();
    auto rulebook = read_file(document->root());
    if (!rulebook) return rulebook;
    if (const auto sound = check(*rulebook); !sound) return sound.error();
    rulebook->hash = crypto::hex(crypto::sha256(bytes));
    return rulebook;
}

}  // namespace kith::policy
