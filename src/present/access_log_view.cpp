#include "present/access_log_view.h"

#include "base/text.h"
#include "record/when.h"
#include "review/verdict.h"

#include <cstdio>

namespace kith::present {
namespace {

template <typename... Fs>
struct Overloaded : Fs... {
    using Fs::operator()...;
};

std::string seconds_words(std::chrono::milliseconds took) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f s", static_cast<double>(took.count()) / 1000.0);
    return text;
}

std::string entries_words(std::uint64_t entries) {
    return grouped(entries) + (entries == 1 ? " entry" : " entries");
}

void take_words(AccessLogView& view, const WordsOpened& opened) {
    if (!view.selected || *view.selected != opened.place) return;  // the reader has gone on: nobody sees it
    if (view.opened.place != opened.place) view.opened = {opened.place, {}, {}};
    const std::string words = opened.words.empty() ? "the words have been erased" : opened.words;
    (opened.is_who ? view.opened.who : view.opened.reason) = words;
}

void take_book(AccessLogView& view, const LogBookPtr& book) {
    view.phase = AccessLogView::Phase::ready;
    view.book = book;
    view.query.place = book->place;
    view.integrity.reset();
    view.is_checking = true;
    view.log_size = book->log_size;
    view.verdicts.clear();
    view.sample.reset();
    view.compared.reset();
    view.found.reset();
    view.look.reset();
    view.opened = {};
    if (view.selected && *view.selected >= book->entries) view.selected.reset();
}

/// What was read before still stands, where it does.
void stop_reading(AccessLogView& view, const ReadingStopped& stopped) {
    view.notice = {stopped.words, stopped.by_hand ? Mood::work : Mood::hole};
    view.phase = view.book ? AccessLogView::Phase::ready : AccessLogView::Phase::stopped;
    view.is_checking = false;
    if (!view.book) return;
    view.query.place = view.book->place;
    view.notice.words += view.book->place == LogPlace::workstation
                             ? " What is shown is this workstation's log as it was read before."
                             : " What is shown is the partnership's log as it was read before.";
}

std::string logs_words(std::uint64_t logs) {
    return grouped(logs) + (logs == 1 ? " workstation's log" : " workstations' logs");
}

Chip partnership_chip(const LogIntegrity& integrity) {
    Chip chip;
    chip.mood = integrity.sealed == integrity.logs ? Mood::good : Mood::work;
    chip.text = "Intact: " + logs_words(integrity.logs) + ", " + entries_words(integrity.entries) +
                " \u00B7 " + grouped(integrity.sealed) + " of " + grouped(integrity.logs) +
                " sealed to the end";
    chip.sentence =
        "Every log as the partnership's database holds it was checked: each entry against its hash, their "
        "order, "
        "and the signed heads that were stored with them. A log is sealed to the end when a signed head "
        "covers its "
        "last entry. The signature itself was checked for " +
        grouped(integrity.signed_by_key) + ": whose key is known at this workstation.";
    return chip;
}

Chip intact_chip(const LogIntegrity& integrity, base::Instant now) {
    Chip chip;
    chip.mood = Mood::good;
    chip.text =
        "Intact: " + entries_words(integrity.entries) + " verified in " + seconds_words(integrity.took);
    if (integrity.checkpoint) chip.text += " \u00B7 checkpoint " + short_when(*integrity.checkpoint, now);
    if (integrity.clock_jumps > 0)
        chip.text += " \u00B7 " + base::counted(integrity.clock_jumps, "clock jump", "clock jumps");
    chip.sentence =
        "Every entry, every signed head and the order of clocks were checked. An entry that was changed, "
        "removed or put elsewhere would give another root.";
    return chip;
}

Chip trouble_chip(const LogIntegrity& integrity) {
    Chip chip;
    chip.mood = Mood::hole;
    chip.text =
        "Not intact: " + entries_words(integrity.checked_to) + " of " + grouped(integrity.entries) + " hold";
    if (integrity.logs > 0)
        chip.text = "Not intact: the partnership's database and its signed heads disagree";
    chip.sentence =
        integrity.trouble + ". Export the log for inspection before anything else is done with it.";
    return chip;
}

}  // namespace

AccessLogView reduce(AccessLogView view, const LogEvent& event) {
    std::visit(Overloaded{
                   [&](const ReadingGrew& grew) { view.read = grew.read, view.total = grew.total; },
                   [&](const LogGrew& grew) { view.log_size = grew.entries; },
                   [&](const BookRead& read) { take_book(view, read.book); },
                   [&](const ReadingStopped& stopped) { stop_reading(view, stopped); },
                   [&](const IntegrityChecked& checked) {
                       view.integrity = checked.integrity;
                       view.is_checking = false;
                   },
                   [&](const EntriesFound& found) {
                       if (found.number == view.query_number) view.found = found.found;
                   },
                   [&](const EntryLookedAt& looked) {
                       if (looked.number == view.look_number) view.look = looked.look;
                   },
                   [&](const WordsOpened& opened) { take_words(view, opened); },
                   [&](const VerdictRecorded& recorded) {
                       view.verdicts[recorded.place] = recorded.verdict;
                       view.notice = {"Recorded: " + base::lower_ascii(verdict_words(recorded.verdict)) +
                                          ". The verdict is an entry of the log itself.",
                                      Mood::good};
                   },
                   [&](const DeskSaid& said) {
                       view.notice = {said.words, said.mood};
                   },
                   [&](const ChildFound&) {},
                   [&](const SampleDrawn& drawn) { view.sample = drawn.sample; },
                   [&](const ListCompared& told) {
                       view.compared = std::make_shared<const Compared>(told.compared);
                   },
               },
               event);
    return view;
}

AccessLogView begin_reading(AccessLogView view) {
    view.phase = AccessLogView::Phase::reading;
    view.read = view.total = 0;
    view.notice = {};
    return view;
}

AccessLogView ask_for(AccessLogView view, LogQuery query) {
    view.query = std::move(query);
    ++view.query_number;
    return view;
}

AccessLogView select_entry(AccessLogView view, std::optional<std::uint64_t> place) {
    if (view.selected == place) return view;
    view.selected = place;
    view.look.reset();
    ++view.look_number;
    view.opened = {};
    return view;
}

AccessLogView leave(AccessLogView view) {
    view.opened = {};
    view.notice = {};
    return view;
}

Chip integrity_chip(const AccessLogView& view, base::Instant now) {
    const bool is_reading = view.phase == AccessLogView::Phase::reading;
    if (view.integrity && !is_reading) {
        if (!view.integrity->trouble.empty()) return trouble_chip(*view.integrity);
        return view.integrity->logs > 0 ? partnership_chip(*view.integrity)
                                        : intact_chip(*view.integrity, now);
    }
    Chip chip;
    chip.text = is_reading || view.is_checking || view.phase == AccessLogView::Phase::closed
                    ? "Checking every entry\u2026"
                    : "Not checked";
    chip.sentence = "Whether the log is whole is said here as soon as every entry has been checked.";
    return chip;
}

std::string progress_words(const AccessLogView& view) {
    if (view.phase == AccessLogView::Phase::reading)
        return view.total == 0
                   ? "Reading the access log\u2026"
                   : "Reading the access log: " + grouped(view.read) + " of " + entries_words(view.total);
    if (view.phase == AccessLogView::Phase::stopped && !view.book) return view.notice.words;
    return {};
}

std::string new_entries_words(const AccessLogView& view) {
    if (!view.is_ready() || view.log_size <= view.book->log_size) return {};
    const std::uint64_t grown = view.log_size - view.book->log_size;
    return grouped(grown) + (grown == 1 ? " new entry: F5" : " new entries: F5");
}

const std::vector<VerdictChoice>& verdict_choices(const LogBook& book, std::uint64_t place) {
    static const std::vector<VerdictChoice> verdicts{
        {"explained", "Explained\u2026", "What explains it, and where that can be seen",
         "Records that this access is explained, with the evidence that you name", false},
        {"asked", "Ask the manager\u2026", "What the manager is asked; no name of a child",
         "Records that the manager is to be asked. The question holds nothing of the child", false},
        {"referred", "Refer\u2026", "Why it is referred, and to whom",
         "Records that this access goes on to whoever looks into such things", true}};
    static const std::vector<VerdictChoice> reviews{
        {"justified", "Justified\u2026", "What the emergency was, and how you know",
         "Closes the review that every emergency access needs", false},
        {"not_justified", "Not justified\u2026", "Why it was no emergency",
         "Closes the review: the rules should have been waited for", false},
        {"referred", "Refer\u2026", "Why it is referred, and to whom",
         "Closes the review: this access goes on to whoever looks into such things", true}};
    const review::Access* access = book.access_at(place);
    return access && access->is_emergency ? reviews : verdicts;
}

std::string verdict_sentence_lacks(std::string_view sentence) {
    const auto words = base::trim(sentence);
    if (words.empty()) return "A verdict needs a sentence";
    if (words.size() < review::kLeastSentence)
        return "Say a little more: whoever reads it later was not there";
    return {};
}

}  // namespace kith::present
