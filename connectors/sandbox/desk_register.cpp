#include "connectors/sandbox/desk_register.h"

#include "connectors/sandbox/numbers.h"

#include <algorithm>

namespace kith::sandbox {

bool RegisterDesk::Range::holds(std::string_view moment) const {
    const std::string_view day = moment.substr(0, 10);
    return (from.empty() || day >= from) && (to.empty() || day <= to);
}

bool RegisterDesk::Range::overlaps(std::string_view from_day, std::string_view until_day) const {
    return (to.empty() || from_day <= to) && (from.empty() || until_day.empty() || until_day >= from);
}

std::optional<PersonIndex> RegisterDesk::certain(const json::Value& subject) const {
    if (const auto own = cabinet_.with_local_id(own_number(subject))) return own;
    if (const auto filed = cabinet_.filed_under(subject["nhsNumber"].text()); filed.size() == 1)
        return filed.front();
    return cabinet_.with_upn(subject["upn"].text());
}

/// Where both the question and the card carry a number and they differ, it is not the same person.
std::vector<PersonIndex> RegisterDesk::possible(const json::Value& subject) const {
    auto people = cabinet_.resembling(describe(subject));
    const bool was_numbered = !subject["nhsNumber"].text().empty();
    std::erase_if(people, [&](PersonIndex person) {
        return was_numbered && !cabinet_.card_of(person)->nhs_number.empty();
    });
    return people;
}

Answer RegisterDesk::about(const Question& q, const json::Value& subject, const Range& range) const {
    const auto person = certain(subject);
    if (q.about_somebody_else)
        if (const auto other = cabinet_.somebody_else(person ? std::vector{*person} : possible(subject)))
            return records(*other, range);
    if (person) return records(*person, range);
    const auto people = possible(subject);
    return people.empty() ? nobody() : candidates(people);
}

Answer RegisterDesk::answer(const Question& q) {
    if (q.path != path_) return problem(404, "No such resource");
    if (q.method != "POST") return problem(405, "Ask by POST");
    if (!is_uuid(q.header("x-request-id"))) return problem(400, "X-Request-Id must be a UUID");
    const auto body = json::parse(q.body);
    if (!body || !body->root()[subject_member_].is_object())
        return problem(400, "The body does not say whom it is about");
    return about(q, body->root()[subject_member_], range(body->root()));
}

void write_or_null(json::Writer& w, std::string_view name, std::string_view text) {
    w.key(name);
    text.empty() ? w.null() : w.string(text);
}

void write_plain_address(json::Writer& w, const Place* place) {
    if (place == nullptr) {
        w.null();
        return;
    }
    w.object()
        .member("line", place->line)
        .member("town", place->town)
        .member("postcode", place->postcode)
        .end();
}

void write_desk_contact(json::Writer& w, std::string_view name_member, std::string_view name,
                        std::string_view role, int line, std::string_view email) {
    w.key("contact")
        .object()
        .member(name_member, name)
        .member("role", role)
        .member("telephone", landline_number(line));
    w.member("email", email).member("hours", "working days, 09:00 to 17:00").end();
}

}  // namespace kith::sandbox
