#include "connectors/fhir/health_common.h"

#include "base/text.h"
#include "connectors/fhir/details.h"
#include "connectors/fhir/elements.h"
#include "connectors/fhir/person.h"
#include "connectors/fhir/plain_text.h"
#include "connectors/fhir/signs.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace kith::fhir {
namespace {

std::string name_of_resource(json::Value resource) {
    const auto name = first(resource["name"]);
    if (name.is_text()) return shown(name);
    const auto person = read_name(name);
    if (!person.text.empty()) return person.text;
    return std::string(base::trim(shown(first(name["prefix"])) + " " + person.given + " " + person.family));
}

void add_identifiers(json::Value resource, record::Event& event) {
    for (const auto one : each(resource["identifier"])) {
        const std::string value = shown(one["value"]);
        add_detail(event.details, "reference", value);
        // Another agency's number for the same incident lets repeats of it be recognised.
        if (one["type"]["text"].text() == "incident" || one["use"].text() == "secondary")
            event.shared_reference = value;
    }
}

}  // namespace

record::Event event_of(json::Value resource, std::string_view category, const std::string& subject_ref) {
    record::Event event;
    event.origin.reference = std::string(resource["resourceType"].text()) + "/" + shown(resource["id"]);
    event.category = record::CategoryId(std::string(category));
    event.about = {subject_ref};
    if (is_restricted(resource)) event.handling.push_back({"restricted", restriction_words(resource)});
    add_identifiers(resource, event);
    add_extensions(event.details, resource);
    return event;
}

std::string named(json::Value reference, const Index& index, json::Value within) {
    if (auto words = shown(reference["display"]); !words.empty()) return words;
    const auto found = index.resolve(reference, within);
    if (found["resourceType"].text() == "PractitionerRole") {
        const std::string who = named(found["practitioner"], index, within);
        return who.empty() ? named(found["organization"], index, within) : who;
    }
    if (auto name = name_of_resource(found); !name.empty()) return name;
    return words_of_reference(reference);
}

std::string notes_of(json::Value notes) {
    std::vector<std::string> words;
    for (const auto note : each(notes))
        if (auto text = plain_text(note.is_text() ? note.text() : note["text"].text()); !text.empty())
            words.push_back(std::move(text));
    return base::join(words, " ");
}

void add_professional(const std::string& subject_ref, std::string_view kind, std::string name,
                      std::string role, const record::Event& seen_in, record::Reply& into) {
    if (name.empty()) return;
    record::Tie tie;
    tie.origin.reference = seen_in.origin.reference;
    tie.from = subject_ref;
    tie.to = std::move(name);
    tie.to_person = false;
    tie.kind = std::string(kind);
    tie.since = seen_in.sort_time();
    tie.words = std::move(role);
    into.ties.push_back(std::move(tie));
}

void keep_each_once(record::Reply& reply) {
    std::set<std::tuple<std::string, std::string, std::string>> ties;
    std::erase_if(reply.ties, [&](const record::Tie& tie) {
        return !tie.to_person && !ties.emplace(tie.from, tie.kind, tie.to).second;
    });
    std::set<std::pair<std::string, std::string>> contacts;
    std::erase_if(reply.contacts, [&](const record::Contact& contact) {
        return !contacts.emplace(contact.phone, contact.email).second;
    });
}

void add_signs(record::Event& event) {
    for (auto& tag : signs_in(event.title + ". " + event.text))
        if (std::ranges::find(event.tags, tag) == event.tags.end()) event.tags.push_back(std::move(tag));
}

std::string headline(std::string_view what, const std::string& why) {
    return why.empty() ? std::string(what) : std::string(what) + ": " + why;
}

std::string prose(std::initializer_list<std::string> parts) {
    std::vector<std::string> said;
    for (const auto& part : parts)
        if (!part.empty() && std::ranges::find(said, part) == said.end()) said.push_back(part);
    return base::join(said, " ");
}

}  // namespace kith::fhir
