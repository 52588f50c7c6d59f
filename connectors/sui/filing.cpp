#include "connectors/sui/filing.h"

#include "record/doubt.h"

#include <algorithm>

namespace kith::sui {

Filing::Filing(std::string subject_ref, record::PartialDate today) : today_(today) {
    begin_subject(std::move(subject_ref));
}

void Filing::begin_subject(std::string ref) {
    const auto known = std::find_if(reply_.people.begin(), reply_.people.end(),
                                    [&](const auto& one) { return one.ref == ref; });
    subject_ = static_cast<size_t>(known - reply_.people.begin());
    if (known != reply_.people.end()) return;
    record::PersonRecord person;
    person.ref = std::move(ref);
    reply_.people.push_back(std::move(person));
}

record::PersonRecord& Filing::add_person() {
    record::PersonRecord person;
    person.origin = origin();
    person.ref = reference_ + "/" + std::to_string(reply_.people.size());
    return reply_.people.emplace_back(std::move(person));
}

record::Event& Filing::add_event(std::string_view category, std::string_view kind, std::string title) {
    record::Event event;
    event.origin = origin();
    event.category = record::CategoryId(std::string(category));
    event.kind = kind;
    event.title = std::move(title);
    event.about = {subject().ref};
    return reply_.events.emplace_back(std::move(event));
}

record::Tie& Filing::add_tie(std::string_view kind, std::string to, bool to_person) {
    record::Tie tie;
    tie.origin = origin();
    tie.from = subject().ref;
    tie.to = std::move(to);
    tie.to_person = to_person;
    tie.kind = kind;
    return reply_.ties.emplace_back(std::move(tie));
}

void Filing::add_contact(record::Contact contact) {
    constexpr size_t kMost = 20;  // nobody rings a longer list
    if (reply_.contacts.size() >= kMost) return;
    if (std::find(reply_.contacts.begin(), reply_.contacts.end(), contact) == reply_.contacts.end())
        reply_.contacts.push_back(std::move(contact));
}

void Filing::add_notice(std::string notice) {
    if (std::find(reply_.notices.begin(), reply_.notices.end(), notice) == reply_.notices.end())
        reply_.notices.push_back(std::move(notice));
}

record::Reply Filing::finish() {
    for (auto& person : reply_.people) {
        record::note_doubtful_dates(person, today_);
        record::note_doubtful_numbers(person);
    }
    for (auto& event : reply_.events) record::note_doubtful_times(event, today_);
    return std::move(reply_);
}

std::optional<record::Address> read_address(json::Value value) {
    record::Address address;
    for (const char* line : {"line1", "line2", "townOrCity", "county"})
        if (std::string text = said(value[line]); !text.empty()) address.lines.push_back(std::move(text));
    address.postcode = record::normal_postcode(said(value["postcode"]));
    if (address.lines.empty() && address.postcode.empty()) return std::nullopt;
    return address;
}

}  // namespace kith::sui
