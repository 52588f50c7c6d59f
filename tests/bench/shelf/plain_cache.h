#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace kith::bench {

/// The same copies in an ordinary cache: what the shelf binds and seals lies open in columns, with the
/// indexes that the same questions need. Over SQLite, or over SQLCipher under a raw key. Prepared statements,
/// WAL, synchronous=FULL, secure_delete.
class PlainCache {
public:
    /// "libsqlite3.so.0" or "libsqlcipher.so.0"; null where the library is not installed.
    static std::unique_ptr<PlainCache> open(const std::string& library, const std::string& path);
    ~PlainCache();

    struct Row {
        std::string purpose, case_ref, user, source, person;
        std::int64_t fetched = 0, expires = 0;
        std::string label, body;  ///< what else is known of a copy, and the copy
    };
    void begin();
    void commit();
    void insert(const Row& row);
    /// The bodies of one question; how many bytes.
    size_t read(const std::string& person, const Row& asked);
    /// Every body; how many bytes.
    size_t scan();
    /// All of one person, and nothing of it left in the journal.
    void forget(const std::string& person);

private:
    struct Library;
    PlainCache() = default;
    std::unique_ptr<Library> library_;
};

}  // namespace kith::bench
