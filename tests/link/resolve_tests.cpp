#include "link/resolve.h"
#include "support/builders.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

using namespace kith;
using support::line;
using support::PersonBuilder;
using support::ReplyBuilder;

namespace {

const std::string kMaisie = support::nhs_number(483);
const std::string kOther = support::nhs_number(600);

std::vector<record::RosterPerson> maisie(const std::string& nhs = kMaisie) {
    auto child = line("subject", "subject", "Maisie Rose", "Pellow", "2017-02-14");
    child.nhs_number = nhs;
    return {child};
}

PersonBuilder pellow(const std::string& source, const std::string& ref = "child") {
    return PersonBuilder(source, ref).named("Maisie", "Pellow").born("2017-02-14");
}

const link::Identity& subject(const link::Identities& found) {
    const auto* identity = found.of_person(record::PersonId("subject"));
    BOOST_TEST_REQUIRE(identity);
    return *identity;
}

std::string reason_of(const link::Identity& identity, const record::PersonRecord& record) {
    for (const auto& link : identity.members)
        if (link.record == link::key_of(record)) return link.reason;
    return {};
}

bool has_clash(const link::Identities& found, const std::string& words) {
    return std::any_of(found.clashes.begin(), found.clashes.end(),
                       [&](const auto& clash) { return clash.words.find(words) != std::string::npos; });
}

/// The picture of identities as text, for comparing whole answers.
std::string print(const link::Identities& found) {
    std::string out;
    for (const auto& identity : found.identities) {
        out += identity.id + ' ' + identity.name.display() + '\n';
        for (const auto& link : identity.members) out += "  " + link.record + ' ' + link.reason + '\n';
    }
    for (const auto& c : found.candidates) {
        out += c.id + ' ' + c.identity + ' ' + c.record + ' ' + c.guard + (c.is_strong ? " strong\n" : "\n");
        for (const auto& e : c.evidence) out += "    " + e.words + '\n';
    }
    for (const auto& clash : found.clashes) out += clash.words + std::to_string(clash.records.size()) + '\n';
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(link_resolve_tests)

BOOST_AUTO_TEST_CASE(every_roster_line_but_an_unknown_one_is_an_identity_even_without_records) {
    auto roster = maisie();
    roster.push_back(line("p1", "mother", "Kerry", "Pellow"));
    roster.push_back(line("p2", "father", "", ""));
    roster.back().is_unknown = true;
    const auto found = link::resolve(roster, {}, {});
    BOOST_TEST(found.identities.size() == 2u);
    BOOST_TEST(subject(found).members.empty());
    BOOST_TEST(!found.of_person(record::PersonId("p2")));
}

BOOST_AUTO_TEST_CASE(the_record_an_answer_is_about_belongs_to_the_line_asked_about) {
    const record::PersonRecord record = PersonBuilder("school", "pupil").named("Maisie", "Pellow");
    const auto found = link::resolve(maisie(), {ReplyBuilder("school", "subject").subject(record)}, {});
    BOOST_TEST(reason_of(subject(found), record) == "subject_of_answer");
    BOOST_TEST(!subject(found).members.front().evidence.empty());
    BOOST_TEST(found.candidates.empty());
}

BOOST_AUTO_TEST_CASE(an_answer_about_somebody_who_contradicts_is_offered_not_joined) {
    const record::PersonRecord twin =
        PersonBuilder("school", "pupil").named("Poppy", "Pellow").born("2017-02-14");
    const auto found = link::resolve(maisie(), {ReplyBuilder("school", "subject").subject(twin)}, {});
    BOOST_TEST(subject(found).members.empty());
    BOOST_TEST_REQUIRE(found.candidates.size() == 1u);
    BOOST_TEST(found.candidates[0].guard.starts_with("twin guard"));
    BOOST_TEST(found.candidates[0].person.text() == "subject");
    BOOST_TEST(!found.candidates[0].is_strong);
}

BOOST_AUTO_TEST_CASE(FD_8_exact_nhs_number_with_agreeing_name_and_birth_date_joins_with_its_evidence) {
    const record::PersonRecord record = pellow("hospitals").nhs(kMaisie);
    const auto found = link::resolve(
        maisie(), {ReplyBuilder("hospitals", "subject", record::LedgerState::candidates).with(record)}, {});
    BOOST_TEST(reason_of(subject(found), record) == "exact_nhs_number");
    BOOST_TEST(subject(found).members[0].evidence[0].words == "same NHS number in both, check digit holds");
    BOOST_TEST(found.on_offer.empty());
}

BOOST_AUTO_TEST_CASE(an_exact_upn_joins_when_name_and_birth_date_agree) {
    const record::PersonRecord a = pellow("northshire-care").with_upn(support::upn(7));
    const record::PersonRecord b = pellow("school").with_upn(support::upn(7));
    const auto found = link::resolve(
        {}, {ReplyBuilder("northshire-care", "").with(a), ReplyBuilder("school", "").with(b)}, {});
    BOOST_TEST_REQUIRE(found.identities.size() == 1u);
    BOOST_TEST(found.identities[0].members.size() == 2u);
    BOOST_TEST(found.identities[0].members[1].reason == "exact_upn");
}

BOOST_AUTO_TEST_CASE(SW_10_another_family_name_joins_by_number_and_both_names_are_kept_with_dates) {
    record::PersonRecord alias = PersonBuilder("westmoor-care", "c").born("2017-02-14").nhs(kMaisie);
    alias.names.push_back({.given = "Maisie", .family = "Hart", .period = {support::date("2020"), {}}});
    const record::PersonRecord pds = pellow("pds").nhs(kMaisie, record::IdentifierState::verified);
    const auto found = link::resolve(maisie(),
                                     {ReplyBuilder("pds", "subject").subject(pds),
                                      ReplyBuilder("westmoor-care", "subject").subject(alias)},
                                     {});
    BOOST_TEST(subject(found).members.size() == 2u);
    BOOST_TEST_REQUIRE(subject(found).other_names.size() == 2u);  // Hart, and the asker's "Maisie Rose"
    const auto& names = subject(found).other_names;
    const auto hart =
        std::find_if(names.begin(), names.end(), [](const auto& n) { return n.family == "Hart"; });
    BOOST_TEST_REQUIRE((hart != names.end()));
    BOOST_TEST((hart->period.from == support::date("2020")));
}

BOOST_AUTO_TEST_CASE(a_superseded_number_is_an_alias_of_the_number_that_replaced_it) {
    const record::PersonRecord pds = pellow("pds")
                                         .nhs(kMaisie, record::IdentifierState::verified)
                                         .nhs(kOther, record::IdentifierState::superseded);
    const record::PersonRecord old = pellow("hospitals").nhs(kOther);
    const auto found = link::resolve(
        maisie(), {ReplyBuilder("pds", "subject").subject(pds), ReplyBuilder("hospitals", "").with(old)}, {});
    BOOST_TEST(reason_of(subject(found), old) == "exact_nhs_number");
    BOOST_TEST(found.clashes.empty());
}

BOOST_AUTO_TEST_CASE(a_number_whose_check_digit_fails_joins_nobody) {
    const record::PersonRecord a = pellow("a").nhs("9990004839", record::IdentifierState::invalid);
    const record::PersonRecord b = pellow("b").nhs("9990004839", record::IdentifierState::invalid);
    const auto found = link::resolve({}, {ReplyBuilder("a", "").with(a), ReplyBuilder("b", "").with(b)}, {});
    BOOST_TEST(found.identities.size() == 2u);
    BOOST_TEST(found.candidates.size() == 1u);
}

BOOST_AUTO_TEST_CASE(SW_11_twins_never_link_and_the_guard_names_itself) {
    const record::PersonRecord poppy = PersonBuilder("school", "p")
                                           .named("Poppy", "Pellow")
                                           .born("2017-02-14")
                                           .at("12 Mill Lane", "NS4 7QT");
    const record::PersonRecord maisie_record = pellow("hospitals").at("12 Mill Lane", "NS4 7QT");
    const auto found = link::resolve(
        maisie(),
        {ReplyBuilder("hospitals", "subject").subject(maisie_record), ReplyBuilder("school", "").with(poppy)},
        {});
    BOOST_TEST(subject(found).members.size() == 1u);
    BOOST_TEST_REQUIRE(found.candidates.size() == 1u);
    BOOST_TEST(found.candidates[0].guard == "twin guard: same birth date and address, different given name");
    BOOST_TEST(found.candidates[0].evidence[0].words.starts_with("given name differs"));
}

BOOST_AUTO_TEST_CASE(SW_11_twins_with_each_others_number_are_a_clash_and_stay_two) {
    const record::PersonRecord poppy =
        PersonBuilder("school", "p").named("Poppy", "Pellow").born("2017-02-14").nhs(kMaisie);
    const record::PersonRecord child = pellow("pds").nhs(kMaisie, record::IdentifierState::verified);
    const auto found = link::resolve(
        maisie(), {ReplyBuilder("pds", "subject").subject(child), ReplyBuilder("school", "").with(poppy)},
        {});
    BOOST_TEST(subject(found).members.size() == 1u);
    BOOST_TEST(has_clash(found, "one NHS number, two people"));
    BOOST_TEST(found.identities.size() == 2u);
    BOOST_TEST_REQUIRE(found.candidates.size() == 1u);
    BOOST_TEST(!found.candidates[0].is_strong);
}

BOOST_AUTO_TEST_CASE(SW_12_one_person_with_two_numbers_is_a_clash_and_both_are_kept) {
    const record::PersonRecord a = pellow("pds").nhs(kMaisie);
    const record::PersonRecord b = pellow("hospitals").nhs(kOther);
    const auto found = link::resolve(
        maisie(),
        {ReplyBuilder("pds", "subject").subject(a), ReplyBuilder("hospitals", "subject").subject(b)}, {});
    BOOST_TEST(subject(found).members.size() == 1u);
    BOOST_TEST(has_clash(found, "one person, two NHS numbers"));
    BOOST_TEST_REQUIRE(found.candidates.size() == 1u);
    BOOST_TEST(found.candidates[0].guard.starts_with("number guard"));
}

BOOST_AUTO_TEST_CASE(two_people_whom_a_source_calls_brother_and_sister_are_never_offered_as_one) {
    const record::PersonRecord child = pellow("school").at("12 Mill Lane", "NS4 7QT");
    const record::PersonRecord twin = PersonBuilder("school", "twin")
                                          .named("Mason", "Pellow")
                                          .born("2017-02-14")
                                          .at("12 Mill Lane", "NS4 7QT");
    const auto found = link::resolve(
        maisie(),
        {ReplyBuilder("school", "subject").subject(child).with(twin).tie("child", "sibling", "twin")}, {});
    BOOST_TEST(found.identities.size() == 2u);
    BOOST_TEST(found.candidates.empty());
}

BOOST_AUTO_TEST_CASE(a_parent_and_child_of_one_name_stay_two) {
    const record::PersonRecord father = PersonBuilder("housing", "t")
                                            .named("Maisie", "Pellow")
                                            .born("1985-02-14")
                                            .at("12 Mill Lane", "NS4 7QT");
    const record::PersonRecord child = pellow("school").at("12 Mill Lane", "NS4 7QT");
    const auto found = link::resolve(
        maisie(),
        {ReplyBuilder("school", "subject").subject(child), ReplyBuilder("housing", "").with(father)}, {});
    BOOST_TEST(subject(found).members.size() == 1u);
    BOOST_TEST(found.candidates.empty());
}

BOOST_AUTO_TEST_CASE(SW_14_lookalikes_are_candidates_with_the_disagreement_named) {
    struct Case {
        PersonBuilder record;
        std::string words;
    };
    const std::vector<Case> cases{
        {PersonBuilder("x", "1").named("Maisie", "Pellow").born("2017-12-08"), "day and month exchanged"},
        {PersonBuilder("x", "1").named("Maysie", "Pelow").born("2017-08-12"), "given name spelt differently"},
        {PersonBuilder("x", "1").named("Pellow", "Maisie").born("2017-08-12"),
         "given and family name exchanged"},
        {PersonBuilder("x", "1").named("Maisie", "Hart-Pellow").born("2017-08-12"),
         "family name shared in part"},
        {PersonBuilder("x", "1").named("Baby of Kerry", "Pellow").born("2017-08-12"),
         "stand-in for a given name"},
        {PersonBuilder("x", "1").named("Maisie", "Trent").born("2017-08-12"), "person listed as mother"},
        {PersonBuilder("x", "1").named("Maisie", "Pellow").at("1 Mill Lane", "NS4 7QT"),
         "birth date missing"},
    };
    auto child = line("subject", "subject", "Maisie", "Pellow", "2017-08-12");
    child.addresses.push_back({.lines = {"1 Mill Lane"}, .postcode = "NS4 7QT"});
    const auto mother = line("p1", "mother", "Kerry", "Trent");
    for (const auto& c : cases) {
        const auto found = link::resolve({child, mother}, {ReplyBuilder("x", "").with(c.record.person)}, {});
        BOOST_TEST_CONTEXT(c.words) {
            BOOST_TEST(subject(found).members.empty());
            BOOST_TEST_REQUIRE(found.candidates.size() == 1u);
            const auto& evidence = found.candidates[0].evidence;
            BOOST_TEST(std::any_of(evidence.begin(), evidence.end(), [&](const link::Evidence& e) {
                return e.words.find(c.words) != std::string::npos;
            }));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_stranger_with_the_same_family_name_is_no_candidate) {
    const record::PersonRecord stranger = PersonBuilder("x", "1").named("Oscar", "Pellow").born("2016-05-30");
    const auto found = link::resolve(maisie(), {ReplyBuilder("x", "").with(stranger)}, {});
    BOOST_TEST(found.candidates.empty());
}

BOOST_AUTO_TEST_CASE(people_a_source_offers_are_candidates_and_belong_to_nobody_until_confirmed) {
    const record::PersonRecord a =
        PersonBuilder("westmoor-care", "1").named("Maisie", "Hart").born("2017-02-14");
    const record::PersonRecord b =
        PersonBuilder("westmoor-care", "2").named("Daisy", "Pellow").born("2018-06-02");
    const link::Replies replies{
        ReplyBuilder("westmoor-care", "subject", record::LedgerState::candidates).with(a).with(b)};
    const auto found = link::resolve(maisie(), replies, {});
    BOOST_TEST(found.identities.size() == 1u);
    BOOST_TEST(found.candidates.size() == 2u);
    BOOST_TEST(found.on_offer.size() == 2u);
    BOOST_TEST(!found.of_record(link::key_of(a)));
    const auto settled =
        link::resolve(maisie(), replies,
                      {{.record = link::key_of(a), .person = record::PersonId("subject"), .is_same = true}});
    BOOST_TEST(reason_of(subject(settled), a) == "settled_same");
    BOOST_TEST(settled.on_offer.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_person_who_settles_overrules_the_guards) {
    const record::PersonRecord record =
        PersonBuilder("x", "1").named("Poppy", "Pellow").born("2017-02-14").nhs(kOther);
    const link::Replies replies{ReplyBuilder("x", "").with(record)};
    const auto found = link::resolve(
        maisie(), replies,
        {{.record = link::key_of(record), .person = record::PersonId("subject"), .is_same = true}});
    BOOST_TEST(reason_of(subject(found), record) == "settled_same");
}

BOOST_AUTO_TEST_CASE(SW_13_not_the_same_undoes_a_join_and_it_stays_undone_after_a_refresh) {
    const record::PersonRecord record = pellow("hospitals").nhs(kMaisie);
    const link::Settlement apart{
        .record = link::key_of(record), .person = record::PersonId("subject"), .is_same = false};
    const link::Replies replies{ReplyBuilder("hospitals", "subject").subject(record)};
    BOOST_TEST(subject(link::resolve(maisie(), replies, {})).members.size() == 1u);
    auto fuller = pellow("hospitals").nhs(kMaisie).at("12 Mill Lane", "NS4 7QT");
    const link::Replies refreshed{ReplyBuilder("hospitals", "subject").subject(fuller),
                                  ReplyBuilder("school", "subject").subject(pellow("school").nhs(kMaisie))};
    for (const auto& some : {replies, refreshed}) {
        const auto found = link::resolve(maisie(), some, {apart});
        BOOST_TEST(reason_of(subject(found), record) == "");
        BOOST_TEST(found.of_record(link::key_of(record)));
        BOOST_TEST(found.candidates.empty());
    }
    const auto first = print(link::resolve(maisie(), replies, {}));
    BOOST_TEST(print(link::resolve(maisie(), replies, {})) == first);
}

BOOST_AUTO_TEST_CASE(a_mother_mentioned_by_two_sources_is_one_person_with_the_reason_shown) {
    const auto mention = [](const std::string& source) {
        return ReplyBuilder(source, "subject")
            .subject(pellow(source))
            .with(PersonBuilder(source, "mum").named(source == "school" ? "KERRY" : "Kerry", "Pellow").person)
            .tie("child", source == "school" ? "parent" : "mother", "mum");
    };
    const link::Replies replies{mention("school"), mention("housing")};
    const auto found = link::resolve(maisie(), replies, {});
    BOOST_TEST_REQUIRE(found.identities.size() == 2u);
    const auto& mother = found.identities[1];
    BOOST_TEST(mother.members.size() == 2u);
    BOOST_TEST(mother.members[1].reason == "same_mention");
    BOOST_TEST(!mother.members[1].evidence.empty());
    const auto undone = link::resolve(
        maisie(), replies, {{.record = mother.members[0].record, .other = mother.members[1].record}});
    BOOST_TEST(undone.identities.size() == 3u);
}

BOOST_AUTO_TEST_CASE(
    one_household_told_by_two_sources_joins_on_name_and_full_birth_date_even_without_a_relation) {
    const auto told = [](const std::string& source, const std::string& given, const std::string& born) {
        return ReplyBuilder(source, "subject")
            .subject(pellow(source))
            .with(PersonBuilder(source, "dean").named(given, "Hart").born(born).person);
    };
    const auto people = [&](const std::string& given, const std::string& born) {
        const link::Replies replies{told("police", "Dean", "1988-08-03"), told("housing", given, born)};
        return link::resolve(maisie(), replies, {}).identities.size();
    };
    BOOST_TEST(people("DEAN", "1988-08-03") == 2u);
    BOOST_TEST(people("Dean", "1988-08-04") == 3u, "another day");
    BOOST_TEST(people("Dean", "1988") == 3u, "a year is not enough");
    BOOST_TEST(people("Dan", "1988-08-03") == 3u, "another name: a twin, perhaps");
}

BOOST_AUTO_TEST_CASE(mentions_do_not_join_when_births_differ_or_one_answer_names_two) {
    const auto mention = [](const std::string& source, const std::string& born) {
        return ReplyBuilder(source, "subject")
            .subject(pellow(source))
            .with(PersonBuilder(source, "mum").named("Kerry", "Pellow").born(born).person)
            .tie("child", "mother", "mum");
    };
    BOOST_TEST(
        link::resolve(maisie(), {mention("school", "1991-05-01"), mention("housing", "1961-05-01")}, {})
            .identities.size() == 3u);
    auto two = mention("school", "1991-05-01");
    two.with(PersonBuilder("school", "step").named("Kerry", "Pellow").person).tie("child", "parent", "step");
    BOOST_TEST(link::resolve(maisie(), {two, mention("housing", "1991")}, {}).identities.size() == 4u);
}

BOOST_AUTO_TEST_CASE(a_mention_joins_a_roster_line_only_by_number_and_else_is_a_strong_or_weak_candidate) {
    auto roster = maisie();
    roster.push_back(line("p1", "mother", "Kerry", "Pellow", "1991-05-01"));
    const auto reply = [](const PersonBuilder& mum) {
        return ReplyBuilder("school", "subject")
            .subject(pellow("school"))
            .with(mum.person)
            .tie("child", "mother", "mum");
    };
    const auto unnumbered = link::resolve(
        roster, {reply(PersonBuilder("school", "mum").named("Kerry", "Pellow").born("1991-05-01"))}, {});
    BOOST_TEST(unnumbered.identities.size() == 3u);
    BOOST_TEST_REQUIRE(unnumbered.candidates.size() == 1u);
    BOOST_TEST(unnumbered.candidates[0].person.text() == "p1");
    BOOST_TEST(unnumbered.candidates[0].is_strong);
    const auto bare =
        link::resolve(roster, {reply(PersonBuilder("school", "mum").named("Kerry", "Pellow"))}, {});
    BOOST_TEST_REQUIRE(bare.candidates.size() == 1u);
    BOOST_TEST(!bare.candidates[0].is_strong);
    roster[1].nhs_number = kOther;
    const auto numbered = link::resolve(
        roster,
        {reply(PersonBuilder("school", "mum").named("Kerry", "Pellow").born("1991-05-01").nhs(kOther))}, {});
    BOOST_TEST(numbered.identities.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_death_that_only_one_source_records_is_a_clash) {
    record::PersonRecord dead = pellow("pds").nhs(kMaisie);
    dead.died = record::When::on(support::date("2026-01-03"));
    const auto found = link::resolve(maisie(),
                                     {ReplyBuilder("pds", "subject").subject(dead),
                                      ReplyBuilder("school", "subject").subject(pellow("school"))},
                                     {});
    BOOST_TEST(subject(found).is_deceased);
    BOOST_TEST(has_clash(found, "records a death"));
}

BOOST_AUTO_TEST_CASE(SW_15_an_adoptive_record_is_neither_joined_nor_offered) {
    record::PersonRecord adopted =
        PersonBuilder("x", "1").named("Maisie", "Pellow").born("2017-02-14").nhs(kOther);
    adopted.handling.push_back({"adoption", ""});
    const auto found = link::resolve(maisie(), {ReplyBuilder("x", "").with(adopted)}, {});
    BOOST_TEST(subject(found).members.empty());
    BOOST_TEST(found.candidates.empty());
    BOOST_TEST(found.clashes.empty());
}

BOOST_AUTO_TEST_CASE(the_order_of_replies_changes_nothing) {
    auto roster = maisie();
    roster.push_back(line("p1", "mother", "Kerry", "Pellow"));
    const auto mum = [](const std::string& source) {
        return PersonBuilder(source, "mum").named("Kerry", "Pellow").person;
    };
    link::Replies replies{
        ReplyBuilder("pds", "subject")
            .subject(pellow("pds").nhs(kMaisie))
            .with(mum("pds"))
            .tie("child", "mother", "mum"),
        ReplyBuilder("school", "subject")
            .subject(pellow("school").nhs(kOther))
            .with(mum("school"))
            .tie("child", "mother", "mum"),
        ReplyBuilder("housing", "p1").subject(mum("housing")),
        ReplyBuilder("westmoor-care", "subject", record::LedgerState::candidates)
            .with(PersonBuilder("westmoor-care", "1").named("Maisie", "Hart").born("2017-02-14").person),
        ReplyBuilder("ambulance", "subject").subject(pellow("ambulance").nhs(kOther)),
    };
    std::sort(replies.begin(), replies.end());
    const std::string expected = print(link::resolve(roster, replies, {}));
    int orders = 0;
    do {
        BOOST_TEST_REQUIRE(print(link::resolve(roster, replies, {})) == expected);
        ++orders;
    } while (std::next_permutation(replies.begin(), replies.end()));
    BOOST_TEST(orders == 120);
}

BOOST_AUTO_TEST_CASE(the_same_record_in_two_answers_is_one_record) {
    const record::PersonRecord record = pellow("school").nhs(kMaisie);
    const auto found = link::resolve(
        maisie(),
        {ReplyBuilder("school", "subject").subject(record), ReplyBuilder("school", "p1").with(record)}, {});
    BOOST_TEST(subject(found).members.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
