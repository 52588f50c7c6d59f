#pragma once
#include "connectors/social_care/social_care.h"
#include "federate/connector.h"
#include "record/reply_json.h"

#include <fstream>
#include <iterator>
#include <string>
#include <variant>

/// An invented child, a council, and a conversation driven by hand.
namespace kith::social_care::tests {

inline constexpr const char* kUpn = "R201100018042";

inline federate::SourceSettings council() {
    federate::SourceSettings settings;
    settings.id = record::SourceId("northshire-care");
    settings.kind = "social_care";
    settings.organisation = "997";
    settings.client_id = "kith";
    return settings;
}

inline federate::Ask ask_about_maisie() {
    federate::Ask ask;
    ask.source = record::SourceId("northshire-care");
    ask.person.id = record::PersonId("subject");
    ask.person.names = {{.given = "Maisie Rose", .family = "Pellow"}};
    ask.person.born = *record::PartialDate::of_day(2017, 2, 14);
    ask.person.upn = kUpn;
    ask.person.nhs_number = "9990004838";
    ask.person.addresses = {{.postcode = "NS4 7QT"}};
    ask.now = *base::parse_instant("2026-11-22T09:41:00Z");
    return ask;
}

inline ports::HttpAnswer answer(std::string body, int status = 200,
                                const std::string& type = "application/json") {
    return {status, {{"content-type", type}}, std::move(body)};
}

inline std::string details(const std::string& given = "Maisie", const std::string& family = "Pellow",
                           const std::string& born = "2017-02-14", const std::string& upn = kUpn) {
    return R"("first_name":")" + given + R"(","surname":")" + family + R"(","date_of_birth":")" + born +
           "\"" + (upn.empty() ? "" : R"(,"unique_pupil_number":")" + upn + "\"");
}

inline std::string child(const std::string& id, const std::string& child_details,
                         const std::string& episode = {}) {
    return R"({"la_child_id":")" + id + R"(","child_details":{)" + child_details +
           R"(},"social_care_episodes":[)" +
           (episode.empty()
                ? ""
                : R"({"social_care_episode_id":"E-1","referral_date":"2025-06-01",)" + episode + "}") +
           "]}";
}

inline const std::string kPlan =
    R"("child_protection_plans":[{"child_protection_plan_id":"P-1","start_date":"2025-06-12"}])";

inline record::Reply after(const ports::HttpAnswer& came, const federate::Ask& ask = ask_about_maisie()) {
    const auto conversation = make(council())->open(ask);
    conversation->next();
    conversation->take(came);
    return std::get<federate::Done>(conversation->next()).reply;
}

inline record::Reply after_children(const std::string& children,
                                    const federate::Ask& ask = ask_about_maisie()) {
    return after(answer("[" + children + "]"), ask);
}

}  // namespace kith::social_care::tests
