#include "connectors/declarative/conversation.h"

#include "base/text.h"
#include "connectors/declarative/read_answer.h"
#include "connectors/declarative/request_template.h"
#include "federate/answers.h"
#include "wording/wording.h"

#include <algorithm>

namespace kith::declarative {
namespace {

using record::LedgerState;

constexpr int kMostPages = 50;

bool is_not_found(const std::optional<NotFoundRule>& rule, const ports::HttpAnswer& answer) {
    if (!rule || answer.status != rule->status) return false;
    const auto document = json::parse(answer.body);
    return document && rule->path.exactly(document->root()).as_text() == rule->is;
}

std::string page_words(int page) {
    return "page " + std::to_string(page);
}

}  // namespace

Conversation::Conversation(std::shared_ptr<const Mapping> mapping, std::string organisation,
                           std::string coverage_note, federate::Ask ask)
    : mapping_(std::move(mapping)),
      organisation_(std::move(organisation)),
      coverage_note_(std::move(coverage_note)),
      ask_(std::move(ask)),
      reading_{{}, record::uk_day(ask_.now), {}} {
    reply_.source = ask_.source;
    reply_.person = ask_.person.id;
}

federate::Step Conversation::next() {
    if (is_done_) return federate::Done{std::move(reply_)};
    const std::string member = mapping_->paging ? mapping_->paging->send_as : std::string{};
    return federate::Send{fill(mapping_->request, ask_, organisation_, {member, cursor_}), true,
                          page_words(pages_ + 1)};
}

void Conversation::take(const ports::HttpAnswer& answer) {
    if (is_not_found(mapping_->answer.not_found, answer)) return finish_when_empty();
    if (answer.status != 200)
        return stop(federate::state_of_status(answer.status), federate::words_of_status(answer.status));
    if (!federate::says_json(answer)) return stop(LedgerState::unusable, "the answer is not JSON");
    const auto document = json::parse(answer.body);
    if (!document) return stop(LedgerState::unusable, "the answer does not read as JSON");
    take_page(document->root());
}

void Conversation::fail(const ports::Exchange&) {
    stop(LedgerState::unreachable, {});
}

void Conversation::take_page(json::Value root) {
    if (mapping_->answer.as_of) {
        const auto said = base::parse_instant(mapping_->answer.as_of->exactly(root).text());
        if (said) reply_.as_of = *said;
    }
    read_contacts(*mapping_, root, reading_, reply_.contacts);
    const auto& candidates = mapping_->answer.candidates;
    if (candidates && candidates->exactly(root).size() > 0) return take_candidates(root);
    if (!mapping_->answer.list.exactly(root).is_array())
        return stop(LedgerState::unusable, "the answer holds no list of records");
    if (!is_about_the_person(root)) return;
    take_records(root);
}

void Conversation::take_candidates(json::Value root) {
    reply_.people.clear();
    read_people(*mapping_, Circle::candidates, root, reading_, reply_.people);
    if (reply_.people.empty())
        return set_aside("the answer names possible people without saying who they are");
    reply_.state = LedgerState::candidates;
    reply_.detail =
        "the source holds " + base::counted(reply_.people.size(), "person", "people") + " who may be meant";
    is_done_ = true;
    if (ask_.mode == policy::Mode::existence) keep_existence_only();
}

bool Conversation::is_about_the_person(json::Value root) {
    const Whose whose = whose_answer(mapping_->identity, root, ask_.person, ask_.source, reading_);
    const bool has_records = mapping_->answer.list.exactly(root).size() > 0;
    if (!whose.is_said) {
        if (has_records)
            set_aside("the answer does not say whom it is about");
        else
            finish_when_empty();
        return false;
    }
    if (whose.is_somebody_else()) {
        set_aside("the answer is about somebody else");
        return false;
    }
    if (!reply_.subject_ref.empty() && reply_.subject_ref != whose.ref) {
        set_aside("its pages are about different people");
        return false;
    }
    if (whose.is_the_person()) {
        reply_.subject_ref = reading_.subject_ref = whose.ref;
        return true;
    }
    reply_.people.clear();
    read_people(*mapping_, Circle::subject_only, root, reading_, reply_.people);
    reply_.subject_ref.clear();
    reply_.state = LedgerState::candidates;
    reply_.detail = "one person who may be meant: " + whose.agreement.words();
    is_done_ = true;
    if (ask_.mode == policy::Mode::existence) keep_existence_only();
    return false;
}

void Conversation::take_records(json::Value root) {
    read_people(*mapping_, Circle::subject_only, root, reading_, reply_.people);
    read_people(*mapping_, Circle::everybody_else, root, reading_, reply_.people);
    read_events(*mapping_, ask_.categories, root, reading_, reply_.events);
    read_ties(*mapping_, root, reading_, reply_.ties);
    if (!reading_.missing.empty())
        return set_aside("a record lacks what every record must have: " + reading_.missing);
    for (const std::string& name : unnamed_members(*mapping_, root)) {
        const std::string notice = "the answer has a member that the mapping does not name: " + name;
        if (std::find(reply_.notices.begin(), reply_.notices.end(), notice) == reply_.notices.end())
            reply_.notices.push_back(notice);
    }
    if (mapping_->answer.list.exactly(root).size() > 0) reply_.state = LedgerState::records_held;
    ++pages_;
    follow(root);
}

void Conversation::follow(json::Value root) {
    const bool knows_enough =
        ask_.mode == policy::Mode::existence && reply_.state == LedgerState::records_held;
    const std::string next =
        mapping_->paging && !knows_enough ? mapping_->paging->next.exactly(root).as_text() : std::string{};
    if (next.empty()) {
        if (reply_.state != LedgerState::records_held) return finish_when_empty();
        is_done_ = true;
        if (ask_.mode == policy::Mode::existence) keep_existence_only();
        return;
    }
    if (next == cursor_ || pages_ >= kMostPages)
        return stop(LedgerState::unusable,
                    next == cursor_ ? "the same page came twice" : "more pages than may be read");
    cursor_ = next;
}

void Conversation::finish_when_empty() {
    if (pages_ > 0 && reply_.state == LedgerState::records_held)
        return stop(LedgerState::unusable, "the pages contradict each other");
    reply_.state = LedgerState::none_held;
    reply_.subject_ref.clear();
    reply_.people.clear();
    reply_.ties.clear();
    reply_.detail = wording::search_detail(coverage_note_, ask_.period.words(),
                                           identifiers_sent(mapping_->request, ask_));
    is_done_ = true;
}

void Conversation::stop(LedgerState state, std::string detail) {
    if (is_done_) return;
    is_done_ = true;
    const bool has_some = pages_ > 0 && reply_.state == LedgerState::records_held;
    reply_.state = has_some ? LedgerState::partial : state;
    reply_.detail =
        has_some ? page_words(pages_ + 1) + " is missing" + (detail.empty() ? "" : ": " + detail) : detail;
    if (!has_some) reply_.contacts.clear();
    if (has_some && ask_.mode == policy::Mode::existence) keep_existence_only();
}

void Conversation::set_aside(std::string detail) {
    record::Reply nothing;
    nothing.source = ask_.source;
    nothing.person = ask_.person.id;
    nothing.state = LedgerState::unusable;
    nothing.detail = std::move(detail);
    reply_ = std::move(nothing);
    is_done_ = true;
}

void Conversation::keep_existence_only() {
    reply_.subject_ref.clear();
    reply_.people.clear();
    reply_.events.clear();
    reply_.ties.clear();
}

}  // namespace kith::declarative
