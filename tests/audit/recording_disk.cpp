#include "recording_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <string_view>

namespace kith::support {
namespace {

struct Event {
    enum class Kind { write, truncate, sync, remove, acknowledge } kind;
    std::string file;
    std::int64_t offset = 0;  ///< or the new size, or what was acknowledged
    std::string bytes = {};
};
std::vector<Event> events;
bool is_recording = false;
sqlite3_vfs* real = nullptr;
sqlite3_vfs shim;
sqlite3_io_methods methods;

struct File {
    sqlite3_file base;
    sqlite3_file* inner;
    const char* name;
    bool is_recorded;
};
File* as_file(sqlite3_file* file) {
    return reinterpret_cast<File*>(file);
}
sqlite3_file* inner(sqlite3_file* file) {
    return as_file(file)->inner;
}

void record(sqlite3_file* file, Event::Kind kind, std::int64_t offset, std::string bytes = {}) {
    if (is_recording && as_file(file)->is_recorded)
        events.push_back({kind, as_file(file)->name, offset, std::move(bytes)});
}

int close_file(sqlite3_file* f) {
    return inner(f)->pMethods->xClose(inner(f));
}
int read_file(sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
    return inner(f)->pMethods->xRead(inner(f), to, n, at);
}
int write_file(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
    record(f, Event::Kind::write, at, std::string(static_cast<const char*>(from), static_cast<size_t>(n)));
    return inner(f)->pMethods->xWrite(inner(f), from, n, at);
}
int truncate_file(sqlite3_file* f, sqlite3_int64 size) {
    record(f, Event::Kind::truncate, size);
    return inner(f)->pMethods->xTruncate(inner(f), size);
}
int sync_file(sqlite3_file* f, int flags) {
    const int done = inner(f)->pMethods->xSync(inner(f), flags);
    record(f, Event::Kind::sync, 0);
    return done;
}
int size_of_file(sqlite3_file* f, sqlite3_int64* size) {
    return inner(f)->pMethods->xFileSize(inner(f), size);
}
int lock_file(sqlite3_file* f, int kind) {
    return inner(f)->pMethods->xLock(inner(f), kind);
}
int unlock_file(sqlite3_file* f, int kind) {
    return inner(f)->pMethods->xUnlock(inner(f), kind);
}
int check_lock(sqlite3_file* f, int* out) {
    return inner(f)->pMethods->xCheckReservedLock(inner(f), out);
}
int control(sqlite3_file* f, int op, void* arg) {
    return inner(f)->pMethods->xFileControl(inner(f), op, arg);
}
int sector_size(sqlite3_file*) {
    return 512;
}
// Nothing is promised of how a sector is written.
int characteristics(sqlite3_file*) {
    return 0;
}
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
    return inner(f)->pMethods->xShmMap(inner(f), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int offset, int n, int flags) {
    return inner(f)->pMethods->xShmLock(inner(f), offset, n, flags);
}
void shm_barrier(sqlite3_file* f) {
    inner(f)->pMethods->xShmBarrier(inner(f));
}
int shm_unmap(sqlite3_file* f, int erase) {
    return inner(f)->pMethods->xShmUnmap(inner(f), erase);
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    File* mine = as_file(file);
    mine->inner = reinterpret_cast<sqlite3_file*>(mine + 1);
    mine->name = name;
    mine->is_recorded = name && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL));
    mine->base.pMethods = nullptr;
    const int done = real->xOpen(real, name, mine->inner, flags, out);
    if (done == SQLITE_OK) mine->base.pMethods = &methods;
    return done;
}

/// The journal of a file that is not yet a write-ahead log: its going is what makes the change stand. SQLite
/// flushes the folder after it.
int remove_file(sqlite3_vfs*, const char* name, int sync_folder) {
    const int done = real->xDelete(real, name, sync_folder);
    if (is_recording && done == SQLITE_OK && std::string_view(name).ends_with("-journal"))
        events.push_back({Event::Kind::remove, name});
    return done;
}

/// What a file would hold: flushed, and what has been told since.
struct OnDisk {
    std::string flushed;
    std::vector<const Event*> pending;
};

void put(std::string& bytes, std::int64_t offset, std::string_view what) {
    const auto at = static_cast<size_t>(offset);
    if (bytes.size() < at + what.size()) bytes.resize(at + what.size(), '\0');
    bytes.replace(at, what.size(), what);
}

void apply(std::string& bytes, const Event& event) {
    if (event.kind == Event::Kind::write)
        put(bytes, event.offset, event.bytes);
    else
        bytes.resize(static_cast<size_t>(event.offset), '\0');
}

void apply_some(std::string& bytes, const Event& event, std::mt19937& random) {
    constexpr size_t kSector = 512;
    if (event.kind != Event::Kind::write) {
        if (random() % 2) apply(bytes, event);
        return;
    }
    for (size_t at = 0; at < event.bytes.size();) {
        // To the next border between sectors of the disk.
        const size_t to_border = kSector - (static_cast<size_t>(event.offset) + at) % kSector;
        const size_t n = std::min(to_border, event.bytes.size() - at);
        if (random() % 2)
            put(bytes, event.offset + static_cast<std::int64_t>(at),
                std::string_view(event.bytes).substr(at, n));
        at += n;
    }
}

}  // namespace

RecordingDisk::RecordingDisk() {
    events.clear();
    is_recording = true;
    real = sqlite3_vfs_find(nullptr);
    methods = {2,         close_file,  read_file,  write_file, truncate_file, sync_file,       size_of_file,
               lock_file, unlock_file, check_lock, control,    sector_size,   characteristics, shm_map,
               shm_lock,  shm_barrier, shm_unmap,  nullptr,    nullptr};
    shim = *real;
    shim.pNext = nullptr;
    shim.zName = "recording";
    shim.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
    shim.xOpen = open_file;
    shim.xDelete = remove_file;
    sqlite3_vfs_register(&shim, 1);
}

void RecordingDisk::stop() {
    is_recording = false;
}

RecordingDisk::~RecordingDisk() {
    stop();
    sqlite3_vfs_unregister(&shim);
    sqlite3_vfs_register(real, 1);
}

void RecordingDisk::acknowledge(std::uint64_t n) {
    events.push_back({Event::Kind::acknowledge, {}, static_cast<std::int64_t>(n)});
}

size_t RecordingDisk::size() const {
    return events.size();
}

size_t RecordingDisk::syncs() const {
    size_t n = 0;
    for (const auto& event : events) n += event.kind == Event::Kind::sync;
    return n;
}

RecordingDisk::AfterCut RecordingDisk::cut(size_t at, Left left, std::mt19937& random,
                                           const std::string& path) const {
    std::map<std::string, OnDisk> disk;
    AfterCut out;
    for (size_t i = 0; i < at; ++i) {
        const Event& event = events[i];
        if (event.kind == Event::Kind::acknowledge) {
            out.acknowledged = static_cast<std::uint64_t>(event.offset);
            continue;
        }
        if (event.kind == Event::Kind::remove) {
            disk.erase(event.file.substr(path.size()));
            continue;
        }
        OnDisk& file = disk[event.file.substr(path.size())];
        if (event.kind != Event::Kind::sync) {
            file.pending.push_back(&event);
            continue;
        }
        for (const auto* one : file.pending) apply(file.flushed, *one);
        file.pending.clear();
    }
    for (auto& [name, file] : disk) {
        for (const auto* one : file.pending) {
            if (left == Left::everything) apply(file.flushed, *one);
            if (left == Left::some_sectors) apply_some(file.flushed, *one, random);
        }
        out.files[name] = std::move(file.flushed);
    }
    return out;
}

}  // namespace kith::support
