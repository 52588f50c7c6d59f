#include "store/database.h"

#include "store/private_file.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <cerrno>
#include <map>
#include <optional>
#include <thread>

namespace kith::store {
namespace {

using base::Expected;
using base::Fault;
using std::chrono::milliseconds;

constexpr milliseconds kBetweenTries{10};
/// As many as any room of ours has; a program that makes up its SQL does not fill memory with it.
constexpr size_t kKeptStatements = 48;

bool is_out_of_room(int system_error) {
    return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

/// SQLite's message stays out of it: it can quote the row.
base::Error failure(int extended, int system_error) {
    const std::string code = " (SQLite " + std::to_string(extended) + ")";
    switch (extended & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return base::fail(Fault::timed_out, "another program holds the database" + code);
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return base::fail(Fault::denied, "the database may not be written" + code);
        case SQLITE_CONSTRAINT:
            return base::fail(Fault::denied, "the database's own rules forbid it" + code);
        case SQLITE_FULL:
            return base::fail(Fault::too_large, "no room left for the database" + code);
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return base::fail(Fault::corrupt, "the database is damaged" + code);
        case SQLITE_CANTOPEN:
            if (system_error == EACCES || system_error == EROFS)
                return base::fail(Fault::denied, "the database's folder may not be written" + code);
            [[fallthrough]];
        case SQLITE_IOERR:
            // A quota or a limit on file size reaches us as a failed write, and means the same as a full
            // disk.
            if (is_out_of_room(system_error))
                return base::fail(Fault::too_large, "no room left for the database" + code);
            return base::fail(Fault::unavailable, "the disk failed the database" + code);
        default:
            return base::fail(Fault::internal, "the database refused a statement" + code);
    }
}

/// Runs `work` and turns whatever it throws into an Error. Must end before the statement or transaction that
/// it uses does: their ends are calls of their own and would leave their own error number behind. For a
/// commit that failed SQLite keeps no number, so the system's is read as well.
template <typename Work>
Expected<void> guarded(SQLite::Database& database, const Work& work) {
    errno = 0;
    try {
        return work();
    } catch (const SQLite::Exception& thrown) {
        const int last = errno;
        const int kept = sqlite3_system_errno(database.getHandle());
        const int extended = thrown.getExtendedErrorCode();
        return failure(extended > 0 ? extended : thrown.getErrorCode(), kept != 0 ? kept : last);
    } catch (const std::exception&) {
        return base::fail(Fault::internal, "the database call ran out of memory");
    }
}

/// The values are not copied: they outlive the statement's use, and its bindings are cleared after it.
void bind(SQLite::Statement& statement, const Parameters& parameters) {
    for (size_t i = 0; i < parameters.size(); ++i) {
        const int at = static_cast<int>(i) + 1;
        if (const auto* number = std::get_if<std::int64_t>(&parameters[i]))
            statement.bind(at, *number);
        else if (const auto* text = std::get_if<std::string>(&parameters[i]))
            statement.bindNoCopy(at, *text);
        else if (const auto* blob = std::get_if<Blob>(&parameters[i]))
            statement.bindNoCopy(at, blob->bytes.data(), static_cast<int>(blob->bytes.size()));
    }
}

/// Going over to a write-ahead log takes the file for oneself, and there SQLite does not wait by itself: two
/// programs that open a new file at once would fail each other.
bool turn_to_wal(SQLite::Database& database, milliseconds patience) {
    const auto give_up = std::chrono::steady_clock::now() + patience;
    for (;;) {
        try {
            return database.execAndGet("PRAGMA journal_mode=WAL").getString() == "wal";
        } catch (const SQLite::Exception& thrown) {
            if (thrown.getErrorCode() != SQLITE_BUSY || std::chrono::steady_clock::now() >= give_up) throw;
        }
        std::this_thread::sleep_for(kBetweenTries);
    }
}

Expected<void> set_up(SQLite::Database& database, milliseconds busy_wait) {
    return guarded(database, [&]() -> Expected<void> {
        // SQLite opens a file that may not be written for reading, without a word; asking for the log is what
        // finds it out.
        if (!turn_to_wal(database, busy_wait))
            return base::fail(Fault::unavailable, "this file system cannot keep a write-ahead log");
        database.exec("PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON");
        return {};
    });
}

}  // namespace

/// Statements already understood by SQLite, for the next time the same words are said.
class Database::Kept {
public:
    using Statement = std::unique_ptr<SQLite::Statement>;
    /// Null when there is none, or when it is in use further up.
    Statement take(const std::string& sql) {
        const auto at = idle_.find(sql);
        if (at == idle_.end()) return {};
        Statement found = std::move(at->second);
        idle_.erase(at);
        return found;
    }
    void give_back(const std::string& sql, Statement statement) {
        if (idle_.size() < kKeptStatements) idle_.try_emplace(sql, std::move(statement));
    }

private:
    std::map<std::string, Statement> idle_;
};

/// One use of a statement; at its end it is reset, so that it holds no lock and no value.
class Database::Lease {
public:
    Lease(Kept& kept, const std::string& sql) : kept_(kept), sql_(sql) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() {
        if (!statement_) return;
        if (statement_->tryReset() != SQLITE_OK) return;  // one that failed is made anew
        statement_->clearBindings();
        kept_.give_back(sql_, std::move(statement_));
    }
    SQLite::Statement& get(SQLite::Database& database) {
        statement_ = kept_.take(sql_);
        if (!statement_) statement_ = std::make_unique<SQLite::Statement>(database, sql_);
        return *statement_;
    }

private:
    Kept& kept_;
    const std::string& sql_;
    Kept::Statement statement_;
};

std::int64_t Row::integer(int column) const {
    return statement_.getColumn(column).getInt64();
}

std::string_view Row::bytes(int column) const {
    const SQLite::Column value = statement_.getColumn(column);
    const void* data = value.getBlob();
    return data ? std::string_view(static_cast<const char*>(data), static_cast<size_t>(value.getBytes()))
                : std::string_view{};
}

Database::Database(std::unique_ptr<SQLite::Database> database)
    : database_(std::move(database)), kept_(std::make_unique<Kept>()) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&& other) noexcept {
    kept_ = std::move(other.kept_);  // ours go before their database does
    database_ = std::move(other.database_);
    return *this;
}
Database::~Database() = default;

Expected<Database> Database::open(const std::string& path, milliseconds busy_wait) {
    if (auto made = make_private_file(path); !made) return made.error();
    try {
        auto database = std::make_unique<SQLite::Database>(path, SQLite::OPEN_READWRITE,
                                                           static_cast<int>(busy_wait.count()));
        if (auto ready = set_up(*database, busy_wait); !ready) return ready.error();
        return Database(std::move(database));
    } catch (const SQLite::Exception& thrown) {
        return failure(thrown.getErrorCode(), errno);
    } catch (const std::exception&) {
        return base::fail(Fault::internal, "the database could not be opened for want of memory");
    }
}

Expected<void> Database::run(const std::string& script) {
    return guarded(*database_, [&]() -> Expected<void> {
        database_->exec(script);
        return {};
    });
}

Expected<void> Database::read(const std::string& sql, const Parameters& parameters,
                              const TakeRow& take) const {
    Lease lease(*kept_, sql);
    return guarded(*database_, [&]() -> Expected<void> {
        SQLite::Statement& statement = lease.get(*database_);
        bind(statement, parameters);
        const Row row(statement);
        while (statement.executeStep())
            if (auto taken = take(row); !taken) return taken;
        return {};
    });
}

Expected<void> Database::write(const std::string& sql, const Parameters& parameters) {
    return read(sql, parameters, [](const Row&) -> Expected<void> {
        return base::fail(Fault::internal, "a statement that writes gave rows");
    });
}

Expected<void> Database::transact(const std::function<Expected<void>()>& work) {
    std::optional<SQLite::Transaction> transaction;  // unless committed, its end undoes everything
    return guarded(*database_, [&]() -> Expected<void> {
        transaction.emplace(*database_, SQLite::TransactionBehavior::IMMEDIATE);
        if (auto done = work(); !done) return done;
        transaction->commit();
        return {};
    });
}

Expected<void> Database::transact_unflushed(const std::function<Expected<void>()>& work) {
    if (auto off = run("PRAGMA synchronous=OFF"); !off) return off;
    auto done = transact(work);
    if (auto on = run("PRAGMA synchronous=FULL"); !on && done) return on;
    return done;
}

namespace {

/// Copies the journal into the file; `busy` when another program stood in the way.
Expected<void> checkpoint(const Database& database, const std::string& how) {
    bool is_busy = false;
    const auto read = database.read("PRAGMA wal_checkpoint(" + how + ")", {}, [&](const Row& row) -> Expected<void> {
        is_busy = row.integer(0) != 0;
        return {};
    });
    if (!read) return read;
    if (is_busy) return base::fail(Fault::timed_out, "another program holds the database's journal");
    return {};
}

Expected<void> flush_file(sqlite3* database) {
    sqlite3_file* file = nullptr;
    errno = 0;
    if (sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file->pMethods)
        return base::fail(Fault::internal, "the database has no file");
    const int flushed = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
    if (flushed == SQLITE_OK) return {};
    return failure(flushed, errno);
}

}  // namespace

Expected<void> Database::settle() {
    // Left to itself SQLite flushes journal and file. With the file flushed before the journal is cut one flush is enough: at
    // no moment is the only whole copy unflushed but while this runs, and a machine that stops just then is noticed as damage.
    if (auto off = run("PRAGMA synchronous=OFF"); !off) return off;
    auto moved = checkpoint(*this, "FULL");
    if (moved) moved = flush_file(database_->getHandle());
    if (auto on = run("PRAGMA synchronous=FULL"); !on && moved) return on;
    if (!moved) return moved;
    return checkpoint(*this, "TRUNCATE");  // flushes by itself what another program may have added since
}

}  // namespace kith::store
