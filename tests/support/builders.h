#pragma once
#include "record/reply.h"
#include "record/roster_person.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

/// Invented people, events and answers in a few words, for tests.
namespace kith::support {

inline record::PartialDate date(const std::string& iso) {
    return *record::PartialDate::parse_iso(iso);
}
inline base::Instant instant(const std::string& iso) {
    return *base::parse_instant(iso);
}

/// The first good NHS number of the test range from a serial on: 999 000 0000 upwards.
inline std::string nhs_number(int serial) {
    for (int n = 999000000 + serial;; ++n)
        for (char check = '0'; check <= '9'; ++check)
            if (auto number = record::NhsNumber::parse(std::to_string(n) + check)) return number->digits();
}

/// A good permanent pupil number of an invented school.
inline std::string upn(int serial) {
    const std::string digits = "999400126" + std::to_string(1000 + serial).substr(1);
    for (const char letter : std::string("ABCDEFGHJKLMNPQRTUVWXYZ"))
        if (auto upn = record::Upn::parse(letter + digits)) return upn->text();
    return {};
}

struct PersonBuilder {
    record::PersonRecord person;
    PersonBuilder(const std::string& source, const std::string& ref, const std::string& reference = {}) {
        person.ref = ref;
        person.origin.source = record::SourceId(source);
        person.origin.reference = reference.empty() ? "Person/" + ref : reference;
        person.origin.fetched_at = instant("2026-11-22T09:41:00Z");
    }
    PersonBuilder& named(const std::string& given, const std::string& family,
                         record::NameUse use = record::NameUse::usual) {
        person.names.push_back({.given = given, .family = family, .use = use});
        return *this;
    }
    PersonBuilder& born(const std::string& iso) {
        person.born = date(iso);
        return *this;
    }
    PersonBuilder& nhs(const std::string& number,
                       record::IdentifierState state = record::IdentifierState::valid) {
        person.identifiers.push_back({"nhs_number", number, state, {}});
        return *this;
    }
    PersonBuilder& with_upn(const std::string& number) {
        person.identifiers.push_back({"upn", number, record::IdentifierState::valid, {}});
        return *this;
    }
    PersonBuilder& sex(record::Sex sex) {
        person.sex = sex;
        return *this;
    }
    PersonBuilder& at(const std::string& line, const std::string& postcode, const std::string& from = {},
                      const std::string& to = {}) {
        record::Address address{.lines = {line}, .postcode = postcode, .use = "home"};
        if (!from.empty()) address.period.from = date(from);
        if (!to.empty()) address.period.to = date(to);
        person.addresses.push_back(address);
        return *this;
    }
    operator record::PersonRecord() const { return person; }
};

struct EventBuilder {
    record::Event event;
    EventBuilder(const std::string& source, const std::string& reference, const std::string& kind) {
        event.origin.source = record::SourceId(source);
        event.origin.reference = reference;
        event.origin.fetched_at = instant("2026-11-22T09:41:00Z");
        event.kind = kind;
        event.title = kind;
    }
    EventBuilder& on(const std::string& iso) {
        event.occurred = record::When::on(date(iso));
        return *this;
    }
    EventBuilder& span(const std::string& from, const std::string& to = {}) {
        event.occurred = record::When::span(
            date(from), to.empty() ? std::nullopt : std::optional<record::PartialDate>(date(to)));
        return *this;
    }
    EventBuilder& about(std::vector<std::string> refs) {
        event.about = std::move(refs);
        return *this;
    }
    EventBuilder& titled(const std::string& title) {
        event.title = title;
        return *this;
    }
    EventBuilder& tagged(std::vector<std::string> tags) {
        event.tags = std::move(tags);
        return *this;
    }
    EventBuilder& at(const std::string& postcode) {
        event.postcode = postcode;
        return *this;
    }
    EventBuilder& of(const std::string& category) {
        event.category = record::CategoryId(category);
        return *this;
    }
    EventBuilder& detail(const std::string& label, const std::string& value) {
        event.details.emplace_back(label, value);
        return *this;
    }
    operator record::Event() const { return event; }
};

struct ReplyBuilder {
    record::Reply reply;
    ReplyBuilder(const std::string& source, const std::string& person,
                 record::LedgerState state = record::LedgerState::records_held) {
        reply.source = record::SourceId(source);
        reply.person = record::PersonId(person);
        reply.state = state;
    }
    /// The record that the answer is about.
    ReplyBuilder& subject(record::PersonRecord person) {
        reply.subject_ref = person.ref;
        return with(std::move(person));
    }
    ReplyBuilder& with(record::PersonRecord person) {
        reply.people.push_back(std::move(person));
        return *this;
    }
    ReplyBuilder& with(record::Event event) {
        reply.events.push_back(std::move(event));
        return *this;
    }
    ReplyBuilder& tie(const std::string& from, const std::string& kind, const std::string& to,
                      const record::When& since = {}) {
        add_tie(from, kind, to, true, since);
        return *this;
    }
    ReplyBuilder& place(const std::string& from, const std::string& kind, const std::string& name,
                        const record::When& since = {}) {
        add_tie(from, kind, name, false, since);
        return *this;
    }
    operator std::shared_ptr<const record::Reply>() const {
        return std::make_shared<const record::Reply>(reply);
    }

private:
    void add_tie(const std::string& from, const std::string& kind, const std::string& to, bool to_person,
                 const record::When& since) {
        record::Tie tie;
        tie.origin = {
            reply.source, "Tie/" + from + '/' + kind + '/' + to, instant("2026-11-22T09:41:00Z"), {}};
        tie.from = from;
        tie.to = to;
        tie.to_person = to_person;
        tie.kind = kind;
        tie.since = since;
        reply.ties.push_back(std::move(tie));
    }
};

inline record::RosterPerson line(const std::string& id, const std::string& relation, const std::string& given,
                                 const std::string& family, const std::string& born = {}) {
    record::RosterPerson person;
    person.id = record::PersonId(id);
    person.relation = relation;
    person.names.push_back({.given = given, .family = family});
    if (!born.empty()) person.born = date(born);
    return person;
}

}  // namespace kith::support
