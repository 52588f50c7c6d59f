#include "world.h"

#include "base/text.h"

#include <algorithm>
#include <stdexcept>

namespace kith::federate_tests {
namespace {

using record::LedgerState;

class PlainConversation final : public federate::Conversation {
public:
    PlainConversation(const PlainConnector& manners, federate::Ask ask)
        : manners_(manners), ask_(std::move(ask)) {
        if (manners_.throws) throw std::logic_error("a fault of ours");
    }

    federate::Step next() override {
        if (is_over_ || page_ == manners_.pages) return federate::Done{finished()};
        federate::Send send;
        send.request.path = "/" + ask_.person.id.text() + "?page=" + std::to_string(page_ + 1);
        send.is_repeatable = manners_.is_repeatable;
        send.part = "page " + std::to_string(page_ + 1) + " of " + std::to_string(manners_.pages);
        return send;
    }

    void take(const ports::HttpAnswer& answer) override {
        ++page_;
        if (answer.status == 200) return note(answer.body);
        is_over_ = true;
        if (answer.status == 404) return;
        reply_.state = answer.status == 401 ? LedgerState::refused : LedgerState::unreachable;
        reply_.detail = "the source answered " + std::to_string(answer.status);
    }

    void fail(const ports::Exchange&) override {
        is_over_ = true;
        reply_.state = reply_.events.empty() ? LedgerState::unreachable : LedgerState::partial;
    }

private:
    void note(const std::string& references) {
        for (const auto& reference : base::split(references, ',')) {
            record::Event event;
            event.origin.reference = reference;
            event.category = record::CategoryId("health_attendance");
            event.title = "Attendance";
            reply_.events.push_back(event);
        }
        reply_.state = LedgerState::records_held;
    }

    record::Reply finished() {
        if (manners_.spoil) manners_.spoil(reply_);
        return reply_;
    }

    const PlainConnector& manners_;
    federate::Ask ask_;
    record::Reply reply_;
    int page_ = 0;
    bool is_over_ = false;
};

policy::Rulebook rulebook_of(const std::vector<std::string>& sources) {
    policy::Rulebook book;
    book.id = book.version = "test";
    book.hash = "00";
    book.roles = {{"mash_worker", "MASH worker"}};
    policy::Purpose purpose;
    purpose.id = purpose.name = "MASH_ENQUIRY";
    purpose.lawful_basis = "Children Act 2004 s.10";
    purpose.required = {record::SourceId(sources.front())};
    book.purposes = {purpose};
    const record::CategoryId attendance("health_attendance");
    book.categories = {{attendance, "Attendances"}};
    for (const auto& name : sources) {
        policy::Source source;
        source.id = record::SourceId(name);
        source.name = source.short_name = name;
        source.categories = {attendance};
        book.sources.push_back(source);
    }
    policy::Rule permits;
    permits.id = "R-1";
    permits.permits = true;
    permits.why = "Attendances may be seen.";
    book.rules = {permits};
    policy::Agreement agreement;
    agreement.id = "A-1";
    for (const auto& source : book.sources) agreement.sources.push_back(source.id);
    book.agreements = {agreement};
    return book;
}

}  // namespace

std::unique_ptr<federate::Conversation> PlainConnector::open(const federate::Ask& ask) const {
    return std::make_unique<PlainConversation>(*this, ask);
}

std::optional<ports::HttpRequest> PlainConnector::token_request() const {
    if (!wants_token) return std::nullopt;
    return ports::HttpRequest{"POST", "/token", {}, "grant_type=client_credentials"};
}

base::Expected<federate::Token> PlainConnector::read_token(const ports::HttpAnswer& answer) const {
    if (answer.status != 200) return base::fail(base::Fault::denied, "no token");
    const auto words = base::split(answer.body, ' ');
    return federate::Token{base::Secret(words.at(0)), std::chrono::seconds(std::stoi(words.at(1)))};
}

ScriptedAnswer token(const std::string& name, int seconds) {
    return {.body = name + " " + std::to_string(seconds), .headers = {}};
}

ScriptedAnswer records(const std::string& references) {
    return {.body = references, .headers = {}};
}

record::RosterPerson person(const std::string& id) {
    record::RosterPerson one;
    one.id = record::PersonId(id);
    one.relation = id == "subject" ? "subject" : "sibling";
    one.names = {{.given = "Test", .family = "Person", .text = {}, .period = {}}};
    one.estimated_age = 9;
    return one;
}

policy::Permit permit_for(const std::vector<record::RosterPerson>& people,
                          const std::vector<std::string>& sources) {
    policy::Request request;
    request.user = {"a.okafor", "A. Okafor", "mash_worker", "Northshire Council"};
    request.purpose = "MASH_ENQUIRY";
    request.case_ref = "CR-1";
    request.reason = "A referral by the school";
    request.roster = people;
    const support::FakeClock clock;
    return std::get<policy::Permit>(policy::decide(rulebook_of(sources), request, clock.now()));
}

World::World(const std::vector<std::string>& names, size_t people) : sources(names), began_(clock.ticks()) {
    for (const auto& name : names) connectors[name] = std::make_shared<PlainConnector>();
    for (size_t i = 0; i < people; ++i)
        roster.push_back(person(i == 0 ? "subject" : "p" + std::to_string(i)));
}

federate::Engine& World::engine() {
    if (!engine_) {
        federate::Connectors shared;
        for (const auto& [name, one] : connectors) shared[record::SourceId(name)] = one;
        engine_ = std::make_unique<federate::Engine>(network, clock, entropy, shared, manners);
    }
    return *engine_;
}

std::vector<federate::Outcome> World::fetch(std::stop_token stop) {
    const auto permit = permit_for(roster, sources);
    const auto logged = audit.append({});
    const auto plan = federate::plan(permit, engine().connectors());
    return engine().fetch(permit, *logged, plan, stop,
                          [this](federate::Outcome one) { heard.push_back(std::move(one)); });
}

std::chrono::milliseconds World::now() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(clock.ticks() - began_);
}

const federate::Outcome& at(const std::vector<federate::Outcome>& outcomes, const std::string& source,
                            const std::string& person) {
    const auto found = std::find_if(outcomes.begin(), outcomes.end(), [&](const federate::Outcome& one) {
        return one.cell.source.text() == source && one.cell.person.text() == person;
    });
    if (found == outcomes.end()) throw std::out_of_range("no such cell");
    return *found;
}

std::string state_of(const federate::Outcome& outcome) {
    return std::string(record::name_of(outcome.cell.state));
}

std::string told(const federate::Outcome& outcome) {
    std::vector<std::string> references;
    for (const auto& event : outcome.reply.events) references.push_back(event.origin.reference);
    return outcome.cell.source.text() + "/" + outcome.cell.person.text() + " " + state_of(outcome) + " " +
           std::to_string(outcome.cell.count) + ": " + base::join(references, ",") + " (" +
           outcome.cell.detail + ")";
}

}  // namespace kith::federate_tests
