#pragma once
#include "base/expected.h"
#include "base/secret.h"
#include "cache/bytes.h"
#include "cache/epoch_keys.h"
#include "crypto/seal.h"
#include "ports/entropy.h"
#include "store/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

// Private to this room.
namespace kith::cache {

inline constexpr size_t kTokenBytes = 16;
inline constexpr size_t kIdBytes = 16;
inline constexpr Padding kLabelPadding{256, 64};
inline constexpr Padding kBodyPadding{768, 256};
inline constexpr Padding kNotePadding{256, 256};

/// The columns of a copy that lie open in the file: random, keyed or coarse, every one bound to what is
/// sealed beside it.
struct Columns {
    std::int64_t number = 0;  ///< SQLite's own; says in what order copies came
    std::string id;           ///< random
    Epoch epoch = 0;
    std::int64_t goes = 0;  ///< the minute before which it does not go, since 1970
    std::string question;   ///< token of purpose, case, user, source and subject
    std::string subject;    ///< token of whom it is about
};

/// One row as it lies in the file. Valid only inside the call that receives it.
struct Lying {
    Columns columns;
    std::string_view key;   ///< the copy's own key and its label, wrapped
    std::string_view body;  ///< empty where bodies are not read
};

/// Who asks: bound to the body, so that it opens for nobody else, for no other purpose or case.
struct Asker {
    std::string_view purpose, case_ref, user, source, workstation;
};

/// A copy's own key and its label, opened: both in one, so that both are wiped.
class Unwrapped {
public:
    Unwrapped(base::Secret both, size_t label_at, size_t label_size)
        : both_(std::move(both)), label_at_(label_at), label_size_(label_size) {}
    std::string_view key() const { return both_.reveal().substr(0, crypto::kSealKeyBytes); }
    std::string_view label() const { return both_.reveal().substr(label_at_, label_size_); }

private:
    base::Secret both_;
    size_t label_at_, label_size_;
};
std::optional<Unwrapped> unwrap(const Lying& row, const crypto::Sealer& wrap_key, std::string_view shelf_id);
/// The text that was kept; nothing when anything about the row, the label or the asker is not what it was.
std::optional<std::string> open_body(const Lying& row, const Unwrapped& unwrapped, const Asker& asker);

/// The file. FORMAT.md gives its tables. Everything that a program may lose or find in it goes through here.
class Vault {
public:
    /// Opens or makes it and checks that it holds together. Fails with corrupt and as store::Database does.
    static base::Expected<Vault> open(const std::string& path);
    /// Takes away the file and its journal, whatever they hold.
    static void remove(const std::string& path);

    store::Database& database() { return database_; }
    /// Changes when another program has changed the file.
    base::Expected<std::int64_t> version() const;

    /// The shelf's sealed notes; empty at first.
    base::Expected<std::string> notes() const;
    base::Expected<void> write_notes(std::string_view sealed);

    /// Seals a text under a key of its own and puts the row in; `columns.id` is given to it.
    base::Expected<void> insert(Columns& columns, const crypto::Sealer& wrap_key, std::string_view shelf_id,
                                std::string_view label, std::string_view body, const Asker& asker,
                                ports::Entropy& entropy);
    base::Expected<void> erase(std::int64_t number);
    /// All about one subject up to that number, in one statement.
    base::Expected<void> erase_of(std::string_view subject, std::int64_t last);
    base::Expected<void> erase_all();

    using Take = std::function<void(const Lying&)>;
    base::Expected<void> of_question(std::string_view subject, std::string_view question,
                                     const Take& take) const;
    base::Expected<void> of_subject(std::string_view subject, const Take& take) const;
    base::Expected<void> of_number(std::int64_t number, const Take& take) const;
    /// Without their bodies, soonest to go first; those of one minute in any order.
    base::Expected<void> all(const Take& take) const;
    /// With their bodies, in the order they came.
    base::Expected<void> everything(const Take& take) const;
    base::Expected<void> of_minute(std::int64_t goes, const Take& take) const;
    base::Expected<std::optional<std::int64_t>> first_minute() const;
    base::Expected<std::int64_t> count() const;
    /// Bytes of the file that are in use.
    base::Expected<std::int64_t> used_bytes() const;

    // What was destroyed, sealed: kept for the certificate.
    base::Expected<std::int64_t> add_destruction(std::string_view sealed);
    base::Expected<void> change_destruction(std::int64_t number, std::string_view sealed, bool is_logged);
    base::Expected<void> destructions(
        bool unlogged_only,
        const std::function<void(std::int64_t number, std::string_view sealed)>& take) const;

private:
    explicit Vault(store::Database database) : database_(std::move(database)) {}
    base::Expected<void> select(const std::string& sql, const store::Parameters& parameters,
                                const Take& take) const;
    base::Expected<std::int64_t> number(const std::string& sql) const;
    store::Database database_;
};

}  // namespace kith::cache
