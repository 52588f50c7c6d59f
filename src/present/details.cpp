#include "present/details.h"

#include "present/details_parts.h"

#include <algorithm>
#include <charconv>

namespace kith::present {
namespace {

size_t number_in(const std::string& digits) {
    size_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

Details unaddressed(const ChildView& view, const Target& target) {
    switch (target.kind) {
        case Target::Kind::cell:
            return cell_details(view, target.person, target.source);
        case Target::Kind::entry:
            return event_details(view, target.id);
        case Target::Kind::person:
            return person_details(view, target.id);
        case Target::Kind::edge:
            return edge_details(view, target.id);
        case Target::Kind::finding:
            return finding_details(view, number_in(target.id));
        case Target::Kind::fact:
            return fact_details(view, number_in(target.id));
        case Target::Kind::conflict:
            return conflict_details(view, target.id);
        case Target::Kind::clash:
            return clash_details(view, number_in(target.id));
        case Target::Kind::candidates:
        case Target::Kind::deed:
        case Target::Kind::log_entry:
        case Target::Kind::none:
            return {};
    }
    return {};
}

}  // namespace

Details details_of(const ChildView& view, const Target& target) {
    if (!view.picture && target.kind != Target::Kind::cell) return {};
    Details details = unaddressed(view, target);
    details.of = target;
    return details;
}

void add_heading(Lines& out, std::string text) {
    out.push_back(Line::heading(std::move(text)));
}

void add_field(Lines& out, std::string label, const std::string& text) {
    if (!text.empty()) out.push_back(Line::field(std::move(label), text));
}

void add_origin(Lines& out, const ChildView& view, const record::Origin& origin) {
    Line source = Line::field("Source", view.sources->name(origin.source));
    source.agency = view.sources->agency(origin.source);
    out.push_back(std::move(source));
    out.push_back(
        Line::field("Its own reference", origin.reference.empty() ? "none given" : origin.reference));
    const bool is_stamped = origin.fetched_at != base::Instant{};
    out.push_back(
        Line::field("Fetched", is_stamped ? base::uk_time(origin.fetched_at) : "not from this enquiry"));
    out.push_back(
        Line::field("Under permit", origin.permit.empty() ? "none: read from a file" : origin.permit.text()));
}

void add_handling(Lines& out, const std::vector<record::Handling>& handling) {
    for (const auto& condition : handling) {
        std::string words = condition.mark;
        std::replace(words.begin(), words.end(), '_', ' ');
        Line line = Line::field("Handling", condition.words.empty() ? words : words + ": " + condition.words);
        line.mood = Mood::work;
        out.push_back(std::move(line));
    }
}

void add_quality(Lines& out, const std::vector<std::string>& quality) {
    for (const auto& fault : quality) {
        Line line = Line::field("Data quality", fault);
        line.mood = Mood::work;
        out.push_back(std::move(line));
    }
}

void add_evidence(Lines& out, const ChildView& view, const std::vector<std::string>& entries) {
    for (const auto& id : entries) {
        const chronology::Entry* entry = find_entry(*view.picture, id);
        if (!entry) continue;
        Line line = Line::sentence(entry->event.sort_time().words() + ": " + entry->event.title);
        line.said_by = view.sources->short_name(entry->event.origin.source);
        line.agency = view.sources->agency(entry->event.origin.source);
        line.opens = Target::entry(id);
        out.push_back(std::move(line));
    }
}

void add_comparison(Lines& out, const std::vector<link::Evidence>& evidence) {
    using Finding = link::Evidence::Finding;
    for (const auto& field : evidence) {
        Line line = Line::field(field.field, field.words);
        line.mood = field.finding == Finding::differs ? Mood::hole
                    : field.finding == Finding::near  ? Mood::work
                                                      : Mood::neutral;
        out.push_back(std::move(line));
    }
}

const chronology::Entry* find_entry(const enquiry::Picture& picture, const std::string& id) {
    for (const auto* list : {&picture.chronology.entries, &picture.chronology.undated}) {
        const auto found =
            std::find_if(list->begin(), list->end(), [&](const auto& e) { return e.id == id; });
        if (found != list->end()) return &*found;
    }
    return nullptr;
}

const link::Identity* find_identity(const enquiry::Picture& picture, const std::string& id) {
    const auto& all = picture.identities.identities;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& i) { return i.id == id; });
    return found == all.end() ? nullptr : &*found;
}

const record::PersonRecord* find_record(const enquiry::Picture& picture, const link::RecordKey& key) {
    for (const auto& reply : picture.replies)
        for (const auto& person : reply->people)
            if (link::key_of(person) == key) return &person;
    return nullptr;
}

std::string identity_words(const enquiry::Picture& picture, const std::string& identity) {
    const link::Identity* found = find_identity(picture, identity);
    if (!found) return "somebody the source does not name";
    const std::string name = found->name.display();
    return name.empty() ? "name not given" : name;
}

}  // namespace kith::present
