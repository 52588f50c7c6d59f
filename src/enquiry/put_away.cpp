#include "enquiry/put_away.h"

#include "json/members.h"
#include "json/writer.h"
#include "record/reply_json.h"

#include <optional>
#include <utility>

namespace kith::enquiry {
namespace {

using json::Members;
using json::Writer;

/// Nobody outside wrote these texts, so none is too long to be read again.
constexpr json::Limits kOurOwn{
    .bytes = 1u << 30, .depth = 16, .members = 10'000'000, .string_bytes = 1u << 30};

void write(Writer& w, std::string_view name, const std::optional<base::Instant>& at) {
    if (at) w.member(name, base::to_iso(*at));
}
void write(Writer& w, std::string_view name, const std::optional<record::PartialDate>& date) {
    if (date) w.member(name, date->iso());
}
template <typename Texts>
void write_texts(Writer& w, std::string_view name, const Texts& texts) {
    w.key(name).array();
    for (const auto& text : texts) w.string(text);
    w.end();
}

std::optional<base::Instant> instant(Members& m, std::string_view name) {
    const std::string text = m.text_or(name, "");
    if (text.empty()) return {};
    const auto read = base::parse_instant(text);
    if (!read) m.refuse(name, "must be a moment");
    return read ? std::optional(*read) : std::nullopt;
}

std::optional<record::PartialDate> date(Members& m, std::string_view name) {
    const std::string text = m.text_or(name, "");
    if (text.empty()) return {};
    const auto read = record::PartialDate::parse_iso(text);
    if (!read) m.refuse(name, "must be a date");
    return read ? std::optional(*read) : std::nullopt;
}

policy::Consent consent(Members& m, std::string_view name) {
    const std::string word = m.text_or(name, "");
    for (const auto one : {policy::Consent::not_sought, policy::Consent::given, policy::Consent::refused})
        if (policy::name_of(one) == word) return one;
    m.refuse(name, "is not a known word");
    return {};
}

record::LedgerState state(Members& m, std::string_view name) {
    const auto read = record::parse_ledger_state(m.text_or(name, ""));
    if (!read) m.refuse(name, "is not a state");
    return read.value_or(record::LedgerState::awaiting);
}

void write(Writer& w, const policy::User& user) {
    w.object().member("id", user.id).member("name", user.name).member("role", user.role);
    w.member("agency", user.agency).member("person", user.person).end();
}

policy::User user(const json::Value& value, Members& outer) {
    Members m(value, outer.place("user"), {"id", "name", "role", "agency", "person"});
    policy::User user{m.text_or("id", ""), m.text_or("name", ""), m.text_or("role", ""),
                      m.text_or("agency", ""), m.text_or("person", "")};
    if (m.error()) outer.refuse("user", "does not read");
    return user;
}

void write(Writer& w, const policy::Emergency& emergency) {
    w.object().member("code", emergency.code).member("words", emergency.words);
    w.member("began", base::to_iso(emergency.began));
    w.member("follows_unreviewed", emergency.follows_unreviewed).end();
}

policy::Emergency emergency(const json::Value& value, Members& outer) {
    Members m(value, outer.place("emergency"), {"code", "words", "began", "follows_unreviewed"});
    policy::Emergency emergency{m.text_or("code", ""), m.text_or("words", ""),
                                instant(m, "began").value_or(base::Instant{}),
                                m.boolean_or("follows_unreviewed", false)};
    if (m.error()) outer.refuse("emergency", "does not read");
    return emergency;
}

/// What a line shares with a person of a reply: those have a JSON that loses nothing.
record::PersonRecord described(const record::RosterPerson& line, size_t place) {
    record::PersonRecord person;
    person.ref = std::to_string(place);
    person.origin.source = record::SourceId("roster");
    person.identifiers = line.confirmed;
    person.names = line.names;
    person.born = line.born;
    person.expected = line.expected;
    person.sex = line.sex;
    person.addresses = line.addresses;
    person.school = line.school;
    return person;
}

void take(record::PersonRecord&& person, record::RosterPerson& line) {
    line.confirmed = std::move(person.identifiers);
    line.names = std::move(person.names);
    line.born = person.born;
    line.expected = person.expected;
    line.sex = person.sex;
    line.addresses = std::move(person.addresses);
    line.school = std::move(person.school);
}

void write(Writer& w, const record::RosterPerson& line) {
    w.object().member("id", line.id.text()).member("relation", line.relation);
    if (line.estimated_age) w.member("estimated_age", *line.estimated_age);
    w.member("is_unborn", line.is_unborn).member("nhs_number", line.nhs_number).member("upn", line.upn);
    w.member("ticked", line.ticked).member("is_unknown", line.is_unknown);
    w.member("mentioned_in", line.mentioned_in).end();
}

record::RosterPerson line(const json::Value& value, Members& outer) {
    Members m(value, outer.place("lines"),
              {"id", "relation", "estimated_age", "is_unborn", "nhs_number", "upn", "ticked", "is_unknown",
               "mentioned_in"});
    record::RosterPerson line;
    line.id = record::PersonId(m.text_or("id", ""));
    line.relation = m.text_or("relation", "");
    if (m.has("estimated_age")) line.estimated_age = static_cast<int>(m.integer_or("estimated_age", 0));
    line.is_unborn = m.boolean_or("is_unborn", false);
    line.nhs_number = m.text_or("nhs_number", "");
    line.upn = m.text_or("upn", "");
    line.ticked = m.boolean_or("ticked", true);
    line.is_unknown = m.boolean_or("is_unknown", false);
    line.mentioned_in = m.text_or("mentioned_in", "");
    if (m.error()) outer.refuse("lines", "do not read");
    return line;
}

void write(Writer& w, const record::Cell& cell) {
    w.object().member("person", cell.person.text()).member("source", cell.source.text());
    w.member("state", record::name_of(cell.state)).member("count", cell.count);
    write(w, "as_of", cell.as_of);
    write(w, "received_at", cell.received_at);
    write(w, "kept_until", cell.kept_until);
    w.member("detail", cell.detail).member("tries", cell.tries).member("required", cell.required).end();
}

record::Cell cell(const json::Value& value, Members& outer) {
    Members m(value, outer.place("cells"),
              {"person", "source", "state", "count", "as_of", "received_at", "kept_until", "detail", "tries",
               "required"});
    record::Cell cell;
    cell.person = record::PersonId(m.text_or("person", ""));
    cell.source = record::SourceId(m.text_or("source", ""));
    cell.state = state(m, "state");
    cell.count = static_cast<size_t>(m.integer_or("count", 0));
    cell.as_of = instant(m, "as_of");
    cell.received_at = instant(m, "received_at");
    cell.kept_until = instant(m, "kept_until");
    cell.detail = m.text_or("detail", "");
    cell.tries = static_cast<int>(m.integer_or("tries", 0));
    cell.required = m.boolean_or("required", false);
    if (m.error()) outer.refuse("cells", "do not read");
    return cell;
}

}  // namespace

std::string roster_json(const std::vector<record::RosterPerson>& roster) {
    record::Reply people;
    people.source = record::SourceId("roster");
    people.state = record::LedgerState::records_held;
    for (const auto& line : roster) people.people.push_back(described(line, people.people.size()));
    Writer w;
    w.object().key("lines").array();
    for (const auto& line : roster) write(w, line);
    w.end().member("people", record::to_json(people)).end();
    return w.text();
}

base::Expected<std::vector<record::RosterPerson>> read_roster(std::string_view text) {
    const auto document = json::parse(text, kOurOwn);
    if (!document) return document.error();
    Members m(document->root(), "", {"lines", "people"});
    std::vector<record::RosterPerson> roster;
    for (const auto& value : m.array("lines")) roster.push_back(line(value, m));
    auto people = record::from_json(m.text_or("people", ""));
    if (!people || people->people.size() != roster.size()) m.refuse("people", "do not read");
    if (m.error()) return *m.error();
    for (size_t i = 0; i < roster.size(); ++i) take(std::move(people->people[i]), roster[i]);
    return roster;
}

std::string request_json(const policy::Request& request) {
    Writer w;
    w.object().key("user");
    write(w, request.user);
    w.member("purpose", request.purpose)
        .member("case_ref", request.case_ref)
        .member("reason", request.reason);
    w.member("consent", policy::name_of(request.consent));
    w.member("override_reason", request.override_reason).member("override_words", request.override_words);
    w.member("roster", roster_json(request.roster));
    w.key("sources").array();
    for (const auto& source : request.sources) w.string(source.text());
    w.end();
    write(w, "from", request.period.from);
    write(w, "to", request.period.to);
    if (request.emergency) {
        w.key("emergency");
        write(w, *request.emergency);
    }
    if (request.approval) w.member("approval", approval_json(*request.approval));
    w.member("has_declared_conflict", request.has_declared_conflict).end();
    return w.text();
}

base::Expected<policy::Request> read_request(std::string_view text) {
    const auto document = json::parse(text, kOurOwn);
    if (!document) return document.error();
    Members m(document->root(), "",
              {"user", "purpose", "case_ref", "reason", "consent", "override_reason", "override_words",
               "roster", "sources", "from", "to", "emergency", "approval", "has_declared_conflict"});
    policy::Request request;
    request.user = user(m.object("user"), m);
    request.purpose = m.text_or("purpose", "");
    request.case_ref = m.text_or("case_ref", "");
    request.reason = m.text_or("reason", "");
    request.consent = consent(m, "consent");
    request.override_reason = m.text_or("override_reason", "");
    request.override_words = m.text_or("override_words", "");
    if (auto roster = read_roster(m.text_or("roster", "")))
        request.roster = std::move(*roster);
    else
        m.refuse("roster", "does not read");
    for (const auto& source : m.texts("sources")) request.sources.emplace_back(source);
    request.period = {date(m, "from"), date(m, "to")};
    if (m.has("emergency")) request.emergency = emergency(m.object("emergency"), m);
    if (m.has("approval")) {
        auto approval = read_approval(m.text_or("approval", ""));
        approval ? void(request.approval = std::move(*approval)) : m.refuse("approval", "does not read");
    }
    request.has_declared_conflict = m.boolean_or("has_declared_conflict", false);
    if (m.error()) return *m.error();
    return request;
}

std::string ledger_json(const std::vector<record::Cell>& ledger) {
    Writer w;
    w.object().key("cells").array();
    for (const auto& cell : ledger) write(w, cell);
    w.end().end();
    return w.text();
}

base::Expected<std::vector<record::Cell>> read_ledger(std::string_view text) {
    const auto document = json::parse(text, kOurOwn);
    if (!document) return document.error();
    Members m(document->root(), "", {"cells"});
    std::vector<record::Cell> ledger;
    for (const auto& value : m.array("cells")) ledger.push_back(cell(value, m));
    if (m.error()) return *m.error();
    return ledger;
}

std::string decisions_json(const Decisions& decisions) {
    Writer w;
    w.object().key("settled").array();
    for (const auto& one : decisions.settled) {
        w.object().member("record", one.record).member("person", one.person.text());
        w.member("other", one.other).member("is_same", one.is_same).end();
    }
    w.end();
    write_texts(w, "ungrouped", decisions.ungrouped);
    return w.end().text();
}

base::Expected<Decisions> read_decisions(std::string_view text) {
    const auto document = json::parse(text, kOurOwn);
    if (!document) return document.error();
    Members m(document->root(), "", {"settled", "ungrouped"});
    Decisions decisions;
    for (const auto& value : m.array("settled")) {
        Members one(value, "settled", {"record", "person", "other", "is_same"});
        decisions.settled.push_back({one.text_or("record", ""), record::PersonId(one.text_or("person", "")),
                                     one.text_or("other", ""), one.boolean_or("is_same", false)});
        if (one.error()) return *one.error();
    }
    for (auto& group : m.texts("ungrouped")) decisions.ungrouped.insert(std::move(group));
    if (m.error()) return *m.error();
    return decisions;
}

std::string approval_json(const policy::Approval& approval) {
    Writer w;
    w.object().key("user");
    write(w, approval.by);
    w.member("at", base::to_iso(approval.at)).member("of", approval.of).end();
    return w.text();
}

base::Expected<policy::Approval> read_approval(std::string_view text) {
    const auto document = json::parse(text, kOurOwn);
    if (!document) return document.error();
    Members m(document->root(), "", {"user", "at", "of"});
    policy::Approval approval{user(m.object("user"), m), instant(m, "at").value_or(base::Instant{}),
                              m.text_or("of", "")};
    if (m.error()) return *m.error();
    return approval;
}

}  // namespace kith::enquiry
