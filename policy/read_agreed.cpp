#include "policy/reading.h"

#include <algorithm>

namespace kith::policy {
namespace {

using base::Expected;
using json::Members;
using record::CategoryId;
using record::SourceId;

constexpr std::int64_t kLongestRetentionHours = 24 * 366 * 10;

bool read_denies(Members& m) {
    if (!m.has("effect")) return false;
    const std::string effect = m.text("effect");
    if (effect != "permit" && effect != "deny") m.refuse("effect", "must be \"permit\" or \"deny\"");
    return effect == "deny";
}

Expected<Agreement> read_agreement(json::Value value, const std::string& where) {
    Members m(
        value, where,
        {"id", "name", "sources", "categories", "purposes", "mode", "effect", "valid_from", "valid_until"});
    Agreement agreement;
    agreement.id = m.text("id");
    agreement.name = m.text("name");
    agreement.sources = as_ids<SourceId>(names(m, "sources"));
    if (!m.has("sources")) m.refuse("sources", "is missing");
    agreement.categories = as_ids<CategoryId>(names(m, "categories"));
    agreement.purposes = names(m, "purposes");
    agreement.mode = read_mode(m).value_or(Mode::content);
    agreement.denies = read_denies(m);
    agreement.valid_from = read_instant(m, "valid_from");
    if (m.has("valid_until")) agreement.valid_until = read_instant(m, "valid_until");
    if (m.error()) return *m.error();
    return agreement;
}

Expected<Retention> read_retention(json::Value value, const std::string& where) {
    Members m(value, where, {"sources", "categories", "purposes", "longest_hours", "why"});
    Retention retention;
    retention.sources = as_ids<SourceId>(names(m, "sources"));
    retention.categories = as_ids<CategoryId>(names(m, "categories"));
    retention.purposes = names(m, "purposes");
    retention.longest = std::chrono::hours(number(m, "longest_hours", 0, kLongestRetentionHours));
    retention.why = m.text("why");
    if (m.error()) return *m.error();
    return retention;
}

Expected<ApprovalRule> read_approval(json::Value value, const std::string& where) {
    Members m(value, where, {"id", "roles", "purposes", "sources", "categories", "approvers", "why"});
    ApprovalRule rule;
    rule.id = m.text("id");
    rule.roles = names(m, "roles");
    rule.purposes = names(m, "purposes");
    rule.sources = as_ids<SourceId>(names(m, "sources"));
    rule.categories = as_ids<CategoryId>(names(m, "categories"));
    rule.approvers = names(m, "approvers");
    if (!m.has("approvers")) m.refuse("approvers", "is missing");
    rule.why = m.text("why");
    if (m.error()) return *m.error();
    return rule;
}

Expected<EmergencyCode> read_code(json::Value value, const std::string& where) {
    Members m(value, where, {"id", "words"});
    EmergencyCode code{m.text("id"), m.text("words")};
    if (m.error()) return *m.error();
    return code;
}

Expected<EmergencyRules> read_emergency(json::Value value) {
    Members m(value, "emergency",
              {"codes", "roles", "purposes", "sources", "categories", "longest_minutes", "least_characters",
               "without_agreement"});
    EmergencyRules rules;
    for (const auto* member : {"codes", "roles", "purposes"})
        if (!m.has(member)) m.refuse(member, "is missing");
    rules.roles = names(m, "roles");
    rules.purposes = names(m, "purposes");
    rules.sources = as_ids<SourceId>(names(m, "sources"));
    rules.categories = as_ids<CategoryId>(names(m, "categories"));
    rules.longest = std::chrono::minutes(number_or(m, "longest_minutes", 1, 30, 30));
    rules.least_words = static_cast<size_t>(number_or(m, "least_characters", 20, 1000, 20));
    rules.without_agreement = m.boolean_or("without_agreement", false);
    const json::Value codes = m.array("codes");
    if (m.has("codes") && codes.size() == 0) m.refuse("codes", "must not be empty");
    if (m.error()) return *m.error();
    for (size_t i = 0; i < codes.size(); ++i) {
        auto code = read_code(codes.at(i), "emergency.codes[" + std::to_string(i) + "]");
        if (!code) return code.error();
        rules.codes.push_back(std::move(*code));
    }
    return rules;
}

Expected<Mark> read_mark(json::Value value, const std::string& where) {
    Members m(value, where, {"id", "words", "tells_that_withheld"});
    Mark mark{m.text("id"), m.text("words"), m.boolean_or("tells_that_withheld", true)};
    if (m.error()) return *m.error();
    return mark;
}

Expected<Audience> read_audience(json::Value value, const std::string& where) {
    Members m(value, where, {"id", "name", "roles", "marks"});
    Audience audience{m.text("id"), m.text("name"), m.texts("roles"), m.texts("marks")};
    // An empty list means none here, so it must be written out.
    if (!m.has("marks")) m.refuse("marks", "is missing; [] means that no marked fact goes there");
    if (m.error()) return *m.error();
    return audience;
}

Expected<Limits> read_limits(json::Value value) {
    Members m(value, "limits",
              {"children_an_hour", "children_a_day", "searches_without_opening", "idle_lock_minutes",
               "clipboard_seconds", "unwitnessed_hours", "lease_hours"});
    Limits limits;
    limits.children_an_hour =
        static_cast<int>(number_or(m, "children_an_hour", 1, 10'000, limits.children_an_hour));
    limits.children_a_day =
        static_cast<int>(number_or(m, "children_a_day", 1, 100'000, limits.children_a_day));
    limits.searches_without_opening = static_cast<int>(
        number_or(m, "searches_without_opening", 1, 10'000, limits.searches_without_opening));
    limits.idle_lock =
        std::chrono::minutes(number_or(m, "idle_lock_minutes", 1, 60, limits.idle_lock.count()));
    limits.clipboard =
        std::chrono::seconds(number_or(m, "clipboard_seconds", 1, 3600, limits.clipboard.count()));
    limits.unwitnessed =
        std::chrono::hours(number_or(m, "unwitnessed_hours", 1, 24 * 31, limits.unwitnessed.count()));
    limits.lease = std::chrono::hours(number_or(m, "lease_hours", 0, 24 * 366, limits.lease.count()));
    if (m.error()) return *m.error();
    return limits;
}

std::optional<Mode> read_expected(Members& m) {
    const std::string expect = m.text("expect");
    if (expect == "content") return Mode::content;
    if (expect == "existence") return Mode::existence;
    if (expect != "refused") m.refuse("expect", "must be \"content\", \"existence\" or \"refused\"");
    return {};
}

Expected<Example> read_example(json::Value value, const std::string& where) {
    Members m(value, where,
              {"says", "role", "purpose", "source", "category", "person", "has_consent", "expect"});
    Example example;
    example.says = m.text("says");
    example.role = m.text("role");
    example.purpose = m.text("purpose");
    example.source = SourceId(m.text("source"));
    example.category = CategoryId(m.text("category"));
    const auto person = kind_called(m.text_or("person", "subject_child"));
    if (!person) m.refuse("person", "must be subject_child, other_child, adult, unborn or age_unknown");
    example.person = person.value_or(PersonKind::subject_child);
    example.has_consent = m.boolean_or("has_consent", false);
    example.expect = read_expected(m);
    if (m.error()) return *m.error();
    return example;
}

/// A member that is one object; left out, it keeps its defaults.
template <typename Thing>
void fill_one(Thing& into, json::Value file, std::string_view member, Expected<Thing> (*read)(json::Value),
              std::optional<base::Error>& error) {
    if (error || file[member].is_missing()) return;
    auto thing = read(file[member]);
    if (thing)
        into = std::move(*thing);
    else
        error = thing.error();
}

void read_bank_holidays(json::Value file, Rulebook& rulebook, std::optional<base::Error>& error) {
    const json::Value days = file["bank_holidays"];
    if (error || days.is_missing()) return;
    const auto wrong = [&] {
        error = base::fail(base::Fault::invalid_input,
                           "bank_holidays must be an array of days such as 2026-12-25");
    };
    if (!days.is_array()) return wrong();
    for (const json::Value day : days) {
        const auto date = record::PartialDate::parse_iso(day.text());
        if (!date || !date->has_day()) return wrong();
        rulebook.bank_holidays.push_back(*date);
    }
}

}  // namespace

void read_agreed(json::Value file, Rulebook& rulebook, std::optional<base::Error>& error) {
    fill(rulebook.agreements, file, "agreements", read_agreement, error);
    fill(rulebook.retention, file, "retention", read_retention, error, true);
    fill(rulebook.approvals, file, "approvals", read_approval, error, true);
    fill_one(rulebook.emergency, file, "emergency", read_emergency, error);
    fill(rulebook.marks, file, "marks", read_mark, error, true);
    fill(rulebook.audiences, file, "audiences", read_audience, error, true);
    fill_one(rulebook.limits, file, "limits", read_limits, error);
    read_bank_holidays(file, rulebook, error);
    fill(rulebook.examples, file, "examples", read_example, error, true);
}

}  // namespace kith::policy
