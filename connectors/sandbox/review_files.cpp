#include "connectors/sandbox/review_files.h"

#include "json/writer.h"

#include <algorithm>
#include <array>

namespace kith::sandbox {
namespace {

// The sandbox is asked on whatever day it is: its spells hold for long.
constexpr std::string_view kFrom = "2020-01-01T00:00:00Z", kUntil = "2040-01-01T00:00:00Z";
constexpr std::string_view kMaisiesCase = "NC-2026-10482";

struct Task {
    std::string_view user, why, case_ref;
};
constexpr std::array<Task, 6> kTasks = {{{"a.okafor", "duty_rota", ""},
                                         {"j.brandt", "duty_rota", ""},
                                         {"r.singh", "allocated", kMaisiesCase},
                                         {"p.sharma", "chase_reply", kMaisiesCase},
                                         {"l.hughes", "supervision", kMaisiesCase},
                                         {"l.hughes", "meeting", "NC-2026-10440"}}};

struct Member {
    std::string_view user, person, team, manager, family, postcode;
};
constexpr std::array<Member, 8> kMembers = {
    {{"a.okafor", "NS-1041", "Front door", "l.hughes", "Okafor", "NS2 3AB"},
     {"j.brandt", "NS-1055", "Front door", "l.hughes", "Brandt", "NS7 1LE"},
     {"r.singh", "NS-1077", "Duty social work", "l.hughes", "Singh", "NS5 8TD"},
     {"p.sharma", "NS-1081", "Duty social work", "l.hughes", "Sharma", "NS9 2WN"},
     {"l.hughes", "NS-0312", "Safeguarding leads", "h.lindqvist", "Hughes", "NS11 4GA"},
     {"m.cole", "NS-1210", "Early help", "l.hughes", "Cole", "NS4 6PL"},
     {"t.adeyemi", "NS-0098", "Audit", "h.lindqvist", "Adeyemi", "NS1 1AA"},
     {"r.lindqvist", "NS-0099", "Audit", "h.lindqvist", "Lindqvist", "NS1 5RH"}}};
constexpr std::string_view kUncle = "m.cole";
constexpr std::string_view kNephew = "Tyler";  ///< of the fixture families

void write_relation(json::Writer& w, const Northshire& n, PersonIndex index) {
    const Person& person = n.people[index];
    const Place* home = n.home_of(index);
    w.object().member("nhs_number", person.nhs_number).member("family", person.family);
    if (home != nullptr) w.member("postcode", home->postcode);
    w.end();
}

}  // namespace

std::string review_work_json() {
    json::Writer w;
    w.object().key("spells").array();
    for (const auto& [user, why, case_ref] : kTasks) {
        w.object().member("user", user).member("why", why);
        if (!case_ref.empty()) w.member("case", case_ref);
        w.member("from", kFrom).member("until", kUntil).end();
    }
    w.end().key("in_the_news").array().end();
    w.key("head_of_service").array().string("h.lindqvist").end().end();
    return w.text() + "\n";
}

std::string review_staff_json(const Northshire& northshire) {
    const auto is_nephew = [](const Person& p) {
        return p.given == kNephew && p.is_child() && !p.nhs_number.empty();
    };
    const auto nephew = std::ranges::find_if(northshire.people, is_nephew);
    json::Writer w;
    w.object().key("staff").array();
    for (const auto& [user, person, team, manager, family, postcode] : kMembers) {
        w.object()
            .member("user", user)
            .member("person", person)
            .member("team", team)
            .member("manager", manager);
        w.member("family", family).member("postcode", postcode).key("relations").array();
        if (user == kUncle && nephew != northshire.people.end())
            write_relation(w, northshire, static_cast<PersonIndex>(nephew - northshire.people.begin()));
        w.end().end();
    }
    w.end().end();
    return w.text() + "\n";
}

}  // namespace kith::sandbox
