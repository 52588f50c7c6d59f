#include "tlog/export_checker.h"

#include <algorithm>

// What an export's checker says, and what it can say only at the end.
namespace kith::tlog {
namespace {

std::string span(std::uint64_t from, std::uint64_t behind) {
    if (behind == from + 1) return "Entry " + std::to_string(from) + " is";
    return "Entries " + std::to_string(from) + " to " + std::to_string(behind - 1) + " are";
}

/// What comes first in a report: who signed, then the entries in their order, then what concerns none. That
/// nothing proves some entries often follows from what was said of others.
std::pair<int, std::uint64_t> rank(const Finding& finding) {
    if (finding.trouble == Trouble::uncovered) return {3, finding.entry.value_or(0)};
    if (finding.entry) return {1, *finding.entry};
    return {finding.trouble == Trouble::wrong_key ? 0 : 2, 0};
}

}  // namespace

void ExportChecker::found(Trouble trouble, std::optional<std::uint64_t> entry, std::string sentence) {
    if (report_.findings.size() < kMostFindings)
        report_.findings.push_back({trouble, entry, std::move(sentence)});
    else
        ++report_.further_findings;
}

void ExportChecker::found_form(const std::string& what) {
    // It stands where the next entry would, or concerns the last.
    const auto& header = report_.header;
    std::optional<std::uint64_t> at;
    if (header.size > 0) at = std::min(expected_, header.size - 1);
    found(Trouble::form, at, "Line " + std::to_string(line_number_) + " " + what + ".");
}

void ExportChecker::read_older() {
    for (const auto& text : wish_.older) {
        const auto note = SignedCheckpoint::parse(text);
        if (!note)
            found(Trouble::form, {},
                  "A checkpoint that you gave cannot be read: " + note.error().detail + ".");
        else if (!is_signed(*note))
            found(Trouble::wrong_key, {}, "A checkpoint that you gave is not signed by the key given.");
        else
            older_.push_back(note->checkpoint);
    }
    std::ranges::stable_sort(older_, {}, &Checkpoint::size);
    if (report_.header.is_whole()) hold_to_older();
}

void ExportChecker::finish() {
    if (unproved_) take_proof("?");
    if (!is_sealed_ && !is_over_) say_end();
    say_missing();
    prove_older();
    if (!last_head_)
        found(Trouble::unproved, {},
              "The export holds no head signed by the key given: nothing in it is proved.");
    if (report_.header.is_whole() && expected_ > held_to_ && !is_broken_)
        report_.unsigned_entries = expected_ - held_to_;
    if (report_.unsigned_entries > 0)
        found(Trouble::uncovered, held_to_,
              span(held_to_, expected_) + " under no signed head: nothing proves them.");
    std::ranges::stable_sort(report_.findings, {}, rank);
}

void ExportChecker::say_end() {
    found(Trouble::truncated, expected_ > 0 ? std::optional(expected_ - 1) : std::nullopt,
          "The file ends early, without its seal" +
              (expected_ > 0 ? ", after entry " + std::to_string(expected_ - 1) : std::string{}) + ".");
}

void ExportChecker::say_missing() {
    const auto& header = report_.header;
    const std::uint64_t behind = header.first ? *header.first + header.count : 0;
    // What is missing at the end was cut off; a head that covers it says that it was there.
    for (const auto& [from, to] : gaps_)
        found(to >= behind ? Trouble::truncated : Trouble::missing, from, span(from, to) + " missing.");
    if (expected_ < behind)
        found(Trouble::truncated, expected_, span(expected_, behind) + " missing: the end was cut off.");
    if (!header.first && report_.entries != header.count)
        found(Trouble::missing, {},
              "The export says that it holds " + std::to_string(header.count) + " entries, and holds " +
                  std::to_string(report_.entries) + ".");
}

void ExportChecker::prove_older() {
    const auto& header = report_.header;
    for (const auto& older : older_) {
        const std::string what = "the checkpoint you kept covers " + std::to_string(older.size) + " entries";
        if (older.size > header.size) {
            found(Trouble::truncated, header.size,
                  "The log is shorter than it was: " + what + ", this log " + std::to_string(header.size) +
                      ". Its end was cut off, or an older copy was put back.");
            continue;
        }
        if (header.is_whole() || !last_head_)
            continue;  // held to it on the way, or broken before, which has been said
        const auto proof = consistencies_.find(older.size);
        const bool is_same = older.size == header.size;
        if (proof == consistencies_.end() && !is_same) {
            found(Trouble::unproved, {},
                  "The export does not prove an older head: " + what +
                      ". Ask for an export that goes on from it.");
            continue;
        }
        const crypto::Proof hashes = is_same ? crypto::Proof{} : proof->second;
        if (!crypto::proves_consistency(older.size, header.size, older.root, last_head_->root, hashes))
            found(Trouble::forked, older.size > 0 ? std::optional(older.size - 1) : std::nullopt,
                  "Two signed heads contradict each other: " + what +
                      ", and they are not the beginning of this log.");
    }
}

std::string_view name_of(Trouble trouble) {
    switch (trouble) {
        case Trouble::wrong_key:
            return "wrong_key";
        case Trouble::form:
            return "form";
        case Trouble::missing:
            return "missing";
        case Trouble::added:
            return "added";
        case Trouble::order:
            return "order";
        case Trouble::edited:
            return "edited";
        case Trouble::truncated:
            return "truncated";
        case Trouble::forked:
            return "forked";
        case Trouble::clock:
            return "clock";
        case Trouble::unproved:
            return "unproved";
        case Trouble::uncovered:
            return "uncovered";
        case Trouble::seal:
            return "seal";
    }
    return "";
}

std::string time_of(const Checkpoint& checkpoint) {
    constexpr std::string_view kTime = "time ";
    for (const auto& line : checkpoint.extensions)
        if (line.starts_with(kTime)) return line.substr(kTime.size());
    return {};
}

}  // namespace kith::tlog
