#include "present/policy_view.h"

#include "base/text.h"
#include "record/when.h"
#include "wording/wording.h"

#include <algorithm>
#include <map>
#include <set>

namespace kith::present {
namespace {

using policy::Explanation;

std::string category_name(const policy::Rulebook& rulebook, const record::CategoryId& id) {
    const auto* category = rulebook.category(id);
    return category ? category->name : id.text();
}

std::string source_name(const policy::Rulebook& rulebook, const record::SourceId& id) {
    const auto* source = rulebook.source(id);
    return source ? source->short_name : id.text();
}

Explanation explained(const policy::Rulebook& rulebook, const PolicyChoice& choice,
                      const record::SourceId& source, const record::CategoryId& category, base::Instant at) {
    return policy::explain(
        rulebook, {choice.role, choice.purpose, source, category, choice.about, choice.has_consent}, at);
}

std::string obligation_words(const std::string& obligation) {
    if (obligation == "never_keep") return "no copy is kept";
    if (obligation == "show_to_lead") return "a safeguarding lead sees it first";
    if (obligation == "ring_before_use") return "ring before use";
    if (obligation == "no_onward_sharing") return "not shared onward";
    std::string words = obligation;
    std::ranges::replace(words, '_', ' ');
    return words;
}

std::string years_words(int years) {
    return years == 0 ? "any time" : "the last " + base::counted(static_cast<size_t>(years), "year", "years");
}

/// What all categories of one source come to.
struct Sum {
    size_t categories = 0, content = 0, existence = 0;
    std::set<int> years;
    std::set<std::string> conditions;
    std::optional<std::chrono::seconds> kept;
    bool needs_consent = false;

    void take(const Explanation& answer) {
        ++categories;
        needs_consent |= answer.needs_consent;
        if (answer.extent.is_nothing()) return;
        ++(answer.extent.content ? content : existence);
        years.insert(answer.extent.content ? *answer.extent.content : *answer.extent.existence);
        for (const auto& obligation : answer.obligations) conditions.insert(obligation_words(obligation));
        if (!answer.approvals.empty() && answer.extent.content)
            conditions.insert("a second person approves first");
        if (!answer.extent.kept_back.empty()) conditions.insert("some fields kept back");
        if (!kept || answer.keep_for < *kept) kept = answer.keep_for;
    }
    std::string may_see() const {
        if (content == 0 && existence == 0) return needs_consent ? "Nothing without consent" : "Nothing";
        if (content == 0) return "Existence only";
        return content == categories ? "Content"
                                     : "Content of " + std::to_string(content) + " of " +
                                           base::counted(categories, "kind", "kinds");
    }
    std::string how_far() const {
        if (years.empty()) return {};
        if (years.size() == 1) return years_words(*years.begin());
        const int most = years.contains(0) ? 0 : *years.rbegin();
        return years_words(*std::ranges::find_if(years, [](int n) { return n > 0; })) + " to " +
               years_words(most);
    }
};

Line quiet_field(std::string label, std::string text, std::string said_by) {
    Line line = Line::field(std::move(label), std::move(text));
    line.said_by = std::move(said_by);
    return line;
}

template <typename Thing>
std::string ids_of(const std::vector<const Thing*>& things) {
    std::vector<std::string> ids;
    for (const auto* thing : things) ids.push_back(thing->id);
    return base::join(ids, ", ");
}

std::string behind(const Explanation& answer) {
    std::vector<std::string> parts;
    if (!answer.rules.empty()) parts.push_back("rules " + ids_of(answer.rules));
    if (!answer.agreements.empty()) parts.push_back("agreements " + ids_of(answer.agreements));
    return base::join(parts, " \u00B7 ");
}

std::string days_of(const policy::Agreement& agreement) {
    std::string days = "from " + record::uk_day(agreement.valid_from).words();
    if (agreement.valid_until)
        days += " to " + record::uk_day(*agreement.valid_until - std::chrono::milliseconds(1)).words();
    return days;
}

void add_agreements(Lines& lines, const policy::Rulebook& rulebook, base::Instant now) {
    lines.push_back(Line::heading("Agreements: what each source gives"));
    for (const auto& agreement : rulebook.agreements) {
        std::vector<std::string> parties;
        for (const auto& source : agreement.sources) parties.push_back(source_name(rulebook, source));
        const bool is_over = agreement.valid_until && *agreement.valid_until <= now;
        const bool is_early = agreement.valid_from > now;
        Line line = quiet_field(agreement.id,
                                agreement.name + ": " + wording::listed(parties) +
                                    (agreement.denies ? ", an exception: gives no " : ", gives ") +
                                    (agreement.mode == policy::Mode::content ? "content" : "existence"),
                                days_of(agreement) + (is_over    ? ", over"
                                                      : is_early ? ", not yet"
                                                                 : ""));
        if (is_over || is_early) line.mood = Mood::work;
        lines.push_back(std::move(line));
    }
}

std::string covers(const policy::Rulebook& rulebook, const policy::Retention& retention) {
    std::vector<std::string> parts, names;
    for (const auto& source : retention.sources) names.push_back(source_name(rulebook, source));
    if (!names.empty()) parts.push_back(wording::listed(names));
    names.clear();
    for (const auto& category : retention.categories) names.push_back(category_name(rulebook, category));
    if (!names.empty()) parts.push_back(wording::listed(names));
    names.clear();
    for (const auto& purpose : retention.purposes) {
        const auto* known = rulebook.purpose(purpose);
        names.push_back(known ? known->name : purpose);
    }
    if (!names.empty()) parts.push_back("for " + wording::listed(names));
    return parts.empty() ? "Everything" : base::join(parts, "; ");
}

void add_retention(Lines& lines, const policy::Rulebook& rulebook) {
    lines.push_back(Line::heading("How long copies are kept, at most"));
    lines.push_back(
        Line::field(duration_words(rulebook.usual_retention), "unless something below is shorter"));
    for (const auto& retention : rulebook.retention)
        lines.push_back(
            quiet_field(duration_words(retention.longest), covers(rulebook, retention), retention.why));
}

void add_emergency(Lines& lines, const policy::Rulebook& rulebook) {
    lines.push_back(Line::heading("Emergency access"));
    const auto& rules = rulebook.emergency;
    if (rules.codes.empty()) return lines.push_back(Line::sentence("This rulebook knows none."));
    std::vector<std::string> roles;
    for (const auto& role : rules.roles)
        roles.push_back(rulebook.role(role) ? rulebook.role(role)->name : role);
    lines.push_back(Line::field("Who may", wording::listed(roles)));
    lines.push_back(Line::field(
        "How long", duration_words(rules.longest) + ", one child, reviewed by the next working day"));
    for (const auto& code : rules.codes) lines.push_back(Line::field("Because", code.words));
}

void add_limits(Lines& lines, const policy::Rulebook& rulebook) {
    const auto& limits = rulebook.limits;
    lines.push_back(Line::heading("Limits"));
    lines.push_back(
        Line::field("Children opened by one person", std::to_string(limits.children_an_hour) + " an hour, " +
                                                         std::to_string(limits.children_a_day) +
                                                         " a day; beyond that a supervisor is told"));
    lines.push_back(Line::field("Searches without opening",
                                std::to_string(limits.searches_without_opening) + " an hour"));
    lines.push_back(Line::field("Screen locks after", duration_words(limits.idle_lock)));
    lines.push_back(Line::field("Clipboard cleared after", duration_words(limits.clipboard)));
    lines.push_back(Line::field("Log unwitnessed at most", duration_words(limits.unwitnessed)));
    if (limits.lease.count() > 0)
        lines.push_back(Line::field("Copies without contact at most", duration_words(limits.lease)));
}

Mood mood_of(policy::Shift shift) {
    switch (shift) {
        case policy::Shift::gained:
        case policy::Shift::widened:
            return Mood::work;
        case policy::Shift::lost:
        case policy::Shift::narrowed:
            return Mood::hole;
        case policy::Shift::changed:
            break;
    }
    return Mood::neutral;
}

Line change_line(const policy::AccessChange& change, const policy::Rulebook& before,
                 const policy::Rulebook& after) {
    const auto* role = after.role(change.role) ? after.role(change.role) : before.role(change.role);
    const auto& book = after.source(change.source) ? after : before;
    std::vector<std::string> categories;
    for (const auto& category : change.categories) categories.push_back(category_name(book, category));
    const auto* purpose =
        after.purpose(change.purpose) ? after.purpose(change.purpose) : before.purpose(change.purpose);
    Line line = Line::field(
        std::string(policy::name_of(change.shift)),
        (role ? role->name : change.role) + ", " + (purpose ? purpose->name : change.purpose) + ", " +
            source_name(book, change.source) + ": " + wording::listed(categories) + ". Was " +
            policy::in_words(change.before) + "; now " + policy::in_words(change.after));
    line.said_by = base::join(change.because, ", ");
    line.mood = mood_of(change.shift);
    return line;
}

}  // namespace

std::string duration_words(std::chrono::seconds time) {
    const auto count = static_cast<size_t>(std::max<std::int64_t>(time.count(), 0));
    if (count == 0) return "not at all";
    if (count % 86400 == 0 && count > 86400) return base::counted(count / 86400, "day", "days");
    if (count % 3600 == 0) return base::counted(count / 3600, "hour", "hours");
    if (count % 60 == 0) return base::counted(count / 60, "minute", "minutes");
    return base::counted(count, "second", "seconds");
}

std::vector<PolicyRow> policy_rows(const policy::Rulebook& rulebook, const PolicyChoice& choice,
                                   base::Instant at) {
    std::vector<PolicyRow> rows;
    for (const auto& source : rulebook.sources) {
        Sum sum;
        for (const auto& category : source.categories)
            sum.take(explained(rulebook, choice, source.id, category, at));
        PolicyRow row{source.id, source.agency, source.short_name, sum.may_see(), sum.how_far(), {},
                      {},        Mood::neutral};
        row.conditions =
            base::join(std::vector<std::string>(sum.conditions.begin(), sum.conditions.end()), ", ");
        if (sum.kept) row.kept = duration_words(*sum.kept);
        row.mood = sum.content > 0 ? Mood::good : sum.existence > 0 ? Mood::work : Mood::hole;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string policy_totals(const std::vector<PolicyRow>& rows) {
    const auto count = [&rows](Mood mood) {
        return std::to_string(std::ranges::count(rows, mood, &PolicyRow::mood));
    };
    return "Of " + base::counted(rows.size(), "source", "sources") + ": " + count(Mood::good) +
           " give content, " + count(Mood::work) + " existence only, " + count(Mood::hole) + " nothing";
}

std::string as_text(const PolicyRow& row) {
    std::vector<std::string> parts;
    for (const auto* part : {&row.name, &row.may_see, &row.how_far, &row.conditions})
        if (!part->empty()) parts.push_back(*part);
    if (!row.kept.empty()) parts.push_back("kept " + row.kept);
    return base::join(parts, ", ");
}

Lines why_lines(const policy::Rulebook& rulebook, const PolicyChoice& choice, const record::SourceId& source,
                base::Instant at) {
    Lines lines;
    const auto* known = rulebook.source(source);
    if (!known) return lines;
    std::set<std::string> spoke;
    std::vector<const policy::Rule*> rules;
    for (const auto& category : known->categories) {
        const Explanation answer = explained(rulebook, choice, source, category, at);
        Line line = quiet_field(category_name(rulebook, category), answer.sentence, behind(answer));
        line.mood = answer.extent.is_nothing() ? Mood::hole : answer.extent.content ? Mood::good : Mood::work;
        lines.push_back(std::move(line));
        for (const auto* rule : answer.rules)
            if (spoke.insert(rule->id).second) rules.push_back(rule);
    }
    if (rules.empty()) return lines;
    lines.push_back(Line::heading("The rules that spoke"));
    for (const auto* rule : rules)
        lines.push_back(quiet_field(rule->id, rule->why, rule->permits ? "permits" : "denies"));
    return lines;
}

Lines in_force_lines(const policy::Rulebook& rulebook, const Signers& signers, base::Instant now) {
    Lines lines{Line::heading("The rulebook in force")};
    lines.push_back(Line::field(
        "Version", rulebook.id + " " + rulebook.version + ", serial " + std::to_string(rulebook.serial)));
    if (rulebook.valid_from)
        lines.push_back(Line::field("In force since", record::uk_day(*rulebook.valid_from).words()));
    if (rulebook.valid_until)
        lines.push_back(Line::field(
            "Valid to", record::uk_day(*rulebook.valid_until - std::chrono::milliseconds(1)).words()));
    lines.push_back(Line::field("SHA-256", rulebook.hash));
    Line signed_by =
        Line::field("Signed by", signers.names.empty() ? signers.trouble : wording::listed(signers.names));
    if (signers.needed > 0)
        signed_by.said_by = base::counted(signers.needed, "signature", "signatures") + " needed";
    if (!signers.trouble.empty()) signed_by.mood = Mood::hole;
    lines.push_back(std::move(signed_by));
    add_agreements(lines, rulebook, now);
    add_retention(lines, rulebook);
    add_emergency(lines, rulebook);
    add_limits(lines, rulebook);
    return lines;
}

Lines change_lines(const policy::Rulebook& before, const policy::Rulebook& after, base::Instant at) {
    const auto changes = policy::differences(before, after, at);
    Lines lines{Line::heading("From " + before.version + " (serial " + std::to_string(before.serial) +
                              ") to " + after.version + " (serial " + std::to_string(after.serial) + ")")};
    if (changes.is_empty()) lines.push_back(Line::sentence("Nothing changes for anybody."));
    for (const auto& change : changes.access) lines.push_back(change_line(change, before, after));
    if (!changes.entries.empty()) lines.push_back(Line::heading("Other entries"));
    for (const auto& entry : changes.entries)
        lines.push_back(Line::field(entry.list + " " + entry.id,
                                    (entry.before.empty() ? "new" : "was " + entry.before) +
                                        (entry.after.empty() ? "; gone" : "; now " + entry.after)));
    return lines;
}

}  // namespace kith::present
