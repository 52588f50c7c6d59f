#pragma once
#include "connectors/declarative/declarative.h"
#include "federate/connector.h"
#include "record/reply_json.h"

#include <fstream>
#include <iterator>
#include <string>
#include <variant>

/// What every test of this room begins with: an invented child, a mapped source, and a conversation driven by
/// hand.
namespace kith::declarative::tests {

inline std::string file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string shipped_mapping(const std::string& source) {
    return file(KITH_SOURCE_DIR "/connectors/declarative/mappings/" + source + ".json");
}

inline std::string example_answer(const std::string& source) {
    return file(KITH_TEST_DATA "/declarative/" + source + ".json");
}

inline record::RosterPerson maisie() {
    record::RosterPerson child;
    child.id = record::PersonId("subject");
    child.names = {{.given = "Maisie Rose", .family = "Pellow"}};
    child.born = *record::PartialDate::of_day(2017, 2, 14);
    child.nhs_number = "9990004838";
    child.addresses = {{.lines = {"12 Mill Lane"}, .postcode = "NS4 7QT"}};
    return child;
}

inline federate::Ask ask_about(record::RosterPerson person, const std::string& source,
                               std::vector<std::string> categories) {
    federate::Ask ask;
    ask.source = record::SourceId(source);
    ask.person = std::move(person);
    for (auto& category : categories) ask.categories.emplace_back(std::move(category));
    ask.permit = record::PermitId("permit-1");
    ask.request_id = "5f0f8c0e-6a43-4d0e-9e3a-2b7d3f1c9a10";
    ask.correlation_id = "7a1f0f51-1f66-4a0e-8f0e-0d6b1f0c2b20";
    ask.purpose = "SECTION_47";
    ask.lawful_basis = "Children Act 1989 section 47";
    ask.user = "a.okafor";
    ask.role = "mash_worker";
    ask.agency_code = "NSC01";
    ask.now = *base::parse_instant("2026-11-22T09:41:00Z");
    return ask;
}

inline federate::SourceSettings settings_of(const std::string& source, std::string mapping) {
    federate::SourceSettings settings;
    settings.id = record::SourceId(source);
    settings.kind = "declarative";
    settings.mapping_json = std::move(mapping);
    return settings;
}

inline ports::HttpAnswer answer(std::string body, int status = 200,
                                const std::string& type = "application/json") {
    return {status, {{"content-type", type}}, std::move(body)};
}

inline std::shared_ptr<const federate::Connector> shipped(const std::string& source) {
    return *make(settings_of(source, shipped_mapping(source)));
}

inline ports::HttpRequest sent(federate::Conversation& conversation) {
    return std::get<federate::Send>(conversation.next()).request;
}

inline record::Reply reply_of(federate::Conversation& conversation) {
    return std::get<federate::Done>(conversation.next()).reply;
}

/// One question, one answer.
inline record::Reply ask_once(const std::string& source, const federate::Ask& ask,
                              const ports::HttpAnswer& came) {
    const auto conversation = shipped(source)->open(ask);
    sent(*conversation);
    conversation->take(came);
    return reply_of(*conversation);
}

}  // namespace kith::declarative::tests
