#include "connectors/declarative/read_answer.h"
#include "record/doubt.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace kith::declarative {
namespace {

using record::Event;

record::Voice voice_of(const std::string& word) {
    for (int i = 0; i <= static_cast<int>(record::Voice::childs_words); ++i)
        if (record::name_of(static_cast<record::Voice>(i)) == word) return static_cast<record::Voice>(i);
    return record::Voice::recorded;
}

record::When event_time(const TimeRule& rule, std::string_view label, const Scope& scope, Reading& reading,
                        Event& event) {
    ReadTime time = read_time(rule, scope, reading);
    if (!time.unreadable.empty()) {
        event.quality.push_back(std::string(label) + " cannot be read as a date");
        event.details.emplace_back(std::string(label) + ", as written", time.unreadable);
    }
    return time.when;
}

void read_times(const EventRule& rule, const Scope& scope, Reading& reading, Event& event) {
    event.occurred = event_time(rule.occurred, "The date it happened", scope, reading, event);
    event.reported = event_time(rule.reported, "The date it was reported", scope, reading, event);
    event.recorded = event_time(rule.recorded, "The date it was recorded", scope, reading, event);
    event.received = event_time(rule.received, "The date it was received", scope, reading, event);
}

/// The person asked about comes first: the source gave this record in answer about that person.
std::vector<std::string> people_of(const EventRule& rule, const Scope& scope, const Reading& reading) {
    std::vector<std::string> about;
    if (!reading.subject_ref.empty()) about.push_back(reading.subject_ref);
    if (!rule.about) return about;
    std::set<std::string> seen(about.begin(), about.end());
    for (json::Value value : rule.about->find(scope)) {
        std::string ref = value.as_text();
        if (!ref.empty() && seen.insert(ref).second) about.push_back(std::move(ref));
    }
    return about;
}

std::string first_of(const ValueRule& rule, const Scope& scope, Reading& reading) {
    const auto values = read_all(rule, scope, reading);
    return values.empty() ? std::string{} : values.front();
}

Event read_event(const EventRule& rule, const Scope& scope, Reading& reading) {
    Event event;
    event.origin.reference = read(rule.reference, scope, reading);
    event.category = record::CategoryId(rule.category);
    event.kind = read(rule.kind, scope, reading);
    event.title = read(rule.title, scope, reading);
    event.text = read_narrative(rule.text, scope, reading);
    event.voice = voice_of(read(rule.voice, scope, reading));
    event.author_role = read(rule.author_role, scope, reading);
    read_times(rule, scope, reading, event);
    event.about = people_of(rule, scope, reading);
    event.place = read(rule.place, scope, reading);
    event.postcode = record::normal_postcode(read(rule.postcode, scope, reading));
    event.shared_reference = first_of(rule.shared_reference, scope, reading);
    for (const TagRule& tag : rule.tags)
        if (holds(tag.when, scope)) event.tags.push_back(tag.tag);
    event.significant = holds(rule.significant, scope);
    event.planned = holds(rule.planned, scope);
    event.handling = read_handling(rule.handling, scope, reading);
    for (auto& detail : read_details(rule.details, scope, reading))
        event.details.push_back(std::move(detail));
    record::note_doubtful_times(event, reading.today);
    return event;
}

record::Tie read_tie(const TieRule& rule, const Scope& scope, Reading& reading) {
    record::Tie tie;
    tie.origin.reference = read(rule.reference, scope, reading);
    tie.from = read(rule.from, scope, reading);
    tie.to = read(rule.to, scope, reading);
    tie.kind = read(rule.kind, scope, reading);
    tie.to_person = rule.to_person;
    tie.since = read_time(rule.since, scope, reading).when;
    tie.words = read(rule.words, scope, reading);
    tie.phone = read(rule.phone, scope, reading);
    tie.handling = read_handling(rule.handling, scope, reading);
    return tie;
}

record::Contact read_contact(const ContactRule& rule, const Scope& scope, Reading& reading) {
    return {read(rule.name, scope, reading), read(rule.role, scope, reading),
            read(rule.phone, scope, reading), read(rule.email, scope, reading),
            read(rule.hours, scope, reading)};
}

}  // namespace

void read_events(const Mapping& mapping, const std::vector<record::CategoryId>& categories, json::Value root,
                 Reading& reading, std::vector<Event>& events) {
    for (const EventRule& rule : mapping.events) {
        const bool was_asked = std::find(categories.begin(), categories.end(),
                                         record::CategoryId(rule.category)) != categories.end();
        for (const Scope& scope : selected(rule.of, root)) {
            Event event = read_event(rule, scope, reading);
            if (was_asked) events.push_back(std::move(event));
        }
    }
}

void read_ties(const Mapping& mapping, json::Value root, Reading& reading, std::vector<record::Tie>& ties) {
    std::set<std::tuple<std::string, std::string, std::string, std::string>> seen;
    const auto is_new = [&](const record::Tie& tie) {
        return seen.emplace(tie.from, tie.to, tie.kind, tie.origin.reference).second;
    };
    for (const record::Tie& tie : ties) is_new(tie);
    for (const TieRule& rule : mapping.ties)
        for (const Scope& scope : selected(rule.of, root)) {
            record::Tie tie = read_tie(rule, scope, reading);
            const bool joins_two = !tie.from.empty() && !tie.to.empty() && tie.from != tie.to;
            if (joins_two && is_new(tie)) ties.push_back(std::move(tie));
        }
}

void read_contacts(const Mapping& mapping, json::Value root, Reading& reading,
                   std::vector<record::Contact>& contacts) {
    constexpr size_t kMost = 20;  // nobody rings a longer list
    for (const ContactRule& rule : mapping.contacts)
        for (const Scope& scope : selected(rule.of, root)) {
            if (contacts.size() >= kMost) return;
            record::Contact contact = read_contact(rule, scope, reading);
            if (std::find(contacts.begin(), contacts.end(), contact) == contacts.end())
                contacts.push_back(std::move(contact));
        }
}

}  // namespace kith::declarative
