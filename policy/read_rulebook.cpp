#include "crypto/hash.h"
#include "policy/check_rulebook.h"
#include "policy/examples.h"
#include "policy/reading.h"

#include <algorithm>

namespace kith::policy {
namespace {

using base::Expected;
using json::Members;

/// A rulebook is a few thousand lines at most; whatever is larger is something else.
constexpr json::Limits kFileLimits{.bytes = 8u << 20, .depth = 8, .members = 20'000, .string_bytes = 4'096};
constexpr int kLongestLookback = 100;

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
    std::vector<PersonKind> people;
    for (const auto& name : names(m, "people")) {
        if (const auto kind = kind_called(name))
            people.push_back(*kind);
        else
            m.refuse("people", "may name subject_child, other_child, adult, unborn and age_unknown");
    }
    return people;
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
        for (const auto* limit : {"mode", "lookback_years", "obligations", "without_fields"})
            if (m.has(limit)) m.refuse(limit, "belongs to a permit; a deny denies all that it matches");
    if (effect == "permit" && m.has("yields_in_emergency"))
        m.refuse("yields_in_emergency", "belongs to a deny; a permit has nothing to yield");
    return effect == "permit";
}

Expected<Rule> read_rule(json::Value value, const std::string& where) {
    Members m(value, where,
              {"id", "effect", "roles", "purposes", "sources", "categories", "people", "mode",
               "without_consent_only", "lookback_years", "obligations", "without_fields",
               "yields_in_emergency", "why"});
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
    rule.without_fields = names_of(m, "without_fields", {kFields.begin(), kFields.end()});
    if (rule.mode == Mode::existence && !rule.without_fields.empty())
        m.refuse("without_fields", "belongs to a permit of content; existence shows no fields");
    rule.yields_in_emergency = m.boolean_or("yields_in_emergency", false);
    rule.why = m.text("why");
    if (m.error()) return *m.error();
    return rule;
}

Expected<Rulebook> read_file(json::Value file) {
    Members m(file, "",
              {"$schema",
               "id",
               "version",
               "serial",
               "valid_from",
               "valid_until",
               "roles",
               "purposes",
               "categories",
               "sources",
               "override_reasons",
               "rules",
               "agreements",
               "usual_retention_hours",
               "retention",
               "approvals",
               "emergency",
               "marks",
               "audiences",
               "limits",
               "bank_holidays",
               "examples"});
    Rulebook rulebook;
    rulebook.id = m.text("id");
    rulebook.version = m.text("version");
    rulebook.serial = number(m, "serial", 1, std::int64_t{1} << 53);
    rulebook.valid_from = read_instant(m, "valid_from");
    rulebook.valid_until = read_instant(m, "valid_until");
    rulebook.usual_retention = std::chrono::hours(number(m, "usual_retention_hours", 0, 24 * 366));
    auto error = m.error();
    fill(rulebook.roles, file, "roles", read_role, error);
    fill(rulebook.purposes, file, "purposes", read_purpose, error);
    fill(rulebook.categories, file, "categories", read_category, error);
    fill(rulebook.sources, file, "sources", read_source, error);
    fill(rulebook.override_reasons, file, "override_reasons", read_override, error);
    fill(rulebook.rules, file, "rules", read_rule, error);
    read_agreed(file, rulebook, error);
    if (error) return *error;
    return rulebook;
}

}  // namespace

std::vector<std::string> names(Members& m, std::string_view member) {
    auto texts = m.texts(member);
    if (m.has(member) && texts.empty()) m.refuse(member, "must not be empty; leave it out to mean all");
    return texts;
}

std::vector<std::string> names_of(Members& m, std::string_view member,
                                  const std::vector<std::string>& known) {
    auto texts = names(m, member);
    for (const auto& text : texts) {
        if (std::ranges::find(known, text) != known.end()) continue;
        const std::string meant = json::nearest(text, known);
        m.refuse(member, meant.empty() ? "holds an unknown one"
                                       : "holds an unknown one; did you mean \"" + meant + "\"?");
    }
    return texts;
}

std::int64_t number_or(Members& m, std::string_view member, std::int64_t least, std::int64_t most,
                       std::int64_t otherwise) {
    const std::int64_t value = m.integer_or(member, otherwise);
    if (m.has(member) && (value < least || value > most))
        m.refuse(member, "must be from " + std::to_string(least) + " to " + std::to_string(most));
    return value;
}

std::int64_t number(Members& m, std::string_view member, std::int64_t least, std::int64_t most) {
    if (!m.has(member)) m.refuse(member, "is missing");
    return number_or(m, member, least, most, least);
}

base::Instant read_instant(Members& m, std::string_view member) {
    const auto instant = base::parse_instant(m.text(member));
    if (!instant) m.refuse(member, "must be a date and time with its zone, such as 2026-09-30T00:00:00Z");
    return instant.value_or(base::Instant{});
}

std::optional<Mode> read_mode(Members& m) {
    if (!m.has("mode")) return {};
    const std::string mode = m.text("mode");
    if (mode != "existence" && mode != "content") m.refuse("mode", "must be \"existence\" or \"content\"");
    return mode == "existence" ? Mode::existence : Mode::content;
}

std::optional<PersonKind> kind_called(std::string_view name) {
    for (const auto kind : {PersonKind::subject_child, PersonKind::other_child, PersonKind::adult,
                            PersonKind::unborn, PersonKind::age_unknown})
        if (name_of(kind) == name) return kind;
    return {};
}

base::Expected<Rulebook> read_rulebook(std::string_view bytes) {
    const auto document = json::parse(bytes, kFileLimits);
    if (!document) return document.error();
    auto rulebook = read_file(document->root());
    if (!rulebook) return rulebook;
    if (const auto sound = check(*rulebook); !sound) return sound.error();
    rulebook->hash = crypto::hex(crypto::sha256(bytes));
    prepare(*rulebook);
    if (const auto failing = failing_example(*rulebook)) return *failing;
    return rulebook;
}

}  // namespace kith::policy
