#include "wording/wording.h"

#include "base/text.h"
#include "wording/faults.h"
#include "wording/states.h"
#include "wording/words.h"

namespace kith::wording {

namespace {

using record::Cell;
using record::LedgerState;

constexpr std::string_view kLeftOut = "[words left out]";
constexpr std::string_view kRequired = "This purpose requires an answer from this source.";

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '_';
}

/// Length of `phrase` in `text` at `at`, white space of any length standing for one space; 0 when it is not
/// there.
size_t length_at(std::string_view text, size_t at, std::string_view phrase) {
    size_t i = at;
    for (const char wanted : phrase) {
        if (i >= text.size()) return 0;
        if (wanted == ' ') {
            const size_t first = i;
            while (i < text.size() && is_space(text[i])) ++i;
            if (i == first) return 0;
        } else if (text[i++] != wanted) {
            return 0;
        }
    }
    return i - at;
}

size_t forbidden_at(std::string_view lower, size_t at) {
    for (const auto phrase : forbidden_phrases())
        if (const size_t length = length_at(lower, at, phrase)) return length;
    return 0;
}

std::string sentence_of(std::string_view text) {
    std::string out(base::trim(text));
    if (out.empty()) return out;
    if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
    if (!out.ends_with('.') && !out.ends_with('?') && !out.ends_with('!')) out += '.';
    return out;
}

/// The connectors' account of a search without words that our own sentence adds.
std::string search_part(std::string_view detail) {
    std::string_view text = base::trim(detail);
    const std::string lower = base::lower_ascii(text);
    if (lower.starts_with("searched ")) text.remove_prefix(9);
    for (const std::string_view tail : {".", "none held", ";", ","}) {
        text = base::trim(text);
        if (base::lower_ascii(text).ends_with(tail)) text.remove_suffix(tail.size());
    }
    return std::string(base::trim(text));
}

std::string none_held(const Cell& cell, std::string_view source) {
    std::string part = search_part(cell.detail);
    if (part.empty()) part = search_part(search_detail({}, {}, {}));
    return "searched " + std::string(source) + ", " + part + "; none held";
}

std::string what_happened(const Cell& cell, std::string_view source) {
    switch (cell.state) {
        case LedgerState::records_held:
            return base::counted(cell.count, "record held", "records held");
        case LedgerState::none_held:
            return none_held(cell, source);
        case LedgerState::candidates:
            return base::counted(cell.count, "possible person", "possible people") + " to confirm or reject";
        case LedgerState::unreachable:
            return cell.tries > 1 ? "no answer after " + std::to_string(cell.tries) + " tries" : "no answer";
        case LedgerState::partial:
            return "part of the answer, " + base::counted(cell.count, "record", "records");
        case LedgerState::held_copy:
            return "a held copy only, " + base::counted(cell.count, "record", "records");
        default:
            return base::lower_ascii(label(cell.state));
    }
}

/// The source's own date first; ours only where it gives none, and then said to be ours.
std::string dated(const Cell& cell) {
    if (cell.as_of) return ", as of " + base::uk_time(*cell.as_of);
    if (cell.received_at) return ", received " + base::uk_time(*cell.received_at);
    return {};
}

void add(std::string& sentences, const std::string& next) {
    if (next.empty()) return;
    if (!sentences.empty()) sentences += ' ';
    sentences += next;
}

}  // namespace

const std::vector<std::string_view>& forbidden_phrases() {
    static const std::vector<std::string_view> phrases{"nothing known", "not known",  "no concern",
                                                       "nothing found", "none known", "nothing is known"};
    return phrases;
}

std::string sayable(std::string text) {
    const std::string lower = base::lower_ascii(text);
    std::string out;
    for (size_t at = 0; at < text.size();) {
        const size_t length = forbidden_at(lower, at);
        if (length > 0)
            out += kLeftOut;
        else
            out += text[at];
        at += length > 0 ? length : 1;
    }
    return out;
}

std::string short_text(const Cell& cell) {
    switch (cell.state) {
        case LedgerState::records_held:
            return base::counted(cell.count, "record", "records");
        case LedgerState::none_held:
            return "searched, none held";
        case LedgerState::candidates:
            return base::counted(cell.count, "possible person", "possible people") + ": choose";
        case LedgerState::too_many:
            return "too many: narrow the search";
        case LedgerState::withheld:
            return "withheld at source";
        case LedgerState::neither_confirm_nor_deny:
            return "neither confirmed nor denied";
        case LedgerState::refused:
            return "request refused";
        case LedgerState::not_asked:
            return "not asked";
        case LedgerState::not_covered:
            return "not covered";
        case LedgerState::awaiting:
            return "waiting for an answer";
        case LedgerState::overdue:
            return "answer overdue: ring";
        case LedgerState::unreachable:
            return what_happened(cell, {}) + ": ask again";
        case LedgerState::partial:
            return "part only, " + base::counted(cell.count, "record", "records") + ": ask again";
        case LedgerState::unusable:
            return "answer unusable: ask again";
        case LedgerState::held_copy:
            return "held copy, " + base::counted(cell.count, "record", "records");
    }
    return "waiting for an answer";
}

std::string sentence(const Cell& cell, std::string_view source_name, std::string_view person_label) {
    std::string out = sentence_of(std::string(source_name) + ", about " + std::string(person_label) + ": " +
                                  what_happened(cell, source_name) + dated(cell));
    if (cell.state != LedgerState::none_held) add(out, sentence_of(cell.detail));
    add(out, std::string(meaning(cell.state)));
    if (cell.required && completeness_of(cell.state, true) != record::Completeness::answer)
        add(out, std::string(kRequired));
    return sayable(std::move(out));
}

std::string search_detail(std::string_view area, std::string_view period, std::string_view identifiers) {
    const auto part = [](std::string_view text, std::string_view otherwise) {
        return std::string(text.empty() ? otherwise : text);
    };
    return sayable("searched " + part(area, "area not stated") + "; " + part(period, "period not stated") +
                   "; " +
                   (identifiers.empty() ? "identifiers not stated" : "by " + std::string(identifiers)));
}

std::string totals(const record::Totals& totals) {
    const size_t cells = totals.answers + totals.work + totals.holes;
    std::string out = base::counted(cells, "cell", "cells") + ": " + std::to_string(totals.answers) +
                      " answered, " + std::to_string(totals.work) + " for you, " +
                      base::counted(totals.holes, "hole", "holes");
    if (totals.pending > 0) out += " (" + std::to_string(totals.pending) + " still awaited)";
    return out;
}

std::vector<std::string> everything_we_can_say() {
    std::vector<std::string> all{std::string(kNothingLeft), std::string(kRequired), std::string(kLeftOut),
                                 search_detail({}, {}, {})};
    for (size_t i = 0; i < record::kLedgerStates; ++i) {
        const auto& words = words_of(static_cast<LedgerState>(i));
        all.insert(all.end(),
                   {std::string(words.label), std::string(words.sign), std::string(words.meaning)});
        all.push_back(short_text(Cell{.state = static_cast<LedgerState>(i)}));
    }
    for (int i = 0; i <= static_cast<int>(base::Fault::internal); ++i)
        all.emplace_back(fault_sentence(static_cast<base::Fault>(i)));
    for (const std::string_view what : {"purpose", "case", "reason", "person", "anything else"})
        all.emplace_back(missing_sentence(what));
    for (const Words* words : {&relation_words(), &kind_words(), &tie_words()})
        for (const auto& [code, said] : *words) all.emplace_back(said);
    return all;
}

}  // namespace kith::wording
