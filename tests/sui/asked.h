#pragma once
#include "connectors/sui/sui.h"
#include "federate/connector.h"
#include "record/reply_json.h"

#include <fstream>
#include <iterator>
#include <string>
#include <variant>

/// An invented child, a custodian, and a conversation driven by hand.
namespace kith::sui::tests {

inline constexpr const char* kNumber = "9990004838";
inline constexpr const char* kBase = "https://school.northshire.example/sui";

inline federate::SourceSettings school() {
    federate::SourceSettings settings;
    settings.id = record::SourceId("school");
    settings.kind = "sui";
    settings.base_url = kBase;
    settings.organisation = "EDUCATION-01";
    settings.record_types = {"education.details", "personal.details"};
    return settings;
}

inline federate::Ask ask_about_maisie() {
    federate::Ask ask;
    ask.source = record::SourceId("school");
    ask.person.id = record::PersonId("subject");
    ask.person.names = {{.given = "Maisie Rose", .family = "Pellow"}};
    ask.person.born = *record::PartialDate::of_day(2017, 2, 14);
    ask.person.nhs_number = kNumber;
    for (const char* category : {"identity", "address", "school_attendance", "relationships"})
        ask.categories.emplace_back(category);
    ask.now = *base::parse_instant("2026-11-22T09:41:00Z");
    return ask;
}

inline ports::HttpAnswer answer(std::string body, int status = 200,
                                const std::string& type = "application/json") {
    return {status, {{"content-type", type}}, std::move(body)};
}

inline std::string pointer(const std::string& type, const std::string& id, const std::string& url = {}) {
    return R"({"recordType":")" + type + R"(","recordUrl":")" +
           (url.empty() ? std::string(kBase) + "/api/v1/Fetch/EDUCATION-01/" + id : url) +
           R"(","recordId":")" + id + R"(","systemId":"S-1"})";
}

inline std::string envelope(const std::string& type, const std::string& id, const std::string& payload,
                            const std::string& person = kNumber) {
    return R"({"recordId":")" + id + R"(","personId":")" + person + R"(","recordType":")" + type +
           R"(","version":"1","contactDetails":[{"name":"School office","telephone":"01632 960145"}],"recordLink":[],"payload":)" +
           payload + "}";
}

inline const std::string kAttendance =
    R"({"educationSettingName":"Harbour Primary","yearlyEducationAttendances":[{"academicTermYearStart":2026,"academicTermYearEnd":2027,"attendancePercentage":71}]})";
inline const std::string kPersonal =
    R"({"firstName":"Maisie","lastName":"Pellow","dateOfBirth":"2017-02-14"})";

inline federate::Send sent(federate::Conversation& conversation) {
    return std::get<federate::Send>(conversation.next());
}
inline record::Reply reply_of(federate::Conversation& conversation) {
    return std::get<federate::Done>(conversation.next()).reply;
}

/// Gives the answers in turn, whatever is asked, and returns how it ended.
inline record::Reply after(const std::vector<ports::HttpAnswer>& answers,
                           const federate::Ask& ask = ask_about_maisie()) {
    const auto conversation = make(school())->open(ask);
    for (const auto& one : answers) {
        sent(*conversation);
        conversation->take(one);
    }
    return reply_of(*conversation);
}

inline std::string file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace kith::sui::tests
