#include "central/batch.h"
#include "central/faults.h"
#include "central/heads.h"
#include "central/session.h"
#include "crypto/merkle.h"

#include <pqxx/prepared_statement>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace kith::central {
namespace {

using base::Expected;
using base::fail;
using base::Fault;

/// Tries at one batch that the server asks to have again (40001) before the whole attempt is put off.
constexpr int kTriesABatch = 12;
/// Read from the local log at a time.
constexpr size_t kFeed = kLargestBatch;

std::string entry(std::uint64_t index) {
    return "entry " + std::to_string(index);
}

/// What the database holds of a chain.
struct Standing {
    std::uint64_t next = 0;
    std::string last_hash;  ///< empty when it holds nothing
};

/// Longer with each try, and of another length for each chain, so that those who met do not meet again.
void pause(const std::string& chain, int tries, const std::stop_token& stop) {
    const auto chance = crypto::sha256(chain + std::to_string(tries)).front();
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any never;
    never.wait_for(lock, stop, std::chrono::milliseconds(1 + chance % (2 << std::min(tries, 7))),
                   [] { return false; });
}

}  // namespace

struct Shipper::Impl {
    Impl(Place where, std::string log, Feed from, std::uint64_t before, Patience patience)
        : place(std::move(where)),
          chain(std::move(log)),
          feed(std::move(from)),
          acknowledged(before),
          session(place, patience) {}

    Place place;
    std::string chain;
    Feed feed;
    std::uint64_t acknowledged;
    Session session;
    std::uint64_t checked_generation =
        0;  ///< of the connection whose standing has been compared with the local log
    std::uint64_t next = 0;
    std::uint64_t stored_head = 0;  ///< size of the last head known to be there
    Shipped now;

    Expected<void> attempt(const std::string& note, const std::stop_token& stop);
    Expected<bool> is_mine(const std::stop_token& stop);
    Expected<void> join(const std::stop_token& stop);
    Expected<void> take_standing(const std::stop_token& stop);
    Expected<Standing> standing(const std::stop_token& stop);
    Expected<void> compare(const Standing& there);
    Expected<std::vector<Leaf>> read(std::uint64_t first, size_t limit);
    Expected<void> send_all(const std::stop_token& stop);
    Expected<void> send(std::span<const Leaf> leaves, const std::stop_token& stop);
    Expected<void> send_once(std::span<const Leaf> leaves, const std::stop_token& stop);
    Expected<void> look_into_conflict(std::span<const Leaf> leaves, const std::stop_token& stop);
    Expected<void> add_missing(std::span<const Leaf> leaves, const std::stop_token& stop);
    Expected<void> store_head(const std::string& note, const std::stop_token& stop);
    Expected<std::uint64_t> first_difference(std::uint64_t until, const std::stop_token& stop);
    base::Error fork(std::string where) {
        now.is_fork = true;
        return fail(Fault::corrupt, std::move(where));
    }
};

Expected<bool> Shipper::Impl::is_mine(const std::stop_token& stop) {
    auto mine = session.run(
        [&](auto& w) {
            return w.exec_params("SELECT authority FROM kith.chains_mine WHERE chain = $1", chain);
        },
        stop);
    if (!mine) return mine.error();
    return !mine->empty();
}

/// A chain belongs to the role that brought it first.
Expected<void> Shipper::Impl::join(const std::stop_token& stop) {
    auto known = is_mine(stop);
    if (!known) return known.error();
    if (*known) return {};
    auto added = session.run(
        [&](auto& w) {
            return w.exec_params(
                "INSERT INTO kith.chains (chain, authority, workstation, db_role) "
                "SELECT $1, authority, workstation, db_role FROM kith.workstation_mine WHERE authority = $2",
                chain, place.authority);
        },
        stop);
    if (added && added->affected_rows() == 1) return {};
    if (added) return fail(Fault::denied, "this role is not enrolled as a workstation of " + place.authority);
    if (session.last_state() != "23505") return added.error();
    // Somebody was faster: another program of this workstation, or another workstation.
    known = is_mine(stop);
    if (!known) return known.error();
    if (*known) return {};
    return fork("another workstation has shipped a log under this log's id: one is a copy of the other");
}

Expected<Standing> Shipper::Impl::standing(const std::stop_token& stop) {
    auto rows = session.run(
        [&](auto& w) {
            return w.exec_params(
                "SELECT next, last_hash FROM kith.shipments_mine WHERE chain = $1 ORDER BY first DESC LIMIT "
                "1",
                chain);
        },
        stop);
    if (!rows) return rows.error();
    Standing there;
    if (rows->empty()) return there;
    there.next = (*rows)[0][0].template as<std::uint64_t>();
    there.last_hash = from_bytea((*rows)[0][1].c_str());
    return there;
}

Expected<std::vector<Leaf>> Shipper::Impl::read(std::uint64_t first, size_t limit) {
    auto leaves = feed(first, limit);
    if (!leaves) return leaves.error();
    for (size_t i = 0; i < leaves->size(); ++i) {
        const Leaf& leaf = (*leaves)[i];
        if (leaf.index != first + i || leaf.hash != crypto::as_bytes(crypto::leaf_hash(leaf.json)))
            return fail(Fault::corrupt,
                        entry(first + i) + " of this workstation's own log does not hold together");
    }
    return leaves;
}

/// The end of what is there must be what the local log has at that place.
Expected<void> Shipper::Impl::compare(const Standing& there) {
    if (there.next == 0) return {};
    auto last = read(there.next - 1, 1);
    if (!last) return last.error();
    if (last->empty())
        return fork("the database holds " + std::to_string(there.next) +
                    " entries of this log, more than the log itself: the log has been set back or cut off");
    if (last->front().hash != there.last_hash)
        return fork(entry(there.next - 1) + " in the database is not the one in this workstation's log");
    return {};
}

Expected<void> Shipper::Impl::take_standing(const std::stop_token& stop) {
    auto there = standing(stop);
    if (!there) return there.error();
    if (auto compared = compare(*there); !compared) {
        if (!now.is_fork || there->last_hash.empty()) return compared.error();
        auto first = first_difference(there->next, stop);
        if (first && *first + 1 < there->next)
            return fail(Fault::corrupt,
                        compared.error().detail + "; they part at " + entry(*first) + " or before");
        return compared.error();
    }
    if (there->next < acknowledged)
        now.notice = "The partnership's database had gone back from " + std::to_string(acknowledged) +
                     " entries to " + std::to_string(there->next) +
                     " (restored from a copy?); the missing ones have been shipped again.";
    next = acknowledged = there->next;
    return {};
}

/// Between a place where both agree (if any) and `until`, where they do not: halving finds where a copied log
/// went its own way.
Expected<std::uint64_t> Shipper::Impl::first_difference(std::uint64_t until, const std::stop_token& stop) {
    std::uint64_t low = 0, high = until;  // differs before high
    while (low + 1 < high) {
        const std::uint64_t middle = low + (high - low) / 2;
        auto stored = session.run(
            [&](auto& w) {
                return w.exec_params("SELECT hash FROM kith.hashes_mine WHERE chain = $1 AND idx = $2", chain,
                                     middle - 1);
            },
            stop);
        if (!stored) return stored.error();
        auto own = read(middle - 1, 1);
        if (!own) return own.error();
        const bool agrees =
            !own->empty() && stored->size() == 1 && from_bytea((*stored)[0][0].c_str()) == own->front().hash;
        (agrees ? low : high) = middle;
    }
    return low;
}

Expected<void> Shipper::Impl::send_once(std::span<const Leaf> leaves, const std::stop_token& stop) {
    const std::string name = "batch_" + std::to_string(leaves.size());
    const auto values = batch_values(chain, place.authority, leaves);
    auto sent = session.run(
        [&](auto& w) {
            if (!session.has_prepared(name)) session.prepare(name, batch_sql(leaves.size()));
            return w.exec_prepared(name, pqxx::prepare::make_dynamic_params(values));
        },
        stop);
    if (!sent) return sent.error();
    return {};
}

/// Something is there already. Either another program of this workstation ships the same log and was faster:
/// then its end is ours; or the same bytes are there without their acknowledgement; or it is a fork.
Expected<void> Shipper::Impl::look_into_conflict(std::span<const Leaf> leaves, const std::stop_token& stop) {
    auto there = standing(stop);
    if (!there) return there.error();
    if (auto compared = compare(*there); !compared) return compared.error();
    if (there->next > next) {
        next = acknowledged = there->next;
        return {};
    }
    auto stored = session.run(
        [&](auto& w) {
            return w.exec_params(
                "SELECT idx, hash FROM kith.hashes_mine WHERE chain = $1 AND idx >= $2 AND idx <= $3 ORDER "
                "BY idx",
                chain, leaves.front().index, leaves.back().index);
        },
        stop);
    if (!stored) return stored.error();
    for (const auto& row : *stored) {
        const auto index = row[0].template as<std::uint64_t>();
        if (from_bytea(row[1].c_str()) != leaves[index - leaves.front().index].hash)
            return fork("the database already holds another " + entry(index) + " of this log");
    }
    return add_missing(leaves, stop);
}

/// What is there has been found to be the same; the rest goes beside it, with the acknowledgement of all.
Expected<void> Shipper::Impl::add_missing(std::span<const Leaf> leaves, const std::stop_token& stop) {
    auto added = session.run_together(
        [&](pqxx::work& w) {
            w.exec_params(
                "INSERT INTO kith.shipments (chain, authority, first, next, last_hash) VALUES ($1, $2, $3, "
                "$4, $5::bytea)",
                chain, place.authority, leaves.front().index, leaves.back().index + 1,
                as_bytea(leaves.back().hash));
            for (const Leaf& leaf : leaves)
                w.exec_params(
                    "INSERT INTO kith.entries (chain, authority, month, idx, at, hash, leaf) "
                    "VALUES ($1, $2, $3::date, $4, $5::timestamptz, $6::bytea, $7) ON CONFLICT DO NOTHING",
                    chain, place.authority, month_of(leaf.at), leaf.index, base::to_iso(leaf.at),
                    as_bytea(leaf.hash), leaf.json);
        },
        stop);
    if (!added) return added.error();
    next = acknowledged = leaves.back().index + 1;
    return {};
}

Expected<void> Shipper::Impl::send(std::span<const Leaf> leaves, const std::stop_token& stop) {
    Expected<void> sent;
    for (int tries = 0; tries < kTriesABatch; ++tries) {
        if (stop.stop_requested()) return fail(Fault::cancelled, "asked to stop");
        sent = send_once(leaves, stop);
        if (sent) {
            next = acknowledged = leaves.back().index + 1;
            now.sent += leaves.size();
            return {};
        }
        const std::string state = session.last_state();
        if (state == "23505") {
            const std::uint64_t before = next;
            if (auto looked = look_into_conflict(leaves, stop); !looked) {
                if (now.is_fork || !session.is_connected() || session.last_state() != "23505")
                    return looked.error();
            }
            if (next != before) return {};
        } else if (!is_worth_repeating(state)) {
            return sent.error();
        }
        pause(chain, tries, stop);
    }
    return sent.error();
}

Expected<void> Shipper::Impl::send_all(const std::stop_token& stop) {
    for (;;) {
        auto leaves = read(next, kFeed);
        if (!leaves) return leaves.error();
        if (leaves->empty()) return {};
        std::span<const Leaf> rest(*leaves);
        while (!rest.empty()) {
            const std::uint64_t before = next;
            if (auto sent = send(rest.first(batch_size(rest)), stop); !sent) return sent.error();
            if (next - before > rest.size())
                break;  // somebody else's batch reached further: read on from there
            rest = rest.subspan(static_cast<size_t>(next - before));
        }
    }
}

Expected<void> Shipper::Impl::store_head(const std::string& note, const std::stop_token& stop) {
    if (note.empty()) return {};
    auto head = head_lines(note);
    if (!head) return head.error();
    if (head->size == 0 || head->size <= stored_head || head->size > next) return {};
    const std::string root = as_bytea(crypto::as_bytes(head->root));
    auto added = session.run(
        [&](auto& w) {
            return w.exec_params(
                "INSERT INTO kith.checkpoints (chain, authority, size, root, note) VALUES ($1, $2, $3, "
                "$4::bytea, $5)",
                chain, place.authority, head->size, root, note);
        },
        stop);
    if (!added && session.last_state() != "23505") return added.error();
    if (!added) {
        auto there = session.run(
            [&](auto& w) {
                return w.exec_params("SELECT root FROM kith.checkpoints_mine WHERE chain = $1 AND size = $2",
                                     chain, head->size);
            },
            stop);
        if (!there) return there.error();
        if (there->size() != 1 || from_bytea((*there)[0][0].c_str()) != crypto::as_bytes(head->root))
            return fork("the database holds another signed head of this log over " +
                        std::to_string(head->size) + " entries");
    }
    stored_head = head->size;
    return {};
}

Expected<void> Shipper::Impl::attempt(const std::string& note, const std::stop_token& stop) {
    if (auto connected = session.connect(stop); !connected) return connected.error();
    // A new connection may lead to another server: a restored one, or the one that took over.
    if (checked_generation != session.generation()) {
        stored_head = 0;
        if (auto joined = join(stop); !joined) return joined.error();
        if (auto taken = take_standing(stop); !taken) return taken.error();
        checked_generation = session.generation();
    }
    if (auto sent = send_all(stop); !sent) return sent.error();
    return store_head(note, stop);
}

Shipper::Shipper(Place place, std::string chain, Feed feed, std::uint64_t acknowledged, Patience patience)
    : impl_(std::make_unique<Impl>(std::move(place), std::move(chain), std::move(feed), acknowledged,
                                   patience)) {}

Shipper::~Shipper() = default;
Shipper::Shipper(Shipper&&) noexcept = default;
Shipper& Shipper::operator=(Shipper&&) noexcept = default;

Shipped Shipper::ship(const std::string& signed_checkpoint, base::Instant now, std::stop_token stop) {
    Impl& impl = *impl_;
    impl.now = {.at = impl.now.at};
    const auto done = impl.attempt(signed_checkpoint, stop);
    if (done) {
        impl.now.at = now;
    } else {
        impl.now.trouble = done.error().detail;
        // Whatever it was, look at everything afresh next time.
        impl.checked_generation = 0;
    }
    impl.now.next = impl.next;
    impl.now.is_connected = impl.session.is_connected();
    return impl.now;
}

}  // namespace kith::central
