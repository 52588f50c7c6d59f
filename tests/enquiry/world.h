#pragma once
#include "enquiry/enquiry.h"
#include "support/memory_audit_sink.h"
#include "support/memory_key_store.h"
#include "support/scratch_folder.h"
#include "support/scripted_transport.h"
#include "support/seeded_entropy.h"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

/// A small partnership of two sources that a test scripts, and one child.
namespace kith::enquiry_tests {

using namespace std::chrono_literals;
using enquiry::Enquiry;
using record::LedgerState;
using record::PersonId;
using record::SourceId;
using support::ScriptedAnswer;

/// A source that answers with one event titled as the body says; without an NHS number it offers a candidate.
class PlainTalk final : public federate::Conversation {
public:
    explicit PlainTalk(federate::Ask ask) : ask_(std::move(ask)) {}

    federate::Step next() override {
        if (is_done_) return federate::Done{reply_};
        return federate::Send{{.method = "GET", .path = "/record", .headers = {}, .body = {}}, true, {}};
    }
    void take(const ports::HttpAnswer& answer) override {
        is_done_ = true;
        record::PersonRecord person;
        person.ref = "child";
        person.origin = {ask_.source, "record-1", ask_.now, ask_.permit};
        person.identifiers.push_back(record::identifier("nhs_number", "9990004838"));
        record::PersonName name;
        name.given = "Ana";
        name.family = "Example";
        person.names.push_back(name);
        reply_.people.push_back(person);
        reply_.detail = "searched by name";
        if (ask_.person.nhs_number.empty()) {
            reply_.state = LedgerState::candidates;
            return;
        }
        reply_.state = LedgerState::records_held;
        reply_.subject_ref = "child";
        reply_.events.push_back(event(answer.body));
    }
    void fail(const ports::Exchange& exchange) override {
        is_done_ = true;
        reply_.state = LedgerState::unreachable;
        reply_.detail = std::string(ports::name_of(exchange.failure));
    }

private:
    record::Event event(const std::string& title) const {
        record::Event e;
        e.origin = {ask_.source, "event-1", ask_.now, ask_.permit};
        e.category = ask_.categories.front();
        e.kind = "ed_attendance";
        e.title = title;
        e.occurred = record::When::parse_iso("2026-11-16");
        e.about = {"child"};
        return e;
    }
    federate::Ask ask_;
    record::Reply reply_;
    bool is_done_ = false;
};

class PlainConnector final : public federate::Connector {
public:
    explicit PlainConnector(bool needs_number) : needs_number_(needs_number) {}
    std::string cannot_ask(const record::RosterPerson& person) const override {
        return needs_number_ && person.nhs_number.empty() ? "needs an NHS number" : "";
    }
    std::unique_ptr<federate::Conversation> open(const federate::Ask& ask) const override {
        return std::make_unique<PlainTalk>(ask);
    }

private:
    bool needs_number_;
};

inline policy::Rulebook northshire() {
    std::ifstream in(std::string(KITH_SOURCE_DIR) + "/policy/rules/northshire.json");
    std::ostringstream text;
    text << in.rdbuf();
    auto read = policy::read_rulebook(text.str());
    BOOST_TEST_REQUIRE(read.has_value(), (read ? "" : read.error().detail));
    return *read;
}

/// Two sources, one log, one clock: enough for every turn an enquiry can take.
struct World {
    policy::Rulebook rulebook = northshire();
    support::FakeClock clock;
    support::SeededEntropy entropy;
    support::MemoryAuditSink audit;
    support::ScriptedTransport transport{clock};
    federate::Engine engine{transport,
                            clock,
                            entropy,
                            {{SourceId("pds"), std::make_shared<PlainConnector>(false)},
                             {SourceId("hospitals"), std::make_shared<PlainConnector>(true)}}};
    support::ScratchFolder folder;
    support::MemoryKeyStore keys;
    std::unique_ptr<cache::Shelf> shelf;
    Enquiry enquiry{7, surroundings()};
    std::vector<enquiry::Event> events;
    std::stop_source stop;

    World() {
        transport.on("pds", {ScriptedAnswer{.body = "registered", .headers = {}}});
        transport.on("hospitals", {ScriptedAnswer{.body = "attended", .headers = {}}.taking(50ms)});
    }
    enquiry::Surroundings surroundings() {
        return {rulebook, engine, audit, clock, entropy, "WS-1", "NSC01", shelf.get(), {}};
    }
    /// Whoever sits down at the same machine, with their shelf.
    void open_shelf(const std::string& user = "a.okafor") {
        auto opened =
            cache::Shelf::open({folder.file("shelf.sqlite"), user, "WS-1"}, {keys, audit, clock, entropy});
        BOOST_TEST_REQUIRE(opened.has_value(), (opened ? "" : opened.error().detail));
        shelf = std::move(*opened);
        begin();
    }
    /// The next enquiry.
    void begin() {
        enquiry = Enquiry(8, surroundings());
        events.clear();
    }
    enquiry::OnEvent listen() {
        return [this](enquiry::Event event) { events.push_back(std::move(event)); };
    }
    void run(const policy::Request& request) { enquiry.run(request, stop.get_token(), listen()); }

    template <typename T>
    const T* last() const {
        return events.empty() ? nullptr : std::get_if<T>(&events.back());
    }
    record::Cell cell(const std::string& source) const {
        for (const auto& cell : enquiry.picture()->ledger)
            if (cell.source == SourceId(source) && cell.person == PersonId("subject")) return cell;
        return {};
    }
    std::vector<std::string> logged() const {
        std::vector<std::string> kinds;
        for (const auto& entry : audit.entries) kinds.push_back(entry.kind);
        return kinds;
    }
};

inline policy::Request about_ana(const std::string& nhs = "9990004838") {
    policy::Request request;
    request.user = {"a.okafor", "A. Okafor", "mash_worker", "Northshire Council"};
    request.purpose = "MASH_ENQUIRY";
    request.case_ref = "NC-1";
    request.reason = "Bruising seen at school";
    request.sources = {SourceId("pds"), SourceId("hospitals")};
    record::RosterPerson child;
    child.id = PersonId("subject");
    record::PersonName name;
    name.given = "Ana";
    name.family = "Example";
    child.names = {name};
    child.born = *record::PartialDate::of_day(2018, 5, 4);
    child.nhs_number = nhs;
    request.roster = {child};
    return request;
}

}  // namespace kith::enquiry_tests
