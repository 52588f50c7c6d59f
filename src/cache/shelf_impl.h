#pragma once
#include "cache/key_state.h"
#include "cache/label.h"
#include "cache/shelf.h"
#include "cache/vault.h"
#include "ports/audit_kinds.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

// Private to this room: the shelf's inside, told over several files.
namespace kith::cache {

/// What the shelf notes of itself, sealed in its file.
struct Notes {
    std::uint64_t generation = 0;
    Seen seen;
    std::optional<base::Instant> contact;
    std::chrono::hours lease{0};
};
std::string to_bytes(const Notes& notes);
std::optional<Notes> notes_from(std::string_view bytes);

/// One destruction as it stands in the file, sealed: counts and codes alone.
struct Destruction {
    std::string id;  ///< names it in the log, so that an entry written twice is seen to be one
    base::Instant at{};
    std::string reason;
    std::map<std::string, std::int64_t> by_source;
    std::int64_t count = 0;
    std::int64_t leaf = -1;  ///< of the log entry; -1: not logged yet
    std::string root;
};
std::string to_bytes(const Destruction& destruction);
std::optional<Destruction> destruction_from(std::string_view bytes);

/// A row whose label has been read.
struct Copy {
    Columns columns;
    Label label;
};

struct Shelf::Impl {
    Place place;
    World world;
    std::optional<Vault> vault;
    std::string id;                 ///< of the place: a file copied elsewhere is another shelf
    std::optional<KeyState> state;  ///< empty: closed, and `closed` says why
    base::Error closed;
    Notes notes;
    base::Instant seen_saved{};
    std::int64_t version = -1;
    bool is_unsettled = false;     ///< the journal still holds what is gone
    bool are_keys_behind = false;  ///< the key store has not heard of a destruction or of a past epoch
    bool is_log_behind = false;
    bool has_kept = true;                ///< something may have been wrapped since the last ratchet
    std::vector<Destruction> unwritten;  ///< that could not be sealed for want of keys
    /// By the clock that stands still in sleep, which no other program can compare: when a copy is over for
    /// this one.
    std::unordered_map<std::string, std::chrono::steady_clock::time_point> deadlines;

    Impl(Place where, World with) : place(std::move(where)), world(with) {}

    // shelf_open.cpp: getting at the file and the keys, and noticing when either is not what it was.
    base::Expected<void> open_file();
    /// Loads the keys and the notes, and empties the shelf when they do not belong together or are gone.
    base::Expected<void> get_keys();
    /// Another chain of keys, so that nothing sealed before opens again, then no rows.
    base::Expected<Purge> renew(const std::string& reason, base::Instant at, std::vector<Item> items);
    /// What every call does first. Gives the time that counts.
    base::Expected<base::Instant> begin();
    base::Expected<base::Instant> check_clock();
    void catch_up();
    /// Lets the key store know of destructions, and, when a time is given, ends the epochs before it: only
    /// once their copies have been listed, for nothing of them can be read any more.
    base::Expected<void> tell_keys(std::optional<base::Instant> ratchet_to);
    base::Expected<void> write_notes();
    /// A damaged file is taken away and begun again. Gives the error back.
    base::Error mended(base::Error error);
    void close();

    // shelf.cpp
    std::string token(std::initializer_list<std::string_view> values) const;
    std::string subject_of(const record::RosterPerson& person) const;
    std::string question_of(const Label& label, std::string_view subject) const;
    std::optional<std::pair<Unwrapped, Label>> unwrapped(const Lying& row);
    Item item_of(const Columns& columns, const Label& label) const;
    /// Everything whose label opens; rows that do not are put into `lost` with the reason.
    base::Expected<std::vector<Copy>> copies(std::map<std::string, std::vector<std::int64_t>>* lost);
    std::optional<base::Instant> lease_end() const;
    bool is_over(const Columns& columns, const Label& label, base::Instant now);
    base::Expected<std::optional<Item>> put(Label label, const std::string& subject, std::string_view body,
                                            base::Instant now, const std::vector<std::int64_t>& instead_of);
    base::Expected<void> make_room(base::Instant now);

    // shelf_sweep.cpp: everything that goes. `subject`: when not empty, the numbers are all that is held
    // about it, in rising order.
    base::Expected<Purge> destroy(const std::string& reason, base::Instant at,
                                  const std::vector<std::int64_t>& numbers, std::vector<Item> items,
                                  std::string_view subject = {});
    base::Expected<void> erase(const std::vector<std::int64_t>& numbers, std::string_view subject);
    /// The text of a copy, for cutting it down; nobody is shown it.
    base::Expected<std::string> reopened(const Copy& copy);
    /// Expired copies and rows that open no more.
    base::Expected<std::vector<Purge>> clear(base::Instant now);

    // certificate.cpp: what is said of it.
    std::string sealed_note(std::string_view what, std::string_view plain) const;
    std::optional<std::string> opened_note(std::string_view what, std::string_view sealed) const;
    void log(Destruction& destruction, const std::vector<Item>& items);
    void log_pending();
    ports::AuditEntry entry(std::string_view kind) const;
};

}  // namespace kith::cache
