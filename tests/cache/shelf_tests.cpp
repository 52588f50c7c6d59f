#include "cache/world.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>

using namespace kith;
using namespace kith::cache_tests;
using base::Fault;

BOOST_AUTO_TEST_SUITE(cache_shelf_tests)

BOOST_AUTO_TEST_CASE(what_was_kept_is_found_as_it_was) {
    World w;
    const auto asked = request(child());
    const record::Reply kept = reply("health", "fell from the swing");
    const auto item = w.shelf->keep(w.allow(asked), child(), kept);
    BOOST_TEST_REQUIRE((item && item->has_value()));
    BOOST_TEST(((*item)->expires_at == w.clock.now() + 24h));
    BOOST_TEST((*item)->expires_by == "retention");
    const auto held = w.shelf->find(w.allow(asked));
    BOOST_TEST_REQUIRE(held.has_value());
    BOOST_TEST_REQUIRE(held->size() == 1u);
    BOOST_TEST((held->front().reply == kept));
    BOOST_TEST(held->front().item.id == (*item)->id);
    BOOST_TEST(held->front().item.permit == w.allow(asked).id().text());
}

BOOST_AUTO_TEST_CASE(SW_16_without_a_network_unexpired_copies_are_read_and_nothing_else) {
    World w;
    BOOST_TEST(w.keep("seen-yesterday"));
    w.close();
    w.clock.pass(23h);
    w.open();
    BOOST_TEST(w.found() == "seen-yesterday");
    w.clock.pass(1h);
    BOOST_TEST(w.found() == "");
    BOOST_TEST(w.shelf->list().empty());
}

BOOST_AUTO_TEST_CASE(a_purpose_is_a_wall_and_so_are_case_and_user_and_person) {
    World w;
    BOOST_TEST(w.keep());
    BOOST_TEST(w.found(request(child(), "SECTION_47")) == "");
    BOOST_TEST(w.found(request(child(), "MASH_ENQUIRY", "R-2")) == "");
    BOOST_TEST(w.found(request(child(2))) == "");
    BOOST_TEST(w.found(request(child(), "MASH_ENQUIRY", "R-1", "r.singh")) == "");
    w.user = "r.singh";
    w.open();
    BOOST_TEST(w.found(request(child(), "MASH_ENQUIRY", "R-1", "r.singh")) == "");
    BOOST_TEST(w.found() == "", "the first user's permit in the second one's hands");
    w.user = "a.okafor";
    w.open();
    BOOST_TEST(w.found() == "Maisie-marker");
}

BOOST_AUTO_TEST_CASE(only_the_cells_asked_for_are_opened) {
    World w;
    BOOST_TEST(w.keep(request(child()), "health", "one"));
    BOOST_TEST(w.keep(request(child()), "police", "two"));
    const auto some = w.shelf->find(w.allow(), {{record::PersonId("subject"), record::SourceId("police")}});
    BOOST_TEST_REQUIRE(some.has_value());
    BOOST_TEST_REQUIRE(some->size() == 1u);
    BOOST_TEST(some->front().item.source.text() == "police");
    BOOST_TEST(w.shelf->find(w.allow())->size() == 2u);
}

BOOST_AUTO_TEST_CASE(each_opening_is_in_the_log_before_it_is_seen_and_none_happens_without) {
    World w;
    BOOST_TEST(w.keep());
    const size_t before = w.log.entries.size();
    BOOST_TEST(w.found() == "Maisie-marker");
    BOOST_TEST_REQUIRE(w.log.entries.size() == before + 1);
    BOOST_TEST(w.log.entries.back().kind == "copy_opened");
    BOOST_TEST(w.log.entries.back().subject_clear == child().nhs_number);
    BOOST_TEST(w.log.entries.back().facts_json.find("Maisie") == std::string::npos);
    w.log.is_full = true;
    const auto refused = w.shelf->find(w.allow());
    BOOST_TEST_REQUIRE(!refused.has_value());
    BOOST_TEST((refused.error().fault == Fault::log_unwritable));
}

BOOST_AUTO_TEST_CASE(a_rule_of_no_keeping_a_protected_address_and_no_answer_keep_nothing) {
    World w;
    const auto kept = [&](const record::Reply& answer) {
        const auto item = w.shelf->keep(w.allow(), child(), answer);
        return item.has_value() && item->has_value();
    };
    record::Reply hidden = reply("health", "x");
    hidden.people[0].addresses.push_back({.lines = {"12 Mill Lane"}, .is_protected = true});
    BOOST_TEST(!kept(hidden));
    record::Reply marked = reply("health", "x");
    marked.events[0].handling.push_back({"protected_address", ""});
    BOOST_TEST(!kept(marked));
    for (size_t i = 0; i < record::kLedgerStates; ++i) {
        record::Reply other = reply("health", "x");
        other.state = static_cast<record::LedgerState>(i);
        const auto name = record::name_of(other.state);
        const bool is_answer =
            name == "records_held" || name == "none_held" || name == "candidates" || name == "partial";
        BOOST_TEST(kept(other) == is_answer, std::string(name));
    }
    w.shelf->forget_case("MASH_ENQUIRY", "R-1").has_value();
    w.rules.retention = {{.sources = {record::SourceId("health")}, .longest = 0s}};
    BOOST_TEST(!w.keep());
    w.rules.retention.clear();
    w.rules.rules[0].obligations = {"never_keep"};
    BOOST_TEST(!w.keep());
    BOOST_TEST(w.shelf->list().empty());
}

BOOST_AUTO_TEST_CASE(C30_asking_again_never_lengthens_what_the_first_receipt_allowed) {
    World w;
    BOOST_TEST(w.keep("first"));
    w.clock.pass(20h);
    const auto again = w.shelf->keep(w.allow(), child(), reply("health", "second"));
    BOOST_TEST_REQUIRE((again && again->has_value()));
    BOOST_TEST(((*again)->expires_at == w.clock.now() + 4h));
    BOOST_TEST(w.found() == "second");
    BOOST_TEST(w.shelf->list().size() == 1u);
    w.clock.pass(4h);
    BOOST_TEST(w.found() == "");
    BOOST_TEST(w.keep("third"));
    BOOST_TEST((w.shelf->list().front().expires_at == w.clock.now() + 24h));
}

BOOST_AUTO_TEST_CASE(G5_what_is_over_goes_at_its_very_moment_and_a_timer_knows_it) {
    World w;
    w.clock.pass(17s + 321ms);
    BOOST_TEST(w.keep());
    BOOST_TEST_REQUIRE(w.shelf->next_expiry().has_value());
    BOOST_TEST((*w.shelf->next_expiry() == w.clock.now() + 24h));
    w.clock.pass(24h - 1ms);
    BOOST_TEST(w.shelf->sweep(w.rules)->empty());
    BOOST_TEST(w.found() == "Maisie-marker");
    w.clock.pass(1ms);
    BOOST_TEST(w.found() == "");
    const auto gone = w.shelf->sweep(w.rules);
    BOOST_TEST_REQUIRE(gone.has_value());
    BOOST_TEST_REQUIRE(gone->size() == 1u);
    BOOST_TEST(gone->front().reason == "expired");
    BOOST_TEST(gone->front().items.size() == 1u);
    BOOST_TEST(!w.shelf->next_expiry().has_value());
    BOOST_TEST((w.purges() == std::vector<std::string>{"expired"}));
}

BOOST_AUTO_TEST_CASE(X_5_a_withdrawn_purpose_agreement_rule_or_source_takes_what_is_kept_with_it) {
    const auto after = [](auto change) {
        World w;
        BOOST_TEST(w.keep());
        w.clock.pass(1min);
        auto next = rulebook();
        change(next);
        const auto gone = w.shelf->sweep(next);
        BOOST_TEST_REQUIRE(gone.has_value());
        BOOST_TEST(w.shelf->list().empty());
        BOOST_TEST(w.found() == "");
        return gone->empty() ? std::string("nothing") : gone->front().reason;
    };
    BOOST_TEST(after([](auto& book) { book.purposes.erase(book.purposes.begin()); }) == "purpose_withdrawn");
    BOOST_TEST(after([](auto& book) { book.agreements.clear(); }) == "agreement_withdrawn");
    BOOST_TEST(after([](auto& book) {
                   book.agreements[0].valid_until = support::instant("2026-11-22T09:00:00Z");
               }) == "agreement_withdrawn");
    BOOST_TEST(after([](auto& book) { book.sources.erase(book.sources.begin()); }) == "rulebook_changed");
    BOOST_TEST(after([](auto& book) { book.roles.clear(); }) == "rulebook_changed");
    BOOST_TEST(after([](auto& book) {
                   book.rules.push_back(
                       {.id = "R-009", .sources = {record::SourceId("health")}, .why = "No more."});
               }) == "rulebook_changed");
    BOOST_TEST(after([](auto& book) { book.usual_retention = 30s; }) == "retention_shortened");
    BOOST_TEST(after([](auto& book) { book.usual_retention = 0s; }) == "retention_shortened");
}

BOOST_AUTO_TEST_CASE(X_5_a_shortened_retention_shortens_what_is_kept_and_a_longer_one_does_not_lengthen_it) {
    World w;
    BOOST_TEST(w.keep());
    const auto kept_at = w.clock.now();
    w.clock.pass(1h);
    BOOST_TEST(w.shelf->sweep(rulebook(4h))->empty());
    BOOST_TEST_REQUIRE(w.shelf->list().size() == 1u);
    BOOST_TEST((w.shelf->list().front().expires_at == kept_at + 4h));
    BOOST_TEST(w.shelf->list().front().expires_by == "rulebook");
    BOOST_TEST(w.found() == "Maisie-marker");
    BOOST_TEST(w.shelf->sweep(rulebook(48h))->empty());
    BOOST_TEST((w.shelf->list().front().expires_at == kept_at + 4h));
    w.clock.pass(3h);
    BOOST_TEST(w.found() == "");
}

BOOST_AUTO_TEST_CASE(X_5_a_category_that_is_no_longer_given_is_cut_out_of_what_is_kept) {
    World w;
    record::Reply both = reply("health", "stays");
    support::EventBuilder other("health", "Event/2", "concern");
    other.of("concern").on("2026-11-10").about({"1"}).titled("goes");
    both.events.push_back(other);
    BOOST_TEST(w.shelf->keep(w.allow(), child(), both)->has_value());
    BOOST_TEST(w.found() == "stays,goes");
    auto narrower = rulebook();
    narrower.rules.push_back(
        {.id = "R-009", .categories = {record::CategoryId("concern")}, .why = "No more."});
    BOOST_TEST(w.shelf->sweep(narrower)->empty());
    BOOST_TEST(w.found() == "stays", "even under the old rulebook");
}

BOOST_AUTO_TEST_CASE(X_5_without_contact_copies_go_when_the_lease_ends) {
    World w;
    w.rules.limits.lease = 6h;
    BOOST_TEST(w.keep());
    BOOST_TEST(w.shelf->sweep(w.rules)->empty());
    w.clock.pass(7h);
    BOOST_TEST(w.found() == "Maisie-marker", "a workstation that never heard of a partnership has no lease");
    BOOST_TEST(w.shelf->note_contact(w.clock.now()).has_value());
    BOOST_TEST(w.shelf->list().front().expires_by == "lease");
    w.clock.pass(5h);
    BOOST_TEST(w.shelf->note_contact(w.clock.now()).has_value());
    w.close();
    w.clock.pass(5h);
    w.open();
    BOOST_TEST(w.found() == "Maisie-marker");
    BOOST_TEST((*w.shelf->next_expiry() == w.clock.now() + 1h));
    w.clock.pass(1h);
    BOOST_TEST(w.found() == "");
    BOOST_TEST(!w.keep("later"), "and nothing new is kept");
    BOOST_TEST(w.shelf->sweep(w.rules)->size() == 1u);
}

BOOST_AUTO_TEST_CASE(emergency_copies_go_with_the_emergency) {
    World w;
    w.rules.emergency.codes = {{"danger_now", "A child is in danger now"}};
    w.rules.emergency.roles = {"mash_worker"};
    w.rules.emergency.purposes = {"MASH_ENQUIRY"};
    auto asked = request(child());
    asked.emergency =
        policy::Emergency{"danger_now", "nobody else can be reached tonight", w.clock.now(), false};
    BOOST_TEST(w.keep(asked, "health", "urgent"));
    BOOST_TEST(w.shelf->list().front().expires_by == "emergency");
    BOOST_TEST((w.shelf->list().front().expires_at <= w.clock.now() + 30min));
    BOOST_TEST(w.shelf->sweep(w.rules)->empty());
    w.clock.pass(30min);
    BOOST_TEST(w.shelf->list().empty());
}

BOOST_AUTO_TEST_CASE(forgetting_a_child_leaves_the_others) {
    World w;
    for (int i = 1; i <= 3; ++i)
        for (const char* source : {"health", "police"})
            BOOST_TEST(w.keep(request(child(i)), source, "child-" + std::to_string(i)));
    const auto gone = w.shelf->forget_subject(w.shelf->subject_token(child(2)));
    BOOST_TEST_REQUIRE(gone.has_value());
    BOOST_TEST(gone->items.size() == 2u);
    BOOST_TEST(gone->reason == "asked");
    BOOST_TEST(w.found(request(child(2))) == "");
    BOOST_TEST(w.found(request(child(3))) == "child-3,child-3");
    BOOST_TEST(w.shelf->forget_case("MASH_ENQUIRY", "R-1")->items.size() == 4u);
    BOOST_TEST(w.shelf->list().empty());
}

BOOST_AUTO_TEST_CASE(an_answer_too_long_is_said_not_to_be_kept_and_a_full_shelf_lets_the_soonest_go) {
    World w;
    const auto longer = w.shelf->keep(w.allow(), child(), reply("health", "x", cache::Shelf::kLongestReply));
    BOOST_TEST_REQUIRE(!longer.has_value());
    BOOST_TEST((longer.error().fault == Fault::too_large));
    w.close();
    auto opened =
        cache::Shelf::open({w.path(), w.user, w.workstation, 400'000}, {w.keys, w.log, w.clock, w.entropy});
    BOOST_TEST_REQUIRE(opened.has_value());
    w.shelf = std::move(*opened);
    for (int i = 1; i <= 12; ++i) {
        w.clock.pass(1s);
        BOOST_TEST(
            w.shelf
                ->keep(w.allow(request(child(i))), child(i), reply("health", "c" + std::to_string(i), 60'000))
                ->has_value());
    }
    BOOST_TEST(w.found(request(child(1))).empty());
    BOOST_TEST(w.found(request(child(12))).starts_with("c12"));
    BOOST_TEST(w.shelf->list().size() >= 4u);
    BOOST_TEST(std::filesystem::file_size(w.path()) < 600'000u);
    BOOST_TEST(w.purges().front() == "no_room");
}

BOOST_AUTO_TEST_CASE(a_locked_key_store_keeps_nothing_finds_nothing_says_why_and_loses_nothing) {
    World w;
    BOOST_TEST(w.keep());
    w.close();
    w.keys.is_away = true;
    w.open();
    BOOST_TEST_REQUIRE(w.shelf->why_closed().has_value());
    BOOST_TEST((w.shelf->why_closed()->fault == Fault::unavailable));
    BOOST_TEST((w.shelf->find(w.allow()).error().fault == Fault::unavailable));
    BOOST_TEST(
        (w.shelf->keep(w.allow(), child(), reply("health", "other")).error().fault == Fault::unavailable));
    BOOST_TEST(w.shelf->list().empty());
    BOOST_TEST(w.shelf->sweep(w.rules)->empty());
    w.keys.is_away = false;
    BOOST_TEST(w.found() == "Maisie-marker");
    BOOST_TEST(!w.shelf->why_closed().has_value());
}

BOOST_AUTO_TEST_CASE(what_is_surely_over_goes_even_while_the_key_store_is_locked) {
    World w;
    BOOST_TEST(w.keep());
    w.close();
    w.keys.is_away = true;
    w.clock.pass(25h);
    w.open();
    BOOST_TEST((w.purges() == std::vector<std::string>{"expired"}));
    w.keys.is_away = false;
    BOOST_TEST(w.found() == "");
    BOOST_TEST(w.shelf->certificate({})->find("\"reason\":\"expired\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_lost_key_store_empties_the_shelf_and_it_goes_on) {
    World w;
    BOOST_TEST(w.keep());
    w.close();
    w.keys.keys.clear();
    w.open();
    BOOST_TEST((w.purges() == std::vector<std::string>{"key_lost"}));
    BOOST_TEST(w.log.entries.back().kind == "shelf_emptied");
    BOOST_TEST(w.found() == "");
    BOOST_TEST(w.keep("anew"));
    BOOST_TEST(w.found() == "anew");
}

BOOST_AUTO_TEST_CASE(a_destruction_that_cannot_be_logged_happens_and_is_logged_later) {
    World w;
    BOOST_TEST(w.keep());
    w.log.is_full = true;
    const auto gone = w.shelf->forget_subject(w.shelf->subject_token(child()));
    BOOST_TEST_REQUIRE(gone.has_value());
    BOOST_TEST(gone->items.size() == 1u);
    BOOST_TEST(w.shelf->list().empty());
    w.close();
    w.log.is_full = false;
    BOOST_TEST(w.purges().empty());
    w.open();
    BOOST_TEST((w.purges() == std::vector<std::string>{"asked"}));
    w.open();
    BOOST_TEST(w.purges().size() == 1u, "and once only");
}

BOOST_AUTO_TEST_CASE(two_programs_share_a_shelf) {
    World w;
    support::SeededEntropy other_entropy(7);
    auto other =
        cache::Shelf::open({w.path(), w.user, w.workstation}, {w.keys, w.log, w.clock, other_entropy});
    BOOST_TEST_REQUIRE(other.has_value());
    BOOST_TEST(w.keep());
    BOOST_TEST((*other)->find(w.allow())->size() == 1u);
    BOOST_TEST((*other)->empty("asked")->items.size() == 1u);
    BOOST_TEST(w.found() == "");
    BOOST_TEST(w.keep("after"));
    BOOST_TEST((*other)->find(w.allow())->size() == 1u);
    w.clock.pass(2h);
    BOOST_TEST((*other)->sweep(w.rules)->empty());
    BOOST_TEST(w.keep(request(child(2)), "health", "two"));
    BOOST_TEST((*other)->list().size() == 2u);
    BOOST_TEST((*other)->forget_subject((*other)->subject_token(child(2)))->items.size() == 1u);
    BOOST_TEST(w.found(request(child(2))) == "");
    other->reset();
    w.open();
    BOOST_TEST(w.found() == "after");
    BOOST_TEST((w.purges() == std::vector<std::string>{"asked", "asked"}));
}

BOOST_AUTO_TEST_CASE(only_an_unusable_folder_keeps_a_shelf_from_opening) {
    World w;
    w.close();
    write_bytes(w.folder.file("file"), "no folder");
    const auto opened = cache::Shelf::open({w.folder.file("file/shelf"), w.user, w.workstation},
                                           {w.keys, w.log, w.clock, w.entropy});
    BOOST_TEST(!opened.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
