#pragma once
// The members of a reply's JSON, each named once for the writer and the reader alike, so that the two cannot
// drift apart. Internal to reply_json. `Archive` is the writer or the reader; `Held` is const when writing.
#include "record/reply.h"

namespace kith::record {

template <typename T>
struct Members;

template <>
struct Members<Period> {
    template <typename Archive, typename Held>
    static void visit(Archive& archive, Held& period) {
        archive.member("from", period.from);
        archive.member("to", period.to);
    }
};

template <>
struct Members<Handling> {
    template <typename Archive, typename Held>
    static void visit(Archive& archive, Held& handling) {
        archive.member("mark", handling.mark);
        archive.member("words", handling.words);
    }
};

template <>
struct Members<Origin> {
    template <typename Archive, typename Held>
    static void visit(Archive& archive, Held& origin) {
        archive.member("source", origin.source);
        archive.member("reference", origin.reference);
        archive.required("fetched_at", origin.fetched_at);
        archive.member("permit", origin.permit);
    }
};

template <>
struct Members<Identifier> {
    template <typename Archive, typename Held>
    static void visit(Archive& archive, Held& identifier) {
        archive.required("kind", identifier.kind);
        archive.required("value", identifier.value);
        archive.required("state", identifier.state);
        archive.member("issuer", identifier.issuer);
    }
};

template <>
struct Members<PersonName> {
    template <typename Archive, typename Held>
    static void visit(Archive& archive, Held& name) {
        archive.member("given", name.given);
        archive.member("family", name.family);
        archive.member("text", name.text);
        archive.required("use", name.use);
        archive.member("period", name.period);
    }
};

template <>
struct Members<Address> {
    template <typename Archive, typename Held>
    static void visit(Archive& archive, Held& address) {
        archive.member("protected", address.is_protected);
        archive.member("use", address.use);
        archive.member("period", address.period);
        archive.member("local_authority", address.local_authority);
        // Where a protected address is must not reach a file, whoever filled it in.
        if (address.is_protected) return;
        archive.member("lines", address.lines);
        archive.member("postcode", address.postcode);
    }
};

template <>
struct Members<std::pair<std::string, std::string>> {
    template <typename Archive, typename Held>
    static void visit(Archive& archive, Held& detail) {
        archive.required("label", detail.first);
        archive.required("value", detail.second);
    }
};

template <>
struct Members<PersonRecord> {
    template <typename Archive, typename Held>
    static void visit(Archive& archive, Held& person) {
        archive.required("ref", person.ref);
        archive.required("origin", person.origin);
        archive.member("identifiers", person.identifiers);
        archive.member("names", person.names);
        archive.member("born", person.born);
        archive.member("expected", person.expected);
        archive.member("died", person.died);
        archive.required("sex", person.sex);
        archive.member("addresses", person.addresses);
        archive.member("phones", person.phones);
        archive.member("emails", person.emails);
        archive.member("gp_practice", person.gp_practice);
        archive.member("school", person.school);
        archive.member("ethnicity", person.ethnicity);
        archive.member("language", person.language);
        archive.member("restricted", person.is_restricted);
        archive.member("handling", person.handling);
        archive.member("details", person.details);
        archive.member("quality", person.quality);
    }
};

template <>
struct Members<Event> {
    template <typename Archive, typename Held>
    static void visit(Archive& archive, Held& event) {
        archive.required("origin", event.origin);
        archive.required("category", event.category);
        archive.member("kind", event.kind);
        archive.member("title", event.title);
        archive.member("text", event.text);
        archive.required("voice", event.voice);
        archive.member("author_role", event.author_role);
        archive.member("occurred", event.occurred);
        archive.member("reported", event.reported);
        archive.member("recorded", event.recorded);
        archive.member("received", event.received);
        archive.member("about", event.about);
        archive.member("place", event.place);
        archive.member("postcode", event.postcode);
        archive.member("shared_reference", event.shared_reference);
        archive.member("tags", event.tags);
        archive.member("significant", event.significant);
        archive.member("planned", event.planned);
        archive.member("handling", event.handling);
        archive.member("details", event.details);
        archive.member("quality", event.quality);
    }
};

template <>
struct Members<Tie> {
    template <typename Archive, typename Held>
    static void visit(Archive& archive, Held& tie) {
        archive.required("origin", tie.origin);
        archive.required("from", tie.from);
        archive.required("to", tie.to);
        archive.required("to_person", tie.to_person);
        archive.required("kind", tie.kind);
        archive.member("since", tie.since);
        archive.member("words", tie.words);
        archive.member("phone", tie.phone);
        archive.member("handling", tie.handling);
    }
};

template <>
struct Members<Contact> {
    template <typename Archive, typename Held>
    static void visit(Archive& archive, Held& contact) {
        archive.member("name", contact.name);
        archive.member("role", contact.role);
        archive.member("phone", contact.phone);
        archive.member("email", contact.email);
        archive.member("hours", contact.hours);
        archive.member("address", contact.address);
    }
};

template <>
struct Members<Reply> {
    template <typename Archive, typename Held>
    static void visit(Archive& archive, Held& reply) {
        archive.required("source", reply.source);
        archive.member("person", reply.person);
        archive.required("state", reply.state);
        archive.member("subject", reply.subject_ref);
        archive.member("as_of", reply.as_of);
        archive.member("coverage", reply.coverage);
        archive.member("detail", reply.detail);
        archive.member("people", reply.people);
        archive.member("events", reply.events);
        archive.member("ties", reply.ties);
        archive.member("contacts", reply.contacts);
        archive.member("notices", reply.notices);
    }
};

}  // namespace kith::record
