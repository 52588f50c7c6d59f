#include "cli/log_desk.h"

#include "cli/files.h"
#include "ports/audit_kinds.h"
#include "record/when.h"

namespace kith::cli {
namespace {

using base::Expected;
using base::Fault;
namespace kinds = ports::kinds;

constexpr std::string_view kAuditor = "auditor";

Expected<std::string> text_of(const std::string& given, const std::string& named) {
    const std::string& path = given.empty() ? named : given;
    if (path.empty()) return std::string{};
    return read_file(path);
}

}  // namespace

Expected<std::unique_ptr<LogDesk>> LogDesk::open(const LogWho& who, Readers readers, Use use) {
    const auto settings =
        wire::read_settings(who.settings.empty() ? wire::default_settings_path() : who.settings);
    if (!settings) return settings.error();
    auto seat = Seat::take(*settings, who.user, {}, use);
    if (!seat) return seat.error();
    std::unique_ptr<LogDesk> desk(new LogDesk(who, std::move(*seat)));
    if (readers == Readers::everybody || desk->is_auditor()) return desk;
    const auto logged =
        desk->note(kinds::kRefused, R"({"refused":[{"code":"not_auditor","rule":""}],"what":"log_read"})");
    if (!logged) return logged.error();
    return base::fail(Fault::denied, "the access log is read by auditors; this attempt has been logged");
}

bool LogDesk::is_auditor() const {
    return user().role == kAuditor;
}

Expected<ports::Receipt> LogDesk::note(std::string_view kind, std::string facts,
                                       const std::string& subject_clear) {
    auto entry = review::reading_entry(kind, reviewer(), std::move(facts), now());
    if (!is_auditor()) entry.purpose.clear();
    entry.subject_clear = subject_clear;
    return house().append(entry);
}

Expected<review::Register> LogDesk::entries(const std::string& only_user) const {
    review::Register entries;
    const auto read = log().each(0, [&](const audit::AccessLog::Stored& stored) -> Expected<void> {
        if (!only_user.empty()) {
            const auto line = review::read_leaf(stored.leaf_json);
            if (!line || line->user != only_user) return {};
        }
        return entries.add(stored.leaf_json);
    });
    if (!read) return read.error();
    entries.settle();
    return entries;
}

Expected<review::Work> LogDesk::work() const {
    const auto work = text_of(who_.work, settings().review_work_path);
    if (!work) return work.error();
    const auto staff = text_of(who_.staff, settings().review_staff_path);
    if (!staff) return staff.error();
    return review::read_work(*work, *staff, token_of());
}

Expected<review::LogLine> LogDesk::entry(std::uint64_t index) const {
    const auto stored = log().read(index, 1);
    if (!stored) return stored.error();
    if (stored->empty()) return base::fail(Fault::not_found, "the log has no entry of that number");
    return review::read_leaf(stored->front().leaf_json);
}

review::TokenOf LogDesk::token_of() const {
    return [this](std::string_view kind, std::string_view clear) { return log().token(kind, clear); };
}

Expected<base::Instant> moment_of(const std::string& text) {
    if (const auto at = base::parse_instant(text)) return *at;
    const auto day = record::PartialDate::parse_iso(text);
    if (!day || !day->has_day())
        return base::fail(Fault::invalid_input,
                          "a time must be a day, such as 2026-11-22, or a moment with its zone");
    const base::Instant midnight{std::chrono::days{day->first_day()}};
    return midnight - std::chrono::minutes{base::uk_offset_minutes(midnight)};
}

}  // namespace kith::cli
