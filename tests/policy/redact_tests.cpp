#include "builders.h"
#include "policy/cut.h"
#include "policy/redact.h"
#include "record/reply_json.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

using namespace kith;
using namespace kith::policy_tests;
using policy::Audience;
using policy::Redacted;
using record::LedgerState;
using record::Reply;
using record::SourceId;

// P8 and P12: what may not be seen is gone before any view is made, and leaves nothing to guess from.
namespace {

const std::vector<std::string> kMarks = {
    "restricted", "third_party", "police_intelligence", "protected_address", "placement_address",
    "adoption",   "court",       "unheard_of"};
/// Planted wherever something is marked: none may come through.
constexpr std::string_view kSecret = "Canary";

const Audience& audience(std::string_view id) {
    return *std::ranges::find(shipped().audiences, id, &Audience::id);
}

record::Event event(std::string reference, std::vector<std::string> marks) {
    record::Event one;
    one.origin.reference = std::move(reference);
    one.category = record::CategoryId("police_incident");
    one.title = marks.empty() ? "Seen" : "Canary title";
    one.text = marks.empty() ? "Plain" : "Canary text";
    for (auto& mark : marks) one.handling.push_back({std::move(mark), {}});
    return one;
}

record::PersonRecord human(std::string ref) {
    record::PersonRecord one;
    one.ref = std::move(ref);
    one.names.push_back({.given = "Ana", .family = "Example"});
    return one;
}

Reply held(std::vector<record::Event> events) {
    Reply reply;
    reply.source = SourceId("constabulary");
    reply.person = record::PersonId("subject");
    reply.state = LedgerState::records_held;
    reply.subject_ref = "s";
    reply.people = {human("s")};
    reply.events = std::move(events);
    return reply;
}

std::string all_of(const Reply& reply) {
    return record::to_json(reply);
}

struct Dice {
    std::mt19937 engine;
    size_t below(size_t n) { return engine() % n; }
    std::vector<std::string> marks() {
        std::vector<std::string> some;
        for (const auto& mark : kMarks)
            if (below(6) == 0) some.push_back(mark);
        return some;
    }
};

Reply random_reply(Dice& dice) {
    Reply reply = held({});
    for (size_t i = dice.below(4); i > 0; --i) {
        auto person = human("p" + std::to_string(i));
        for (auto& mark : dice.marks()) person.handling.push_back({mark, {}});
        if (dice.below(3) == 0)
            person.addresses.push_back(
                {.lines = {"1 Canary Lane"}, .postcode = "ZE1 0AA", .is_protected = true});
        reply.people.push_back(person);
    }
    for (size_t i = dice.below(8); i > 0; --i) {
        reply.events.push_back(event("e" + std::to_string(i), dice.marks()));
        reply.events.back().about = {"p" + std::to_string(dice.below(4))};
        if (dice.below(2)) reply.events.back().place = "Canary Lane, ZE1 0AA";
    }
    for (size_t i = dice.below(4); i > 0; --i) {
        record::Tie tie;
        tie.from = "p" + std::to_string(dice.below(4));
        tie.to = dice.below(2) ? "s" : "1 Canary Lane, ZE1 0AA";
        tie.to_person = tie.to == "s";
        tie.kind = tie.to_person ? "relative" : "lives_at";
        for (auto& mark : dice.marks()) tie.handling.push_back({mark, {}});
        reply.ties.push_back(tie);
    }
    reply.notices = {"1 date could not be read"};
    return reply;
}

Audience random_audience(Dice& dice) {
    return {"any", "Any", {}, dice.marks()};
}

template <typename Check>
void for_many(unsigned seed, const Check& check) {
    Dice dice{std::mt19937(seed)};
    for (int round = 0; round < 2000; ++round) check(dice, random_reply(dice), random_audience(dice), round);
}

Reply redacted(const Audience& to, const Reply& reply) {
    return policy::redact(shipped(), to, reply).reply;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_redact_tests)

BOOST_AUTO_TEST_CASE(what_a_mark_withholds_is_said_by_number_with_whom_to_ring) {
    const auto out =
        policy::redact(shipped(), audience("health"),
                       held({event("a", {}), event("b", {"police_intelligence"}),
                             event("c", {"police_intelligence", "restricted"}), event("d", {"court"})}));
    BOOST_TEST(out.reply.events.size() == 1u);
    BOOST_TEST(out.withheld.at("police_intelligence") == 2u);
    BOOST_TEST(out.withheld.at("court") == 1u);
    BOOST_TEST(
        out.reply.detail ==
        "1 fact withheld (court); 2 facts withheld (police intelligence): ring Public protection desk, 01632 "
        "960160");
    BOOST_TEST(all_of(out.reply).find(kSecret) == std::string::npos);
    BOOST_TEST((out.reply.state == LedgerState::records_held));
}

BOOST_AUTO_TEST_CASE(a_mark_that_nobody_knows_is_withheld_and_said_to_be) {
    const auto out = policy::redact(shipped(), audience("social_work"), held({event("a", {"unheard_of"})}));
    BOOST_TEST(out.reply.events.empty());
    BOOST_TEST(out.reply.detail.starts_with("1 fact withheld (unheard of)"));
}

BOOST_AUTO_TEST_CASE(P12_a_silent_mark_leaves_neither_fact_nor_count_nor_sentence) {
    const Reply without = held({event("a", {})});
    Reply with = without;
    with.events.push_back(event("b", {"adoption"}));
    with.events.push_back(event("c", {"adoption", "police_intelligence"}));
    auto birth = human("birth");
    birth.handling.push_back({"adoption", {}});
    with.people.push_back(birth);
    with.events.push_back(event("d", {}));
    with.events.back().about = {"birth"};
    record::Tie tie;
    tie.from = "s";
    tie.to = "birth";
    with.ties.push_back(tie);
    for (const auto* to : {"early_help", "police", "school", "family"}) {
        const auto out = policy::redact(shipped(), audience(to), with);
        BOOST_TEST((out.reply == redacted(audience(to), without)), to);
        BOOST_TEST(out.withheld.empty());
    }
    Reply nothing_else = held({});
    nothing_else.people = {birth};
    nothing_else.subject_ref = "birth";
    const Reply gone = redacted(audience("school"), nothing_else);
    BOOST_TEST((gone.state == LedgerState::none_held));
    BOOST_TEST(gone.detail.empty());
    BOOST_TEST(gone.subject_ref.empty());
    BOOST_TEST(redacted(audience("social_work"), with).events.size() == with.events.size());
}

BOOST_AUTO_TEST_CASE(P12_cutting_counts_nothing_that_a_silent_mark_hides) {
    policy::Rulebook book = shipped();
    for (auto& one : book.audiences)
        if (one.id == "front_door") std::erase(one.marks, "adoption");
    const auto permit = permit_for(book, request("mash_worker", "MASH_ENQUIRY"));
    Reply with = held({event("a", {})});
    const Reply without = with;
    // Outside the permitted kinds as well: the sentence of what was left out must not count it.
    with.events.push_back(event("b", {"adoption"}));
    with.events.back().category = record::CategoryId("tenancy");
    BOOST_TEST((policy::cut(permit, with) == policy::cut(permit, without)));
    Reply hidden = held({});
    hidden.people[0].handling.push_back({"adoption", {}});
    hidden.source = SourceId("northshire-care");
    BOOST_TEST((policy::cut(permit, hidden).state == LedgerState::none_held));
}

BOOST_AUTO_TEST_CASE(P12_a_protected_address_passes_to_nobody_wherever_it_is_repeated) {
    Reply reply = held({event("a", {})});
    reply.people[0].addresses = {{.lines = {"12 Canary Lane"}, .postcode = "NS4 7QT", .is_protected = true}};
    auto mother = human("m");
    mother.addresses = {{.lines = {"12 canary lane", "Northbridge"}, .postcode = "ns47qt"}};
    auto neighbour = human("n");
    neighbour.addresses = {{.lines = {"3 Mill Road"}, .postcode = "NS9 1AA"}};
    reply.people.push_back(mother);
    reply.people.push_back(neighbour);
    reply.events[0].text = "Called to 12 Canary Lane (NS4 7QT) at night";
    reply.events[0].place = "12 CANARY LANE";
    reply.events[0].postcode = "NS4 7QT";
    reply.events[0].details = {{"Where", "NS47QT"}};
    record::Tie tie;
    tie.from = "m";
    tie.to = "12 Canary Lane, NS4 7QT";
    tie.to_person = false;
    tie.kind = "lives_at";
    tie.words = "moved to 12 Canary Lane";
    reply.ties.push_back(tie);
    reply.detail = "searched NS4 7QT";
    for (const auto& to : shipped().audiences) {
        const std::string out = all_of(redacted(to, reply));
        for (const auto* secret : {"Canary", "CANARY", "canary", "NS4 7QT", "NS47QT", "ns47qt"})
            BOOST_TEST(out.find(secret) == std::string::npos, to.id << ": " << secret);
        BOOST_TEST(out.find("3 Mill Road") != std::string::npos);
        BOOST_TEST(redacted(to, reply).people[0].addresses.at(0).is_protected, "that there is one stays");
    }
}

BOOST_AUTO_TEST_CASE(P12_a_person_marked_so_loses_address_and_telephone_and_stays) {
    Reply reply = held({});
    auto& person = reply.people[0];
    person.handling = {{"protected_address", "Contact details hidden"}};
    person.addresses = {
        {.lines = {"9 Canary Close"}, .postcode = "NS1 1AA", .local_authority = "Canaryshire"}};
    person.phones = {"01632 960777"};
    person.emails = {"canary@example.org"};
    reply.events.push_back(event("a", {"protected_address"}));
    reply.events.back().title = "Order made";
    const auto out = policy::redact(shipped(), audience("social_work"), reply);
    BOOST_TEST(all_of(out.reply).find("anary") == std::string::npos, all_of(out.reply));
    BOOST_TEST(all_of(out.reply).find("960777") == std::string::npos);
    BOOST_TEST(out.reply.people.size() == 1u);
    BOOST_TEST(out.reply.events.at(0).title == "Order made");
    BOOST_TEST(out.withheld.at("protected_address") == 4u);
}

BOOST_AUTO_TEST_CASE(where_a_child_is_placed_goes_and_that_there_is_a_placement_stays) {
    Reply reply = held({event("a", {})});
    reply.events[0].handling = {{"placement_address", {}}};
    reply.events[0].postcode = "NS2 2AA";
    BOOST_TEST(redacted(audience("front_door"), reply).events.at(0).postcode == "NS2 2AA");
    const auto family = redacted(audience("family"), reply);
    BOOST_TEST(family.events.at(0).postcode.empty());
    BOOST_TEST(family.events.at(0).title == "Seen");
}

BOOST_AUTO_TEST_CASE(P8_redaction_is_idempotent) {
    for_many(1, [](Dice&, const Reply& reply, const Audience& to, int round) {
        const Reply once = redacted(to, reply);
        const auto twice = policy::redact(shipped(), to, once);
        BOOST_TEST((twice.reply == once), "round " << round << "\n"
                                                   << all_of(once) << "\n"
                                                   << all_of(twice.reply));
        BOOST_TEST(twice.withheld.empty());
    });
}

BOOST_AUTO_TEST_CASE(P8_redaction_commutes_with_filter_and_sort) {
    for_many(2, [](Dice& dice, const Reply& reply, const Audience& to, int round) {
        const auto shuffled_and_filtered = [seed = dice.engine()](Reply of) {
            std::erase_if(of.events, [](const auto& one) { return one.origin.reference.back() % 2 == 0; });
            std::ranges::sort(of.events, {}, [&](const auto& one) {
                return std::hash<std::string>{}(one.origin.reference) ^ seed;
            });
            return of;
        };
        const Reply late = shuffled_and_filtered(redacted(to, reply));
        const Reply early = redacted(to, shuffled_and_filtered(reply));
        BOOST_TEST((late.events == early.events), "round " << round);
        BOOST_TEST((late.people == early.people), "round " << round);
    });
}

BOOST_AUTO_TEST_CASE(P8_withholding_every_mark_shows_no_more_of_marked_facts_than_a_source_that_denied) {
    for_many(3, [](Dice&, Reply reply, const Audience&, int round) {
        for (auto& person : reply.people) person.handling.push_back({"restricted", {}});
        for (auto& one : reply.events) one.handling.push_back({"court", {}});
        for (auto& tie : reply.ties) tie.handling.push_back({"third_party", {}});
        const Reply out = redacted({"nobody", "Nobody", {}, {}}, reply);
        BOOST_TEST(out.people.empty(), "round " << round);
        BOOST_TEST(out.events.empty());
        BOOST_TEST(out.ties.empty());
        BOOST_TEST(out.record_count() == 0u);
        BOOST_TEST(all_of(out).find(kSecret) == std::string::npos);
        BOOST_TEST((out.state == LedgerState::withheld || out.state == LedgerState::none_held));
    });
}

BOOST_AUTO_TEST_CASE(P8_seeing_more_marks_never_shows_less_and_no_marked_fact_passes_unseen) {
    for_many(4, [](Dice& dice, const Reply& reply, Audience to, int round) {
        const Reply less = redacted(to, reply);
        for (const auto& one : less.events)
            for (const auto& handling : one.handling)
                BOOST_TEST((std::ranges::find(to.marks, handling.mark) != to.marks.end() ||
                            handling.mark == "protected_address" || handling.mark == "placement_address"),
                           "round " << round);
        to.marks.push_back(kMarks[dice.below(kMarks.size())]);
        BOOST_TEST(redacted(to, reply).events.size() >= less.events.size(), "round " << round);
    });
}

BOOST_AUTO_TEST_CASE(a_role_that_no_audience_names_sees_nothing_marked) {
    BOOST_TEST(policy::sight_of(shipped(), "mayor").marks.empty());
    BOOST_TEST(policy::sight_of(shipped(), "auditor").marks.empty());
    BOOST_TEST(!policy::sight_of(shipped(), "mash_worker").marks.empty());
    policy::Rulebook book = shipped();
    book.audiences.clear();
    const auto permit = permit_for(book, request("mash_worker", "MASH_ENQUIRY"));
    const Reply out = policy::cut(permit, held({event("a", {}), event("b", {"restricted"})}));
    BOOST_TEST(out.events.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
