#pragma once
#include "audit/access_log.h"
#include "base/expected.h"
#include "central/central.h"
#include "present/log_book.h"
#include "review/register.h"
#include "review/retention.h"
#include "wire/settings.h"

#include <functional>
#include <map>
#include <memory>
#include <stop_token>

// Private to this room: how the workstation's own log comes into memory.
namespace kith::wire {

/// The log as it was read. The register is shared with the books made of it and changes no more.
struct LogReading {
    std::shared_ptr<const review::Register> entries;
    std::string chain;  ///< of the workstation's own log, whoever's entries these are
    /// Of the partnership's log: entries by the id of the key under which their subject is a token.
    /// Workstations need not share one, and then the same child goes by several tokens.
    std::map<std::string, std::uint64_t, std::less<>> keys;
    std::uint64_t unreadable = 0;  ///< entries that a newer program wrote
};
using OnRead = std::function<void(std::uint64_t read, std::uint64_t total)>;

/// Reads all entries that the log holds now; of others than `only_user`'s, unless empty, the hash alone.
/// Fails with cancelled when `stop` is requested, or as AccessLog::read does.
base::Expected<LogReading> read_log(const audit::AccessLog& log, const std::string& only_user,
                                    const OnRead& on_read, std::stop_token stop);

/// Reads the logs of all workstations as the partnership's database holds them. `own` says which of them is
/// this workstation's. Fails with cancelled, or as central::Reader does.
base::Expected<LogReading> read_partnership(const central::Place& place, const audit::AccessLog& own,
                                            const OnRead& on_read, std::stop_token stop);

/// Id of the key that a leaf's subject is a token under; empty when it is about nobody.
std::string_view subject_key_of(std::string_view leaf_json);

/// What the organisation's files say of its work; nothing when settings name none. Fails with invalid_input.
base::Expected<review::Work> read_work_files(const Settings& settings, const audit::AccessLog& log);

/// Who reads, and by which rules.
struct ReadingFor {
    const Settings& settings;
    const policy::Rulebook& rulebook;
    const policy::User& reader;
    bool is_own_only = false;
    std::vector<review::ShelfCopy> kept;  ///< copies at this workstation
    present::LogPlace place = present::LogPlace::workstation;
    std::uint64_t log_size = 0;  ///< of the workstation's own log
};
/// The book of a reading.
present::LogBookPtr make_book(const LogReading& reading, const review::Work& work, const ReadingFor& who,
                              base::Instant now, std::stop_token stop);

}  // namespace kith::wire
