#include "wire/shipping.h"

#include "crypto/hash.h"
#include "json/value.h"
#include "json/writer.h"
#include "store/private_file.h"

#include <algorithm>

namespace kith::wire {
namespace {

using base::Expected;
using base::fail;
using base::Fault;

constexpr size_t kMemoryBytes = 4096;

Expected<central::Leaf> leaf_of(const audit::AccessLog::Stored& stored) {
    auto document = json::parse(stored.leaf_json);
    if (!document) return document.error();
    const auto at = base::parse_instant(document->root()["at"].text());
    if (!at) return at.error();
    return central::Leaf{stored.index, *at, stored.leaf_json, crypto::unhex(stored.leaf_hash)};
}

Expected<std::string> chain_of(const audit::AccessLog& log) {
    auto first = log.read(0, 1);
    if (!first) return first.error();
    if (first->empty()) return fail(Fault::not_found, "the access log is still empty");
    auto document = json::parse(first->front().leaf_json);
    if (!document) return document.error();
    return std::string(document->root()["chain"].text());
}

Expected<std::vector<central::Leaf>> leaves_of(const audit::AccessLog& log, std::uint64_t first,
                                               size_t limit) {
    auto stored = log.read(first, limit);
    if (!stored) return stored.error();
    std::vector<central::Leaf> leaves;
    for (const auto& one : *stored) {
        auto leaf = leaf_of(one);
        if (!leaf) return leaf.error();
        leaves.push_back(std::move(*leaf));
    }
    return leaves;
}

}  // namespace

OpenLog open_access_log(audit::AccessLog::Place place, ports::Entropy& entropy) {
    return [place = std::move(place), &entropy]() -> Expected<ShippedLog> {
        auto opened = audit::AccessLog::open(place, entropy);
        if (!opened) return opened.error();
        const std::shared_ptr<audit::AccessLog> log = std::move(*opened);
        auto chain = chain_of(*log);
        if (!chain) return chain.error();
        ShippedLog out;
        out.chain = *chain;
        out.feed = [log](std::uint64_t first, size_t limit) { return leaves_of(*log, first, limit); };
        out.size = [log] { return log->size(); };
        out.head = [log](base::Instant now) { return log->checkpoint(now); };
        return out;
    };
}

std::uint64_t remembered(const std::string& file, const std::string& chain) {
    if (file.empty()) return 0;
    const auto text = store::read_file(file, kMemoryBytes);
    if (!text) return 0;
    const auto document = json::parse(*text);
    if (!document || document->root()["chain"].text() != chain) return 0;
    return static_cast<std::uint64_t>(
        std::max<std::int64_t>(document->root()["acknowledged"].integer().value_or(0), 0));
}

void remember(const std::string& file, const std::string& chain, std::uint64_t acknowledged) {
    if (file.empty()) return;
    json::Writer out;
    out.object().member("chain", chain).member("acknowledged", static_cast<std::int64_t>(acknowledged)).end();
    // What cannot be remembered is only not noticed after a restart; the database still holds the truth.
    (void)store::replace_private_file(file, out.text());
}

Shipping::Shipping(ShippingPlan plan, OpenLog open, const ports::Clock& clock, ports::Entropy& entropy,
                   std::function<void(const ShippingState&)> on_change)
    : plan_(std::move(plan)),
      open_log_(std::move(open)),
      clock_(clock),
      entropy_(entropy),
      on_change_(std::move(on_change)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Shipping::entry_added() {
    {
        const std::scoped_lock lock(mutex_);
        has_news_ = true;
    }
    woken_.notify_all();
}

ShippingState Shipping::state() const {
    const std::scoped_lock lock(mutex_);
    return state_;
}

void Shipping::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        attempt(stop);
        rest(stop);
    }
}

Expected<void> Shipping::open() {
    if (log_) return {};
    auto log = open_log_();
    if (!log) return log.error();
    log_ = std::make_unique<ShippedLog>(std::move(*log));
    remembered_ = remembered(plan_.memory_file, log_->chain);
    shipper_ =
        std::make_unique<central::Shipper>(plan_.place, log_->chain, log_->feed, remembered_, plan_.patience);
    return {};
}

void Shipping::attempt(const std::stop_token& stop) {
    ShippingState now = state();
    now.has_tried = true;
    const auto at = clock_.now();
    if (auto opened = open(); !opened) {
        // An empty log has nothing to be witnessed.
        now.last = {.at = now.last.at};
        if (opened.error().fault != Fault::not_found) now.last.trouble = opened.error().detail;
    } else {
        // A head that cannot be signed just now (the desk is writing) is signed next time; entries go without
        // it.
        now.last = shipper_->ship(log_->head(at).value_or(std::string{}), at, stop);
        if (now.last.next != remembered_ && now.last.trouble.empty())
            remember(plan_.memory_file, log_->chain, remembered_ = now.last.next);
        note_witness(now);
    }
    now.failures = now.last.trouble.empty() ? 0 : now.failures + 1;
    {
        const std::scoped_lock lock(mutex_);
        state_ = now;
    }
    if (on_change_ && !stop.stop_requested()) on_change_(now);
}

void Shipping::note_witness(ShippingState& state) const {
    // What the database held when it was last heard of; at first, what it had acknowledged before this start.
    const std::uint64_t there = std::max(state.last.next, state.last.is_connected ? 0 : remembered_);
    state.log_size = std::max(log_->size(), there);
    auto oldest = log_->feed(there, 1);
    state.witness = {};
    if (state.log_size > there) state.witness.entries = state.log_size - there;
    if (oldest && !oldest->empty()) {
        state.witness.entries = std::max<std::uint64_t>(state.witness.entries, 1);
        state.witness.oldest = oldest->front().at;
    }
}

std::chrono::milliseconds Shipping::pause() {
    const int failures = state().failures;
    if (failures == 0) return plan_.interval;
    auto whole = plan_.first_pause;
    for (int i = 1; i < failures && whole < plan_.longest_pause; ++i) whole *= 2;
    whole = std::min(whole, plan_.longest_pause);
    const auto chance = static_cast<unsigned char>(entropy_.bytes(1).front());
    return whole - whole * chance / 512;
}

/// Until there is news, or it is time again. After trouble news does not hurry: what is down does not come up
/// by asking more.
void Shipping::rest(const std::stop_token& stop) {
    const auto time = pause();
    std::unique_lock lock(mutex_);
    const bool is_well = state_.failures == 0;
    woken_.wait_for(lock, stop, time, [&] { return has_news_ && is_well; });
    if (stop.stop_requested()) return;
    if (has_news_ && is_well) woken_.wait_for(lock, stop, plan_.settle, [] { return false; });
    has_news_ = false;
}

}  // namespace kith::wire
