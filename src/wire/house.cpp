#include "wire/house.h"

#include "audit/access_log.h"
#include "json/writer.h"
#include "keys/system_entropy.h"
#include "net/curl_transport.h"
#include "ports/audit_kinds.h"
#include "review/history.h"
#include "wire/central_settings.h"
#include "wire/clock_watch.h"
#include "wire/connectors.h"
#include "wire/shelves.h"
#include "wire/shipping.h"

#include <algorithm>

namespace kith::wire {
namespace {

namespace kinds = ports::kinds;

/// A source in the settings that the rulebook does not know could never be asked: say so now, not at Ask.
base::Expected<federate::Connectors> make_connectors(const Settings& settings,
                                                     const policy::Rulebook& rulebook) {
    federate::Connectors connectors;
    for (const auto& entry : settings.sources) {
        const auto& id = entry.connector.id;
        if (!rulebook.source(id))
            return base::fail(base::Fault::invalid_input,
                              "source \"" + id.text() + "\" is not in the rulebook");
        auto made = make_connector(entry.connector);
        if (!made) return made.error();
        connectors.emplace(id, *made);
    }
    return connectors;
}

std::map<record::SourceId, net::Endpoint> endpoints(const Settings& settings,
                                                    const federate::Connectors& connectors) {
    std::map<record::SourceId, net::Endpoint> all;
    for (const auto& entry : settings.sources) {
        net::Endpoint endpoint = entry.endpoint;
        endpoint.warm_path = connectors.at(entry.connector.id)->warm_path();
        all.emplace(entry.connector.id, std::move(endpoint));
    }
    return all;
}

federate::Manners manners(const Settings& settings) {
    federate::Manners manners;
    manners.deadline = settings.deadline;
    for (const auto& entry : settings.sources)
        if (entry.deadline.count() > 0) manners.deadlines[entry.connector.id] = entry.deadline;
    return manners;
}

/// What a change of rulebook is to the log: versions, serials and hashes; nothing of anybody.
std::string rulebook_facts(const RulebookInForce& in_force) {
    json::Writer w;
    w.object().member("version", in_force.rulebook.version).member("serial", in_force.rulebook.serial);
    w.member("hash", in_force.rulebook.hash).key("signers").array();
    for (const auto& name : in_force.signers) w.string(name);
    w.end().end();
    return w.text();
}

std::string refusal_facts(const base::Error& error) {
    json::Writer w;
    w.object().member("fault", base::name_of(error.fault)).member("why", error.detail).end();
    return w.text();
}

std::string jump_facts(std::chrono::milliseconds jump) {
    json::Writer w;
    w.object().member("moved_ms", static_cast<std::int64_t>(jump.count())).end();
    return w.text();
}

constexpr std::chrono::seconds kTendEvery{30};

}  // namespace

/// The log as everybody who writes to it has it: each entry is also told to whoever ships the log away.
class ShippedSink final : public ports::AuditSink {
public:
    ShippedSink(audit::AccessLog& log, Shipping* shipping) : log_(log), shipping_(shipping) {}
    base::Expected<ports::Receipt> append(const ports::AuditEntry& entry) override {
        auto receipt = log_.append(entry);
        if (receipt && shipping_) shipping_->entry_added();
        return receipt;
    }

private:
    audit::AccessLog& log_;
    Shipping* shipping_;
};

struct House::Impl {
    Impl(const Settings& given, RulebookInForce book, federate::Connectors connectors)
        : settings(given),
          in_force(std::move(book)),
          transport(endpoints(settings, connectors)),
          engine(transport, clock, entropy, std::move(connectors), manners(settings)),
          watch(clock) {}

    base::Expected<void> log_rulebook();
    base::Expected<void> log_clock_since_last_run();
    base::Expected<void> read_new_history();
    void begin_shipping(const central::Place& place);
    std::optional<policy::Refusal::Reason> recall(policy::Request& request);
    std::optional<policy::Refusal::Reason> too_long_alone(const policy::Request& request) const;
    base::Expected<ports::Receipt> append(std::string_view kind, std::string facts) {
        return sink->append(entry(kind, std::move(facts)));
    }
    ports::AuditEntry entry(std::string_view kind, std::string facts) const;

    Settings settings;
    RulebookInForce in_force;
    ports::SystemClock clock;
    keys::SystemEntropy entropy;
    std::unique_ptr<audit::AccessLog> log;
    std::unique_ptr<Shipping> shipping;  ///< where the settings have a partnership's database
    std::unique_ptr<ShippedSink> sink;
    net::CurlTransport transport;
    federate::Engine engine;
    ClockWatch watch;
    review::History history;
    std::uint64_t history_next = 0;
    policy::User user;
    std::unique_ptr<ports::KeyStore> key_store;
    std::unique_ptr<cache::Shelf> shelf;
    std::optional<base::Error> shelf_trouble;
};

ports::AuditEntry House::Impl::entry(std::string_view kind, std::string facts) const {
    ports::AuditEntry e;
    e.kind = kind;
    e.at = clock.now();
    e.user = user.id;
    e.role = user.role;
    e.agency = user.agency;
    e.workstation = settings.workstation;
    e.rulebook_hash = in_force.rulebook.hash;
    e.facts_json = std::move(facts);
    return e;
}

base::Expected<void> House::Impl::log_rulebook() {
    if (in_force.is_new)
        if (auto logged = append(kinds::kPolicyChanged, rulebook_facts(in_force)); !logged)
            return logged.error();
    if (in_force.refused)
        if (auto logged = append(kinds::kPolicyRefused, refusal_facts(*in_force.refused)); !logged)
            return logged.error();
    return {};
}

/// A wall clock that now reads earlier than the last entry was set back while the program did not run.
base::Expected<void> House::Impl::log_clock_since_last_run() {
    if (log->size() == 0) return {};
    const auto last = log->read(log->size() - 1, 1);
    if (!last || last->empty()) return {};
    const auto line = review::read_leaf(last->front().leaf_json);
    if (!line || line->at <= clock.now()) return {};
    if (auto logged = append(kinds::kClockChanged, jump_facts(clock.now() - line->at)); !logged)
        return logged.error();
    return {};
}

/// Other windows and programs write to the same log: what they added since bears on the next decision too.
base::Expected<void> House::Impl::read_new_history() {
    constexpr size_t kBatch = 1000;
    for (;;) {
        const auto leaves = log->read(history_next, kBatch);
        if (!leaves) return leaves.error();
        for (const auto& leaf : *leaves) {
            if (const auto line = review::read_leaf(leaf.leaf_json)) history.add(*line);
            history_next = leaf.index + 1;
        }
        if (leaves->size() < kBatch) return {};
    }
}

/// TRUST.md 3: a log that nobody else has seen for as long as the rulebook allows stops ordinary asking.
std::optional<policy::Refusal::Reason> House::Impl::too_long_alone(const policy::Request& request) const {
    if (!shipping || request.emergency) return {};
    const ShippingState state = shipping->state();
    const auto limit = in_force.rulebook.limits.unwitnessed;
    if (central::may_ask(state.witness, limit, clock.now()) == central::Leave::any) return {};
    return policy::Refusal::Reason{"log_unwitnessed",
                                   {},
                                   "The access log has not reached the partnership's database for " +
                                       std::to_string(limit.count()) +
                                       " hours or more, so nothing may be asked but in an emergency. Connect "
                                       "to the network, or ask your "
                                       "administrator."};
}

/// AU-6 and P22: what this person has declared of this child before, and whether an emergency of theirs still
/// waits for its review. One that has time left goes on; it is not begun again.
std::optional<policy::Refusal::Reason> House::Impl::recall(policy::Request& request) {
    if (auto read = read_new_history(); !read) return {};
    const std::string subject = log->token("subject", enquiry::identity_of_subject(request));
    if (history.has_conflict(request.user.id, subject)) request.has_declared_conflict = true;
    const auto before = request.emergency ? history.unreviewed(request.user.id, subject) : std::nullopt;
    if (before) {
        const bool goes_on = clock.now() - before->began < in_force.rulebook.emergency.longest;
        if (goes_on) request.emergency->began = before->began;
        request.emergency->follows_unreviewed = !goes_on;
    }
    return too_long_alone(request);
}

void House::Impl::begin_shipping(const central::Place& place) {
    ShippingPlan plan;
    plan.place = place;
    plan.memory_file = settings.log_path + ".shipped";
    shipping = std::make_unique<Shipping>(
        plan,
        open_access_log(
            {settings.log_path, settings.log_key_path, settings.log_signing_key_path, settings.log_origin},
            entropy),
        clock, entropy);
}

House::House(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
House::~House() {
    if (impl_ && impl_->log) static_cast<void>(impl_->log->checkpoint(impl_->clock.now()));
}

base::Expected<std::unique_ptr<House>> House::open(const Settings& settings) {
    const ports::SystemClock clock;
    auto in_force = open_rulebook(settings, clock);
    if (!in_force) return in_force.error();
    auto connectors = make_connectors(settings, in_force->rulebook);
    if (!connectors) return connectors.error();
    auto impl = std::make_unique<Impl>(settings, std::move(*in_force), std::move(*connectors));
    auto log = audit::AccessLog::open(
        {settings.log_path, settings.log_key_path, settings.log_signing_key_path, settings.log_origin},
        impl->entropy);
    if (!log) return log.error();
    impl->log = std::move(*log);
    const auto central = central_of(settings);
    if (!central) return central.error();
    if (*central) impl->begin_shipping(**central);
    impl->sink = std::make_unique<ShippedSink>(*impl->log, impl->shipping.get());
    if (auto logged = impl->log_clock_since_last_run(); !logged) return logged.error();
    if (auto logged = impl->log_rulebook(); !logged) return logged.error();
    return std::unique_ptr<House>(new House(std::move(impl)));
}

void House::seat(const policy::User& user, const base::Secret& passphrase) {
    leave();
    impl_->user = user;
    auto keys = open_key_store(impl_->settings, user, passphrase, impl_->entropy);
    if (!keys) {
        impl_->shelf_trouble = keys.error();
        return;
    }
    impl_->key_store = std::move(*keys);
    auto shelf =
        cache::Shelf::open({shelf_path_of(impl_->settings, user), user.id, impl_->settings.workstation},
                           {*impl_->key_store, *impl_->sink, impl_->clock, impl_->entropy});
    if (!shelf) {
        impl_->shelf_trouble = shelf.error();
        return;
    }
    impl_->shelf = std::move(*shelf);
    if (auto contact = impl_->shelf->note_contact(impl_->clock.now()); !contact)
        impl_->shelf_trouble = contact.error();
    if (auto swept = impl_->shelf->sweep(impl_->in_force.rulebook); !swept)
        impl_->shelf_trouble = swept.error();
}

void House::leave() {
    impl_->shelf.reset();
    impl_->key_store.reset();
    impl_->shelf_trouble.reset();
    impl_->user = {};
}

const std::optional<base::Error>& House::shelf_trouble() const {
    return impl_->shelf_trouble;
}

const policy::Rulebook& House::rulebook() const {
    return impl_->in_force.rulebook;
}

const RulebookInForce& House::rulebook_in_force() const {
    return impl_->in_force;
}

enquiry::Surroundings House::surroundings() {
    return {impl_->in_force.rulebook,
            impl_->engine,
            *impl_->sink,
            impl_->clock,
            impl_->entropy,
            impl_->settings.workstation,
            impl_->settings.organisation_code,
            impl_->shelf.get(),
            [impl = impl_.get()](policy::Request& request) { return impl->recall(request); }};
}

federate::Engine& House::engine() {
    return impl_->engine;
}

cache::Shelf* House::shelf() {
    return impl_->shelf.get();
}

const ports::Clock& House::clock() const {
    return impl_->clock;
}

std::uint64_t House::log_size() const {
    return impl_->log->size();
}

audit::AccessLog& House::log() {
    return *impl_->log;
}

ports::AuditEntry House::entry(std::string_view kind, std::string facts) const {
    return impl_->entry(kind, std::move(facts));
}

base::Expected<ports::Receipt> House::append(const ports::AuditEntry& entry) {
    return impl_->sink->append(entry);
}

std::optional<ShippingState> House::shipping() const {
    if (!impl_->shipping) return {};
    return impl_->shipping->state();
}

Tended House::tend() {
    Tended out;
    out.clock_jump = impl_->watch.jump();
    if (out.clock_jump)
        if (auto logged = impl_->append(kinds::kClockChanged, jump_facts(*out.clock_jump)); !logged)
            out.trouble = logged.error();
    // A rulebook that no longer holds leaves the last good one in place, until that one itself expires;
    // decide() sees to that.
    if (auto looked = open_rulebook(impl_->settings, impl_->clock); looked && looked->is_new) {
        impl_->in_force = std::move(*looked);
        out.has_new_rulebook = true;
        if (auto logged = impl_->log_rulebook(); !logged) out.trouble = logged.error();
    } else if (looked) {
        out.rulebook_refused = looked->refused;
    }
    // Nothing may stay unsigned because nobody does anything: a head is signed where the last entries have
    // none.
    if (auto head = impl_->log->checkpoint(impl_->clock.now()); !head) out.trouble = head.error();
    out.shipping = shipping();
    if (!impl_->shelf) return out;
    auto swept = impl_->shelf->sweep(impl_->in_force.rulebook);
    if (swept)
        out.purged = std::move(*swept);
    else
        out.trouble = swept.error();
    return out;
}

base::Instant House::next_tending() const {
    const base::Instant latest = impl_->clock.now() + kTendEvery;
    const auto expiry = impl_->shelf ? impl_->shelf->next_expiry() : std::nullopt;
    return expiry ? std::min(latest, *expiry) : latest;
}

void House::wake() {
    impl_->transport.wake();
}

}  // namespace kith::wire
