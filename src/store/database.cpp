#include "store/database.h"

#include "store/private_file.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <cerrno>
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

void require(sqlite3* database, int result) {
    if (result != SQLITE_OK) throw SQLite::Exception(database, result);
}

/// The values are not copied: they outlive the statement's use, and its bindings are cleared after it.
void bind(sqlite3* database, sqlite3_stmt* statement, const Parameters& parameters) {
    for (size_t i = 0; i < parameters.size(); ++i) {
        const int at = static_cast<int>(i) + 1;
        if (const auto* number = std::get_if<std::int64_t>(&parameters[i]))
            require(database, sqlite3_bind_int64(statement, at, *number));
        else if (const auto* text = std::get_if<std::string>(&parameters[i]))
            require(database, sqlite3_bind_text(statement, at, text->data(), static_cast<int>(text->size()),
                                                SQLITE_STATIC));
        else if (const auto* blob = std::get_if<Blob>(&parameters[i]))
            require(database, sqlite3_bind_blob(statement, at, blob->bytes.data(),
                                                static_cast<int>(blob->bytes.size()), SQLITE_STATIC));
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

struct Database::Prepared {
    std::string sql;
    sqlite3_stmt* statement = nullptr;
    bool is_idle = true;
    Prepared() = default;
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;
    ~Prepared() { sqlite3_finalize(statement); }
};

/// Statements already understood by SQLite, for the next time the same words are said. They stay where they
/// are, so that finding one costs nothing beside running it.
class Database::Kept {
public:
    /// Null when there is none, or when all such are in use further up.
    Prepared* idle(const std::string& sql) const {
        for (const auto& one : all_)
            if (one->is_idle && one->sql == sql) return one.get();
        return nullptr;
    }
    Prepared* add(const std::string& sql) {
        if (all_.size() >= kKeptStatements)
            std::erase_if(all_, [](const auto& one) { return one->is_idle; });
        all_.push_back(std::make_unique<Prepared>());
        all_.back()->sql = sql;
        return all_.back().get();
    }
    void remove(const Prepared* prepared) {
        std::erase_if(all_, [&](const auto& one) { return one.get() == prepared; });
    }

private:
    std::vector<std::unique_ptr<Prepared>> all_;
};

/// One use of a statement; at its end it is reset, so that it holds no lock and no value.
class Database::Lease {
public:
    explicit Lease(Kept& kept) : kept_(kept) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() {
        if (!prepared_) return;
        if (!prepared_->statement || sqlite3_reset(prepared_->statement) != SQLITE_OK) {
            kept_.remove(prepared_);  // one that failed is made anew
            return;
        }
        sqlite3_clear_bindings(prepared_->statement);
        prepared_->is_idle = true;
    }
    sqlite3_stmt* get(sqlite3* database, const std::string& sql) {
        prepared_ = kept_.idle(sql);
        if (!prepared_) prepared_ = kept_.add(sql);
        prepared_->is_idle = false;
        if (!prepared_->statement)
            require(database, sqlite3_prepare_v3(database, sql.c_str(), static_cast<int>(sql.size()) + 1,
                                                 SQLITE_PREPARE_PERSISTENT, &prepared_->statement, nullptr));
        return prepared_->statement;
    }

private:
    Kept& kept_;
    Prepared* prepared_ = nullptr;
};

namespace {

/// SQLite takes this lock for every step and every column. Held throughout a reading, taking it again costs
/// next to nothing.
class HeldForReading {
public:
    explicit HeldForReading(sqlite3* database) : mutex_(sqlite3_db_mutex(database)) {
        sqlite3_mutex_enter(mutex_);
    }
    ~HeldForReading() { sqlite3_mutex_leave(mutex_); }
    HeldForReading(const HeldForReading&) = delete;
    HeldForReading& operator=(const HeldForReading&) = delete;

private:
    sqlite3_mutex* mutex_;
};

}  // namespace

std::int64_t Row::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string_view Row::bytes(int column) const {
    const void* data = sqlite3_column_blob(statement_, column);
    return data ? std::string_view(static_cast<const char*>(data),
                                   static_cast<size_t>(sqlite3_column_bytes(statement_, column)))
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
    Lease lease(*kept_);
    return guarded(*database_, [&]() -> Expected<void> {
        sqlite3* const database = database_->getHandle();
        sqlite3_stmt* const statement = lease.get(database, sql);
        bind(database, statement, parameters);
        const Row row(statement);
        const HeldForReading held(database);
        int state = sqlite3_step(statement);
        for (; state == SQLITE_ROW; state = sqlite3_step(statement))
            if (auto taken = take(row); !taken) return taken;
        if (state != SQLITE_DONE) throw SQLite::Exception(database, state);
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
