#include "policy/entries.h"

#include "base/text.h"

#include <algorithm>

namespace kith::policy {
namespace {

const std::string& text_of(const std::string& text) {
    return text;
}
template <typename Tag>
const std::string& text_of(const base::Id<Tag>& id) {
    return id.text();
}
std::string text_of(PersonKind kind) {
    return std::string(name_of(kind));
}

/// "roles worker, lead; "; nothing for an empty list.
template <typename Thing>
std::string listed(std::string_view name, const std::vector<Thing>& things) {
    if (things.empty()) return {};
    std::vector<std::string> texts;
    for (const auto& thing : things) texts.push_back(text_of(thing));
    std::ranges::sort(texts);
    return std::string(name) + " " + base::join(texts, ", ") + "; ";
}

template <typename Scope>
std::string scope(const Scope& one) {
    return listed("sources", one.sources) + listed("categories", one.categories) +
           listed("purposes", one.purposes);
}

std::string text_of(const Rule& rule) {
    std::string text = rule.permits ? "permit; " : "deny; ";
    text += listed("roles", rule.roles) + scope(rule) + listed("people", rule.people);
    if (rule.mode == Mode::existence) text += "existence; ";
    if (rule.without_consent_only) text += "without consent only; ";
    if (rule.lookback_years) text += "last " + std::to_string(rule.lookback_years) + " years; ";
    text += listed("conditions", rule.obligations) + listed("without", rule.without_fields);
    if (rule.yields_in_emergency) text += "yields in an emergency; ";
    return text + rule.why;
}

std::string text_of(const Agreement& one) {
    return (one.denies ? "exception to " : "") +
           std::string(one.mode == Mode::content ? "content" : "existence") + "; " + scope(one) + "from " +
           base::uk_time(one.valid_from) +
           (one.valid_until ? " until " + base::uk_time(*one.valid_until) : "") + "; " + one.name;
}

std::string text_of(const Purpose& one) {
    return one.name + "; " + one.lawful_basis + "; " + one.guidance +
           (one.needs_consent ? "; rests on consent" : "") +
           (one.required.empty() ? "" : "; " + listed("required", one.required));
}

std::string text_of(const Source& one) {
    return one.name + " (" + one.short_name + "), " + std::string(1, one.agency) + "; " +
           listed("holds", one.categories) + one.area + "; " + one.contact_name + ", " + one.contact_phone +
           ", " + one.contact_hours + "; fresh for " + std::to_string(one.fresh_hours) + " hours";
}

std::string text_of(const ApprovalRule& one) {
    return listed("roles", one.roles) + scope(one) + listed("approved by", one.approvers) + one.why;
}

std::string text_of(const Mark& one) {
    return one.words + (one.tells_that_withheld ? "; tells that something is withheld" : "; tells nothing");
}

std::string text_of(const Audience& one) {
    return one.name + "; " + listed("roles", one.roles) + listed("sees", one.marks);
}

std::string hours(std::chrono::seconds time) {
    return base::counted(static_cast<size_t>(std::chrono::ceil<std::chrono::hours>(time).count()), "hour",
                         "hours");
}

/// Retention has no ids: where it holds is its name. Two that hold in the same place are told apart by their
/// time.
void add_retention(Entries& entries, const Rulebook& book) {
    for (const auto& one : book.retention) {
        std::string where = scope(one);
        if (where.empty()) where = "everything; ";
        auto& text = entries[{"retention", where.substr(0, where.size() - 2)}];
        text += (text.empty() ? "" : " / ") + hours(one.longest) + "; " + one.why;
    }
    entries[{"retention", "anything else"}] = hours(book.usual_retention);
}

void add_emergency(Entries& entries, const EmergencyRules& rules) {
    if (rules.codes.empty()) return;
    for (const auto& code : rules.codes) entries[{"emergency codes", code.id}] = code.words;
    entries[{"emergency", "who and what"}] = listed("roles", rules.roles) + scope(rules) +
                                             (rules.without_agreement ? "even without an agreement; " : "") +
                                             "for " + std::to_string(rules.longest.count()) + " minutes, " +
                                             std::to_string(rules.least_words) + " characters";
}

void add_limits(Entries& entries, const Limits& limits) {
    const auto add = [&](const char* id, auto number) { entries[{"limits", id}] = std::to_string(number); };
    add("children an hour", limits.children_an_hour);
    add("children a day", limits.children_a_day);
    add("searches without opening an hour", limits.searches_without_opening);
    add("idle lock, minutes", limits.idle_lock.count());
    add("clipboard, seconds", limits.clipboard.count());
    add("log unshipped, hours", limits.unwitnessed.count());
    add("copies without contact, hours", limits.lease.count());
}

template <typename Thing>
void add_all(Entries& entries, const std::string& list, const std::vector<Thing>& things) {
    for (const auto& thing : things) entries[{list, text_of(thing.id)}] = text_of(thing);
}

}  // namespace

Entries entries_of(const Rulebook& book) {
    Entries entries;
    for (const auto& one : book.roles) entries[{"roles", one.id}] = one.name;
    for (const auto& one : book.categories) entries[{"categories", one.id.text()}] = one.name;
    for (const auto& one : book.override_reasons) entries[{"override reasons", one.id}] = one.words;
    add_all(entries, "purposes", book.purposes);
    add_all(entries, "sources", book.sources);
    add_all(entries, "rules", book.rules);
    add_all(entries, "agreements", book.agreements);
    add_all(entries, "approvals", book.approvals);
    add_all(entries, "marks", book.marks);
    add_all(entries, "audiences", book.audiences);
    add_retention(entries, book);
    add_emergency(entries, book.emergency);
    add_limits(entries, book.limits);
    for (const auto& day : book.bank_holidays)
        entries[{"bank holidays", day.iso()}] = "a day on which nobody works";
    return entries;
}

}  // namespace kith::policy
