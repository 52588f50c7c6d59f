#include "wire/log_reading.h"

#include "central/reader.h"
#include "json/value.h"
#include "ports/audit_kinds.h"
#include "record/when.h"
#include "wire/central_settings.h"

#include <fstream>
#include <set>
#include <sstream>
#include <unordered_map>

namespace kith::wire {
namespace {

constexpr size_t kBatch = 4096;

base::Expected<std::string> text_of(const std::string& path) {
    if (path.empty()) return std::string();
    std::ostringstream bytes;
    std::ifstream in(path, std::ios::binary);
    bytes << in.rdbuf();
    if (!in) return base::fail(base::Fault::not_found, "a review file that the settings name cannot be read");
    return bytes.str();
}

std::string chain_of(const audit::AccessLog& log) {
    const auto first = log.read(0, 1);
    const auto line = first && !first->empty() ? review::read_leaf(first->front().leaf_json)
                                               : base::fail(base::Fault::not_found, "the log is empty");
    return line ? line->chain : std::string();
}

/// Whether the entry is of interest to that user: theirs, or the review of an emergency of theirs (AU-10).
class OwnEntries {
public:
    explicit OwnEntries(std::string user) : user_(std::move(user)) {}
    bool takes(const std::string& leaf_json) {
        if (user_.empty()) return true;
        const auto line = review::read_leaf(leaf_json);
        if (!line) return false;
        if (line->kind == ports::kinds::kEmergencyReviewed) return is_about_own(line->facts);
        if (line->user != user_) return false;
        if (line->kind == ports::kinds::kEmergencyBegan)
            emergencies_.insert(static_cast<std::int64_t>(line->index));
        return true;
    }

private:
    bool is_about_own(const std::string& facts_json) const {
        const auto facts = json::parse(facts_json);
        const auto entry = facts ? facts->root()["entry"].integer() : std::nullopt;
        return entry && emergencies_.contains(*entry);
    }
    std::string user_;
    std::set<std::int64_t> emergencies_;
};

/// Which access each entry belongs to.
void index_accesses(present::LogBook& book) {
    book.access_of.assign(book.entries, present::LogBook::kNoAccess);
    for (std::uint32_t i = 0; i < book.assessed.accesses.size(); ++i)
        for (const std::uint64_t place : book.assessed.accesses[i].entries) book.access_of[place] = i;
}

void index_days(present::LogBook& book) {
    std::unordered_map<std::string, std::uint32_t> numbers;
    std::set<std::string> agencies;
    for (const auto& access : book.assessed.accesses) {
        const review::LogLine line = book.line(access.place);
        const auto [at, is_new] = numbers.emplace(line.user, static_cast<std::uint32_t>(book.users.size()));
        if (is_new) book.users.push_back(line.user);
        book.days.push_back({at->second, record::uk_day(line.at).first_day()});
        if (!line.agency.empty()) agencies.insert(line.agency);
    }
    book.agencies.assign(agencies.begin(), agencies.end());
}

present::LogNames names_of(const Settings& settings, const policy::Rulebook& rulebook) {
    present::LogNames names;
    for (const auto& user : settings.users) names.users.emplace(user.id, user.name);
    for (const auto& role : rulebook.roles) names.roles.emplace(role.id, role.name);
    for (const auto& purpose : rulebook.purposes) names.purposes.emplace(purpose.id, purpose.name);
    names.sources = present::SourceBook(rulebook.sources);
    return names;
}

}  // namespace

std::string_view subject_key_of(std::string_view leaf_json) {
    static constexpr std::string_view kSubject = R"("subject":{)", kKey = R"("key":")";
    const size_t subject = leaf_json.rfind(kSubject);
    if (subject == std::string_view::npos) return {};
    const size_t key = leaf_json.find(kKey, subject);
    if (key == std::string_view::npos) return {};
    const size_t begin = key + kKey.size();
    return leaf_json.substr(begin, leaf_json.find('"', begin) - begin);
}

base::Expected<LogReading> read_log(const audit::AccessLog& log, const std::string& only_user,
                                    const OnRead& on_read, std::stop_token stop) {
    LogReading reading;
    auto entries = std::make_shared<review::Register>();
    OwnEntries own(only_user);
    const std::uint64_t total = log.size();
    for (std::uint64_t first = 0; first < total;) {
        if (stop.stop_requested()) return base::fail(base::Fault::cancelled, "reading the log was stopped");
        const auto batch =
            log.read(first, static_cast<size_t>(std::min<std::uint64_t>(kBatch, total - first)));
        if (!batch) return batch.error();
        if (batch->empty())
            return base::fail(base::Fault::corrupt, "entry " + std::to_string(first) + " is missing");
        for (const auto& stored : *batch) {
            if (own.takes(stored.leaf_json) && !entries->add(stored.leaf_json)) ++reading.unreadable;
        }
        first += batch->size();
        on_read(first, total);
    }
    entries->settle();
    if (entries->size() > 0) reading.chain = entries->line(0).chain;
    reading.entries = std::move(entries);
    return reading;
}

base::Expected<LogReading> read_partnership(const central::Place& place, const audit::AccessLog& own,
                                            const OnRead& on_read, std::stop_token stop) {
    central::Reader reader(place);
    const auto chains = reader.chains(stop);
    if (!chains) return chains.error();
    LogReading reading;
    reading.chain = chain_of(own);
    auto entries = std::make_shared<review::Register>();
    std::uint64_t total = 0, read = 0;
    for (const auto& chain : *chains) total += chain.entries;
    const auto take = [&](const central::Reader::Entry& entry) {
        if (!entries->add(entry.leaf.json)) ++reading.unreadable;
        if (const auto key = subject_key_of(entry.leaf.json); !key.empty()) ++reading.keys[std::string(key)];
        if (++read % kBatch == 0) on_read(read, std::max(read, total));
        return true;
    };
    on_read(0, total);
    for (const auto& chain : *chains)
        if (auto done = reader.read(chain.chain, 0, take, stop); !done) return done.error();
    on_read(read, read);
    entries->settle();
    reading.entries = std::move(entries);
    return reading;
}

base::Expected<review::Work> read_work_files(const Settings& settings, const audit::AccessLog& log) {
    const auto work = text_of(settings.review_work_path);
    if (!work) return work.error();
    const auto staff = text_of(settings.review_staff_path);
    if (!staff) return staff.error();
    return review::read_work(*work, *staff, [&log](std::string_view kind, std::string_view clear) {
        return log.token(kind, clear);
    });
}

present::LogBookPtr make_book(const LogReading& reading, const review::Work& work, const ReadingFor& who,
                              base::Instant now, std::stop_token stop) {
    auto book = std::make_shared<present::LogBook>();
    const auto entries = reading.entries;
    book->entries = entries->size();
    book->line = [entries](std::uint64_t place) { return entries->line(place); };
    book->find = [entries](const review::Filter& filter, std::stop_token stops) {
        return entries->find(filter, SIZE_MAX, std::move(stops));
    };
    book->assessed = review::assess(*entries, work, who.rulebook, now, stop);
    book->retention = review::retention_report(*entries, who.kept, base::Instant{}, now);
    book->emergencies = review::emergency_queue(*entries, work, who.rulebook, now);
    // What rules ask about somebody's looks is for whoever reviews them.
    if (who.is_own_only)
        for (auto& access : book->assessed.accesses) access.signals.clear();
    for (const auto& staff : work.staff)
        if (!staff.team.empty()) book->teams.emplace(staff.user, staff.team);
    book->names = names_of(who.settings, who.rulebook);
    book->place = who.place;
    const auto central = central_of(who.settings);
    book->has_partnership = !who.is_own_only && central && *central;
    book->log_size = who.log_size;
    book->own_chain = reading.chain;
    book->reader = who.reader.id;
    book->is_own_only = who.is_own_only;
    book->has_work = !work.spells.empty();
    book->read_at = now;
    index_accesses(*book);
    index_days(*book);
    return book;
}

}  // namespace kith::wire
