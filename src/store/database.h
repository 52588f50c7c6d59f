#pragma once
#include "base/expected.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

struct sqlite3_stmt;
namespace SQLite {
class Database;
}

namespace kith::store {

/// Bytes for a BLOB column; a plain string goes into a TEXT column.
struct Blob {
    std::string bytes;
};
using Parameter = std::variant<std::int64_t, std::string, Blob>;
using Parameters = std::vector<Parameter>;

/// One row of an answer. Valid only inside the call that receives it.
class Row {
public:
    explicit Row(sqlite3_stmt* statement) : statement_(statement) {}
    std::int64_t integer(int column) const;
    /// The bytes of a TEXT or BLOB column, not copied.
    std::string_view bytes(int column) const;

private:
    sqlite3_stmt* statement_;
};

/// One SQLite file, flushed to disk at every commit (WAL, synchronous=FULL), readable by its owner only.
/// Every exception stops here and becomes an Error whose detail names what SQLite would not do, never a
/// value. One thread at a time; several programs may open the same file.
///
/// Faults: denied (the file or its folder may not be written, or a trigger forbids it), timed_out (another
/// program held it for longer than the busy wait), too_large (no room left on the disk or in the file),
/// corrupt (not a database, or damaged), not_found (no such folder), unavailable (the device failed),
/// internal (ours: wrong SQL).
class Database {
public:
    /// Makes the file if there is none; its folder must be there.
    static base::Expected<Database> open(const std::string& path, std::chrono::milliseconds busy_wait);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// One or more statements without parameters: schemas and pragmas.
    base::Expected<void> run(const std::string& script);
    /// One statement that changes something.
    base::Expected<void> write(const std::string& sql, const Parameters& parameters);
    /// One statement that asks; `take` sees each row in turn and may stop it all by failing.
    using TakeRow = std::function<base::Expected<void>(const Row&)>;
    base::Expected<void> read(const std::string& sql, const Parameters& parameters,
                              const TakeRow& take) const;
    /// Holds the file against other writers from the start, so that what is read inside is still so when it
    /// is written. Commits when `work` succeeds; it is on disk when this returns. Otherwise nothing has
    /// changed.
    base::Expected<void> transact(const std::function<base::Expected<void>()>& work);

    /// The same without a flush: it survives the end of this program, however sudden, but not of the machine, until the next
    /// flush. For what must share a flush with settle(), and for bookkeeping that may be done again.
    base::Expected<void> transact_unflushed(const std::function<base::Expected<void>()>& work);
    /// Brings everything that was committed into the file itself with one flush, then cuts the journal to nothing: deleted
    /// rows are then nowhere. Fails with timed_out while another program is reading or writing; then nothing is lost and it
    /// may be tried again. Not inside a transaction.
    base::Expected<void> settle();

private:
    struct Prepared;
    class Kept;
    class Lease;
    explicit Database(std::unique_ptr<SQLite::Database> database);
    std::unique_ptr<SQLite::Database> database_;
    std::unique_ptr<Kept> kept_;  // goes before the database that its statements belong to
};

}  // namespace kith::store
