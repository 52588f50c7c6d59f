#include "connectors/social_care/conversation.h"

#include "base/text.h"
#include "connectors/social_care/child.h"
#include "federate/answers.h"
#include "json/writer.h"
#include "wording/wording.h"

#include <algorithm>

namespace kith::social_care {
namespace {

using record::LedgerState;

constexpr int kAdult = 18;

bool is_adult(const record::RosterPerson& person, const record::PartialDate& today) {
    if (person.is_unborn) return false;
    if (!person.born) return person.estimated_age && *person.estimated_age >= kAdult;
    const auto age = record::age_on(*person.born, today);
    return age && *age >= kAdult;
}

std::string postcode_of(const record::RosterPerson& person) {
    for (const record::Address& address : person.addresses)
        if (!address.is_protected && !address.postcode.empty())
            return record::normal_postcode(address.postcode);
    return {};
}

/// "pupil number, name and birth date".
std::string searched_by(const record::RosterPerson& person) {
    std::vector<std::string> by;
    if (!person.upn.empty()) by.push_back("pupil number");
    by.push_back("name");
    if (person.born) by.push_back("birth date");
    if (!postcode_of(person).empty()) by.push_back("postcode");
    return wording::listed(by);
}

}  // namespace

Conversation::Conversation(const federate::SourceSettings& settings, federate::Ask ask)
    : local_authority_(settings.organisation),
      supplier_key_(settings.client_id),
      coverage_note_(settings.coverage_note),
      ask_(std::move(ask)) {
    reply_.source = ask_.source;
    reply_.person = ask_.person.id;
    if (is_adult(ask_.person, record::uk_day(ask_.now)))
        settle(LedgerState::not_covered, "this source holds records of children only");
}

federate::Step Conversation::next() {
    if (is_done_) return federate::Done{std::move(reply_)};
    return federate::Send{search(), true, "search"};
}

ports::HttpRequest Conversation::search() const {
    return {"POST",
            "/children_social_care_data/" + local_authority_ + "/children/search",
            {{"Content-Type", "application/json"},
             {"Accept", "application/json"},
             {"SupplierKey", supplier_key_},
             {"X-Correlation-Id", ask_.correlation_id}},
            search_body()};
}

std::string Conversation::own_number() const {
    for (const record::Identifier& held : ask_.person.confirmed)
        if (held.kind == "la_child_id" && held.issuer == ask_.source.text()) return held.value;
    return {};
}

std::string Conversation::search_body() const {
    const record::RosterPerson& person = ask_.person;
    json::Writer body;
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) body.member(name, value);
    };
    body.object();
    add("la_child_id", own_number());
    add("unique_pupil_number", person.upn);
    add("first_name", person.best_name().given);
    add("surname", person.best_name().family);
    add("date_of_birth", person.born && person.born->has_day() ? person.born->iso() : "");
    add("expected_date_of_birth",
        person.expected && person.expected->has_day() ? person.expected->iso() : "");
    add("postcode", postcode_of(person));
    return body.end().text();
}

void Conversation::take(const ports::HttpAnswer& answer) {
    if (answer.status != 200)
        return settle(federate::state_of_status(answer.status), federate::words_of_status(answer.status));
    if (!federate::says_json(answer)) return settle(LedgerState::unusable, "the answer is not JSON");
    const auto document = json::parse(answer.body);
    if (!document) return settle(LedgerState::unusable, "the answer does not read as JSON");
    if (!document->root().is_array())
        return settle(LedgerState::unusable, "the answer is not a list of children");
    read(document->root());
}

void Conversation::fail(const ports::Exchange&) {
    settle(LedgerState::unreachable, {});
}

void Conversation::read(json::Value children) {
    std::vector<Found> found;
    size_t purged = 0;
    for (json::Value child : children) {
        if (!is_child(child))
            return settle(LedgerState::unusable, "the answer holds something that is not a child's payload");
        if (is_purged(child))
            ++purged;
        else
            found.push_back(compare(child, ask_.person, ask_.source.text()));
    }
    settle_among(found, purged);
}

void Conversation::settle_among(const std::vector<Found>& found, size_t purged) {
    if (purged > 0)
        reply_.notices.push_back(base::counted(purged, "record was", "records were") +
                                 " withdrawn by the source");
    if (found.empty())
        return settle(LedgerState::none_held,
                      wording::search_detail(coverage_note_, ask_.period.words(), searched_by(ask_.person)));
    std::vector<Found> certain, possible;
    for (const Found& one : found) {
        if (one.is_the_child()) certain.push_back(one);
        if (one.may_be_the_child()) possible.push_back(one);
    }
    if (certain.size() == 1) return settle_child(certain.front(), found.size() - 1);
    if (!possible.empty()) return settle_candidates(possible, found.size() - possible.size());
    settle(LedgerState::unusable, "the answer is about somebody else");
}

void Conversation::settle_child(const Found& child, size_t others) {
    if (others > 0)
        reply_.notices.push_back(base::counted(others, "other child", "other children") +
                                 " came back and stayed unopened");
    if (ask_.mode == policy::Mode::existence)
        return settle(LedgerState::records_held, "content was not asked for");
    reply_.subject_ref = read_child(child.child, ask_.source.text(), record::uk_day(ask_.now), reply_);
    settle(LedgerState::records_held, child.is_confirmed ? "confirmed by a person" : "found by pupil number");
}

/// Who they are, and nothing of any episode: none of them is opened before a person has chosen (FD-8).
void Conversation::settle_candidates(const std::vector<Found>& possible, size_t others) {
    if (others > 0)
        reply_.notices.push_back(base::counted(others, "child", "children") +
                                 " unlike the one asked about came back and stayed unopened");
    const std::string detail =
        possible.size() == 1 ? "one child who may be meant: " + possible.front().agreement.words()
                             : base::counted(possible.size(), "child", "children") + " who may be meant";
    if (ask_.mode == policy::Mode::content)
        for (const Found& one : possible) reply_.people.push_back(one.who);
    settle(LedgerState::candidates, detail);
}

void Conversation::settle(LedgerState state, std::string detail) {
    if (is_done_) return;
    reply_.state = state;
    reply_.detail = std::move(detail);
    is_done_ = true;
}

}  // namespace kith::social_care
