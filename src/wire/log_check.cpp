#include "wire/log_check.h"

#include "audit/access_log.h"
#include "base/text.h"
#include "central/reader.h"
#include "keys/system_entropy.h"
#include "ports/clock.h"
#include "tlog/checkpoint.h"
#include "wire/central_settings.h"
#include "wording/wording.h"

#include <algorithm>

namespace kith::wire {
namespace {

using present::LogIntegrity;
using Log = std::unique_ptr<audit::AccessLog>;

constexpr size_t kBatch = 4096;

/// A second connection: the desk's own appends meanwhile.
base::Expected<Log> open_again(const Settings& settings, ports::Entropy& entropy) {
    return audit::AccessLog::open({.path = settings.log_path,
                                   .token_key_path = settings.log_key_path,
                                   .signing_key_path = settings.log_signing_key_path,
                                   .origin = settings.log_origin,
                                   .reserve_bytes = 0},
                                  entropy);
}

base::Expected<LogIntegrity> check_own(audit::AccessLog& log, const std::stop_token& stop) {
    LogIntegrity integrity;
    const auto held = log.verify([&stop](std::uint64_t) { return !stop.stop_requested(); });
    if (!held && held.error().fault == base::Fault::cancelled) return held.error();
    if (!held) {
        integrity.entries = log.size();
        integrity.trouble = wording::sentence(held.error());
        return integrity;
    }
    integrity.entries = held->entries;
    integrity.checked_to = held->checked_to;
    integrity.trouble = held->trouble;
    integrity.clock_jumps = held->clock_jumps;
    if (const auto at = base::parse_instant(held->checkpoint_time)) integrity.checkpoint = *at;
    return integrity;
}

/// Holds what the database has of this workstation's log to the log itself, leaf by leaf.
class OwnCopy {
public:
    explicit OwnCopy(audit::AccessLog& log) : log_(log) {}
    bool take(const central::Reader::Entry& entry) {
        const std::uint64_t at = entry.leaf.index;
        if (at < first_ || at >= first_ + batch_.size()) {
            auto next = log_.read(at, kBatch);
            batch_ = next ? std::move(*next) : std::vector<audit::AccessLog::Stored>{};
            first_ = at;
        }
        if (!batch_.empty() && batch_[static_cast<size_t>(at - first_)].leaf_json == entry.leaf.json)
            return true;
        differs_at_ = at;
        return false;
    }
    std::optional<std::uint64_t> differs_at() const { return differs_at_; }

private:
    audit::AccessLog& log_;
    std::vector<audit::AccessLog::Stored> batch_;
    std::uint64_t first_ = 0;
    std::optional<std::uint64_t> differs_at_;
};

class PartnershipCheck {
public:
    PartnershipCheck(const CheckPlan& plan, const central::Place& place, audit::AccessLog& log,
                     std::stop_token stop)
        : plan_(plan), reader_(place), log_(log), stop_(std::move(stop)) {}

    base::Expected<LogIntegrity> run() {
        const auto chains = reader_.chains(stop_);
        if (!chains) return chains.error();
        for (const auto& chain : *chains) {
            const auto verdict = reader_.verify(chain.chain, stop_);
            if (!verdict) return verdict.error();
            count(chain, *verdict);
            if (auto held = hold_to_own(chain); !held) return held.error();
        }
        said_.logs = chains->size();
        said_.checked_to = said_.entries;
        said_.trouble = base::join(troubles_, ". ");
        return said_;
    }

private:
    void trouble(const central::Reader::Chain& chain, const std::string& what) {
        troubles_.push_back("The log of " + chain.workstation + ": " + what);
    }
    void count(const central::Reader::Chain& chain, const central::Reader::Verdict& verdict) {
        said_.entries += verdict.entries;
        if (!verdict.trouble.empty()) return trouble(chain, verdict.trouble);
        if (chain.head && verdict.witnessed_to >= verdict.entries && verdict.entries > 0) ++said_.sealed;
        const auto key = tlog::VerifierKey::parse(plan_.own_key);
        if (!chain.head || !key || chain.chain != own_chain()) return;
        const auto head = tlog::SignedCheckpoint::parse(chain.head->note);
        if (head && head->is_signed_by(*key))
            ++said_.signed_by_key;
        else
            trouble(chain, "its head is not signed by this workstation's key");
    }
    base::Expected<void> hold_to_own(const central::Reader::Chain& chain) {
        if (chain.chain != own_chain()) return {};
        OwnCopy copy(log_);
        auto done = reader_.read(
            chain.chain, 0, [&copy](const auto& entry) { return copy.take(entry); }, stop_);
        if (!done) return done.error();
        if (copy.differs_at())
            trouble(chain, "entry " + std::to_string(*copy.differs_at()) +
                               " says something else at this workstation");
        return {};
    }
    const std::string& own_chain() {
        if (!own_chain_.empty()) return own_chain_;
        const auto first = log_.read(0, 1);
        const auto line = first && !first->empty() ? review::read_leaf(first->front().leaf_json)
                                                   : base::fail(base::Fault::not_found, "the log is empty");
        own_chain_ = line ? line->chain : std::string("none");
        return own_chain_;
    }

    const CheckPlan& plan_;
    central::Reader reader_;
    audit::AccessLog& log_;
    std::stop_token stop_;
    std::string own_chain_;
    std::vector<std::string> troubles_;
    LogIntegrity said_;
};

base::Expected<LogIntegrity> check(const CheckPlan& plan, const std::stop_token& stop) {
    keys::SystemEntropy entropy;
    const auto log = open_again(plan.settings, entropy);
    if (!log) {
        LogIntegrity integrity;
        integrity.trouble = wording::sentence(log.error());
        return integrity;
    }
    if (plan.place == present::LogPlace::workstation) return check_own(**log, stop);
    const auto central = central_of(plan.settings);
    if (!central) return central.error();
    if (!*central)
        return base::fail(base::Fault::not_found, "the settings name no database of the partnership");
    return PartnershipCheck(plan, **central, **log, stop).run();
}

}  // namespace

void check_place(const CheckPlan& plan, const std::function<void(present::LogEvent)>& tell,
                 std::stop_token stop, std::stop_token leaving) {
    std::stop_source either;
    const std::stop_callback by_hand(stop, [&either] { either.request_stop(); });
    const std::stop_callback by_leaving(leaving, [&either] { either.request_stop(); });
    const ports::SystemClock clock;
    const auto began = clock.ticks();
    auto integrity = check(plan, either.get_token());
    if (either.stop_requested()) return;
    if (!integrity) {
        LogIntegrity unread;
        unread.logs = 1;
        unread.trouble = "The partnership's database was not checked: " + integrity.error().detail;
        return tell(present::IntegrityChecked{unread});
    }
    integrity->took = std::chrono::duration_cast<std::chrono::milliseconds>(clock.ticks() - began);
    tell(present::IntegrityChecked{*integrity});
}

}  // namespace kith::wire
