#include "connectors/declarative/mapping.h"

#include "connectors/declarative/entry.h"
#include "connectors/declarative/placeholder.h"
#include "connectors/declarative/request_template.h"
#include "connectors/declarative/rules.h"

#include <algorithm>

namespace kith::declarative {
namespace {

constexpr int kVersion = 1;

TokenRule token_rule(Entry& entry) {
    TokenRule rule{entry.text("path"), entry.text_or("scope", "")};
    if (!rule.path.starts_with('/') || rule.path.starts_with("//") ||
        rule.path.find('{') != std::string::npos)
        entry.refuse("path", "must begin with one \"/\" and hold no placeholder");
    return rule;
}

PagingRule paging_rule(Entry& entry) {
    return {entry.required_path("next"), entry.text("send_as")};
}

NotFoundRule not_found_rule(Entry& entry) {
    NotFoundRule rule{entry.integer_or("status", 404), entry.required_path("path"), entry.text("is")};
    if (rule.status < 400 || rule.status > 499) entry.refuse("status", "must be between 400 and 499");
    return rule;
}

AnswerRule answer_rule(Entry& entry) {
    AnswerRule rule;
    rule.list = entry.required_path("list");
    rule.candidates = entry.path("candidates");
    rule.as_of = entry.path("as_of");
    entry.object("not_found", [&](Entry& inner) { rule.not_found = not_found_rule(inner); });
    return rule;
}

void read_agreement(Entry& entry, IdentityRule& rule) {
    for (const char* field : {"family", "given", "born", "nhs_number", "upn"})
        if (entry.has(field)) rule.agrees.emplace_back(field, value_rule(entry, field));
}

/// Members named "confirmed.KIND" are as many as a source has kinds of numbers, so they are found by their
/// beginning.
void read_own_numbers(Entry& entry, json::Value agrees, IdentityRule& rule) {
    for (size_t i = 0; agrees.is_object() && i < agrees.size(); ++i) {
        const std::string name(agrees.key(i));
        if (name.starts_with("confirmed.")) rule.agrees.emplace_back(name, value_rule(entry, name));
    }
}

IdentityRule identity_rule(Entry& entry) {
    IdentityRule rule;
    rule.at = entry.required_path("at");
    rule.ref = value_rule(entry, "ref");
    if (!entry.has("ref")) entry.refuse("ref", "is missing");
    const json::Value agrees = entry.any("agrees");
    entry.object("agrees", [&](Entry& inner) {
        read_agreement(inner, rule);
        read_own_numbers(inner, agrees, rule);
    });
    const bool has_number = std::any_of(rule.agrees.begin(), rule.agrees.end(), [](const auto& one) {
        return one.first == "nhs_number" || one.first == "upn" || one.first.starts_with("confirmed.");
    });
    if (!has_number) entry.refuse("agrees", "must name a number, or nobody's answer could ever be told");
    return rule;
}

NameRule name_rule(Entry& entry) {
    return {value_rule(entry, "given"), value_rule(entry, "family"), value_rule(entry, "text"),
            value_rule(entry, "use")};
}

AddressRule address_rule(Entry& entry) {
    AddressRule rule;
    rule.lines = entry.paths("lines");
    rule.postcode = value_rule(entry, "postcode");
    rule.use = value_rule(entry, "use");
    rule.local_authority = value_rule(entry, "local_authority");
    rule.from = value_rule(entry, "from");
    rule.until = value_rule(entry, "until");
    rule.is_protected = condition(entry, "protected");
    return rule;
}

PersonRule person_rule(Entry& entry) {
    PersonRule rule;
    rule.of = selector(entry);
    rule.ref = value_rule(entry, "ref");
    if (!entry.has("ref")) entry.refuse("ref", "is missing");
    entry.list("names", [&](Entry& inner) { rule.names.push_back(name_rule(inner)); });
    rule.born = value_rule(entry, "born");
    rule.expected = value_rule(entry, "expected");
    rule.sex = value_rule(entry, "sex");
    rule.school = value_rule(entry, "school");
    rule.gp_practice = value_rule(entry, "gp_practice");
    rule.ethnicity = value_rule(entry, "ethnicity");
    rule.language = value_rule(entry, "language");
    entry.list("identifiers", [&](Entry& inner) {
        rule.identifiers.push_back({inner.text("kind"), value_rule(inner, "value")});
    });
    entry.list("addresses", [&](Entry& inner) { rule.addresses.push_back(address_rule(inner)); });
    rule.phones = entry.paths("phones");
    rule.emails = entry.paths("emails");
    rule.handling = handling_rules(entry);
    rule.details = detail_rules(entry);
    return rule;
}

EventRule event_rule(Entry& entry) {
    EventRule rule;
    rule.of = selector(entry);
    rule.category = entry.text("category");
    rule.reference = value_rule(entry, "reference");
    if (!entry.has("reference")) entry.refuse("reference", "is missing");
    rule.kind = value_rule(entry, "kind");
    rule.title = value_rule(entry, "title");
    rule.text = value_rule(entry, "text");
    rule.voice = value_rule(entry, "voice");
    rule.author_role = value_rule(entry, "author_role");
    rule.place = value_rule(entry, "place");
    rule.postcode = value_rule(entry, "postcode");
    rule.shared_reference = value_rule(entry, "shared_reference");
    rule.occurred = time_rule(entry, "occurred");
    rule.reported = time_rule(entry, "reported");
    rule.recorded = time_rule(entry, "recorded");
    rule.received = time_rule(entry, "received");
    rule.about = entry.path("about");
    entry.list("tags", [&](Entry& inner) {
        rule.tags.push_back({inner.text("tag"), condition(inner, "when").value_or(Condition{{}, {}, true})});
    });
    rule.significant = condition(entry, "significant");
    rule.planned = condition(entry, "planned");
    rule.handling = handling_rules(entry);
    rule.details = detail_rules(entry);
    return rule;
}

TieRule tie_rule(Entry& entry) {
    TieRule rule;
    rule.of = selector(entry);
    for (const char* needed : {"reference", "from", "to", "kind"})
        if (!entry.has(needed)) entry.refuse(needed, "is missing");
    rule.reference = value_rule(entry, "reference");
    rule.from = value_rule(entry, "from");
    rule.to = value_rule(entry, "to");
    rule.kind = value_rule(entry, "kind");
    rule.to_person = entry.boolean_or("to_person", true);
    rule.since = time_rule(entry, "since");
    rule.words = value_rule(entry, "words");
    rule.phone = value_rule(entry, "phone");
    rule.handling = handling_rules(entry);
    return rule;
}

ContactRule contact_rule(Entry& entry) {
    return {selector(entry),
            value_rule(entry, "name"),
            value_rule(entry, "role"),
            value_rule(entry, "phone"),
            value_rule(entry, "email"),
            value_rule(entry, "hours")};
}

void read_sections(Entry& entry, Mapping& mapping) {
    entry.object("token", [&](Entry& inner) { mapping.token = token_rule(inner); });
    entry.object("request", [&](Entry& inner) { mapping.request = request_rule(inner); });
    entry.object("paging", [&](Entry& inner) { mapping.paging = paging_rule(inner); });
    entry.object("answer", [&](Entry& inner) { mapping.answer = answer_rule(inner); });
    entry.object("identity", [&](Entry& inner) { mapping.identity = identity_rule(inner); });
    entry.list("people", [&](Entry& inner) { mapping.people.push_back(person_rule(inner)); });
    entry.list("events", [&](Entry& inner) { mapping.events.push_back(event_rule(inner)); });
    entry.list("ties", [&](Entry& inner) { mapping.ties.push_back(tie_rule(inner)); });
    entry.list("contacts", [&](Entry& inner) { mapping.contacts.push_back(contact_rule(inner)); });
    mapping.ignored = entry.paths("ignored");
}

void read_whole(Entry& entry, Mapping& mapping) {
    if (entry.integer_or("mapping", 0) != kVersion)
        entry.refuse("mapping", "must be 1, the version of the language");
    mapping.source = entry.text("source");
    entry.text_or("about", "");
    for (const char* needed : {"request", "answer", "identity"})
        if (!entry.has(needed)) entry.refuse(needed, "is missing");
    read_sections(entry, mapping);
    entry.finish();
}

}  // namespace

base::Expected<Mapping> parse_mapping(std::string_view json) {
    auto document = json::parse(json);
    if (!document) return document.error();
    Mapping mapping;
    mapping.document = std::make_shared<const json::Document>(std::move(*document));
    Entry::Fault fault;
    Entry entry(mapping.document->root(), {}, fault);
    read_whole(entry, mapping);
    if (fault.first) return *fault.first;
    return mapping;
}

}  // namespace kith::declarative
