#include "bench/shelf/plain_cache.h"

#include <dlfcn.h>
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>

namespace kith::bench {

/// One SQLite among several in a process: its functions by name, bound to themselves alone.
struct PlainCache::Library {
    void* handle = nullptr;
    sqlite3* database = nullptr;
    sqlite3_stmt *insert = nullptr, *read = nullptr, *scan = nullptr, *forget = nullptr, *begin = nullptr,
                 *commit = nullptr, *checkpoint = nullptr;
#define KITH_SQLITE(name) decltype(&::sqlite3_##name) name = nullptr
    KITH_SQLITE(open);
    KITH_SQLITE(exec);
    KITH_SQLITE(prepare_v2);
    KITH_SQLITE(bind_blob);
    KITH_SQLITE(bind_int64);
    KITH_SQLITE(step);
    KITH_SQLITE(reset);
    KITH_SQLITE(column_blob);
    KITH_SQLITE(column_bytes);
    KITH_SQLITE(finalize);
    KITH_SQLITE(close);
#undef KITH_SQLITE

    template <typename Function>
    void find(Function& function, const char* name) {
        function = reinterpret_cast<Function>(::dlsym(handle, name));
        must(function != nullptr);
    }
    static void must(bool done) {
        if (done) return;
        std::fputs("the plain cache failed\n", stderr);
        std::exit(1);
    }
    sqlite3_stmt* prepared(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        must(prepare_v2(database, sql, -1, &statement, nullptr) == SQLITE_OK);
        return statement;
    }
    void text(sqlite3_stmt* statement, int at, const std::string& value) {
        bind_blob(statement, at, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    }
    void run(sqlite3_stmt* statement) {
        int state = SQLITE_ROW;
        while (state == SQLITE_ROW) state = step(statement);
        must(state == SQLITE_DONE);
        reset(statement);
    }
    size_t bytes(sqlite3_stmt* statement) {
        size_t total = 0;
        while (step(statement) == SQLITE_ROW)
            if (column_blob(statement, 0)) total += static_cast<size_t>(column_bytes(statement, 0));
        reset(statement);
        return total;
    }
};

std::unique_ptr<PlainCache> PlainCache::open(const std::string& library, const std::string& path) {
    void* handle = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
    if (!handle) return nullptr;
    std::unique_ptr<PlainCache> cache(new PlainCache);
    cache->library_ = std::make_unique<Library>();
    Library& l = *cache->library_;
    l.handle = handle;
    l.find(l.open, "sqlite3_open");
    l.find(l.exec, "sqlite3_exec");
    l.find(l.prepare_v2, "sqlite3_prepare_v2");
    l.find(l.bind_blob, "sqlite3_bind_blob");
    l.find(l.bind_int64, "sqlite3_bind_int64");
    l.find(l.step, "sqlite3_step");
    l.find(l.reset, "sqlite3_reset");
    l.find(l.column_blob, "sqlite3_column_blob");
    l.find(l.column_bytes, "sqlite3_column_bytes");
    l.find(l.finalize, "sqlite3_finalize");
    l.find(l.close, "sqlite3_close");
    Library::must(l.open(path.c_str(), &l.database) == SQLITE_OK);
    const auto exec = [&](const char* sql) {
        Library::must(l.exec(l.database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    };
    if (library.find("cipher") != std::string::npos)
        exec("PRAGMA key=\"x'2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'\"");
    exec(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        "CREATE TABLE c(id INTEGER PRIMARY KEY, purpose, case_ref, user, source, person, fetched, expires, "
        "label, body);"
        "CREATE INDEX cq ON c(person, purpose, case_ref, user, source); CREATE INDEX ce ON c(expires)");
    l.insert = l.prepared(
        "INSERT INTO c(purpose, case_ref, user, source, person, fetched, expires, label, body) VALUES "
        "(?,?,?,?,?,?,?,?,?)");
    l.read = l.prepared(
        "SELECT body, label FROM c WHERE person=? AND purpose=? AND case_ref=? AND user=? AND source=?");
    l.scan = l.prepared("SELECT body FROM c");
    l.forget = l.prepared("DELETE FROM c WHERE person=?");
    l.begin = l.prepared("BEGIN IMMEDIATE");
    l.commit = l.prepared("COMMIT");
    l.checkpoint = l.prepared("PRAGMA wal_checkpoint(TRUNCATE)");
    return cache;
}

PlainCache::~PlainCache() {
    for (sqlite3_stmt* one : {library_->insert, library_->read, library_->scan, library_->forget,
                              library_->begin, library_->commit, library_->checkpoint})
        library_->finalize(one);
    library_->close(library_->database);
}

void PlainCache::begin() {
    library_->run(library_->begin);
}

void PlainCache::commit() {
    library_->run(library_->commit);
}

void PlainCache::insert(const Row& row) {
    Library& l = *library_;
    int at = 0;
    for (const std::string* value : {&row.purpose, &row.case_ref, &row.user, &row.source, &row.person})
        l.text(l.insert, ++at, *value);
    l.bind_int64(l.insert, ++at, row.fetched);
    l.bind_int64(l.insert, ++at, row.expires);
    l.text(l.insert, ++at, row.label);
    l.text(l.insert, ++at, row.body);
    l.run(l.insert);
}

size_t PlainCache::read(const std::string& person, const Row& asked) {
    Library& l = *library_;
    int at = 0;
    for (const std::string* value : {&person, &asked.purpose, &asked.case_ref, &asked.user, &asked.source})
        l.text(l.read, ++at, *value);
    return l.bytes(l.read);
}

size_t PlainCache::scan() {
    return library_->bytes(library_->scan);
}

void PlainCache::forget(const std::string& person) {
    library_->text(library_->forget, 1, person);
    library_->run(library_->forget);
    library_->run(library_->checkpoint);
}

}  // namespace kith::bench
