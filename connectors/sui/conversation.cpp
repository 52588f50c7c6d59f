#include "connectors/sui/conversation.h"

#include "base/text.h"
#include "connectors/sui/envelope.h"
#include "connectors/sui/records.h"
#include "federate/answers.h"
#include "json/writer.h"
#include "record/agreement.h"
#include "wording/wording.h"

#include <algorithm>

namespace kith::sui {
namespace {

using record::LedgerState;

/// The engine allows fifty exchanges; six are kept for finding.
constexpr size_t kMostRecords = 44;

/// Only types of which something was asked: what is not permitted is not even looked for.
std::deque<std::string> wanted_types(const std::vector<std::string>& configured, const federate::Ask& ask) {
    std::deque<std::string> wanted;
    for (const std::string& type : configured.empty() ? record_types() : configured) {
        const auto& categories = categories_of(type);
        const bool is_wanted =
            std::any_of(ask.categories.begin(), ask.categories.end(), [&](const auto& category) {
                return std::find(categories.begin(), categories.end(), category.text()) != categories.end();
            });
        if (is_wanted) wanted.push_back(type);
    }
    return wanted;
}

/// The pilot's own problem (RFC 7807) for a person or record it does not have. A 404 of anything else on the
/// way, or of an unknown organisation, says nothing about the child.
bool says_no_such_person(const ports::HttpAnswer& answer) {
    if (answer.status != 404) return false;
    const auto document = json::parse(answer.body);
    if (!document || document->root()["status"].as_text() != "404") return false;
    const std::string detail = said(document->root()["detail"]) + " " + said(document->root()["title"]);
    const bool names_one =
        base::contains_ignoring_case(detail, "record") || base::contains_ignoring_case(detail, "person");
    return names_one &&
           (base::contains_ignoring_case(detail, "not found") || base::contains_ignoring_case(detail, "no "));
}

bool is_confirmed(const federate::Ask& ask) {
    return std::any_of(ask.person.confirmed.begin(), ask.person.confirmed.end(),
                       [&](const record::Identifier& held) {
                           return held.kind == "sui_person_id" && held.issuer == ask.source.text() &&
                                  held.value == ask.person.nhs_number;
                       });
}

}  // namespace

Conversation::Conversation(const federate::SourceSettings& settings, federate::Ask ask)
    : base_url_(settings.base_url),
      organisation_(settings.organisation),
      coverage_note_(settings.coverage_note),
      ask_(std::move(ask)),
      types_(wanted_types(settings.record_types, ask_)),
      filing_(ask_.person.nhs_number, record::uk_day(ask_.now)) {}

federate::Step Conversation::next() {
    if (is_about_somebody_else_)
        return federate::Done{nothing_but(LedgerState::unusable, "a record is about somebody else")};
    if (is_finding()) return find();
    const bool needs_content = ask_.mode == policy::Mode::content;
    if (needs_content && at_ < pointers_.size()) return fetch();
    return federate::Done{conclude()};
}

std::string Conversation::part() const {
    if (is_finding()) return types_.front();
    return "record " + std::to_string(at_ + 1) + " of " + std::to_string(pointers_.size());
}

federate::Send Conversation::find() const {
    json::Writer body;
    body.object()
        .member("orgId", organisation_)
        .member("personId", ask_.person.nhs_number)
        .member("recordType", types_.front())
        .end();
    ports::HttpRequest request{"POST",
                               "/api/v1/Find/manifest",
                               {{"Content-Type", "application/json"},
                                {"Accept", "application/json"},
                                {"X-Correlation-Id", ask_.correlation_id}},
                               body.text()};
    return {std::move(request), true, part()};
}

federate::Send Conversation::fetch() const {
    ports::HttpRequest request{"GET",
                               pointers_[at_].path,
                               {{"Accept", "application/json"}, {"X-Correlation-Id", ask_.correlation_id}},
                               {}};
    return {std::move(request), true, part()};
}

void Conversation::take(const ports::HttpAnswer& answer) {
    if (is_finding()) return take_find(answer);
    if (at_ < pointers_.size()) take_record(answer);
}

void Conversation::fail(const ports::Exchange&) {
    give_up_part(LedgerState::unreachable, {});
}

void Conversation::take_find(const ports::HttpAnswer& answer) {
    if (says_no_such_person(answer)) return end_part();
    if (answer.status != 200)
        return give_up_part(federate::state_of_status(answer.status),
                            federate::words_of_status(answer.status));
    const auto document =
        federate::says_json(answer) ? json::parse(answer.body) : base::fail(base::Fault::corrupt, "not JSON");
    if (!document) return give_up_part(LedgerState::unusable, "the answer does not read as JSON");
    auto found = read_pointers(document->root(), base_url_, organisation_, ask_.person.nhs_number);
    if (!found) return give_up_part(LedgerState::unusable, "the answer is not a list of records");
    add_pointers(std::move(*found));
    end_part();
}

void Conversation::add_pointers(std::vector<Pointer> found) {
    for (Pointer& pointer : found) {
        if (pointer.record_type != types_.front()) {
            filing_.add_notice("the source lists a record of a type that was not asked for");
            continue;
        }
        const bool is_known = std::any_of(pointers_.begin(), pointers_.end(), [&](const Pointer& one) {
            return !one.path.empty() && one.path == pointer.path;
        });
        if (pointer.path.empty()) {
            missing_.push_back("a record of " + pointer.record_type +
                               " that is not kept at this source's address");
            failure_ = LedgerState::unusable;
        } else if (!is_known && pointers_.size() < kMostRecords) {
            pointers_.push_back(std::move(pointer));
        } else if (!is_known) {
            missing_.push_back("records past the " + std::to_string(kMostRecords) + "th");
            return;
        }
    }
}

void Conversation::take_record(const ports::HttpAnswer& answer) {
    if (answer.status != 200) {
        // A record listed a moment ago and gone now is a gap, whatever the status.
        const LedgerState state = federate::state_of_status(answer.status);
        return give_up_part(state, federate::words_of_status(answer.status));
    }
    const auto document =
        federate::says_json(answer) ? json::parse(answer.body) : base::fail(base::Fault::corrupt, "not JSON");
    if (!document) return give_up_part(LedgerState::unusable, "the answer does not read as JSON");
    file(document->root());
}

void Conversation::file(json::Value root) {
    const Envelope envelope = open_envelope(root);
    if (!envelope.is_whole()) return give_up_part(LedgerState::unusable, "the answer is not a record");
    const bool is_the_person =
        record::compare_numbers(envelope.person_id, ask_.person.nhs_number) == record::Compared::agree;
    if (!is_the_person) {
        is_about_somebody_else_ = true;
        return;
    }
    if (envelope.record_type != pointers_[at_].record_type)
        return give_up_part(LedgerState::unusable, "the record is of another type");
    file_record(root, envelope, filing_);
    ++filed_;
    end_part();
}

void Conversation::give_up_part(LedgerState state, const std::string& why) {
    if (missing_.empty()) {
        failure_ = state;
        failure_words_ = why;
    }
    missing_.push_back(why.empty() ? part() : part() + " (" + why + ")");
    end_part();
}

void Conversation::end_part() {
    if (is_finding())
        types_.pop_front();
    else
        ++at_;
}

record::Reply Conversation::nothing_but(LedgerState state, std::string detail) const {
    record::Reply reply;
    reply.source = ask_.source;
    reply.person = ask_.person.id;
    reply.state = state;
    reply.detail = std::move(detail);
    return reply;
}

record::Reply Conversation::existence() const {
    const auto count = base::counted(pointers_.size(), "record", "records");
    if (missing_.empty())
        return nothing_but(LedgerState::records_held, count + " held; content was not asked for");
    return nothing_but(LedgerState::partial, count + " held; without " + base::join(missing_, ", "));
}

record::Reply Conversation::conclude() {
    const bool has_some = ask_.mode == policy::Mode::existence ? !pointers_.empty() : filed_ > 0;
    if (!has_some && !missing_.empty())
        return nothing_but(failure_,
                           missing_.size() == 1 ? failure_words_ : "without " + base::join(missing_, ", "));
    if (!has_some)
        return nothing_but(LedgerState::none_held,
                           wording::search_detail(coverage_note_, ask_.period.words(), "NHS number"));
    if (ask_.mode == policy::Mode::existence) return existence();
    record::Reply reply = filing_.finish();
    reply.source = ask_.source;
    reply.person = ask_.person.id;
    reply.subject_ref = ask_.person.nhs_number;
    reply.state = missing_.empty() ? LedgerState::records_held : LedgerState::partial;
    reply.detail = missing_.empty() ? "found by NHS number" : "without " + base::join(missing_, ", ");
    judge_identity(reply);
    return reply;
}

/// The number is the one that was asked for. A name or birth date that differs is for a person to settle
/// (FD-8).
void Conversation::judge_identity(record::Reply& reply) const {
    record::Agreement agreement = record::compare_demographics(ask_.person, reply.people.front());
    agreement.number = record::Compared::agree;
    if (agreement.is_certain() || is_confirmed(ask_)) return;
    if (agreement.is_somebody_else()) {
        reply = nothing_but(LedgerState::unusable,
                            "the number agrees, but name and birth date are somebody else's");
        return;
    }
    withhold_records(reply, "found by NHS number, but " + agreement.words() + ": to be confirmed");
}

void Conversation::withhold_records(record::Reply& reply, std::string detail) const {
    reply.state = LedgerState::candidates;
    reply.detail = std::move(detail);
    reply.subject_ref.clear();
    reply.people.resize(1);
    reply.people.front().identifiers.push_back(record::identifier("sui_person_id", ask_.person.nhs_number));
    reply.events.clear();
    reply.ties.clear();
}

}  // namespace kith::sui
