#include "central/reader.h"

#include "central/session.h"
#include "crypto/merkle.h"

#include <algorithm>
#include <map>

namespace kith::central {
namespace {

using base::Expected;

/// Entries fetched at a time: about 4 MB of leaves.
constexpr size_t kFetch = 4096;

/// Text form without the server's or the session's time zone having a say.
constexpr const char* kIso = R"('YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')";
std::string iso(const std::string& column) {
    return "to_char(" + column + " AT TIME ZONE 'UTC', " + kIso + ")";
}

base::Instant instant(const pqxx::field& field) {
    return base::parse_instant(field.c_str()).value_or(base::Instant{});
}

Reader::Entry entry_of(const pqxx::row& row) {
    Reader::Entry entry;
    entry.leaf.index = row[0].as<std::uint64_t>();
    entry.leaf.at = instant(row[1]);
    entry.received = instant(row[2]);
    entry.leaf.hash = from_bytea(row[3].c_str());
    entry.leaf.json = row[4].c_str();
    return entry;
}

std::string at_entry(std::uint64_t index, const char* what) {
    return "entry " + std::to_string(index) + " " + what;
}

}  // namespace

struct Reader::Impl {
    Session session;
    Expected<pqxx::result> page(const std::string& chain, std::uint64_t first, const std::stop_token& stop) {
        return session.run(
            [&](auto& w) {
                session.prepare("page",
                                "SELECT idx, " + iso("at") + ", " + iso("received_at") +
                                    ", hash, leaf FROM kith.audit_entries WHERE chain = $1 AND idx >= $2 "
                                    "ORDER BY chain, idx LIMIT " +
                                    std::to_string(kFetch));
                return w.exec_prepared("page", chain, first);
            },
            stop);
    }
};

Reader::Reader(Place place, Patience patience) : impl_(new Impl{Session(std::move(place), patience, true)}) {}

Reader::~Reader() = default;

Expected<std::vector<Reader::Chain>> Reader::chains(const std::stop_token& stop) {
    auto rows = impl_->session.run(
        [&](auto& w) {
            return w.exec("SELECT c.chain, c.workstation, " + iso("c.begun_at") +
                          ", COALESCE((SELECT s.next FROM kith.audit_shipments s WHERE s.chain = c.chain "
                          "ORDER BY s.first DESC LIMIT 1), 0) FROM kith.audit_chains c");
        },
        stop);
    if (!rows) return rows.error();
    auto latest = heads(stop);
    if (!latest) return latest.error();
    std::vector<Chain> out;
    for (const auto& row : *rows) {
        Chain chain{row[0].c_str(), row[1].c_str(), instant(row[2]), row[3].template as<std::uint64_t>(), {}};
        const auto head = std::ranges::find(*latest, chain.chain, &ChainHead::chain);
        if (head != latest->end()) chain.head = *head;
        out.push_back(std::move(chain));
    }
    std::ranges::sort(out, {}, &Chain::chain);
    return out;
}

Expected<std::vector<ChainHead>> Reader::heads(const std::stop_token& stop) {
    auto rows = impl_->session.run(
        [&](auto& w) {
            return w.exec(
                "SELECT p.chain, p.size, p.root, p.note FROM kith.audit_checkpoints p "
                "JOIN (SELECT chain, max(size) AS size FROM kith.audit_checkpoints GROUP BY chain) latest "
                "ON latest.chain = p.chain AND latest.size = p.size");
        },
        stop);
    if (!rows) return rows.error();
    std::vector<ChainHead> out;
    for (const auto& row : *rows) {
        ChainHead head{row[0].c_str(), row[1].template as<std::uint64_t>(), {}, row[3].c_str()};
        const std::string root = from_bytea(row[2].c_str());
        if (root.size() != head.root.size())
            return base::fail(base::Fault::corrupt, "a stored head has no root");
        std::ranges::copy(root, reinterpret_cast<char*>(head.root.data()));
        out.push_back(std::move(head));
    }
    std::ranges::sort(out, {}, &ChainHead::chain);
    return out;
}

Expected<void> Reader::read(const std::string& chain, std::uint64_t first,
                            const std::function<bool(const Entry&)>& on_entry, const std::stop_token& stop) {
    for (;;) {
        if (stop.stop_requested()) return base::fail(base::Fault::cancelled, "asked to stop");
        auto rows = impl_->page(chain, first, stop);
        if (!rows) return rows.error();
        for (const auto& row : *rows) {
            const Entry entry = entry_of(row);
            first = entry.leaf.index + 1;
            if (!on_entry(entry)) return {};
        }
        if (rows->size() < kFetch) return {};
    }
}

Expected<std::uint64_t> Reader::read_all(const std::function<bool(const std::string&)>& on_leaf,
                                         const std::stop_token& stop) {
    auto all = chains(stop);
    if (!all) return all.error();
    std::uint64_t given = 0;
    bool goes_on = true;
    for (const Chain& chain : *all) {
        auto done = read(
            chain.chain, 0,
            [&](const Entry& entry) {
                ++given;
                return goes_on = on_leaf(entry.leaf.json);
            },
            stop);
        if (!done) return done.error();
        if (!goes_on) break;
    }
    return given;
}

Expected<Reader::Verdict> Reader::verify(const std::string& chain, const std::stop_token& stop) {
    auto rows = impl_->session.run(
        [&](auto& w) {
            return w.exec_params(
                "SELECT size, root FROM kith.audit_checkpoints WHERE chain = $1 ORDER BY size", chain);
        },
        stop);
    if (!rows) return rows.error();
    std::map<std::uint64_t, std::string> roots;
    for (const auto& row : *rows) roots[row[0].template as<std::uint64_t>()] = from_bytea(row[1].c_str());

    Verdict verdict;
    crypto::MerkleTree tree;
    const auto look = [&](const Entry& entry) {
        const std::uint64_t index = entry.leaf.index;
        const crypto::Digest hash = crypto::leaf_hash(entry.leaf.json);
        if (index < tree.size()) verdict.trouble = at_entry(index, "is there twice: a fork");
        if (index > tree.size()) verdict.trouble = at_entry(tree.size(), "is missing");
        if (verdict.trouble.empty() && entry.leaf.hash != crypto::as_bytes(hash))
            verdict.trouble = at_entry(index, "is not what its hash says: it has been changed");
        if (!verdict.trouble.empty()) return false;
        tree.append(hash);
        verdict.entries = tree.size();
        const auto head = roots.find(tree.size());
        if (head == roots.end()) return true;
        if (head->second != crypto::as_bytes(tree.root())) {
            verdict.trouble =
                "entries up to " + std::to_string(index) + " do not give the root that was signed over them";
            return false;
        }
        verdict.witnessed_to = tree.size();
        return true;
    };
    if (auto done = read(chain, 0, look, stop); !done) return done.error();
    if (verdict.trouble.empty() && !roots.empty() && roots.rbegin()->first > verdict.entries)
        verdict.trouble =
            at_entry(verdict.entries, "and what follows are missing: a signed head covers more");
    return verdict;
}

namespace {

/// The hashes of one chain from `first`, a page of them.
Expected<std::vector<std::string>> some_hashes(Reader& reader, const std::string& chain, std::uint64_t first,
                                               const std::stop_token& stop) {
    std::vector<std::string> out;
    auto done = reader.read(
        chain, first,
        [&](const Reader::Entry& entry) {
            out.push_back(entry.leaf.hash);
            return out.size() < kFetch;
        },
        stop);
    if (!done) return done.error();
    return out;
}

Expected<std::optional<std::uint64_t>> first_difference(Reader& one, Reader& other, const std::string& chain,
                                                        const std::stop_token& stop) {
    for (std::uint64_t first = 0;; first += kFetch) {
        const auto a = some_hashes(one, chain, first, stop);
        if (!a) return a.error();
        const auto b = some_hashes(other, chain, first, stop);
        if (!b) return b.error();
        const size_t both = std::min(a->size(), b->size());
        for (size_t i = 0; i < both; ++i)
            if ((*a)[i] != (*b)[i]) return std::optional(first + i);
        if (both < kFetch) return std::optional<std::uint64_t>{};
    }
}

}  // namespace

Expected<std::vector<Disagreement>> disagreements(Reader& one, Reader& other, const std::stop_token& stop) {
    const auto here = one.chains(stop);
    if (!here) return here.error();
    const auto there = other.chains(stop);
    if (!there) return there.error();
    std::vector<Disagreement> out;
    for (const auto& chain : *here) {
        if (std::ranges::find(*there, chain.chain, &Reader::Chain::chain) == there->end()) continue;
        auto at = first_difference(one, other, chain.chain, stop);
        if (!at) return at.error();
        if (*at) out.push_back({chain.chain, **at});
    }
    return out;
}

}  // namespace kith::central
