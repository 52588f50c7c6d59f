#include "cache/shelf.h"
#include "cache/shelf_impl.h"
#include "crypto/hash.h"
#include "crypto/seal.h"
#include "json/writer.h"

namespace kith::cache {
namespace {

using base::Expected;
using base::Instant;

constexpr std::int64_t kMostSources = 10'000;
/// Beyond this many the entry says how many there were and names the first.
constexpr size_t kMostNamed = 500;

/// The rule behind a destruction, for a person who reads the certificate.
std::string rule_of(const std::string& reason) {
    static const std::map<std::string, std::string> words = {
        {"expired",
         "Its time was up: the rulebook's retention, the emergency's end, or the lease without contact."},
        {"retention_shortened", "A later rulebook keeps such answers for less long."},
        {"purpose_withdrawn", "A later rulebook no longer has the purpose it was kept for."},
        {"agreement_withdrawn", "The agreement under which it was given no longer holds."},
        {"rulebook_changed", "A later rulebook no longer lets this role see it."},
        {"clock_untrusted", "The clock had been set back, so nobody could say how old the copies were."},
        {"key_lost", "The key store no longer held the shelf's key."},
        {"asked", "Somebody asked for it."},
        {"damaged", "It did not hold together."},
        {"old_copy", "An older copy of the shelf's file had been put back."},
        {"no_room", "The shelf was full, and these would have gone soonest."}};
    const auto at = words.find(reason);
    return at == words.end() ? "Another rule." : at->second;
}

}  // namespace

std::string to_bytes(const Destruction& destruction) {
    Packer to;
    to.text(destruction.id).time(destruction.at).text(destruction.reason).number(destruction.count);
    to.number(static_cast<std::int64_t>(destruction.by_source.size()));
    for (const auto& [source, count] : destruction.by_source) to.text(source).number(count);
    to.number(destruction.leaf).text(destruction.root);
    return to.take();
}

std::optional<Destruction> destruction_from(std::string_view bytes) {
    Unpacker from(bytes);
    Destruction destruction;
    destruction.id = from.text();
    destruction.at = from.time();
    destruction.reason = from.text();
    destruction.count = from.number();
    const std::int64_t sources = from.number();
    if (sources < 0 || sources > kMostSources) return {};
    for (std::int64_t i = 0; i < sources && from.is_good(); ++i) {
        std::string source = from.text();
        destruction.by_source[std::move(source)] = from.number();
    }
    destruction.leaf = from.number();
    destruction.root = from.text();
    if (!from.is_good()) return {};
    return destruction;
}

std::string Shelf::Impl::sealed_note(std::string_view what, std::string_view plain) const {
    const std::string nonce = world.entropy.bytes(crypto::kNonceBytes);
    return nonce + crypto::seal(state->notes.reveal(), nonce, padded(plain, kNotePadding),
                                packed({"kith shelf note 1", what, id}));
}

std::optional<std::string> Shelf::Impl::opened_note(std::string_view what, std::string_view sealed) const {
    if (sealed.size() < crypto::kNonceBytes) return {};
    const auto opened =
        crypto::unseal(state->notes.reveal(), sealed.substr(0, crypto::kNonceBytes),
                       sealed.substr(crypto::kNonceBytes), packed({"kith shelf note 1", what, id}));
    const auto text = opened ? unpadded(*opened) : std::nullopt;
    if (!text) return {};
    return std::string(*text);
}

ports::AuditEntry Shelf::Impl::entry(std::string_view kind) const {
    ports::AuditEntry entry;
    entry.kind = kind;
    entry.at = world.clock.now();
    entry.user = place.user;
    entry.workstation = place.workstation;
    return entry;
}

/// Writes the log's entry; when that cannot be, `leaf` stays -1 and it is tried again.
void Shelf::Impl::log(Destruction& destruction, const std::vector<Item>& items) {
    const bool was_all = destruction.reason == "key_lost" || destruction.reason == "damaged" ||
                         destruction.reason == "old_copy" || destruction.reason == "clock_untrusted";
    ports::AuditEntry said =
        entry(was_all && items.size() != 1 ? ports::kinds::kShelfEmptied : ports::kinds::kPurged);
    json::Writer facts;
    facts.object().member("certificate", destruction.id).member("why", destruction.reason);
    facts.member("destroyed_at", base::to_iso(destruction.at))
        .member("count", destruction.count)
        .key("sources")
        .object();
    for (const auto& [source, count] : destruction.by_source) facts.member(source, count);
    facts.end().key("items").array();
    for (size_t i = 0; i < items.size() && i < kMostNamed; ++i) facts.string(items[i].id);
    facts.end().end();
    said.facts_json = facts.text();
    const auto receipt = world.audit.append(said);
    if (!receipt) return;
    destruction.leaf = static_cast<std::int64_t>(receipt->leaf());
    destruction.root = receipt->root();
}

void Shelf::Impl::log_pending() {
    std::vector<std::pair<std::int64_t, Destruction>> waiting;
    const auto read = vault->destructions(true, [&](std::int64_t number, std::string_view sealed) {
        const auto opened = opened_note("destruction", sealed);
        if (auto one = opened ? destruction_from(*opened) : std::nullopt)
            waiting.emplace_back(number, std::move(*one));
    });
    if (!read) return;
    is_log_behind = false;
    for (Destruction& one : unwritten) waiting.emplace_back(-1, std::move(one));
    unwritten.clear();
    for (auto& [number, one] : waiting) {
        if (one.leaf < 0) log(one, {});  // by now only counts are known
        is_log_behind = is_log_behind || one.leaf < 0;
        (void)vault->database().transact_unflushed([&, at = number]() -> Expected<void> {
            std::int64_t where = at;
            const std::string sealed = sealed_note("destruction", to_bytes(one));
            if (where < 0) {
                const auto added = vault->add_destruction(sealed);
                if (!added) return added.error();
                where = *added;
            }
            return vault->change_destruction(where, sealed, one.leaf >= 0);
        });
    }
}

Expected<std::string> Shelf::certificate(Instant from) {
    const auto now = impl_->begin();
    if (!now) return now.error();
    if (!impl_->state) return impl_->closed;
    impl_->catch_up();
    const auto kept = impl_->vault->count();
    if (!kept) return impl_->mended(kept.error());
    std::int64_t unreadable = 0, total = 0;
    std::map<std::string, std::int64_t> totals;
    json::Writer out;
    out.object().member("kind", "kith.shelf.certificate").member("version", 1);
    out.member("made_at", base::to_iso(*now)).member("from", base::to_iso(from));
    out.member("workstation", impl_->place.workstation).member("keys", impl_->world.keys.words());
    out.member("kept_now", *kept).key("destroyed").array();
    const auto read = impl_->vault->destructions(false, [&](std::int64_t, std::string_view sealed) {
        const auto opened = impl_->opened_note("destruction", sealed);
        const auto one = opened ? destruction_from(*opened) : std::nullopt;
        if (!one) ++unreadable;
        if (!one || one->at < from) return;
        out.object().member("id", one->id).member("at", base::to_iso(one->at)).member("reason", one->reason);
        out.member("rule", rule_of(one->reason)).member("count", one->count).key("sources").array();
        for (const auto& [source, count] : one->by_source)
            out.object().member("source", source).member("count", count).end();
        out.end().key("log");
        if (one->leaf < 0)
            out.null();
        else
            out.object().member("leaf", one->leaf).member("root", one->root).end();
        out.end();
        totals[one->reason] += one->count;
        total += one->count;
    });
    if (!read) return impl_->mended(read.error());
    out.end().member("count", total).key("by_reason").object();
    for (const auto& [reason, count] : totals) out.member(reason, count);
    out.end().member("unreadable", unreadable).end();
    return out.text();
}

}  // namespace kith::cache
