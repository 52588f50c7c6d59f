#include "cache/vault.h"

#include "crypto/seal.h"

#include <filesystem>

namespace kith::cache {
namespace {

using base::Expected;
using base::Fault;
using base::Secret;
using store::Blob;
using store::Row;

constexpr std::chrono::milliseconds kBusyWait{2000};
/// Above this a whole check at every start would be felt; SQLite's own checks on reading go on.
constexpr std::int64_t kWholeCheckBytes = std::int64_t{32} << 20;

constexpr const char* kSchema = R"(
PRAGMA secure_delete=ON;
PRAGMA temp_store=MEMORY;
CREATE TABLE IF NOT EXISTS shelf(one INTEGER PRIMARY KEY CHECK(one = 1), notes BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS copy(
    number INTEGER PRIMARY KEY, id BLOB NOT NULL, epoch INTEGER NOT NULL, goes INTEGER NOT NULL, question BLOB NOT NULL,
    subject BLOB NOT NULL, key BLOB NOT NULL, body BLOB NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS copy_question ON copy(subject, question);
CREATE INDEX IF NOT EXISTS copy_goes ON copy(goes);
CREATE TABLE IF NOT EXISTS destroyed(number INTEGER PRIMARY KEY, logged INTEGER NOT NULL, what BLOB NOT NULL) STRICT;
)";

// A copy's key seals one text, once, so a fixed nonce is enough.
constexpr std::string_view kBodyNonce{"\0\0\0\0\0\0\0\0\0\0\0\1", crypto::kNonceBytes};
constexpr std::string_view kMark = "kith shelf copy 2";
/// More than what is bound ever takes, but for very long names of cases and people.
constexpr size_t kBoundRoom = 240;

std::string bound_key(const Columns& columns, std::string_view shelf_id) {
    Packer to;
    to.room_for(kBoundRoom).text(kMark).text("key").text(shelf_id).text(columns.id);
    to.number(columns.epoch).number(columns.goes).text(columns.question).text(columns.subject);
    return to.take();
}

/// The tag of the wrapped key and label stands for all that those are bound to.
std::string bound_body(std::string_view wrapped, const Asker& asker) {
    Packer to;
    to.room_for(kBoundRoom).text(kMark).text("body").text(wrapped.substr(wrapped.size() - crypto::kTagBytes));
    to.text(asker.purpose).text(asker.case_ref).text(asker.user).text(asker.source).text(asker.workstation);
    return to.take();
}

/// A text that is no longer wanted, without the copy that a Secret would make of a short one.
void wipe(std::string& text) {
    const Secret wiped(std::move(text));
}

Blob blob(std::string_view bytes) {
    return {std::string(bytes)};
}

constexpr const char* kRow = "SELECT number, id, epoch, goes, question, subject, key, body FROM copy ";

}  // namespace

std::optional<Unwrapped> unwrap(const Lying& row, const crypto::Sealer& wrap_key, std::string_view shelf_id) {
    if (row.key.size() < crypto::kNonceBytes + crypto::kSealKeyBytes + crypto::kTagBytes) return {};
    auto opened = wrap_key.unseal(row.key.substr(0, crypto::kNonceBytes), row.key.substr(crypto::kNonceBytes),
                                  bound_key(row.columns, shelf_id));
    if (!opened) return {};
    Secret both(std::move(*opened));
    const auto label = unpadded(both.reveal().substr(crypto::kSealKeyBytes));
    if (!label) return {};
    const auto at = static_cast<size_t>(label->data() - both.reveal().data());
    return Unwrapped(std::move(both), at, label->size());
}

std::optional<std::string> open_body(const Lying& row, const Unwrapped& unwrapped, const Asker& asker) {
    auto body = crypto::unseal(unwrapped.key(), kBodyNonce, row.body, bound_body(row.key, asker));
    const auto text = body ? unpadded(*body) : std::nullopt;
    if (!text) return {};
    const size_t size = text->size();
    body->erase(0, static_cast<size_t>(text->data() - body->data()));
    body->resize(size);
    return body;
}

Expected<Vault> Vault::open(const std::string& path) {
    auto database = store::Database::open(path, kBusyWait);
    if (!database) return database.error();
    if (auto made = database->run(kSchema); !made) return made.error();
    Vault vault(std::move(*database));
    const auto former = vault.number("SELECT count(*) FROM pragma_table_info('copy') WHERE name = 'label'");
    if (!former) return former.error();
    if (*former > 0) return base::fail(Fault::corrupt, "the shelf's file is of an earlier form");
    const auto pages = vault.used_bytes();
    if (!pages) return pages.error();
    std::string verdict;
    const std::string check =
        *pages <= kWholeCheckBytes ? "PRAGMA integrity_check(1)" : "PRAGMA schema_version";
    const auto checked = vault.database_.read(check, {}, [&](const Row& row) -> Expected<void> {
        verdict = row.bytes(0);
        return {};
    });
    if (!checked) return checked.error();
    if (*pages <= kWholeCheckBytes && verdict != "ok")
        return base::fail(Fault::corrupt, "the shelf's file does not hold together");
    return vault;
}

void Vault::remove(const std::string& path) {
    std::error_code ignored;
    for (const char* part : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path + part, ignored);
}

Expected<std::int64_t> Vault::number(const std::string& sql) const {
    std::int64_t value = 0;
    const auto read = database_.read(sql, {}, [&](const Row& row) -> Expected<void> {
        value = row.integer(0);
        return {};
    });
    if (!read) return read.error();
    return value;
}

Expected<std::int64_t> Vault::version() const {
    return number("PRAGMA data_version");
}

Expected<std::int64_t> Vault::count() const {
    return number("SELECT count(*) FROM copy");
}

Expected<std::int64_t> Vault::used_bytes() const {
    return number(
        "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, "
        "pragma_page_size");
}

Expected<std::string> Vault::notes() const {
    std::string sealed;
    const auto read = database_.read("SELECT notes FROM shelf", {}, [&](const Row& row) -> Expected<void> {
        sealed = row.bytes(0);
        return {};
    });
    if (!read) return read.error();
    return sealed;
}

Expected<void> Vault::write_notes(std::string_view sealed) {
    return database_.write("INSERT OR REPLACE INTO shelf VALUES (1, ?1)", {blob(sealed)});
}

Expected<void> Vault::insert(Columns& columns, const crypto::Sealer& wrap_key, std::string_view shelf_id,
                             std::string_view label, std::string_view body, const Asker& asker,
                             ports::Entropy& entropy) {
    std::string random = entropy.bytes(kIdBytes + crypto::kNonceBytes + crypto::kSealKeyBytes);
    columns.id = random.substr(0, kIdBytes);
    const std::string_view nonce = std::string_view(random).substr(kIdBytes, crypto::kNonceBytes);
    const std::string_view key = std::string_view(random).substr(kIdBytes + crypto::kNonceBytes);
    std::string both = padded(label, kLabelPadding, key);
    Blob wrapped{std::string(nonce)};
    wrapped.bytes += wrap_key.seal(nonce, both, bound_key(columns, shelf_id));
    Blob sealed{crypto::seal(key, kBodyNonce, padded(body, kBodyPadding), bound_body(wrapped.bytes, asker))};
    wipe(both);
    wipe(random);
    static const std::string sql =
        "INSERT INTO copy(id, epoch, goes, question, subject, key, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    return database_.write(sql, {blob(columns.id), columns.epoch, columns.goes, blob(columns.question),
                                 blob(columns.subject), std::move(wrapped), std::move(sealed)});
}

Expected<void> Vault::erase(std::int64_t number) {
    return database_.write("DELETE FROM copy WHERE number = ?1", {number});
}

Expected<void> Vault::erase_of(std::string_view subject, std::int64_t last) {
    return database_.write("DELETE FROM copy WHERE subject = ?1 AND number <= ?2", {blob(subject), last});
}

Expected<void> Vault::erase_all() {
    return database_.write("DELETE FROM copy", {});
}

Expected<void> Vault::select(const std::string& sql, const store::Parameters& parameters,
                             const Take& take) const {
    const crypto::SealingRun run;  // what `take` opens
    Lying lying;
    return database_.read(sql, parameters, [&](const Row& row) -> Expected<void> {
        lying.columns.number = row.integer(0);
        lying.columns.id = row.bytes(1);
        lying.columns.epoch = row.integer(2);
        lying.columns.goes = row.integer(3);
        lying.columns.question = row.bytes(4);
        lying.columns.subject = row.bytes(5);
        lying.key = row.bytes(6);
        lying.body = row.bytes(7);
        take(lying);
        return {};
    });
}

Expected<void> Vault::of_question(std::string_view subject, std::string_view question,
                                  const Take& take) const {
    static const std::string sql = std::string(kRow) + "WHERE subject = ?1 AND question = ?2 ORDER BY number";
    return select(sql, {blob(subject), blob(question)}, take);
}

Expected<void> Vault::of_subject(std::string_view subject, const Take& take) const {
    static const std::string sql =
        "SELECT number, id, epoch, goes, question, subject, key, x'' FROM copy WHERE subject = ?1 "
        "ORDER BY number";
    return select(sql, {blob(subject)}, take);
}

Expected<void> Vault::of_number(std::int64_t number, const Take& take) const {
    static const std::string sql = std::string(kRow) + "WHERE number = ?1";
    return select(sql, {number}, take);
}

Expected<void> Vault::all(const Take& take) const {
    static const std::string sql =
        "SELECT number, id, epoch, goes, question, subject, key, x'' FROM copy ORDER BY goes, number";
    return select(sql, {}, take);
}

Expected<void> Vault::everything(const Take& take) const {
    static const std::string sql = std::string(kRow) + "ORDER BY number";
    return select(sql, {}, take);
}

Expected<void> Vault::of_minute(std::int64_t goes, const Take& take) const {
    static const std::string sql =
        "SELECT number, id, epoch, goes, question, subject, key, x'' FROM copy WHERE goes = ?1";
    return select(sql, {goes}, take);
}

Expected<std::optional<std::int64_t>> Vault::first_minute() const {
    std::optional<std::int64_t> first;
    const auto read = database_.read("SELECT goes FROM copy ORDER BY goes LIMIT 1", {},
                                     [&](const Row& row) -> Expected<void> {
                                         first = row.integer(0);
                                         return {};
                                     });
    if (!read) return read.error();
    return first;
}

Expected<std::int64_t> Vault::add_destruction(std::string_view sealed) {
    if (auto added = database_.write("INSERT INTO destroyed(logged, what) VALUES (0, ?1)", {blob(sealed)});
        !added)
        return added.error();
    return number("SELECT last_insert_rowid()");
}

Expected<void> Vault::change_destruction(std::int64_t number, std::string_view sealed, bool is_logged) {
    return database_.write("UPDATE destroyed SET logged = ?2, what = ?3 WHERE number = ?1",
                           {number, std::int64_t{is_logged}, blob(sealed)});
}

Expected<void> Vault::destructions(bool unlogged_only,
                                   const std::function<void(std::int64_t, std::string_view)>& take) const {
    return database_.read("SELECT number, what FROM destroyed WHERE logged = 0 OR ?1 = 0 ORDER BY number",
                          {std::int64_t{unlogged_only}}, [&](const Row& row) -> Expected<void> {
                              take(row.integer(0), row.bytes(1));
                              return {};
                          });
}

}  // namespace kith::cache
