#pragma once
#include "connectors/fhir/fhir.h"
#include "federate/connector.h"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <utility>
#include <variant>

// Drives a conversation by hand: no network, no clock.
namespace kith::test {

inline constexpr const char* kChild = "9990004838";
inline constexpr const char* kOther = "9990004846";

inline base::Instant today() {
    return *base::parse_instant("2026-11-22T09:00:00Z");
}

inline record::PartialDate date(std::string_view iso) {
    return *record::PartialDate::parse_iso(iso);
}

inline record::RosterPerson maisie() {
    record::RosterPerson person;
    person.id = record::PersonId("subject");
    person.names.push_back({.given = "Maisie Rose", .family = "Pellow"});
    person.born = date("2017-02-14");
    person.nhs_number = kChild;
    return person;
}

inline federate::Ask ask_about(record::RosterPerson person, std::initializer_list<const char*> categories) {
    federate::Ask ask;
    ask.source = record::SourceId("pds");
    ask.person = std::move(person);
    for (const char* category : categories) ask.categories.emplace_back(category);
    ask.request_id = "6f40cebe-7b55-461d-9d7f-eadb4c0657ff";
    ask.correlation_id = "0e7cc7b2-94b7-42c2-875b-56c921e4bcc2";
    ask.agency_code = "NSC01";
    ask.purpose = "SECTION_47";
    ask.now = today();
    return ask;
}

inline ports::HttpAnswer answer(int status, std::string body, std::string type = "application/fhir+json") {
    return {status, {{"content-type", std::move(type)}}, std::move(body)};
}

inline ports::Exchange failure(ports::HttpFailure how) {
    ports::Exchange exchange;
    exchange.failure = how;
    return exchange;
}

/// One conversation and what it wants next.
class Talk {
public:
    Talk(const federate::Connector& connector, const federate::Ask& ask)
        : conversation_(connector.open(ask)), step_(conversation_->next()) {}

    bool is_over() const { return std::holds_alternative<federate::Done>(step_); }
    const federate::Send& wanted() const {
        BOOST_TEST_REQUIRE(!is_over(), "the conversation is over");
        return std::get<federate::Send>(step_);
    }
    const ports::HttpRequest& request() const { return wanted().request; }
    std::string header(std::string_view name) const {
        for (const auto& [key, value] : request().headers)
            if (key == name) return value;
        return {};
    }
    Talk& hear(const ports::HttpAnswer& heard) {
        BOOST_TEST_REQUIRE(!is_over());
        conversation_->take(heard);
        step_ = conversation_->next();
        return *this;
    }
    Talk& lose(ports::HttpFailure how) {
        BOOST_TEST_REQUIRE(!is_over());
        conversation_->fail(failure(how));
        step_ = conversation_->next();
        return *this;
    }
    const record::Reply& reply() const {
        BOOST_TEST_REQUIRE(is_over(), "the conversation goes on");
        return std::get<federate::Done>(step_).reply;
    }
    std::string state() const { return std::string(record::name_of(reply().state)); }

private:
    std::unique_ptr<federate::Conversation> conversation_;
    federate::Step step_;
};

inline bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// Nothing that the child could be known by.
inline bool is_free_of_details(std::string_view text) {
    for (const char* part : {"Maisie", "Pellow", "2017", "9990004838", "9990004846", "NS4"})
        if (has(text, part)) return false;
    return true;
}

inline std::string patient(
    std::string_view number, std::string_view more = {},
    std::string_view demographics =
        R"("name":[{"use":"usual","given":["Maisie","Rose"],"family":"Pellow"}],"birthDate":"2017-02-14")") {
    std::string text = R"({"resourceType":"Patient","id":")" + std::string(number) +
                       R"(","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":")" +
                       std::string(number) + R"("}])";
    if (!demographics.empty()) text += "," + std::string(demographics);
    if (!more.empty()) text += "," + std::string(more);
    return text + "}";
}

inline std::string bundle(std::initializer_list<std::string> resources, std::string_view more = {}) {
    std::string text = R"({"resourceType":"Bundle","type":"searchset")";
    if (!more.empty()) text += "," + std::string(more);
    text += R"(,"entry":[)";
    bool is_first = true;
    for (const auto& resource : resources) {
        if (!is_first) text += ',';
        is_first = false;
        text += R"({"resource":)" + resource + "}";
    }
    return text + "]}";
}

inline std::string outcome(std::string_view code, std::string_view issue = "value") {
    return R"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":")" +
           std::string(issue) +
           R"(","details":{"coding":[{"system":"https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode","code":")" +
           std::string(code) + R"("}]},"diagnostics":"Invalid value 'Maisie Pellow 9990004838'"}]})";
}

}  // namespace kith::test
