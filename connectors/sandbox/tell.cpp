#include "connectors/sandbox/tell.h"

#include "connectors/sandbox/days.h"
#include "connectors/sandbox/pools.h"

#include <algorithm>
#include <array>

namespace kith::sandbox {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 8> kComplaints = {"Cough",         "Ear infection", "Eczema",
                                                         "Vaccination",   "Stomach ache",  "Sleep",
                                                         "Asthma review", "Sore throat"};
constexpr std::array<std::string_view, 6> kInjuries = {"Cut to forehead", "Wrist fracture",
                                                       "Scald to arm",    "Bruise to face",
                                                       "Fall on stairs",  "Dog bite to hand"};
constexpr std::array<std::string_view, 5> kWorries = {
    "Hungry and tired for a week.", "Flinched when an adult raised a hand.", "Asked not to be sent home.",
    "Same clothes since Monday, said the washing machine is broken.",
    "Talked of looking after the baby at night."};
constexpr std::array<std::string_view, 3> kQuarrels = {
    "Argument between adults heard by a neighbour; children present.",
    "Adult male refused to leave the address; children upstairs.",
    "Call dropped after shouting; officers found a broken door and two adults."};

class Teller {
public:
    Teller(Builder& builder, const FamilyTold& family, Dice& dice)
        : b_(builder),
          family_(family),
          dice_(dice),
          council_(family.is_in_westmoor ? "westmoor-care" : "northshire-care") {}

    void routine(PersonIndex child) {
        const int visits = dice_.between(1, 5);
        for (int i = 0; i < visits; ++i) {
            auto& contact = b_.contact("gp", child, "consultation", past_day(child),
                                       std::string(dice_.pick(kComplaints)));
            contact.clinician = dice_.pick(professional_names());
            contact.role = "general practitioner";
        }
        if (dice_.chance(45))
            b_.contact("hospitals", child, "emergency", clocked(past_day(child)), "Minor illness").location =
                kEmergencyDepartment;
        if (dice_.chance(25))
            b_.appointment("hospitals", child, dice_.chance(30) ? "noshow" : "fulfilled",
                           clocked(past_day(child)), "Children's clinic");
        school_years(child);
    }

    void referral(PersonIndex child, bool is_serious) {
        const Day referred = today() - days(dice_.between(40, 900));
        auto& episode = b_.episode(council_, child, iso(referred), dice_.chance(50) ? "2A" : "3A");
        episode.assessments = {
            {.from = iso(referred + days(2)), .until = iso(referred + days(36)), .factors = {"8B"}}};
        episode.workers = {
            {"NS-0" + std::to_string(dice_.between(100, 499)), {.from = iso(referred + days(2))}}};
        if (is_serious) return protect(episode, referred);
        if (referred + days(200) < today()) close(episode, referred + days(60));
        if (episode.closed.empty()) episode.in_need_plans = {{.from = iso(referred + days(37))}};
    }

    void worry(PersonIndex child) {
        if (!b_.out().people[child].school) return;
        const std::string noticed = past_day(child);
        b_.written().concerns.push_back({.person = child,
                                         .reference = b_.reference("SG"),
                                         .noticed = noticed,
                                         .recorded = stamp(noticed, "15:50"),
                                         .category = "neglect",
                                         .words = std::string(dice_.pick(kWorries)),
                                         .author = "Class teacher",
                                         .action = "Safeguarding lead told."});
    }

    /// One quarrel at home: the log of the police is right about the day, the hospital later, the school
    /// after the weekend.
    void quarrel() {
        const PersonIndex child = family_.children.front();
        const Day true_day = today() - days(dice_.between(5, 600));
        const std::string slug = b_.out().families.back().slug + ".quarrel";
        const std::string log = b_.reference("NC-2026");
        b_.incident(slug, iso(true_day), "argument between adults at home, a child hurt",
                    {family_.mother, child});
        PoliceIncident line{.reference = log,
                            .occurred = stamp(iso(true_day), "20:30"),
                            .reported = stamp(iso(true_day), "20:44"),
                            .kind = "domestic",
                            .grade = "priority",
                            .summary = std::string(dice_.pick(kQuarrels)),
                            .place = family_.home,
                            .parties = {{family_.mother, "victim"}, {child, "child present"}},
                            .officer_role = "response officer",
                            .features = {"injury"},
                            .incident = slug};
        if (family_.father) line.parties.push_back({*family_.father, "suspect"});
        b_.written().police_incidents.push_back(std::move(line));
        if (dice_.chance(50))
            b_.written().police_views.push_back({.person = child,
                                                 .reference = b_.reference("POL"),
                                                 .known_to = {"Police"},
                                                 .statuses = {"Named in a domestic incident"}});
        retell(child, true_day, slug, log);
    }

    /// Some families go to court: with whom the children live, or under whose eye.
    void order() {
        const bool is_public_law = dice_.chance(50);
        CourtOrder made{.children = family_.children,
                        .reference = b_.reference("FC"),
                        .code = is_public_law ? "C35A" : "C43"};
        made.title = is_public_law ? "Supervision order" : "The children shall live with their mother";
        const Day day = today() - days(dice_.between(30, 900));
        made.made = iso(day);
        if (is_public_law) made.until = iso(day + days(365));
        if (is_public_law)
            made.parties = {family_.is_in_westmoor ? "Westmoor Council" : "Northshire Council"};
        made.court = "Family Court at Northbridge";
        b_.written().orders.push_back(std::move(made));
    }

private:
    static constexpr std::string_view kEmergencyDepartment = "Emergency Department, Northbridge Royal";

    void retell(PersonIndex child, Day true_day, const std::string& slug, const std::string& log) {
        if (dice_.chance(60)) {
            auto& crew = b_.contact("ambulance", child, "ambulance", stamp(iso(true_day), "21:02"),
                                    "Injury, child, police on scene");
            crew.location = b_.out().places[family_.home].line;
            crew.postcode = b_.out().places[family_.home].postcode;
            crew.shared_reference = log;
            crew.incident = slug;
        }
        auto& visit = b_.contact("hospitals", child, "emergency",
                                 stamp(iso(true_day + days(dice_.between(0, 2))), "11:15"),
                                 std::string(dice_.pick(kInjuries)));
        visit.location = kEmergencyDepartment;
        visit.incident = slug;
        if (!b_.out().people[child].school) return;
        const std::string noticed = iso(true_day + days(3));
        b_.written().concerns.push_back({.person = child,
                                         .reference = b_.reference("SG"),
                                         .noticed = noticed,
                                         .recorded = stamp(noticed, "09:40"),
                                         .category = "injury",
                                         .words = "Came in with an injury; two explanations.",
                                         .author = "Class teacher",
                                         .action = "Social care rung.",
                                         .is_urgent = true,
                                         .incident = slug});
    }

    void protect(CareEpisode& episode, Day referred) {
        const std::string conference = iso(referred + days(24));
        episode.section_47 = {
            {.from = iso(referred + days(3)), .until = conference, .conference = conference}};
        episode.protection_plans = {{.from = conference}};
        if (referred + days(500) < today()) {
            episode.protection_plans.front().until = iso(referred + days(420));
            close(episode, referred + days(450));
        }
    }

    void close(CareEpisode& episode, Day on) {
        episode.closed = iso(on);
        episode.closure_reason = dice_.chance(60) ? "RC8" : "RC7";
        episode.workers.front().second.until = iso(on);
    }

    void school_years(PersonIndex child) {
        if (!b_.out().people[child].school) return;
        for (int starts = 2026; starts > 2026 - dice_.between(1, 3); --starts)
            b_.written().school_years.push_back({.person = child,
                                                 .starts = starts,
                                                 .attendance = dice_.between(860, 995) / 10.0,
                                                 .unauthorised = dice_.between(0, 40) / 10.0});
    }

    /// A day since birth, within the last three years.
    std::string past_day(PersonIndex child) {
        const int lived = static_cast<int>((today() - day_of(b_.out().people[child].born)).count());
        return iso(today() - days(dice_.between(1, std::min(lived, 1100))));
    }

    std::string clocked(const std::string& day) {
        constexpr std::array<std::string_view, 5> kClocks = {"09:10", "11:35", "14:20", "17:55", "20:40"};
        return stamp(day, dice_.pick(kClocks));
    }

    Builder& b_;
    const FamilyTold& family_;
    Dice& dice_;
    std::string_view council_;
};

}  // namespace

std::string tell_family(Builder& builder, const FamilyTold& family, Burden burden, Dice& dice) {
    Teller teller(builder, family, dice);
    for (const PersonIndex child : family.children) teller.routine(child);
    if (dice.chance(35))
        builder.written().tenancies.push_back({.reference = builder.reference("T"),
                                               .place = family.home,
                                               .tenants = {family.mother},
                                               .household = family.children,
                                               .from = iso(today() - days(dice.between(90, 2000))),
                                               .rent_arrears_pounds = dice.between(0, 3) * 120});
    if (burden == Burden::quiet) return "an ordinary family known to its surgery and school";
    for (const PersonIndex child : family.children) teller.referral(child, burden == Burden::at_risk);
    teller.worry(family.children.back());
    if (burden == Burden::some_help) return "a family that has had an assessment or some help";
    teller.quarrel();
    if (dice.chance(50)) teller.order();
    return "a family with a child protection plan, now or earlier, and one quarrel told by several agencies";
}

}  // namespace kith::sandbox
