#include "wire/review_room.h"

#include "crypto/merkle.h"
#include "json/value.h"
#include "json/writer.h"
#include "ports/audit_kinds.h"
#include "record/identifiers.h"
#include "review/reconcile.h"
#include "review/report.h"
#include "review/retention.h"
#include "review/verdict.h"
#include "wire/central_settings.h"
#include "wire/house.h"
#include "wire/log_check.h"
#include "wire/log_reading.h"
#include "wording/wording.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <thread>

namespace kith::wire {
namespace {

namespace kinds = ports::kinds;
using namespace present;

base::Instant now_at(House& house) {
    return house.surroundings().clock.now();
}

std::string entry_facts(const review::LogLine& line, std::string_view what) {
    json::Writer w;
    w.object().member("entry", line.index).member("chain", line.chain).member("what", what).end();
    return w.text();
}

/// What was written in own words, as people read it: each of its members on its own.
std::string said_in_own_words(const std::string& words_json) {
    const auto words = json::parse(words_json);
    if (!words) return {};
    std::string all;
    for (const auto word : words->root())
        if (!word.text().empty()) all += (all.empty() ? "" : " \u00B7 ") + std::string(word.text());
    return all;
}

/// What is kept at this workstation, as the retention report has it.
std::vector<review::ShelfCopy> kept_copies(House& house) {
    std::vector<review::ShelfCopy> copies;
    if (!house.shelf()) return copies;
    for (const auto& item : house.shelf()->list())
        copies.push_back({item.id,
                          item.source.text(),
                          item.purpose,
                          item.case_ref,
                          item.fetched_at,
                          item.expires_at,
                          item.expires_by,
                          {},
                          {}});
    return copies;
}

crypto::Digest digest_of(std::string_view hexadecimal) {
    crypto::Digest digest{};
    const std::string bytes = crypto::unhex(hexadecimal);
    if (bytes.size() == digest.size()) std::ranges::copy(bytes, digest.begin());
    return digest;
}

DeskSaid trouble(const base::Error& error) {
    return {wording::sentence(error), Mood::hole};
}

std::string trouble_of(LogPlace place, const base::Error& error) {
    if (place == LogPlace::workstation) return wording::sentence(error);
    return "The partnership's database was not read: " + error.detail + ".";
}

/// Writes what is wished where it is wished; nothing is left behind when that fails.
base::Expected<std::uint64_t> write_to(House& house, const std::string& path,
                                       const audit::AccessLog::Wish& wish) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    const auto written = house.log().write_export(out, wish);
    out.close();
    if (written && out) return written;
    std::remove(path.c_str());
    return written ? base::fail(base::Fault::unavailable, "the file cannot be written") : written;
}

constexpr const char* kNotWritten =
    "The log could not be written there. Choose another place; that you tried is in the log.";

bool is_of(const std::string& leaf_json, const review::LogLine& line, bool is_case) {
    const auto leaf = json::parse(leaf_json);
    if (!leaf) return false;
    return is_case ? leaf->root()["case"].text() == line.case_ref
                   : leaf->root()["enquiry"].text() == line.enquiry;
}

}  // namespace

struct ReviewRoom::Impl {
    Settings settings;
    policy::User reader;
    LogReading reading;
    review::Work work;
    LogBookPtr book;
    Checking checking;
    std::jthread check_thread;  ///< last: it is joined before anything else goes

    review::Reviewer reviewer(House& house) const {
        return {reader, settings.workstation, house.rulebook().hash};
    }
    ports::AuditEntry entry(House& house, std::string_view kind, std::string facts) const;
    bool reads_own_only(House& house) const { return !reads_whole_log(house.rulebook(), reader); }
    EntryLook::Proof prove(House& house, const review::LogLine& line) const;
    std::uint64_t under_other_keys(House& house, const ports::Receipt& about_somebody) const;
    base::Expected<LogReading> read_place(House& house, LogPlace place, const Tell& tell,
                                          const std::stop_token& stop) const;
    void check(House& house, LogPlace place, const Tell& tell, std::stop_token stop);
    base::Expected<std::string> words_behind(House& house, const review::LogLine& line, bool is_who,
                                             const ports::Receipt& receipt) const;
};

ports::AuditEntry ReviewRoom::Impl::entry(House& house, std::string_view kind, std::string facts) const {
    auto entry = review::reading_entry(kind, reviewer(house), std::move(facts), now_at(house));
    if (reads_own_only(house)) entry.purpose.clear();  // looking at one's own looks is no audit
    return entry;
}

ReviewRoom::ReviewRoom(Settings settings, policy::User reader, Checking checking)
    : impl_(std::make_unique<Impl>(
          Impl{std::move(settings), std::move(reader), {}, {}, nullptr, checking, {}})) {}
ReviewRoom::~ReviewRoom() = default;

void ReviewRoom::read(House& house, LogPlace place, const Tell& tell, std::stop_token stop) {
    const bool own_only = impl_->reads_own_only(house);
    if (own_only) place = LogPlace::workstation;
    json::Writer w;
    w.object()
        .member("place", place == LogPlace::workstation ? "workstation" : "partnership")
        .member("what", own_only ? "own_entries" : "all_entries")
        .end();
    if (const auto logged = house.append(impl_->entry(house, kinds::kLogRead, w.text())); !logged)
        return tell(ReadingStopped{wording::sentence(logged.error()), false});
    const auto work = own_only ? base::Expected<review::Work>(review::Work{})
                               : read_work_files(impl_->settings, house.log());
    if (!work)
        tell(DeskSaid{"The lists of work cannot be used, so nothing is explained: " + work.error().detail,
                      Mood::hole});
    auto reading = impl_->read_place(house, place, tell, stop);
    if (!reading) {
        const bool by_hand = reading.error().fault == base::Fault::cancelled;
        return tell(ReadingStopped{
            by_hand ? "Reading was stopped. Press F5 to read the log." : trouble_of(place, reading.error()),
            by_hand});
    }
    impl_->reading = std::move(*reading);
    impl_->work = work ? *work : review::Work{};
    impl_->book = make_book(impl_->reading, impl_->work,
                            {impl_->settings, house.rulebook(), impl_->reader, own_only, kept_copies(house),
                             place, house.log_size()},
                            now_at(house), stop);
    tell(BookRead{impl_->book});
    if (impl_->reading.unreadable > 0)
        tell(DeskSaid{grouped(impl_->reading.unreadable) +
                          " entries are not of a form that this program reads. They count for "
                          "the tree and are shown nowhere.",
                      Mood::work});
    impl_->check(house, place, tell, std::move(stop));
}

base::Expected<LogReading> ReviewRoom::Impl::read_place(House& house, LogPlace place, const Tell& tell,
                                                        const std::stop_token& stop) const {
    const auto grew = [&tell](std::uint64_t read, std::uint64_t total) { tell(ReadingGrew{read, total}); };
    if (place == LogPlace::workstation)
        return read_log(house.log(), reads_own_only(house) ? reader.id : std::string(), grew, stop);
    const auto central = central_of(settings);
    if (!central) return central.error();
    if (!*central)
        return base::fail(base::Fault::not_found, "the settings name no database of the partnership");
    return read_partnership(**central, house.log(), grew, stop);
}

/// The check on its way, on whichever thread: it takes nothing of the house along.
void ReviewRoom::Impl::check(House& house, LogPlace place, const Tell& tell, std::stop_token stop) {
    const CheckPlan plan{settings, place, house.log().verifier_key()};
    if (checking == Checking::at_once) return check_place(plan, tell, std::move(stop), {});
    check_thread = std::jthread([plan, tell, stop = std::move(stop)](std::stop_token leaving) {
        check_place(plan, tell, stop, leaving);
    });
}

void ReviewRoom::find(std::uint64_t number, const LogQuery& query, const Verdicts& verdicts,
                      base::Instant now, const Tell& tell, std::stop_token stop) {
    if (!impl_->book) return;
    auto found = std::make_shared<const LogFound>(find_entries(*impl_->book, query, verdicts, now, stop));
    if (!stop.stop_requested()) tell(EntriesFound{number, std::move(found)});
}

/// Reads the entry anew, hashes it, and holds it by a proof to the root that the log gives now.
EntryLook::Proof ReviewRoom::Impl::prove(House& house, const review::LogLine& line) const {
    audit::AccessLog& log = house.log();
    EntryLook::Proof proof{line.index, log.size(), false, {}};
    if (line.chain != reading.chain) {
        proof.cannot = "this entry is of another workstation's log: its own export proves it";
        return proof;
    }
    const auto stored = log.read(line.index, 1);
    const auto path = log.inclusion_proof(line.index, proof.tree);
    if (!stored || stored->size() != 1 || !path) return proof;
    crypto::Proof hashes;
    for (const auto& hash : *path) hashes.push_back(digest_of(hash));
    proof.holds = crypto::proves_inclusion(
        line.index, proof.tree, crypto::leaf_hash(stored->front().leaf_json), hashes, digest_of(log.root()));
    return proof;
}

void ReviewRoom::look(House& house, std::uint64_t number, std::uint64_t place, const Tell& tell,
                      std::stop_token stop) {
    if (!impl_->book || place >= impl_->book->entries || stop.stop_requested()) return;
    const review::LogLine line = impl_->book->line(place);
    auto look = std::make_shared<EntryLook>();
    look->place = place;
    look->sitting = sitting_of(*impl_->book, place, stop);
    look->chart = day_chart(*impl_->book, line.user, line.at);
    look->proof = impl_->prove(house, line);
    if (!stop.stop_requested()) tell(EntryLookedAt{number, std::move(look)});
}

/// Entries of the reading whose subject no token of this workstation can match. `about_somebody`: an entry
/// just made, which shows this workstation's key.
std::uint64_t ReviewRoom::Impl::under_other_keys(House& house, const ports::Receipt& about_somebody) const {
    const auto stored = house.log().read(about_somebody.leaf(), 1);
    if (!stored || stored->empty()) return 0;
    const auto own = subject_key_of(stored->front().leaf_json);
    std::uint64_t others = 0;
    for (const auto& [key, entries] : reading.keys) others += key == own ? 0 : entries;
    return others;
}

base::Expected<std::string> ReviewRoom::Impl::words_behind(House& house, const review::LogLine& line,
                                                           bool is_who, const ports::Receipt& receipt) const {
    if (is_who) return house.log().subject_words(line.index, receipt);
    const auto words = house.log().own_words(line.index);
    if (!words) return words.error();
    return said_in_own_words(*words);
}

void ReviewRoom::open_words(House& house, std::uint64_t place, bool is_who, const Tell& tell) {
    if (!impl_->book || impl_->book->is_own_only || place >= impl_->book->entries) return;
    const review::LogLine line = impl_->book->line(place);
    if (line.chain != impl_->reading.chain)
        return tell(DeskSaid{"This entry is of another workstation's log. Who it is about is sealed there.",
                             Mood::work});
    const auto receipt = house.append(
        impl_->entry(house, kinds::kSubjectOpened, entry_facts(line, is_who ? "who" : "own_words")));
    if (!receipt) return tell(trouble(receipt.error()));
    const auto words = impl_->words_behind(house, line, is_who, *receipt);
    if (!words) return tell(trouble(words.error()));
    tell(WordsOpened{place, is_who, *words});
}

void ReviewRoom::decide(House& house, std::uint64_t place, const std::string& verdict,
                        const std::string& sentence, const Tell& tell) {
    if (!impl_->book || impl_->book->is_own_only || place >= impl_->book->entries) return;
    const review::Access* access = impl_->book->access_at(place);
    const review::Emergency* emergency = access ? impl_->book->emergency_of(*access) : nullptr;
    const std::uint64_t about = emergency ? emergency->place : access ? access->place : place;
    const auto make = emergency ? review::emergency_review_entry : review::verdict_entry;
    const auto entry =
        make(impl_->book->line(about), impl_->reviewer(house), impl_->work, verdict, sentence, now_at(house));
    if (!entry) return tell(DeskSaid{"Nothing was recorded: " + entry.error().detail + ".", Mood::hole});
    if (const auto logged = house.append(*entry); !logged) return tell(trouble(logged.error()));
    tell(VerdictRecorded{about, verdict});
}

void ReviewRoom::draw_sample(std::uint64_t seed, size_t size, const Tell& tell) {
    if (!impl_->book || impl_->book->is_own_only) return;
    tell(SampleDrawn{{seed, review::draw_sample(*impl_->reading.entries, impl_->book->assessed, impl_->work,
                                                seed, size)}});
}

void ReviewRoom::export_log(House& house, const std::string& path, const Tell& tell) {
    if (!impl_->book || impl_->book->is_own_only) return;
    if (const auto logged = house.append(impl_->entry(house, kinds::kLogExported, R"({"what":"whole_log"})"));
        !logged)
        return tell(trouble(logged.error()));
    const auto written = write_to(house, path, {.made_by = impl_->reader.id, .now = now_at(house)});
    if (!written) return tell(DeskSaid{kNotWritten, Mood::hole});
    tell(DeskSaid{grouped(*written) +
                      " entries of this workstation's log exported, sealed by a signed head. kith-verify "
                      "checks the file with the public key alone.",
                  Mood::good});
}

void ReviewRoom::export_file(House& house, std::uint64_t place, bool is_case, const std::string& path,
                             const Tell& tell) {
    if (!impl_->book || impl_->book->is_own_only || place >= impl_->book->entries) return;
    const review::LogLine line = impl_->book->line(place);
    if (line.chain != impl_->reading.chain)
        return tell(
            DeskSaid{"This entry is of another workstation's log: its file is made there.", Mood::work});
    if (is_case ? line.case_ref.empty() : line.enquiry.empty()) return;
    json::Writer w;
    w.object()
        .member("enquiry", is_case ? std::string() : line.enquiry)
        .member("what", is_case ? "case" : "enquiry")
        .end();
    auto entry = impl_->entry(house, kinds::kLogExported, w.text());
    entry.case_ref = line.case_ref;
    if (const auto logged = house.append(entry); !logged) return tell(trouble(logged.error()));
    audit::AccessLog::Wish wish;
    wish.wants = [line, is_case](const auto& stored) { return is_of(stored.leaf_json, line, is_case); };
    wish.made_by =
        impl_->reader.id + (line.case_ref.empty() ? ", for an investigation" : ", for case " + line.case_ref);
    wish.now = now_at(house);
    const auto written = write_to(house, path, wish);
    if (!written) return tell(DeskSaid{kNotWritten, Mood::hole});
    tell(
        DeskSaid{grouped(*written) + (*written == 1 ? " entry" : " entries") +
                     " exported, each with its proof. kith-verify checks the file with the public key alone.",
                 Mood::good});
}

void ReviewRoom::write_figures(House& house, const std::string& path, const Tell& tell) {
    if (!impl_->book || impl_->book->is_own_only) return;
    if (const auto logged =
            house.append(impl_->entry(house, kinds::kLogExported, R"({"what":"month_in_figures"})"));
        !logged)
        return tell(trouble(logged.error()));
    const base::Instant until = now_at(house);
    const auto report =
        review::make_report(*impl_->reading.entries, impl_->book->assessed, impl_->book->emergencies,
                            impl_->work, until - std::chrono::hours(24 * 30), until);
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << review::text_of(report);
    out.close();
    tell(out ? DeskSaid{"The last 30 days are written in figures. Numbers under 5 are not given.", Mood::good}
             : DeskSaid{"The figures could not be written there. Choose another place.", Mood::hole});
}

void ReviewRoom::reconcile(House& house, const std::string& source, const std::string& path,
                           const Tell& tell) {
    if (!impl_->book || impl_->book->is_own_only) return;
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!in) return tell(DeskSaid{"That file cannot be read.", Mood::hole});
    audit::AccessLog& log = house.log();
    const auto theirs = review::read_source_list(
        bytes.str(),
        [&log](std::string_view kind, std::string_view clear) { return log.token(kind, clear); });
    if (!theirs)
        return tell(DeskSaid{"That is no list of accesses: " + theirs.error().detail + ".", Mood::hole});
    Compared compared{
        source,
        review::reconcile(*impl_->reading.entries, *theirs,
                          {source, std::chrono::seconds(120), impl_->settings.organisation_code}),
        *theirs};
    json::Writer w;
    w.object().member("source", source).member("matched", compared.result.matched.size());
    w.member("ours_only", compared.result.ours_only.size())
        .member("theirs_only", compared.result.theirs_only.size())
        .end();
    if (const auto logged = house.append(impl_->entry(house, kinds::kReconciled, w.text())); !logged)
        return tell(trouble(logged.error()));
    tell(ListCompared{std::move(compared)});
}

void ReviewRoom::find_child(House& house, const std::string& nhs_number, const Tell& tell) {
    if (!impl_->book || impl_->book->is_own_only) return;
    const auto number = record::NhsNumber::parse(nhs_number);
    if (!number)
        return tell(
            DeskSaid{"That is not an NHS number: ten digits whose last one checks the others.", Mood::work});
    auto entry = impl_->entry(house, kinds::kLogRead, R"({"what":"one_child"})");
    entry.subject_clear = number->digits();
    const auto logged = house.append(entry);
    if (!logged) return tell(trouble(logged.error()));
    const std::string token = house.log().token("subject", number->digits());
    review::Filter filter;
    filter.subject = token;
    tell(ChildFound{token, impl_->book->find(filter, {}).size()});
    if (const std::uint64_t others = impl_->under_other_keys(house, *logged); others > 0)
        tell(DeskSaid{"Found under the key of this workstation. " + grouped(others) +
                          (others == 1 ? " entry names its child" : " entries name their child") +
                          " under another workstation's key: ask for this child there, too.",
                      Mood::work});
}

bool reads_whole_log(const policy::Rulebook& rulebook, const policy::User& user) {
    if (user.role != "auditor") return false;
    return std::ranges::any_of(rulebook.rules, [&user](const policy::Rule& rule) {
        return !rule.permits && !rule.without_consent_only && rule.purposes.empty() && rule.sources.empty() &&
               rule.categories.empty() && rule.people.empty() &&
               std::ranges::find(rule.roles, user.role) != rule.roles.end();
    });
}

}  // namespace kith::wire
