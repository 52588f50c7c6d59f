#include "base/text.h"
#include "crypto/sign.h"
#include "tlog/export_checker.h"

#include <algorithm>

namespace kith::tlog {
namespace {

using base::Expected;

constexpr size_t kMostConsistencies = 1000;
constexpr size_t kMostGaps = 10'000;

std::string nth(std::uint64_t index) {
    return "entry " + std::to_string(index);
}

/// "entry 5", "entries 5 to 9".
std::string span(std::uint64_t from, std::uint64_t behind) {
    if (behind == from + 1) return nth(from);
    return "entries " + std::to_string(from) + " to " + std::to_string(behind - 1);
}

std::string signed_when(const Checkpoint& head) {
    const std::string when = time_of(head);
    return when.empty() ? std::string("signed") : "signed at " + when;
}

}  // namespace

bool ExportChecker::next_line() {
    std::string_view whole = lines_.next();
    if (whole.empty()) return false;
    ++line_number_;
    if (!whole.ends_with('\n')) {
        found_form("is not whole");
        is_over_ = true;
        return false;
    }
    folded_ = lines::fold(folded_, whole);
    whole.remove_suffix(1);
    line_ = whole;
    return true;
}

bool ExportChecker::read_header() {
    const auto wants = [&](std::string_view word) {
        if (!next_line() || !line_.starts_with(word)) return false;
        line_.remove_prefix(word.size());
        return true;
    };
    auto& header = report_.header;
    if (!wants(lines::kFirst) || !line_.empty() || !wants(lines::kChain)) return false;
    header.chain = line_;
    if (!wants(lines::kKey)) return false;
    const auto key = VerifierKey::parse(line_);
    if (!key || !wants(lines::kMade)) return false;
    header.key = *key;
    const size_t by = line_.find(" by ");
    const auto made_at = base::parse_instant(line_.substr(0, std::min(by, line_.size())));
    if (by == line_.npos || !made_at) return false;
    header.made_at = *made_at;
    header.made_by = line_.substr(by + 4);
    return wants(lines::kHolds) && lines::read_holds(line_, header);
}

ExportReport ExportChecker::run() {
    if (!read_header()) {
        found(Trouble::form, {},
              "Line " + std::to_string(line_number_) + " does not begin an export of an access log.");
        return std::move(report_);
    }
    expected_ = report_.header.first.value_or(0);
    if (std::ranges::none_of(wish_.keys,
                             [&](const auto& key) { return key.text() == report_.header.key.text(); }))
        found(Trouble::wrong_key, {}, "The export is signed by another key than the one given.");
    read_older();
    for (crypto::Digest before = folded_; next_line(); before = folded_) {
        if (line_.starts_with(lines::kSeal) && !is_sealed_)
            take_seal(line_.substr(lines::kSeal.size()), before);
        else
            take_line();
    }
    finish();
    return std::move(report_);
}

void ExportChecker::take_line() {
    const auto is = [&](std::string_view word) { return line_.starts_with(word); };
    if (is_sealed_) return found_form("stands after the seal");
    if (is(lines::kEntry)) return take_entry(line_.substr(lines::kEntry.size()));
    if (is(lines::kHead)) return take_head(line_.substr(lines::kHead.size()));
    if (is(lines::kProof)) return take_proof(line_.substr(lines::kProof.size()));
    if (is(lines::kConsistency)) return take_consistency(line_.substr(lines::kConsistency.size()));
    found_form("is none of an export's");
}

void ExportChecker::take_entry(std::string_view text) {
    if (unproved_) take_proof("?");
    const auto entry = lines::read_entry(text);
    if (!entry) return found_form("is no entry");
    const crypto::Digest computed = crypto::leaf_hash(entry->leaf);
    const auto leaf = read_leaf(entry->leaf);
    const bool is_sound = judge(*entry, computed, leaf);
    // What the leaf itself says is under its hash; the number before it is only for people.
    const std::uint64_t index = leaf && computed == entry->hash ? leaf->index : entry->index;
    const std::uint64_t was_expected = expected_;
    ++report_.entries;
    place(index);
    if (report_.header.is_whole()) {
        if (index == was_expected) grow(entry->hash, computed);
    } else {
        unproved_ = lines::Entry{index, entry->hash, {}};
        unproved_hash_ = computed;
        unproved_is_sound_ = is_sound;
    }
    if (leaf && index >= was_expected) watch_clock(*leaf);
}

bool ExportChecker::judge(const lines::Entry& entry, const crypto::Digest& computed,
                          const Expected<Leaf>& leaf) {
    const auto say = [&](const std::string& what) {
        found(Trouble::edited, entry.index, "Entry " + std::to_string(entry.index) + " " + what);
        return false;
    };
    if (computed != entry.hash) return say("does not match its hash: it was changed.");
    if (!leaf) return say("is not in the log's form: " + leaf.error().detail + ".");
    if (leaf->chain != report_.header.chain) return say("belongs to another log.");
    if (leaf->index == entry.index) return true;
    const std::uint64_t at = leaf->index == expected_ ? leaf->index : entry.index;
    found(Trouble::edited, at,
          "Entry " + std::to_string(at) + " has two numbers: " + std::to_string(entry.index) +
              " on its line, " + std::to_string(leaf->index) + " in itself.");
    return false;
}

void ExportChecker::place(std::uint64_t index) {
    const auto& header = report_.header;
    const std::uint64_t behind = header.first ? *header.first + header.count : header.size;
    if (index >= behind || (header.first && index < *header.first))
        return found(
            Trouble::added, index,
            "Entry " + std::to_string(index) + " is beyond what the export says it holds: it was put in.");
    if (index >= expected_) {
        if (header.first) skip_to(index);
        expected_ = index + 1;
        return;
    }
    is_broken_ = true;
    auto gap = gaps_.upper_bound(index);
    const bool is_late = gap != gaps_.begin() && index < (--gap)->second;
    if (!is_late)
        return found(Trouble::added, index,
                     "Entry " + std::to_string(index) + " stands there a second time: it was put in.");
    const auto [from, to] = *gap;
    gaps_.erase(gap);
    if (from < index) gaps_[from] = index;
    if (index + 1 < to) gaps_[index + 1] = to;
    found(Trouble::order, index,
          "Entry " + std::to_string(index) + " stands after " + nth(expected_ - 1) +
              ": the order was changed.");
}

/// Entries up to `index` are not where they should be; perhaps they come later.
void ExportChecker::skip_to(std::uint64_t index) {
    if (index == expected_) return;
    is_broken_ = true;
    if (gaps_.size() < kMostGaps) gaps_[expected_] = index;
    expected_ = index;
}

/// When a leaf and its hash differ, one of the two was changed; the next head tells which.
void ExportChecker::grow(const crypto::Digest& stored, const crypto::Digest& computed) {
    if (is_broken_) return;
    if (stored != computed && !computed_) computed_ = stored_;
    if (computed_) computed_->append(computed);
    stored_.append(stored);
    hold_to_older();
}

bool ExportChecker::root_holds(const crypto::Digest& root) {
    if (computed_ && computed_->root() == root) stored_ = *computed_;
    if (stored_.root() != root) return false;
    computed_.reset();
    return true;
}

/// Our own heads say nothing of where a log was forked: only what was kept elsewhere does.
void ExportChecker::hold_to_older() {
    while (!older_.empty() && older_.front().size <= stored_.size()) {
        const Checkpoint older = older_.front();
        older_.erase(older_.begin());
        if (older.size != stored_.size()) continue;
        if (older.root == stored_.root() || (computed_ && older.root == computed_->root())) {
            older_held_to_ = older.size;
            continue;
        }
        found(Trouble::forked, older_held_to_,
              "The checkpoint you kept, " + signed_when(older) + " over " + std::to_string(older.size) +
                  " entries, is not the beginning of this log: " + span(older_held_to_, older.size) +
                  " are not what they were.");
        is_broken_ = true;
    }
}

void ExportChecker::watch_clock(const Leaf& leaf) {
    const std::string at = base::to_iso(leaf.at);
    if (report_.first_at.empty()) report_.first_at = at;
    report_.last_at = at;
    const bool says_so = leaf.kind == "clock_changed";
    if (says_so) clock_changed_ = true;
    if (latest_ && !says_so && leaf.at + wish_.clock_tolerance < *latest_) {
        found(Trouble::clock, leaf.index,
              "Entry " + std::to_string(leaf.index) + " is dated " + at + ", but one before it " +
                  base::to_iso(*latest_) + ": the clock was set back and no entry says so.");
        latest_ = leaf.at;
    }
    latest_ = says_so || !latest_ ? leaf.at : std::max(*latest_, leaf.at);
}

void ExportChecker::take_head(std::string_view text) {
    const auto note = crypto::unbase64(text);
    const auto head = note ? SignedCheckpoint::parse(*note) : Expected<SignedCheckpoint>(note.error());
    if (!head) return found_form("holds no head");
    ++report_.heads;
    const Checkpoint& checkpoint = head->checkpoint;
    const std::optional<std::uint64_t> last =
        checkpoint.size > 0 ? std::optional(checkpoint.size - 1) : std::nullopt;
    if (!is_signed(*head))
        return found(
            Trouble::wrong_key, last,
            "The head over " + std::to_string(checkpoint.size) + " entries is not signed by the key given.");
    report_.head_at = time_of(checkpoint);
    if (report_.header.is_whole())
        take_whole_head(checkpoint);
    else if (checkpoint.size != report_.header.size || last_head_)
        found(Trouble::form, last,
              "The head over " + std::to_string(checkpoint.size) + " entries is not the one that seals.");
    watch_head_clock(checkpoint);
    last_head_ = checkpoint;
    clock_changed_ = false;
}

void ExportChecker::take_whole_head(const Checkpoint& head) {
    if (head.size < expected_)
        return found(Trouble::order, head.size,
                     "The head over " + std::to_string(head.size) + " entries stands after " +
                         nth(expected_ - 1) + ".");
    if (head.size > expected_) {
        const bool is_the_last = head.size >= report_.header.size;
        if (is_the_last) report_.header.size = head.size;
        skip_to(head.size);
    }
    if (is_broken_) return;
    if (!root_holds(head.root)) {
        found(Trouble::edited, held_to_,
              "What the file gives as " + span(held_to_, head.size) + " is not what the head " +
                  signed_when(head) + " covers: something there was changed.");
        is_broken_ = true;
        return;
    }
    held_to_ = head.size;
}

void ExportChecker::watch_head_clock(const Checkpoint& head) {
    if (!last_head_ || clock_changed_) return;
    const auto now = base::parse_instant(time_of(head)), before = base::parse_instant(time_of(*last_head_));
    if (!now || !before || *now + wish_.clock_tolerance >= *before) return;
    found(Trouble::clock, head.size - 1,
          "The head over " + std::to_string(head.size) + " entries was " + signed_when(head) +
              ", after one " + signed_when(*last_head_) + ": the clock was set back and no entry says so.");
}

bool ExportChecker::is_signed(const SignedCheckpoint& head) const {
    // With another key altogether, which has been said, the rest can still be held together by the file's
    // own.
    const auto by = [&](const VerifierKey& key) { return head.is_signed_by(key); };
    const bool is_foreign = std::ranges::any_of(
        report_.findings, [](const Finding& one) { return one.trouble == Trouble::wrong_key && !one.entry; });
    return is_foreign ? by(report_.header.key) : std::ranges::any_of(wish_.keys, by);
}

ExportReport check_export(std::istream& in, const CheckWish& wish) {
    return ExportChecker(in, wish).run();
}

void ExportChecker::take_proof(std::string_view text) {
    if (!unproved_) return found_form("proves nothing");
    const auto entry = *unproved_;
    unproved_.reset();
    const auto proof = lines::read_hashes(text);
    const auto& size = report_.header.size;
    const auto proves = [&](const crypto::Digest& hash) {
        return proof && last_head_ &&
               crypto::proves_inclusion(entry.index, size, hash, *proof, last_head_->root);
    };
    if (proves(unproved_hash_) || (!unproved_is_sound_ && proves(entry.hash))) return;
    found(Trouble::unproved, entry.index,
          "Entry " + std::to_string(entry.index) + " is not proved to be under the signed head.");
}

void ExportChecker::take_consistency(std::string_view text) {
    const size_t space = std::min(text.find(' '), text.size());
    const auto older = lines::read_number(text.substr(0, space));
    const auto proof = lines::read_hashes(text.substr(space));
    if (!older || !proof) return found_form("is no proof of an older head");
    if (consistencies_.size() < kMostConsistencies) consistencies_[*older] = *proof;
}

void ExportChecker::take_seal(std::string_view text, const crypto::Digest& before) {
    is_sealed_ = true;
    const auto signature = crypto::unbase64(text);
    if (signature && crypto::verifies(report_.header.key.public_key, lines::seal_message(before), *signature))
        return;
    found(Trouble::seal, {}, "The export was changed after it was made: its seal does not hold.");
}

}  // namespace kith::tlog
