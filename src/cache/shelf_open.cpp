#include "cache/shelf_impl.h"
#include "crypto/hash.h"
#include "crypto/seal.h"
#include "store/private_file.h"

#include <algorithm>
#include <filesystem>

namespace kith::cache {
namespace {

using base::Expected;
using base::Fault;
using base::Instant;

namespace fs = std::filesystem;

/// How far the last time seen may run ahead of what is in the file. A program that is killed forgets no more
/// than this.
constexpr std::chrono::seconds kSeenEvery{60};

std::string id_of(const std::string& path) {
    std::error_code unreadable;
    const fs::path whole = fs::weakly_canonical(fs::absolute(path, unreadable), unreadable);
    return std::string(crypto::as_bytes(crypto::sha256("kith shelf " + whole.string()))).substr(0, kIdBytes);
}

}  // namespace

std::string to_bytes(const Notes& notes) {
    Packer to;
    to.number(static_cast<std::int64_t>(notes.generation)).time(notes.seen.wall).text(notes.seen.up.boot);
    to.number(notes.seen.up.since_boot.count()).number(notes.contact.has_value());
    to.time(notes.contact.value_or(Instant{})).number(notes.lease.count());
    return to.take();
}

std::optional<Notes> notes_from(std::string_view bytes) {
    Unpacker from(bytes);
    Notes notes;
    notes.generation = static_cast<std::uint64_t>(from.number());
    notes.seen.wall = from.time();
    notes.seen.up.boot = from.text();
    notes.seen.up.since_boot = std::chrono::milliseconds{from.number()};
    const bool has_contact = from.number() != 0;
    const Instant contact = from.time();
    if (has_contact) notes.contact = contact;
    notes.lease = std::chrono::hours{from.number()};
    if (!from.is_good()) return {};
    return notes;
}

Expected<void> Shelf::Impl::open_file() {
    auto opened = Vault::open(place.path);
    if (!opened) return opened.error();
    vault = std::move(*opened);
    version = -1;
    return {};
}

base::Error Shelf::Impl::mended(base::Error error) {
    if (error.fault != Fault::corrupt) return error;
    vault.reset();
    state.reset();
    Vault::remove(place.path);
    if (!open_file()) return error;
    // The keys of the damaged file may open an older, undamaged one: they go as well.
    const Instant now = world.clock.now();
    if (auto loaded = load_state(world.keys, id); loaded) state = std::move(*loaded);
    if (const auto renewed = renew("damaged", now, {}); !renewed) return renewed.error();
    return error;
}

Expected<void> Shelf::Impl::get_keys() {
    const auto sealed = vault->notes();
    if (!sealed) return sealed.error();
    const auto rows = vault->count();
    if (!rows) return rows.error();
    const bool is_new = sealed->empty() && *rows == 0;
    const Reading reading = read_clocks(world.clock);
    auto loaded = load_state(world.keys, id);
    state.reset();
    if (!loaded && loaded.error().fault != Fault::not_found) {
        closed = loaded.error();
        return {};
    }
    if (loaded) state = std::move(*loaded);
    if (!state && !is_new) {
        if (auto emptied = renew("key_lost", reading.wall, {}); !emptied) return emptied.error();
        return {};
    }
    if (is_new) {
        const Seen now{reading.wall, reading.up};
        if (!state) state = fresh_state(1, epoch_of(reading.wall), now, world.entropy);
        if (auto saved = save_state(world.keys, id, *state); !saved) {
            closed = saved.error();
            state.reset();
            return {};
        }
        notes = {state->generation, state->seen, {}, {}};
        return write_notes();
    }
    const auto opened = opened_note("notes", *sealed);
    const auto read = opened ? notes_from(*opened) : std::nullopt;
    const bool lags = read && read->generation < state->generation;
    if (!read || lags) {
        if (auto emptied = renew(lags ? "old_copy" : "damaged", reading.wall, {}); !emptied)
            return emptied.error();
        return {};
    }
    notes = *read;
    notes.seen = later(notes.seen, state->seen);
    seen_saved = read->seen.wall;
    are_keys_behind = are_keys_behind || notes.generation > state->generation;
    is_log_behind = true;  // another program, or an earlier one, may have left something unsaid
    return {};
}

Expected<Purge> Shelf::Impl::renew(const std::string& reason, Instant at, std::vector<Item> items) {
    const Reading reading = read_clocks(world.clock);
    const auto rows = vault->count();
    if (!rows) return rows.error();
    const std::uint64_t generation = std::max(notes.generation, state ? state->generation : 0) + 1;
    KeyState next =
        fresh_state(generation, epoch_of(reading.wall), {reading.wall, reading.up}, world.entropy);
    if (state) {
        next.lookup =
            state->lookup;  // tokens of tomorrow are those of today, and what was destroyed can still be told
        next.tokens = state->tokens;
        next.notes = state->notes;
    }
    // The key first: from here on nothing opens, whatever happens to the rows.
    if (auto saved = save_state(world.keys, id, next); !saved) {
        closed = saved.error();
        are_keys_behind = true;
    } else {
        state = std::move(next);
        notes = {generation, state->seen, notes.contact, notes.lease};
        are_keys_behind = false;
    }
    deadlines.clear();
    Destruction done;
    done.id = crypto::hex(world.entropy.bytes(8));
    done.at = at;
    done.reason = reason;
    done.count = *rows;
    for (const Item& item : items) ++done.by_source[item.source.text()];
    std::int64_t number = -1;
    const auto gone = vault->database().transact_unflushed([&]() -> Expected<void> {
        if (auto erased = vault->erase_all(); !erased) return erased;
        if (!state) return {};
        if (auto noted = vault->write_notes(sealed_note("notes", to_bytes(notes))); !noted) return noted;
        const auto added = vault->add_destruction(sealed_note("destruction", to_bytes(done)));
        if (!added) return added.error();
        number = *added;
        return {};
    });
    if (!gone) return gone.error();
    if (state) seen_saved = notes.seen.wall;
    is_unsettled = !vault->database().settle().has_value();
    log(done, items);
    if (!state)
        unwritten.push_back(done);
    else if (done.leaf >= 0)
        (void)vault->database().transact_unflushed([&] {
            return vault->change_destruction(number, sealed_note("destruction", to_bytes(done)), true);
        });
    else
        is_log_behind = true;
    return Purge{reason, std::move(items)};
}

Expected<Instant> Shelf::Impl::check_clock() {
    const Reading reading = read_clocks(world.clock);
    if (!state) return reading.wall;
    const Judgement judged = judge(notes.seen, reading);
    if (judged.is_trusted) {
        notes.seen = {judged.now, reading.up};
        return judged.now;
    }
    ports::AuditEntry changed = entry(ports::kinds::kClockChanged);
    changed.facts_json = R"({"moved_seconds":)" +
                         std::to_string(std::chrono::floor<std::chrono::seconds>(judged.wall_moved).count()) +
                         "}";
    (void)world.audit.append(changed);  // the emptying that follows is logged for certain
    std::vector<Item> items;
    if (auto held = copies(nullptr); held)
        for (const Copy& copy : *held) items.push_back(item_of(copy.columns, copy.label));
    notes.seen = {reading.wall, reading.up};
    if (auto emptied = renew("clock_untrusted", reading.wall, std::move(items)); !emptied)
        return emptied.error();
    // Even where the keys could not be told, no copy may be taken for one of this time.
    return reading.wall;
}

Expected<void> Shelf::Impl::write_notes() {
    if (!state) return {};
    const auto written = vault->database().transact_unflushed(
        [&] { return vault->write_notes(sealed_note("notes", to_bytes(notes))); });
    if (written) seen_saved = notes.seen.wall;
    return written;
}

Expected<void> Shelf::Impl::tell_keys(std::optional<Instant> ratchet_to) {
    // The file is held meanwhile, so that two programs do not put back each other's keys.
    return vault->database().transact_unflushed([&]() -> Expected<void> {
        auto stored = load_state(world.keys, id);
        if (!stored) {
            if (stored.error().fault == Fault::not_found)
                version = -1;  // lost under us: the next call finds it out
            return stored.error();
        }
        // Both are of one chain unless another program has renewed it, and then its generation is the higher.
        const bool is_theirs =
            stored->generation > notes.generation || stored->epochs.epoch() > state->epochs.epoch();
        KeyState next = is_theirs ? *stored : *state;
        next.generation = std::max(notes.generation, stored->generation);
        if (ratchet_to && stored->generation <= notes.generation)
            next.epochs.ratchet_to(epoch_of(*ratchet_to));
        next.seen = notes.seen;
        if (auto saved = save_state(world.keys, id, next); !saved) return saved;
        state = std::move(next);
        are_keys_behind = false;
        return {};
    });
}

void Shelf::Impl::catch_up() {
    if (is_unsettled) is_unsettled = !vault->database().settle().has_value();
    if (!state) return;
    if (are_keys_behind) (void)tell_keys({});
    if (is_log_behind || !unwritten.empty()) log_pending();
    if (notes.seen.wall - seen_saved >= kSeenEvery) (void)write_notes();
}

Expected<Instant> Shelf::Impl::begin() {
    if (!vault)
        if (auto opened = open_file(); !opened) return opened.error();
    const auto present = vault->version();
    if (!present) return mended(present.error());
    if (!state || *present != version) {
        if (auto got = get_keys(); !got) return mended(got.error());
        version = *present;
    }
    const auto now = check_clock();
    if (!now) return mended(now.error());
    catch_up();
    return now;
}

void Shelf::Impl::close() {
    if (!vault) return;
    if (state) {
        (void)write_notes();
        if (are_keys_behind) (void)tell_keys({});
    }
    (void)vault->database().settle();
    vault.reset();
}

Expected<std::unique_ptr<Shelf>> Shelf::open(const Place& place, const World& world) {
    auto impl = std::make_unique<Impl>(place, world);
    if (auto made = store::make_private_folder(fs::path(place.path).parent_path().string()); !made)
        return made.error();
    impl->id = id_of(place.path);
    if (auto opened = impl->open_file(); !opened && opened.error().fault == Fault::corrupt)
        (void)impl->mended(opened.error());
    else if (!opened)
        return opened.error();
    if (!impl->vault) return base::fail(Fault::unavailable, "the shelf's file cannot be made anew");
    auto now = impl->begin();
    if (!now && now.error().fault == Fault::corrupt) now = impl->begin();  // mended by now
    if (!now) return now.error();
    if (auto cleared = impl->clear(*now); !cleared) (void)impl->mended(cleared.error());
    impl->catch_up();
    return std::unique_ptr<Shelf>(new Shelf(std::move(impl)));
}

Shelf::Shelf(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Shelf::~Shelf() {
    impl_->close();
}

}  // namespace kith::cache
