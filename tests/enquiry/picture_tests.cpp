#include "base/text.h"
#include "enquiry/picture.h"
#include "support/builders.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using enquiry::Line;
using enquiry::Picture;
using record::Cell;
using record::LedgerState;
using support::EventBuilder;
using support::line;
using support::PersonBuilder;
using support::ReplyBuilder;

namespace {

const std::string kMaisie = support::nhs_number(483);

const std::vector<policy::Source>& sources() {
    static const std::vector<policy::Source> all = [] {
        std::vector<policy::Source> out;
        for (const auto& [id, name] :
             std::vector<std::pair<std::string, std::string>>{{"pds", "PDS"},
                                                              {"hospitals", "Hospitals"},
                                                              {"gp", "GP"},
                                                              {"northshire-care", "Northshire"},
                                                              {"westmoor-care", "Westmoor"},
                                                              {"school", "School"},
                                                              {"housing", "Housing"}}) {
            policy::Source source;
            source.id = record::SourceId(id);
            source.name = name;
            source.contact_name = "Duty desk";
            source.contact_phone = "01632 960" + std::to_string(100 + out.size());
            out.push_back(source);
        }
        return out;
    }();
    return all;
}

std::vector<record::RosterPerson> roster() {
    auto child = line("subject", "subject", "Maisie", "Pellow", "2017-02-14");
    child.nhs_number = kMaisie;
    auto father = line("p2", "father", "", "");
    father.is_unknown = true;
    return {child, line("p1", "mother", "Kerry", "Pellow", "1991-05-01"), father};
}

PersonBuilder maisie(const std::string& source) {
    return PersonBuilder(source, "child").named("Maisie", "Pellow").born("2017-02-14").nhs(kMaisie);
}

ReplyBuilder answer(const std::string& source) {
    return ReplyBuilder(source, "subject").subject(maisie(source));
}

Cell cell(const std::string& source, LedgerState state, const std::string& person = "subject",
          bool required = false) {
    return {.person = record::PersonId(person),
            .source = record::SourceId(source),
            .state = state,
            .tries = 2,
            .required = required};
}

Picture built(const link::Replies& replies, const std::vector<Cell>& ledger = {},
              const enquiry::Decisions& decisions = {}) {
    return enquiry::build(1, support::instant("2026-11-22T09:41:00Z"), roster(), ledger, replies, decisions,
                          sources());
}

std::vector<Line> lines(const Picture& picture, const std::string& label) {
    std::vector<Line> out;
    for (const auto& one : picture.thirty_seconds)
        if (one.label == label) out.push_back(one);
    return out;
}

Line only(const Picture& picture, const std::string& label) {
    const auto found = lines(picture, label);
    BOOST_TEST_REQUIRE(found.size() == 1u, label);
    return found[0];
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// All that a picture says, as text.
std::string print(const Picture& p) {
    std::string out;
    for (const auto& c : p.ledger)
        out += c.person.text() + ' ' + c.source.text() + ' ' + std::string(name_of(c.state)) + '\n';
    for (const auto& i : p.identities.identities) {
        out += i.id + ' ' + i.name.display();
        for (const auto& m : i.members) out += ' ' + m.record + '=' + m.reason;
        out += '\n';
    }
    for (const auto& c : p.identities.candidates)
        out += c.id + ' ' + c.identity + ' ' + c.record + ' ' + c.guard + '\n';
    for (const auto& c : p.identities.clashes) out += c.words + '\n';
    for (const auto& e : p.chronology.entries)
        out += e.id + ' ' + e.event.origin.reference + ' ' + e.group +
               (e.people.empty() ? "" : ' ' + e.people[0]) + '\n';
    for (const auto& g : p.chronology.groups) out += g.id + ' ' + g.headline + ' ' + g.reason + '\n';
    for (const auto& c : p.conflicts) {
        out += c.id + ' ' + c.words;
        for (const auto& s : c.sides) out += " | " + s.value;
        out += '\n';
    }
    for (const auto& n : p.network.nodes) out += n.id + ' ' + n.label + ' ' + n.note + '\n';
    for (const auto& e : p.network.edges) out += e.id + ' ' + e.from + ' ' + e.to + ' ' + e.sentence + '\n';
    for (const auto& h : p.network.households) out += h.id + ' ' + h.label + '\n';
    for (const auto& f : p.patterns) out += f.rule + ' ' + f.words + '\n';
    for (const auto& l : p.thirty_seconds) {
        out += l.label + ": " + l.text + (l.is_hole ? " (hole)" : "");
        for (const auto& o : l.origins) out += ' ' + o.source.text() + '/' + o.reference;
        out += '\n';
    }
    for (const auto& r : p.replies) out += r->source.text() + ' ' + r->person.text() + '\n';
    return out;
}

/// Five answers with repeats, conflicts, a mention, candidates and a plan.
link::Replies five_answers() {
    const auto mum = [](const std::string& source) {
        return PersonBuilder(source, "mum")
            .named("Sandra", "Trent")
            .at("12 Mill Lane", "NS4 7QT", "2026-09-01")
            .person;
    };
    return {
        ReplyBuilder("pds", "subject")
            .subject(maisie("pds").at("12 Mill Lane", "NS4 7QT", "2026-09-01"))
            .with(mum("pds"))
            .tie("child", "mother", "mum"),
        answer("hospitals")
            .with(
                EventBuilder("hospitals", "ED-1", "ed_attendance").on("2026-11-16").tagged({"injury"}).event)
            .with(EventBuilder("hospitals", "ED-2", "ed_attendance").on("2026-10-28").event)
            .with(EventBuilder("hospitals", "ED-3", "ed_attendance").on("2026-09-28").event),
        ReplyBuilder("school", "subject")
            .subject(maisie("school").at("3 High Street", "NS2 1AA"))
            .with(mum("school"))
            .tie("child", "parent", "mum")
            .with(EventBuilder("school", "C-9", "concern").on("2026-11-17").tagged({"injury"}).event),
        ReplyBuilder("westmoor-care", "subject", LedgerState::candidates)
            .with(PersonBuilder("westmoor-care", "w1").named("Maisie", "Hart").born("2017-02-14").person),
        answer("northshire-care")
            .with(EventBuilder("northshire-care", "CP-1", "plan_child_protection").span("2025-06-12").event)
            .place("child", "social_worker", "R. Adeyemi", record::When::span(support::date("2026-01"), {}))};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(picture_tests)

BOOST_AUTO_TEST_CASE(P15_all_orders_of_five_replies_give_the_same_picture) {
    auto replies = five_answers();
    const std::vector<Cell> ledger{cell("gp", LedgerState::unreachable),
                                   cell("pds", LedgerState::records_held)};
    std::sort(replies.begin(), replies.end());
    const std::string expected = print(built(replies, ledger));
    BOOST_TEST(contains(expected, "P-01"));
    BOOST_TEST(contains(expected, "same person, both about an injury; dates differ by 1 day"));
    int orders = 0;
    do {
        BOOST_TEST_REQUIRE(print(built(replies, ledger)) == expected);
        ++orders;
    } while (std::next_permutation(replies.begin(), replies.end()));
    BOOST_TEST(orders == 120);
    BOOST_TEST(print(built(replies, {ledger[1], ledger[0]})) == expected);
}

BOOST_AUTO_TEST_CASE(building_in_steps_or_at_once_gives_the_same_picture) {
    const auto replies = five_answers();
    link::Replies so_far;
    for (const auto& reply : replies) {
        so_far.push_back(reply);
        built(so_far);
    }
    BOOST_TEST(print(built(so_far)) == print(built(replies)));
}

BOOST_AUTO_TEST_CASE(the_ledger_stands_in_roster_and_rulebook_order) {
    const auto picture =
        built({}, {cell("school", LedgerState::awaiting, "p1"), cell("school", LedgerState::awaiting),
                   cell("pds", LedgerState::awaiting)});
    BOOST_TEST(picture.ledger[0].source.text() == "pds");
    BOOST_TEST(picture.ledger[1].person.text() == "subject");
    BOOST_TEST(picture.ledger[2].person.text() == "p1");
}

BOOST_AUTO_TEST_CASE(SW_1_the_panel_has_every_line_even_before_anybody_has_answered) {
    const auto picture = built({}, {cell("gp", LedgerState::awaiting)});
    for (const std::string label : {"Lives with", "Address", "Legal status", "Plans", "Allocated worker",
                                    "Last seen", "Last seen alone"}) {
        const auto one = only(picture, label);
        BOOST_TEST(one.is_hole, label);
        BOOST_TEST(contains(one.text, "GP has not answered"), one.text);
    }
    BOOST_TEST(!lines(picture, "Open questions").empty());
    BOOST_TEST(!lines(picture, "Whom to ring").empty());
}

BOOST_AUTO_TEST_CASE(SW_1_lives_with_says_since_when_and_who_says) {
    const auto one = only(built(five_answers()), "Lives with");
    BOOST_TEST(one.text == "Sandra Trent since 1 Sep 2026: the same address is given by PDS and School");
    BOOST_TEST(one.origins.size() == 3u);
}

BOOST_AUTO_TEST_CASE(two_addresses_are_both_given_with_their_sources_newest_first) {
    const auto one = only(built(five_answers()), "Address");
    BOOST_TEST(one.text == "12 Mill Lane, NS4 7QT since 1 Sep 2026 (PDS); 3 High Street, NS2 1AA (School)");
}

BOOST_AUTO_TEST_CASE(SL_8_a_protected_address_is_said_to_exist_and_nothing_else) {
    auto hidden = maisie("pds").at("1 Refuge Way", "NS9 9ZZ", "2026-10-01").person;
    hidden.addresses[0].is_protected = true;
    const auto text = print(built({ReplyBuilder("pds", "subject").subject(hidden)}));
    BOOST_TEST(!contains(text, "Refuge"));
    BOOST_TEST(!contains(text, "NS9"));
    BOOST_TEST(!contains(text, "1 Oct 2026"));
    BOOST_TEST(contains(text, "an address that is withheld at source (PDS)"));
}

BOOST_AUTO_TEST_CASE(FD_13_plans_show_current_and_ended_with_date_and_source) {
    const auto picture = built(
        {answer("northshire-care")
             .with(EventBuilder("northshire-care", "1", "plan_child_protection").span("2025-06-12").event)
             .with(EventBuilder("northshire-care", "2", "plan_child_in_need")
                       .span("2019-01-01", "2021-11-03")
                       .event)});
    const auto one = only(picture, "Plans");
    BOOST_TEST(one.text ==
               "Child protection plan since 12 Jun 2025 (Northshire); Child in need plan, ended 3 Nov 2021 "
               "(Northshire)");
    BOOST_TEST(one.entries.size() == 2u);
    BOOST_TEST(!one.is_hole);
}

BOOST_AUTO_TEST_CASE(SW_1_last_seen_alone_is_a_hole_while_a_required_source_has_not_answered) {
    const auto visit = EventBuilder("northshire-care", "V1", "visit").on("2026-11-02").event;
    const auto before = only(
        built({answer("northshire-care").with(visit)}, {cell("gp", LedgerState::not_asked, "subject", true)}),
        "Last seen alone");
    BOOST_TEST(before.is_hole);
    BOOST_TEST(before.text ==
               "No source that answered says that the child was seen alone. GP has not answered");
    auto alone = visit;
    alone.tags = {"seen_alone"};
    const auto after = only(built({answer("northshire-care").with(alone)}), "Last seen alone");
    BOOST_TEST(after.text == "2 Nov 2026, visit (Northshire)");
    BOOST_TEST(after.entries.size() == 1u);
    BOOST_TEST(!after.is_hole);
}

BOOST_AUTO_TEST_CASE(a_missed_appointment_and_one_to_come_are_not_seeing) {
    auto ahead = EventBuilder("hospitals", "2", "outpatient").on("2026-12-24").event;
    auto left =
        EventBuilder("hospitals", "1", "ed_attendance").on("2026-11-16").tagged({"did_not_wait"}).event;
    const auto seen = EventBuilder("hospitals", "0", "ed_attendance").on("2026-03-01").event;
    const auto one = only(built({answer("hospitals").with(ahead).with(left).with(seen)}), "Last seen");
    BOOST_TEST(one.text == "1 Mar 2026, emergency attendance (Hospitals)");
}

BOOST_AUTO_TEST_CASE(open_questions_name_holes_candidates_and_unknown_people) {
    const auto picture = built(five_answers(), {cell("gp", LedgerState::unreachable),
                                                cell("westmoor-care", LedgerState::candidates)});
    std::string all;
    for (const auto& one : lines(picture, "Open questions")) all += one.text + '\n';
    BOOST_TEST(contains(all, "About the child: GP, no answer after 2 tries: ask again"));
    BOOST_TEST(contains(all, "1 record at Westmoor may be the child: compare and choose"));
    BOOST_TEST(contains(all, "Still to be identified: father"));
}

BOOST_AUTO_TEST_CASE(whom_to_ring_begins_with_the_worker_then_whoever_can_close_a_hole) {
    auto replies = five_answers();
    ReplyBuilder care("northshire-care", "p1");
    care.reply = *replies[4];
    care.reply.ties[0].phone = "01632 960777";
    replies[4] = care;
    const auto picture =
        built(replies, {cell("school", LedgerState::records_held), cell("gp", LedgerState::unreachable)});
    const auto ring = lines(picture, "Whom to ring");
    BOOST_TEST_REQUIRE(ring.size() == 2u);
    BOOST_TEST(ring[0].text == "Social worker, R. Adeyemi, 01632 960777");
    BOOST_TEST(ring[1].text == "GP, Duty desk, 01632 960102");
    BOOST_TEST(contains(only(picture, "Allocated worker").text,
                        "R. Adeyemi since Jan 2026, 01632 960777 (Northshire)"));
}

BOOST_AUTO_TEST_CASE(every_line_has_an_origin_or_says_that_nobody_says) {
    for (const auto& one : built(five_answers(), {cell("gp", LedgerState::unreachable)}).thirty_seconds) {
        const bool says_nobody =
            contains(one.text, "No source that answered") || one.label == "Open questions";
        BOOST_TEST((!one.origins.empty() || says_nobody), one.label << ": " << one.text);
    }
}

BOOST_AUTO_TEST_CASE(FD_9_no_line_can_say_that_nothing_is_known) {
    auto odd = EventBuilder("northshire-care", "1", "order")
                   .on("2026-01-01")
                   .titled("Nothing known; no concerns")
                   .event;
    const auto picture = built({answer("northshire-care").with(odd)}, {cell("gp", LedgerState::none_held)});
    for (const auto& one : picture.thirty_seconds) {
        const auto lower = base::lower_ascii(one.text);
        for (const std::string phrase : {"nothing known", "not known", "no concern", "nothing found"})
            BOOST_TEST(!contains(lower, phrase));
    }
}

BOOST_AUTO_TEST_CASE(SW_13_settling_and_ungrouping_are_honoured_by_every_rebuild) {
    const auto replies = five_answers();
    const auto before = built(replies);
    BOOST_TEST_REQUIRE(before.chronology.groups.size() == 1u);
    BOOST_TEST_REQUIRE(before.identities.on_offer.size() == 1u);
    enquiry::Decisions decisions;
    decisions.ungrouped.insert(before.chronology.groups[0].id);
    decisions.settled.push_back(
        {.record = before.identities.on_offer[0], .person = record::PersonId("subject"), .is_same = true});
    const auto after = built(replies, {}, decisions);
    BOOST_TEST(after.chronology.groups.empty());
    BOOST_TEST(after.identities.on_offer.empty());
    BOOST_TEST(print(built(replies)) == print(before));
}

BOOST_AUTO_TEST_CASE(a_picture_without_roster_or_replies_is_empty_and_whole) {
    const auto picture = enquiry::build(1, support::instant("2026-11-22T09:41:00Z"), {}, {}, {}, {}, {});
    BOOST_TEST(picture.identities.identities.empty());
    BOOST_TEST(picture.network.nodes.empty());
    BOOST_TEST(picture.thirty_seconds.empty());
}

BOOST_AUTO_TEST_SUITE_END()
