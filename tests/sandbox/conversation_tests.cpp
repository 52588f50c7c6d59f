#include "base/text.h"
#include "connectors/declarative/declarative.h"
#include "connectors/fhir/fhir.h"
#include "connectors/social_care/social_care.h"
#include "connectors/sui/sui.h"
#include "tests/sandbox/asking.h"
#include "tests/sandbox/served.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

// The program's own connectors talk to the stand-ins: both sides read the same public material, and here they
// meet.
using namespace kith;
using namespace kith::sandbox;
using namespace kith::sandbox::test;
using record::LedgerState;

namespace {

using ConnectorPtr = std::shared_ptr<const federate::Connector>;

const std::map<std::string, std::vector<std::string>>& categories() {
    static const std::map<std::string, std::vector<std::string>> kAll = {
        {"pds", {"identity", "address", "relationships", "gp_registration"}},
        {"hospitals", {"health_attendance", "health_concern"}},
        {"ambulance", {"health_attendance"}},
        {"gp", {"health_attendance", "health_concern", "professionals"}},
        {"northshire-care",
         {"identity", "address", "relationships", "social_care_episode", "child_protection_plan",
          "looked_after", "professionals"}},
        {"westmoor-care",
         {"identity", "address", "relationships", "social_care_episode", "child_protection_plan",
          "looked_after", "professionals"}},
        {"cpis", {"child_protection_plan", "looked_after"}},
        {"constabulary", {"police_intelligence", "missing_episode", "police_incident"}},
        {"police-incidents", {"police_incident", "relationships", "address"}},
        {"school", {"identity", "address", "school_attendance", "relationships"}},
        {"safeguarding-files", {"school_concern"}},
        {"family-court", {"court_order"}},
        {"housing", {"tenancy", "address"}},
    };
    return kAll;
}

std::string text_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

record::RosterPerson roster_line(const Person& who) {
    record::RosterPerson line;
    line.id = record::PersonId("subject");
    line.names = {{.given = who.given, .family = who.family}};
    if (!who.born.empty()) line.born = *record::PartialDate::parse_iso(who.born);
    if (!who.expected.empty()) line.expected = *record::PartialDate::parse_iso(who.expected);
    line.is_unborn = who.born.empty();
    line.sex = record::parse_sex(std::string(1, who.sex));
    line.nhs_number = who.nhs_number;
    line.upn = who.upn;
    if (const Place* home = northshire().home_of(northshire().index_of(who)))
        line.addresses = {{.lines = {home->line}, .postcode = home->postcode}};
    return line;
}

/// A worker at a desk: asks one source about one person, and hears the whole conversation.
struct Worker {
    const Served& served;

    ConnectorPtr connector(const Reached& source) const {
        federate::SourceSettings settings{.id = record::SourceId(source.id),
                                          .kind = source.kind,
                                          .base_url = source.base_url(),
                                          .client_id = source.client_id,
                                          .client_secret = base::Secret(source.client_secret),
                                          .organisation = source.organisation,
                                          .record_types = source.record_types};
        if (!source.mapping.empty())
            settings.mapping_json = text_of(served.folder() + "/sandbox/" + source.mapping);
        if (source.kind == "fhir.pds") return fhir::make_pds(settings);
        if (source.kind == "fhir.cpis") return fhir::make_cpis(settings);
        if (source.kind == "fhir.records") return fhir::make_records(settings);
        if (source.kind == "sui") return sui::make(settings);
        if (source.kind == "social_care") return social_care::make(settings);
        auto made = declarative::make(settings);
        BOOST_TEST_REQUIRE(made.has_value());
        return *made;
    }

    federate::Ask question(const Reached& source, const record::RosterPerson& who) const {
        federate::Ask ask;
        ask.source = record::SourceId(source.id);
        ask.person = who;
        for (const auto& category : categories().at(source.id)) ask.categories.emplace_back(category);
        ask.request_id = ask.correlation_id = kUuid;
        ask.purpose = "SECTION_47";
        ask.lawful_basis = "Children Act 1989 s47";
        ask.user = "r.singh";
        ask.role = "duty_social_worker";
        ask.agency = "Northshire Council";
        ask.agency_code = "NSC01";
        ask.now = *base::parse_instant("2026-11-22T09:41:00Z");
        return ask;
    }

    ports::HttpAnswer send(const Reached& source, const ports::HttpRequest& request,
                           const std::string& bearer) const {
        Headers headers = request.headers;
        if (!bearer.empty()) headers.emplace_back("Authorization", "Bearer " + bearer);
        const Heard heard = served.ask(source, request.method, request.path, headers, request.body);
        BOOST_TEST_REQUIRE(heard.status != 0);
        return {.status = heard.status, .headers = {{"content-type", heard.type}}, .body = heard.body};
    }

    std::string bearer(const Reached& source, const federate::Connector& connector) const {
        const auto request = connector.token_request();
        if (!request) return {};
        const auto token = connector.read_token(send(source, *request, {}));
        BOOST_TEST_REQUIRE(token.has_value(), source.id);
        return std::string(token->bearer.reveal());
    }

    record::Reply ask(std::string_view source_id, const record::RosterPerson& who) const {
        const Reached& source = served.source(source_id);
        const auto asked = connector(source);
        const std::string token = bearer(source, *asked);
        const auto conversation = asked->open(question(source, who));
        for (int turn = 0; turn < 200; ++turn) {
            const auto step = conversation->next();
            if (const auto* done = std::get_if<federate::Done>(&step)) return done->reply;
            conversation->take(send(source, std::get<federate::Send>(step).request, token));
        }
        BOOST_FAIL("the conversation does not end");
        std::abort();
    }
    record::Reply ask(std::string_view source_id, std::string_view slug) const {
        return ask(source_id, roster_line(person(slug)));
    }
};

std::string state_at(const Worker& worker, std::string_view source, std::string_view slug) {
    const auto reply = worker.ask(source, slug);
    BOOST_TEST_MESSAGE(source << " about " << slug << ": " << record::name_of(reply.state) << ", "
                              << reply.events.size() << " events; " << reply.detail);
    for (const auto& notice : reply.notices) BOOST_TEST_MESSAGE("    notice: " << notice);
    return std::string(record::name_of(reply.state));
}

std::size_t count_events(const record::Reply& reply, std::string_view category) {
    return static_cast<std::size_t>(std::ranges::count_if(
        reply.events, [&](const record::Event& event) { return event.category.text() == category; }));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sandbox_conversation_tests)

BOOST_AUTO_TEST_CASE(every_source_answers_about_maisie_as_the_pictures_show) {
    const Served served;
    const Worker worker{served};
    const std::map<std::string, std::string> expected = {{"pds", "records_held"},
                                                         {"hospitals", "records_held"},
                                                         {"ambulance", "records_held"},
                                                         {"gp", "records_held"},
                                                         {"northshire-care", "records_held"},
                                                         {"westmoor-care", "candidates"},
                                                         {"cpis", "records_held"},
                                                         {"constabulary", "records_held"},
                                                         {"police-incidents", "records_held"},
                                                         {"school", "records_held"},
                                                         {"safeguarding-files", "records_held"},
                                                         {"family-court", "none_held"},
                                                         {"housing", "records_held"}};
    for (const auto& [source, state] : expected)
        BOOST_TEST(state_at(worker, source, "pellow.maisie") == state, source);
}

BOOST_AUTO_TEST_CASE(of_the_quiet_child_every_source_says_none_held) {
    const Served served;
    const Worker worker{served};
    for (const auto& source : served.sources())
        BOOST_TEST(state_at(worker, source.id, "quiet.child") == "none_held", source.id);
}

BOOST_AUTO_TEST_CASE(the_one_injury_arrives_with_three_days_and_a_shared_reference) {
    const Served served;
    const Worker worker{served};
    std::set<std::string> days;
    int naming_the_police_number = 0;
    for (const auto* source : {"hospitals", "ambulance", "gp", "police-incidents", "safeguarding-files"}) {
        const auto reply = worker.ask(source, "pellow.maisie");
        for (const auto& event : reply.events) {
            const bool is_it = base::contains_ignoring_case(event.title + event.text, "forearm") ||
                               base::contains_ignoring_case(event.text, "holding left arm");
            if (!is_it || !event.occurred.is_known()) continue;
            days.insert(event.occurred.start().iso());
            naming_the_police_number += event.shared_reference == "NC-20261114-0912";
        }
    }
    BOOST_TEST((days == std::set<std::string>{"2026-11-14", "2026-11-15", "2026-11-16"}));
    BOOST_TEST(naming_the_police_number >= 3);
}

BOOST_AUTO_TEST_CASE(a_hundred_and_twenty_encounters_are_all_read) {
    const Served served;
    BOOST_TEST(count_events(Worker{served}.ask("hospitals", "many.child"), "health_attendance") == 120u);
}

BOOST_AUTO_TEST_CASE(the_childs_own_words_arrive_as_such) {
    const Served served;
    const auto reply = Worker{served}.ask("safeguarding-files", "pellow.maisie");
    BOOST_TEST(std::ranges::count_if(reply.events, [](const record::Event& event) {
                   return event.voice == record::Voice::childs_words;
               }) == 2);
}

BOOST_AUTO_TEST_CASE(demographics_withhold_replace_and_say_too_many) {
    const Served served;
    const Worker worker{served};
    BOOST_TEST(state_at(worker, "pds", "restricted.child") == "withheld");
    auto old_number = roster_line(person("superseded.child"));
    old_number.nhs_number = person("superseded.child").old_nhs_numbers.front();
    const auto replaced = worker.ask("pds", old_number);
    BOOST_TEST((replaced.state == LedgerState::records_held));
    BOOST_TEST(replaced.people.front().usable_identifier("nhs_number") ==
               person("superseded.child").nhs_number);
    auto unnumbered = roster_line(person("namesake.1"));
    unnumbered.nhs_number.clear();
    unnumbered.addresses.clear();
    BOOST_TEST((worker.ask("pds", unnumbered).state == LedgerState::too_many));
}

BOOST_AUTO_TEST_CASE(demographics_name_the_people_around_a_child) {
    const Served served;
    const auto reply = Worker{served}.ask("pds", "pellow.maisie");
    std::set<std::string> kinds;
    for (const auto& tie : reply.ties)
        if (tie.to_person) kinds.insert(tie.kind);
    BOOST_TEST(kinds.contains("mother"));
    BOOST_TEST(kinds.contains("father"));
}

BOOST_AUTO_TEST_CASE(swapped_twins_are_never_taken_for_each_other_SW_11) {
    const Served served;
    const auto reply = Worker{served}.ask("hospitals", "twins.taiwo");
    BOOST_TEST((reply.state != LedgerState::records_held));
}

BOOST_AUTO_TEST_CASE(of_two_boys_under_one_number_each_keeps_his_own_records_SW_12) {
    const Served served;
    const auto reply = Worker{served}.ask("gp", "shared.hamza");
    BOOST_TEST((reply.state == LedgerState::records_held));
    BOOST_TEST(reply.people.size() == 2u);
    std::map<std::string, std::string> whose;
    for (const auto& event : reply.events) whose[event.about.at(0)] += event.title;
    BOOST_TEST(whose.size() == 2u);
    BOOST_TEST(whose[reply.subject_ref] == "GP consultation: Eczema");
}

BOOST_AUTO_TEST_CASE(plans_of_an_unborn_child_stand_under_the_mother_at_cpis) {
    const Served served;
    const auto reply = Worker{served}.ask("cpis", "unborn.mother");
    BOOST_TEST((reply.state == LedgerState::records_held));
    BOOST_TEST(reply.events.size() == 1u);
}

BOOST_AUTO_TEST_CASE(court_orders_and_care_arrive_for_the_child_placed_far_away) {
    const Served served;
    const Worker worker{served};
    BOOST_TEST(count_events(worker.ask("family-court", "far.child"), "court_order") == 2u);
    BOOST_TEST(count_events(worker.ask("cpis", "far.child"), "looked_after") == 1u);
    BOOST_TEST(count_events(worker.ask("constabulary", "far.child"), "missing_episode") == 2u);
}

BOOST_AUTO_TEST_CASE(another_childs_record_is_never_taken_for_the_one_asked_about) {
    std::string faults;
    for (const auto& [source, held] : categories())
        faults +=
            std::string(faults.empty() ? "" : ",") + "{\"source\":\"" + source + R"(","kind":"other_child"})";
    const Served served("{\"faults\":[" + faults + "]}");
    const Worker worker{served};
    for (const auto& source : served.sources()) {
        const auto reply = worker.ask(source.id, "pellow.maisie");
        BOOST_TEST((reply.state != LedgerState::records_held), source.id);
        BOOST_TEST(reply.events.empty(), source.id);
    }
}

BOOST_AUTO_TEST_SUITE_END()
