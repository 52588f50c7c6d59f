#include "log_world.h"
#include "ports/audit_kinds.h"
#include "present/access_log_view.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace kith;
using namespace kith::present;
using log_world::at;
using log_world::World;
using Key = LogChoice::Key;
using Only = LogQuery::Only;

namespace {

constexpr const char* kAskedFacts =
    R"({"asked":[{"person":"subject","source":"hospitals"},{"person":"subject","source":"gp"}]})";

/// One explained access, one that a rule questions, one emergency, and an export within the first.
struct Morning : World {
    Morning() {
        const auto asked = entry("2026-11-22T09:58:03Z", "a.okafor", "enquiry_asked", kAskedFacts);
        const auto exported = entry("2026-11-22T09:59:10Z", "a.okafor", "exported");
        const auto night = entry("2026-11-21T03:12:27Z", "d.cole", "enquiry_asked", kAskedFacts, "ffee0011");
        const auto began =
            entry("2026-11-20T09:41:50Z", "a.okafor", "emergency_began", R"({"code":"danger_now"})");
        access({began}).is_emergency = true;
        question(access({night}), "same_family");
        access({asked, exported}, "duty_rota");
        const review::Emergency due{.place = began,
                                    .user = "a.okafor",
                                    .role = "mash_worker",
                                    .team = {},
                                    .agency = {},
                                    .subject = "6a94789a9d60b54d",
                                    .code = "danger_now",
                                    .began = at("2026-11-20T09:41:50Z"),
                                    .ended = {},
                                    .review_due = *record::PartialDate::of_day(2026, 11, 23),
                                    .review = {},
                                    .outcome = {}};
        change().emergencies.all = {due};
        change().emergencies.unreviewed = 1;
        questioned = night, first = asked, emergency = began, export_entry = exported;
    }
    std::uint64_t questioned = 0, first = 0, emergency = 0, export_entry = 0;
};

AccessLogView ready(const LogBookPtr& book) {
    return reduce(begin_reading({}), BookRead{book});
}

const LogChoice* choice(const std::vector<LogChoice>& all, Key key) {
    const auto found = std::ranges::find(all, key, &LogChoice::key);
    return found == all.end() ? nullptr : &*found;
}

bool offers(const EntryDetails& details, std::string_view deed) {
    return std::ranges::any_of(details.lines, [&](const Line& line) {
        return line.opens.kind == Target::Kind::deed && line.opens.id == deed;
    });
}

std::string all_text(const EntryDetails& details) {
    std::string text = details.title + details.sentence;
    for (const auto& line : details.lines) text += "\n" + as_text(line);
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(present_access_log_view_tests)

BOOST_AUTO_TEST_CASE(the_banner_says_intact_with_how_many_how_long_and_when) {
    World w;
    auto view = ready(w.book());
    BOOST_TEST(integrity_chip(view, w.now).text == "Checking every entry\u2026");
    view = reduce(view, IntegrityChecked{{48211, 48211, 0, "", at("2026-11-22T09:55:00Z"),
                                          std::chrono::milliseconds(210)}});
    const Chip chip = integrity_chip(view, w.now);
    BOOST_TEST(chip.text == "Intact: 48,211 entries verified in 0.2 s \u00B7 checkpoint 09:55:00");
    BOOST_TEST((chip.mood == Mood::good));
}

BOOST_AUTO_TEST_CASE(the_banner_says_trouble_in_plain_words_and_what_to_do) {
    World w;
    auto view =
        reduce(ready(w.book()), IntegrityChecked{{100, 41, 0, "entry 41 is not what was logged", {}, {}}});
    const Chip chip = integrity_chip(view, w.now);
    BOOST_TEST(chip.text == "Not intact: 41 entries of 100 hold");
    BOOST_TEST(chip.sentence.find("entry 41 is not what was logged") == 0u);
    BOOST_TEST(chip.sentence.find("Export the log") != std::string::npos);
    BOOST_TEST((chip.mood == Mood::hole));
}

BOOST_AUTO_TEST_CASE(one_row_is_one_access_with_what_stands_of_it) {
    Morning w;
    const auto book = w.book();
    const LogFound found = find_entries(*book, {}, {}, w.now);
    BOOST_TEST(found.places == (std::vector<std::uint64_t>{w.emergency, w.questioned, w.first}),
               boost::test_tools::per_element());
    const LogRow row = row_of(*book, w.first, {}, w.now);
    BOOST_TEST(row.when == "09:58:03");
    BOOST_TEST(row.who == "A. Okafor");
    BOOST_TEST(row.purpose == "Section 47 enquiry");
    BOOST_TEST(row.what == "Asked 2 sources");
    BOOST_TEST(row.about == "6a94789a");
    BOOST_TEST(row.state.starts_with("Explained: "));
}

BOOST_AUTO_TEST_CASE(AU_1_every_line_can_be_read_and_no_row_says_who_the_child_is) {
    Morning w;
    const auto book = w.book();
    LogQuery query;
    query.every_entry = true;
    const LogFound found = find_entries(*book, query, {}, w.now);
    BOOST_TEST(found.places.size() == book->entries);
    for (const auto place : found.places) {
        const EntryDetails details = entry_details(*book, place, nullptr, {}, {}, w.now);
        BOOST_TEST(all_text(details).find("child ") != std::string::npos);
        BOOST_TEST(offers(details, kOpenWho));
        BOOST_TEST(offers(details, kOpenReason));
    }
}

BOOST_AUTO_TEST_CASE(AU_4_an_unexplained_access_is_said_in_words_that_blame_nobody) {
    World w;
    w.access({w.entry("2026-11-22T09:58:03Z", "a.okafor", "enquiry_asked", kAskedFacts)});
    const auto book = w.book();
    const LogRow row = row_of(*book, 0, {}, w.now);
    BOOST_TEST(row.state == "Unexplained");
    BOOST_TEST((row.mood == Mood::neutral));
    BOOST_TEST(all_text(entry_details(*book, 0, nullptr, {}, {}, w.now)).find("That blames nobody") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(AU_5_what_questions_an_access_is_shown_with_the_text_of_its_rule) {
    Morning w;
    const auto& rule = review::signal_rules().front();
    World other;
    other.question(
        other.access({other.entry("2026-11-22T09:58:03Z", "d.cole", "enquiry_asked", kAskedFacts)}), rule.id);
    const auto book = other.book();
    const std::string text = all_text(entry_details(*book, 0, nullptr, {}, {}, other.now));
    BOOST_TEST(text.find(rule.name) != std::string::npos);
    BOOST_TEST(text.find(rule.text) != std::string::npos);
    BOOST_TEST(text.find("needs review") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(chips_count_what_they_would_show) {
    Morning w;
    const auto book = w.book();
    const LogFound found = find_entries(*book, {}, {}, w.now);
    const auto all = choices(book.get(), {}, &found);
    BOOST_TEST(choice(all, Key::needs_review)->words == "Needs review (2)");
    BOOST_TEST(choice(all, Key::emergency)->words == "Emergency access (1)");
    BOOST_TEST(choice(all, Key::exports)->words == "Exports (1)");
    for (const auto key : {Key::needs_review, Key::unexplained, Key::emergency, Key::exports}) {
        const LogQuery query = press({}, key, book.get());
        const LogFound narrowed = find_entries(*book, query, {}, w.now);
        const std::string words = choice(choices(book.get(), query, &narrowed), key)->words;
        BOOST_TEST(words.ends_with("(" + std::to_string(narrowed.places.size()) + ")"));
        BOOST_TEST((press(query, key, book.get()).only == Only::all));
    }
}

BOOST_AUTO_TEST_CASE(P19_filter_sort_and_selection_never_change_what_is_in_the_log) {
    Morning w;
    const auto book = w.book();
    AccessLogView view = ready(book);
    // Each of these is a pure function of the view: nothing is sent that could be an entry.
    for (const auto key : {Key::span, Key::agency, Key::needs_review, Key::unexplained, Key::emergency,
                           Key::exports, Key::strongest, Key::every_entry, Key::subject}) {
        view = ask_for(view, press(view.query, key, book.get()));
        const auto found =
            std::make_shared<const LogFound>(find_entries(*book, view.query, view.verdicts, w.now));
        view = reduce(view, EntriesFound{view.query_number, found});
        for (const auto place : found->places) view = select_entry(view, place);
        BOOST_TEST(view.book->entries == book->entries);
        BOOST_TEST((view.book == book));
    }
}

BOOST_AUTO_TEST_CASE(an_answer_to_an_older_search_is_dropped) {
    Morning w;
    AccessLogView view = ask_for(ready(w.book()), {});
    const auto old = view.query_number;
    LogQuery narrower;
    narrower.words = "cole";
    view = ask_for(view, narrower);
    view = reduce(view, EntriesFound{old, std::make_shared<const LogFound>()});
    BOOST_TEST(!view.found);
}

BOOST_AUTO_TEST_CASE(who_it_is_shows_for_that_entry_alone_and_goes_with_the_page) {
    Morning w;
    const auto book = w.book();
    AccessLogView view = select_entry(ready(book), w.first);
    view = reduce(view, WordsOpened{w.first, true, "Maisie Rose PELLOW, born 14 Feb 2017"});
    const auto text = [&](std::uint64_t place) {
        return all_text(entry_details(*book, place, nullptr, view.opened, view.verdicts, w.now));
    };
    BOOST_TEST(text(w.first).find("PELLOW") != std::string::npos);
    // The same child in another entry stays a token.
    BOOST_TEST(text(w.export_entry).find("PELLOW") == std::string::npos);
    const AccessLogView elsewhere = select_entry(view, w.questioned);
    BOOST_TEST(!elsewhere.opened.who);
    BOOST_TEST(!leave(view).opened.who);
    // Opened too late: the reader has gone on.
    BOOST_TEST(!reduce(elsewhere, WordsOpened{w.first, true, "Maisie"}).opened.who);
}

BOOST_AUTO_TEST_CASE(a_verdict_takes_the_access_out_of_what_needs_review) {
    Morning w;
    const auto book = w.book();
    AccessLogView view = reduce(ready(book), VerdictRecorded{w.questioned, "referred"});
    const LogFound found = find_entries(*book, {}, view.verdicts, w.now);
    BOOST_TEST(view.notice.words.find("referred") != std::string::npos);
    BOOST_TEST(found.need_review == 1u);  // the emergency
    view = reduce(view, VerdictRecorded{w.emergency, "justified"});
    BOOST_TEST(find_entries(*book, {}, view.verdicts, w.now).need_review == 0u);
    BOOST_TEST(row_of(*book, w.questioned, view.verdicts, w.now).state == "Referred");
}

BOOST_AUTO_TEST_CASE(entries_that_came_since_the_reading_are_counted_quietly) {
    Morning w;
    AccessLogView view = ready(w.book());
    view = reduce(view, LogGrew{view.book->log_size});
    BOOST_TEST(new_entries_words(view) == "");
    view = reduce(view, LogGrew{view.book->log_size + 12});
    BOOST_TEST(new_entries_words(view) == "12 new entries: F5");
}

BOOST_AUTO_TEST_CASE(a_reading_elsewhere_that_fails_leaves_what_was_read) {
    Morning w;
    AccessLogView view = ready(w.book());
    LogQuery query = press(view.query, Key::place, view.book.get());
    view = begin_reading(ask_for(view, query));
    BOOST_TEST(integrity_chip(view, w.now).text == "Checking every entry\u2026");
    view = reduce(view, ReadingStopped{"The database cannot be reached.", false});
    BOOST_TEST(view.is_ready());
    BOOST_TEST((view.query.place == LogPlace::workstation));
    BOOST_TEST(view.notice.words.find("this workstation's log") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_sealed_elsewhere_says_so_and_is_not_offered) {
    Morning w;
    w.change().own_chain = "c2";
    const auto book = w.book();
    const EntryDetails details = entry_details(*book, w.questioned, nullptr, {}, {}, w.now);
    const std::string text = all_text(details);
    BOOST_TEST(text.find("only workstation NSC-0417 has the key") != std::string::npos);
    for (const Line& line : details.lines) BOOST_TEST(!line.opens.leads_somewhere());
    const auto all = choices(book.get(), {}, nullptr);
    BOOST_TEST(!choice(all, Key::place));
}

BOOST_AUTO_TEST_CASE(a_verdict_needs_a_sentence) {
    BOOST_TEST(!verdict_sentence_lacks("").empty());
    BOOST_TEST(!verdict_sentence_lacks("   ok    ").empty());
    BOOST_TEST(verdict_sentence_lacks("Seen on the rota of the duty team").empty());
}

BOOST_AUTO_TEST_CASE(AU_9_an_emergency_says_when_its_review_is_due_and_when_that_is_past) {
    Morning w;
    const auto book = w.book();
    BOOST_TEST(row_of(*book, w.emergency, {}, w.now).state == "Review due 23 Nov 2026");
    const LogRow late = row_of(*book, w.emergency, {}, at("2026-11-24T09:00:00Z"));
    BOOST_TEST(late.state == "Review overdue since 23 Nov 2026");
    BOOST_TEST((late.mood == Mood::hole));
    BOOST_TEST(row_of(*book, w.emergency, {{w.emergency, "justified"}}, w.now).state ==
               "Emergency reviewed: justified");
    const auto& outcomes = verdict_choices(*book, w.emergency);
    BOOST_TEST(std::ranges::any_of(outcomes, [](const auto& one) { return one.id == "not_justified"; }));
    const LogReport report = emergency_report(*book, {}, w.now);
    BOOST_TEST(report.intro.find("1 not reviewed yet") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(AU_10_whoever_is_no_auditor_sees_their_own_looks_and_decides_nothing) {
    Morning w;
    w.change().is_own_only = true;
    w.change().reader = "a.okafor";
    const auto book = w.book();
    const auto all = choices(book.get(), {}, nullptr);
    for (const auto key : {Key::agency, Key::needs_review, Key::unexplained, Key::strongest})
        BOOST_TEST((choice(all, key) == nullptr));
    const EntryDetails details = entry_details(*book, w.first, nullptr, {}, {}, w.now);
    BOOST_TEST(!details.may_decide);
    BOOST_TEST(!offers(details, kOpenWho));
    BOOST_TEST(emergency_report(*book, {}, w.now).title == "Your emergency access");
}

BOOST_AUTO_TEST_CASE(AU_11_a_sample_is_asked_for_by_seed_and_size) {
    const auto wish = read_sample_wish(" 202611  20 ");
    BOOST_TEST_REQUIRE(wish.has_value());
    BOOST_TEST(wish->seed == 202611u);
    BOOST_TEST(wish->size == 20u);
    for (const char* wrong : {"", "20", "1 0", "1 501", "one 20", "1 2 3", "-1 20"})
        BOOST_TEST(!read_sample_wish(wrong).has_value());
}

BOOST_AUTO_TEST_CASE(AU_15_nobody_decides_about_their_own_actions) {
    World w;
    const auto place = w.entry("2026-11-22T09:58:03Z", "t.adeyemi", "log_read", "{}", "");
    const auto book = w.book();
    const EntryDetails details = entry_details(*book, place, nullptr, {}, {}, w.now);
    BOOST_TEST(!details.may_decide);
    BOOST_TEST(details.why_not.find("a second auditor") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(AU_16_many_refusals_go_to_the_safeguarding_lead) {
    Morning w;
    w.change().assessed.harm = {{"6a94789a9d60b54d", {w.first, w.questioned}, 2, w.now}};
    std::string text;
    for (const auto& line : children_report(*w.book()).lines) text += as_text(line) + "\n";
    BOOST_TEST(text.find("2 refusals of 2 people") != std::string::npos);
    BOOST_TEST(text.find("never for discipline") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(X_1_the_days_as_a_list_hold_what_the_bars_hold) {
    Morning w;
    w.change().teams = {{"d.cole", "Intake"}, {"a.okafor", "Intake"}};
    const auto book = w.book();
    const DayChart chart = day_chart(*book, "d.cole", at("2026-11-21T03:12:27Z"));
    const Lines lines = as_lines(chart);
    BOOST_TEST_REQUIRE(lines.size() == chart.bars.size());
    for (size_t i = 0; i < lines.size(); ++i) {
        const DayBar& bar = chart.bars[chart.bars.size() - 1 - i];
        BOOST_TEST(lines[i].label == bar.day);
        BOOST_TEST(lines[i].text.starts_with(std::to_string(bar.own) + ","));
    }
    const auto selected = std::ranges::find(chart.bars, true, &DayBar::is_selected);
    BOOST_TEST_REQUIRE((selected != chart.bars.end()));
    BOOST_TEST(selected->day == "21 Nov 2026");
    BOOST_TEST(selected->own == 1u);
    BOOST_TEST(chart.title == "D. Cole against the team");
}

BOOST_AUTO_TEST_CASE(the_sitting_holds_what_the_same_person_did_without_a_long_pause) {
    World w;
    w.entry("2026-11-22T07:00:00Z", "a.okafor", "signed_in", "{}", "");
    const auto first = w.entry("2026-11-22T09:10:00Z", "a.okafor", "purpose_chosen", "{}", "");
    w.entry("2026-11-22T09:12:00Z", "d.cole", "signed_in", "{}", "");
    const auto middle = w.entry("2026-11-22T09:20:00Z", "a.okafor", "enquiry_asked", kAskedFacts);
    const auto last = w.entry("2026-11-22T09:45:00Z", "a.okafor", "event_opened");
    const auto sitting = sitting_of(*w.book(), middle);
    BOOST_TEST(sitting == (std::vector<std::uint64_t>{first, middle, last}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(when_is_short_today_and_whole_long_ago) {
    const auto now = at("2026-07-22T10:05:00Z");
    BOOST_TEST(short_when(at("2026-07-22T09:02:14Z"), now) == "10:02:14");  // British Summer Time
    BOOST_TEST(short_when(at("2026-07-21T13:20:00Z"), now) == "Yesterday 14:20");
    BOOST_TEST(short_when(at("2026-02-02T09:15:00Z"), now) == "2 Feb 09:15");
    BOOST_TEST(short_when(at("2025-02-02T09:15:00Z"), now) == "2 Feb 2025 09:15");
}

BOOST_AUTO_TEST_CASE(an_empty_list_says_what_to_do_and_never_that_there_is_nothing) {
    LogQuery narrow;
    narrow.words = "zzz";
    BOOST_TEST(nothing_found_words(narrow).find("Esc") != std::string::npos);
    BOOST_TEST(nothing_found_words({}).find("last 7 days") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
