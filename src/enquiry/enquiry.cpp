#include "enquiry/enquiry.h"

#include "enquiry/facts.h"
#include "enquiry/impl.h"
#include "enquiry/subject.h"
#include "ports/audit_kinds.h"

#include <algorithm>
#include <map>

namespace kith::enquiry {
namespace {

using record::Cell;
using record::LedgerState;
namespace kinds = ports::kinds;

CellKey key_of(const Cell& cell) {
    return {cell.person, cell.source};
}

Cell awaiting(const federate::Ask& ask, const policy::Permit& permit) {
    Cell cell;
    cell.person = ask.person.id;
    cell.source = ask.source;
    const policy::CellGrant* grant = permit.grant(ask.person.id, ask.source);
    cell.required = grant && grant->required;
    return cell;
}

/// How long to leave between two pictures while answers pour in, so that merging never holds up the asking: a
/// picture that takes long to build is built less often. The last one is always built.
bool is_time_for_picture(std::chrono::steady_clock::duration last_took,
                         std::chrono::steady_clock::duration since_last) {
    constexpr int kShare = 4;
    return last_took < std::chrono::milliseconds{5} || since_last > kShare * last_took;
}

}  // namespace

ports::AuditEntry Enquiry::Impl::entry(std::string_view kind, std::string facts) const {
    ports::AuditEntry e;
    e.kind = kind;
    e.at = around.clock.now();
    e.user = request.user.id;
    e.role = request.user.role;
    e.agency = request.user.agency;
    e.workstation = around.workstation;
    e.purpose = request.purpose;
    e.lawful_basis = lawful_basis;
    e.case_ref = request.case_ref;
    e.enquiry = id;
    name_subject(request, e);
    e.rules = rules;
    e.rulebook_hash = around.rulebook.hash;
    e.facts_json = std::move(facts);
    return e;
}

base::Expected<ports::Receipt> Enquiry::Impl::log(std::string_view kind, std::string facts) const {
    return around.audit.append(entry(kind, std::move(facts)));
}

/// AU-6: on record before it has its effect.
base::Expected<void> Enquiry::Impl::note_conflict() {
    if (!request.has_declared_conflict || has_noted_conflict) return {};
    has_noted_conflict = true;
    if (auto logged = log(kinds::kConflictDeclared, "{}"); !logged) return logged.error();
    return {};
}

base::Error Enquiry::Impl::refuse(policy::Refusal refusal, const OnEvent& on_event) {
    if (auto logged = log(kinds::kRefused, refused_facts(request, refusal)); !logged)
        on_event(LogUnwritable{number, logged.error()});
    else
        on_event(Refused{number, std::move(refusal)});
    return base::fail(base::Fault::denied, "refused by policy");
}

/// Asks policy. A refusal is logged and reported here, and comes back as an error to stop the caller.
base::Expected<policy::Permit> Enquiry::Impl::decide(const OnEvent& on_event) {
    if (auto noted = note_conflict(); !noted) {
        on_event(LogUnwritable{number, noted.error()});
        return noted.error();
    }
    if (around.recall)
        if (auto reason = around.recall(request))
            return refuse({{std::move(*reason)}, around.rulebook.hash}, on_event);
    if (request.emergency && request.emergency->began == base::Instant{}) {
        request.emergency->began = around.clock.now();
        begins_emergency = true;
    }
    auto decision = policy::decide(around.rulebook, request, around.clock.now());
    auto* permit = std::get_if<policy::Permit>(&decision);
    if (!permit) return refuse(std::move(std::get<policy::Refusal>(decision)), on_event);
    lawful_basis = permit->lawful_basis();
    rules = permit->rules();
    return std::move(*permit);
}

/// AU-9: once an enquiry, before anything is asked under it.
base::Expected<void> Enquiry::Impl::note_emergency(const policy::Permit& permit) {
    if (!permit.emergency_until() || emergency_until) return {};
    if (begins_emergency)
        if (auto logged = log(kinds::kEmergencyBegan, emergency_facts(permit)); !logged)
            return logged.error();
    emergency_until = permit.emergency_until();
    review_due = permit.review_due();
    return {};
}

base::Expected<void> Enquiry::Impl::note_approval(const policy::Permit& permit) {
    if (!permit.request().approval || !ledger.empty()) return {};
    if (auto logged = log(kinds::kApproved, approval_facts(*permit.request().approval)); !logged)
        return logged.error();
    return {};
}

/// Decide, log, ask, merge: the one path to the sources. Nothing leaves before the receipt is in hand.
void Enquiry::Impl::ask(const std::string& kind, const std::vector<CellKey>& only, std::stop_token stop,
                        const OnEvent& on_event) {
    auto permit = decide(on_event);
    if (!permit) return;
    federate::Plan plan = federate::plan(*permit, around.engine.connectors(), only);
    for (auto& ask : plan.asks) ask.agency_code = around.organisation_code;
    for (const auto& noted : {note_approval(*permit), note_emergency(*permit)})
        if (!noted) return on_event(LogUnwritable{number, noted.error()});
    auto receipt = log(kind, asked_facts(*permit, plan));
    if (!receipt) return on_event(LogUnwritable{number, receipt.error()});
    begin(*permit, plan, *receipt, on_event);
    around.engine.fetch(*permit, *receipt, plan, stop,
                        [&](federate::Outcome outcome) { take(std::move(outcome), on_event); });
    if (!stop.stop_requested()) fall_back(*permit, on_event);
    keep_copies(*permit, plan);
    finish(stop.stop_requested(), on_event);
}

void Enquiry::Impl::begin(const policy::Permit& permit, const federate::Plan& plan,
                          const ports::Receipt& receipt, const OnEvent& on_event) {
    for (const auto& ask : plan.asks) put(awaiting(ask, permit));
    for (const auto& cell : plan.settled) put(cell);
    sort_ledger();
    on_event(Began{number, ledger, permit.id().text(), permit.lawful_basis(), permit.rulebook_version(),
                   receipt.leaf(), receipt.size(), receipt.root(), permit.emergency_until()});
}

/// SW-16: where a source cannot be reached, a copy that is still good stands in, marked as one. The shelf
/// logs each opening before it hands a copy out; where it cannot, the cell stays what it was.
void Enquiry::Impl::fall_back(const policy::Permit& permit, const OnEvent& on_event) {
    if (!around.shelf || std::ranges::none_of(ledger, may_fall_back)) return;
    std::vector<CellKey> wanted;
    for (const Cell& cell : ledger)
        if (may_fall_back(cell)) wanted.push_back(key_of(cell));
    const auto copies = around.shelf->find(permit, wanted);
    if (!copies) return;
    for (const auto& held : *copies) {
        const CellKey key{held.item.person, held.item.source};
        const auto cell = std::ranges::find_if(ledger, [&](const Cell& c) { return key_of(c) == key; });
        if (cell == ledger.end() || !may_fall_back(*cell)) continue;
        *cell = held_cell(*cell, held);
        replies[key] = std::make_shared<const record::Reply>(held.reply);
        on_event(CellSettled{number, *cell, {}});
    }
}

void Enquiry::Impl::keep_copies(const policy::Permit& permit, const federate::Plan& plan) {
    if (!around.shelf) return;
    std::vector<CellKey> asked;
    for (const auto& ask : plan.asks) asked.emplace_back(ask.person.id, ask.source);
    const size_t kept = keep(*around.shelf, permit, replies, asked, ledger);
    // What is kept is sealed already; an entry that cannot be written is said with the closing one.
    if (kept > 0) static_cast<void>(log(kinds::kKept, kept_facts(kept)));
}

void Enquiry::Impl::put(Cell cell) {
    const auto at = std::ranges::find_if(ledger, [&](const Cell& c) { return key_of(c) == key_of(cell); });
    if (at == ledger.end())
        ledger.push_back(std::move(cell));
    else
        *at = std::move(cell);
}

/// People in roster order, sources in rulebook order: the order of every ledger, whoever answers first.
void Enquiry::Impl::sort_ledger() {
    std::map<record::PersonId, size_t> person_rank;
    for (const auto& person : request.roster) person_rank.emplace(person.id, person_rank.size());
    std::map<record::SourceId, size_t> source_rank;
    for (const auto& source : around.rulebook.sources) source_rank.emplace(source.id, source_rank.size());
    std::ranges::stable_sort(ledger, {}, [&](const Cell& cell) {
        return std::pair(person_rank[cell.person], source_rank[cell.source]);
    });
}

void Enquiry::Impl::take(federate::Outcome outcome, const OnEvent& on_event) {
    const CellKey key = key_of(outcome.cell);
    put(outcome.cell);
    replies[key] = std::make_shared<const record::Reply>(std::move(outcome.reply));
    on_event(CellSettled{number, std::move(outcome.cell), outcome.took});
    if (is_time_for_picture(last_build, around.clock.ticks() - last_built_at)) grow(on_event);
}

void Enquiry::Impl::rebuild(base::Instant now) {
    const auto start = around.clock.ticks();
    std::vector<std::shared_ptr<const record::Reply>> held;
    for (const auto& [key, reply] : replies) held.push_back(reply);
    picture = std::make_shared<const Picture>(
        build(number, now, request.roster, ledger, held, decisions, around.rulebook.sources));
    last_built_at = around.clock.ticks();
    last_build = last_built_at - start;
}

void Enquiry::Impl::grow(const OnEvent& on_event) {
    rebuild(around.clock.now());
    on_event(PictureGrew{number, picture});
}

void Enquiry::Impl::finish(bool was_cancelled, const OnEvent& on_event) {
    rebuild(around.clock.now());
    Finished finished{number, picture, was_cancelled, {}};
    ports::AuditEntry displayed = entry(kinds::kDisplayed, displayed_facts(*picture));
    displayed.shown_clear = shown_in(*picture);
    if (auto logged = around.audit.append(displayed); !logged) finished.log_problem = logged.error().detail;
    auto logged = log(kinds::kClosed, closed_facts(ledger, was_cancelled));
    if (!logged) finished.log_problem = logged.error().detail;
    on_event(std::move(finished));
}

const record::PersonRecord* Enquiry::Impl::find(const link::RecordKey& key) const {
    for (const auto& [cell, reply] : replies)
        for (const auto& person : reply->people)
            if (link::key_of(person) == key) return &person;
    return nullptr;
}

/// Numbers of a confirmed record become the roster line's, so that sources that need one can be asked. A
/// number that the asker typed is never overwritten.
void Enquiry::Impl::adopt(const link::Settlement& settlement) {
    const record::PersonRecord* record = find(settlement.record);
    const auto line =
        std::ranges::find_if(request.roster, [&](const auto& p) { return p.id == settlement.person; });
    if (!record || line == request.roster.end()) return;
    if (line->nhs_number.empty()) line->nhs_number = record->usable_identifier("nhs_number");
    if (line->upn.empty()) line->upn = record->usable_identifier("upn");
    for (record::Identifier identifier : record->identifiers) {
        if (identifier.kind == "nhs_number" || identifier.kind == "upn") continue;
        identifier.issuer = record->origin.source.text();
        if (std::ranges::find(line->confirmed, identifier) == line->confirmed.end())
            line->confirmed.push_back(std::move(identifier));
    }
}

Enquiry::Enquiry(std::uint64_t number, Surroundings around) : impl_(std::make_unique<Impl>(number, around)) {}
Enquiry::~Enquiry() = default;
Enquiry::Enquiry(Enquiry&&) noexcept = default;
Enquiry& Enquiry::operator=(Enquiry&&) noexcept = default;

void Enquiry::run(const policy::Request& request, std::stop_token stop, const OnEvent& on_event) {
    impl_->request = request;
    impl_->ask(std::string(kinds::kAsked), {}, stop, on_event);
}

void Enquiry::ask_again(const std::vector<CellKey>& cells, std::stop_token stop, const OnEvent& on_event) {
    end_if_over(on_event);
    impl_->ask(std::string(kinds::kAskedAgain), cells, stop, on_event);
}

void Enquiry::settle(const link::Settlement& settlement, const OnEvent& on_event) {
    end_if_over(on_event);
    auto logged = impl_->log(settlement.is_same ? kinds::kCandidateConfirmed : kinds::kCandidateRejected,
                             settled_facts(settlement));
    if (!logged) return on_event(LogUnwritable{impl_->number, logged.error()});
    auto& settled = impl_->decisions.settled;
    std::erase_if(settled, [&](const link::Settlement& s) {
        return s.record == settlement.record && s.person == settlement.person && s.other == settlement.other;
    });
    settled.push_back(settlement);
    if (settlement.is_same) impl_->adopt(settlement);
    impl_->grow(on_event);
}

std::vector<CellKey> Enquiry::askable_now(const record::PersonId& person) const {
    const auto decision = policy::decide(impl_->around.rulebook, impl_->request, impl_->around.clock.now());
    const auto* permit = std::get_if<policy::Permit>(&decision);
    if (!permit) return {};
    std::vector<CellKey> cells;
    for (const auto& ask : federate::plan(*permit, impl_->around.engine.connectors()).asks) {
        if (ask.person.id != person) continue;
        const auto cell = std::ranges::find_if(
            impl_->ledger, [&](const Cell& c) { return c.person == person && c.source == ask.source; });
        const bool is_open = cell == impl_->ledger.end() || cell->state == LedgerState::not_asked ||
                             cell->state == LedgerState::candidates;
        if (is_open) cells.emplace_back(person, ask.source);
    }
    return cells;
}

void Enquiry::ungroup(const std::string& group, bool apart, const OnEvent& on_event) {
    end_if_over(on_event);
    auto logged = impl_->log(apart ? kinds::kGroupParted : kinds::kGroupJoined, look_facts(group));
    if (!logged) return on_event(LogUnwritable{impl_->number, logged.error()});
    if (apart)
        impl_->decisions.ungrouped.insert(group);
    else
        impl_->decisions.ungrouped.erase(group);
    impl_->grow(on_event);
}

base::Expected<void> Enquiry::note_look(const std::string& kind, const std::string& what) {
    auto logged = impl_->log(kind, look_facts(what));
    if (!logged) return logged.error();
    return {};
}

std::optional<base::Instant> Enquiry::emergency_until() const {
    return impl_->emergency_until;
}

void Enquiry::end_if_over(const OnEvent& on_event) {
    if (impl_->emergency_until && impl_->around.clock.now() >= *impl_->emergency_until)
        end_emergency(on_event);
}

/// P22: what was seen under it goes from memory and screen whether or not its end can be logged; the review
/// that is due was logged with its beginning.
void Enquiry::end_emergency(const OnEvent& on_event) {
    if (!impl_->emergency_until) return;
    const bool is_away = impl_->away.has_value();
    // Who asked about whom belongs in the entry.
    if (is_away) (void)impl_->take_request();
    const auto logged = impl_->log(kinds::kEmergencyEnded, R"({"by":"time_or_asker"})");
    impl_->replies.clear();
    impl_->ledger.clear();
    impl_->decisions = {};
    impl_->picture = std::make_shared<const Picture>();
    impl_->emergency_until.reset();
    impl_->is_over = true;
    if (is_away) put_away();
    on_event(EmergencyOver{impl_->number, impl_->review_due});
    if (!logged) on_event(LogUnwritable{impl_->number, logged.error()});
}

std::shared_ptr<const Picture> Enquiry::picture() const {
    return impl_->picture;
}

}  // namespace kith::enquiry
