#include "cache/shelf.h"

#include "cache/shelf_impl.h"
#include "crypto/hash.h"
#include "record/reply_json.h"

#include <algorithm>

namespace kith::cache {
namespace {

using base::Expected;
using base::Fault;
using base::Instant;
using record::LedgerState;
using std::chrono::milliseconds;

constexpr std::chrono::hours kLongestEver{400 * 24};

bool is_answer(LedgerState state) {
    return state == LedgerState::records_held || state == LedgerState::none_held ||
           state == LedgerState::candidates || state == LedgerState::partial;
}

bool is_marked(const std::vector<record::Handling>& handling) {
    return std::ranges::any_of(handling, [](const auto& one) { return one.mark == "protected_address"; });
}

bool has_protected_address(const record::Reply& reply) {
    for (const auto& person : reply.people)
        if (is_marked(person.handling) ||
            std::ranges::any_of(person.addresses, &record::Address::is_protected))
            return true;
    return std::ranges::any_of(reply.events, [](const auto& event) { return is_marked(event.handling); }) ||
           std::ranges::any_of(reply.ties, [](const auto& tie) { return is_marked(tie.handling); });
}

bool may_be_kept(const policy::CellGrant* grant, const record::Reply& reply) {
    return grant && grant->may_ask && grant->keep_for.count() > 0 &&
           std::ranges::find(grant->obligations, "never_keep") == grant->obligations.end() &&
           is_answer(reply.state) && !has_protected_address(reply);
}

}  // namespace

std::string Shelf::Impl::token(std::initializer_list<std::string_view> values) const {
    return std::string(crypto::as_bytes(state->tokens->of(packed(values))).substr(0, kTokenBytes));
}

/// By number where there is one; else by all that was said of the person, so that two who share a name stay
/// two.
std::string Shelf::Impl::subject_of(const record::RosterPerson& person) const {
    if (!state) return {};
    if (!person.nhs_number.empty()) return token({"subject", "nhs", person.nhs_number});
    if (!person.upn.empty()) return token({"subject", "upn", person.upn});
    if (person.names.empty() && person.confirmed.empty()) return {};
    Packer said;
    for (const auto& name : person.names) said.text(name.given).text(name.family).text(name.text);
    said.text(person.born ? person.born->iso() : "").text(person.expected ? person.expected->iso() : "");
    said.number(person.estimated_age.value_or(-1)).number(static_cast<int>(person.sex)).text(person.school);
    for (const auto& address : person.addresses) said.text(record::normal_postcode(address.postcode));
    for (const auto& number : person.confirmed) said.text(number.kind).text(number.issuer).text(number.value);
    return token({"subject", "said", said.take()});
}

std::string Shelf::Impl::question_of(const Label& label, std::string_view subject) const {
    return token({"question", label.purpose, label.case_ref, label.user, label.source.text(),
                  label.workstation, subject});
}

std::optional<std::pair<Unwrapped, Label>> Shelf::Impl::unwrapped(const Lying& row) {
    const crypto::Sealer* key = state ? state->epochs.sealer(row.columns.epoch) : nullptr;
    auto opened = key ? unwrap(row, *key, id) : std::nullopt;
    auto label = opened ? label_from(opened->label()) : std::nullopt;
    if (!label) return {};
    return std::pair(std::move(*opened), std::move(*label));
}

std::optional<Instant> Shelf::Impl::lease_end() const {
    if (!notes.contact || notes.lease.count() == 0) return {};
    return *notes.contact + notes.lease;
}

Item Shelf::Impl::item_of(const Columns& columns, const Label& label) const {
    Item item{crypto::hex(columns.id),
              label.purpose,
              label.case_ref,
              label.user,
              label.source,
              label.person,
              crypto::hex(columns.subject),
              label.fetched_at,
              label.life.until,
              label.expires_by,
              label.rulebook_hash,
              label.permit};
    if (const auto end = lease_end(); end && *end < item.expires_at) {
        item.expires_at = *end;
        item.expires_by = "lease";
    }
    return item;
}

bool Shelf::Impl::is_over(const Columns& columns, const Label& label, Instant now) {
    const Reading reading = read_clocks(world.clock);
    const milliseconds remains = left(label.life, now, reading);
    const auto [deadline, is_new] = deadlines.try_emplace(columns.id, reading.ticks + remains);
    const auto end = lease_end();
    return remains == milliseconds{0} || reading.ticks >= deadline->second || (end && now >= *end);
}

Expected<std::vector<Copy>> Shelf::Impl::copies(std::map<std::string, std::vector<std::int64_t>>* lost) {
    std::vector<Copy> found;
    const auto read = vault->all([&](const Lying& row) {
        if (auto opened = unwrapped(row))
            found.push_back({row.columns, std::move(opened->second)});
        else if (lost)
            (*lost)[row.columns.epoch < state->epochs.epoch() ? "expired" : "damaged"].push_back(
                row.columns.number);
    });
    if (!read) return read.error();
    std::ranges::stable_sort(found, {}, [](const Copy& copy) { return copy.label.life.until; });
    return found;
}

Expected<std::optional<Item>> Shelf::Impl::put(Label label, const std::string& subject, std::string_view body,
                                               Instant now, const std::vector<std::int64_t>& instead_of) {
    Columns columns;
    columns.epoch = epoch_of(label.life.until);
    columns.goes = std::chrono::floor<std::chrono::minutes>(label.life.until).time_since_epoch().count();
    columns.subject = subject;
    columns.question = question_of(label, subject);
    const crypto::Sealer* key = state->epochs.sealer(columns.epoch);
    if (!key || label.life.until <= now) return std::optional<Item>{};
    const Asker asker{label.purpose, label.case_ref, label.user, label.source.text(), label.workstation};
    const auto kept = vault->database().transact([&]() -> Expected<void> {
        for (const std::int64_t number : instead_of)
            if (auto erased = vault->erase(number); !erased) return erased;
        return vault->insert(columns, *key, id, to_bytes(label), body, asker, world.entropy);
    });
    if (!kept) return kept.error();
    has_kept = true;
    (void)is_over(columns, label, now);  // its deadline begins
    return std::optional<Item>(item_of(columns, label));
}

/// The copies that would go soonest go at once when there is no room left.
Expected<void> Shelf::Impl::make_room(Instant now) {
    auto used = vault->used_bytes();
    if (!used) return used.error();
    if (*used <= place.most_bytes) return {};
    auto held = copies(nullptr);
    if (!held) return held.error();
    std::vector<std::int64_t> numbers;
    std::vector<Item> items;
    std::int64_t freed = 0;
    for (const Copy& copy : *held) {
        if (*used - freed <= place.most_bytes - place.most_bytes / 16)
            break;  // a little more, so that not every keep does this
        (void)vault->of_number(copy.columns.number, [&](const Lying& row) {
            freed += static_cast<std::int64_t>(row.body.size());
        });
        numbers.push_back(copy.columns.number);
        items.push_back(item_of(copy.columns, copy.label));
    }
    const auto gone = destroy("no_room", now, numbers, std::move(items));
    return gone ? Expected<void>{} : Expected<void>(gone.error());
}

Expected<std::optional<Item>> Shelf::keep(const policy::Permit& permit, const record::RosterPerson& person,
                                          const record::Reply& reply) {
    const std::optional<Item> nothing;
    const auto now = impl_->begin();
    if (!now) return now.error();
    const policy::CellGrant* grant = permit.grant(person.id, reply.source);
    if (!may_be_kept(grant, reply) || permit.request().user.id != impl_->place.user) return nothing;
    if (!impl_->state) return impl_->closed;
    const std::string subject = impl_->subject_of(person);
    const auto lease = impl_->lease_end();
    if (subject.empty() || (lease && *now >= *lease)) return nothing;
    const std::string body = record::to_json(reply);
    if (body.size() > kLongestReply)
        return base::fail(Fault::too_large, "an answer of more than 1 MiB is shown but not kept");

    Label label = label_for(permit, *grant, person, impl_->place.workstation);
    label.fetched_at = label.first_at = *now;
    std::vector<std::int64_t> earlier;
    const auto looked =
        impl_->vault->of_question(subject, impl_->question_of(label, subject), [&](const Lying& row) {
            earlier.push_back(row.columns.number);
            const auto opened = impl_->unwrapped(row);
            if (opened && !impl_->is_over(row.columns, opened->second, *now))
                label.first_at = std::min(label.first_at, opened->second.first_at);
        });
    if (!looked) return impl_->mended(looked.error());
    label.life.until = label.first_at + std::min<std::chrono::seconds>(grant->keep_for, kLongestEver);
    label.expires_by = "retention";
    if (const auto& emergency = permit.emergency_until(); emergency && *emergency <= label.life.until) {
        label.life.until = *emergency;
        label.expires_by = "emergency";
    }
    label.life.began = impl_->world.clock.uptime();
    label.life.lasts = label.life.until - *now;
    auto kept = impl_->put(std::move(label), subject, body, *now, earlier);
    if (!kept) return impl_->mended(kept.error());
    if (auto room = impl_->make_room(*now); !room) return impl_->mended(room.error());
    return kept;
}

std::vector<Item> Shelf::list() {
    std::vector<Item> items;
    const auto now = impl_->begin();
    if (!now || !impl_->state) return items;
    const auto held = impl_->copies(nullptr);
    if (!held) {
        (void)impl_->mended(held.error());
        return items;
    }
    for (const Copy& copy : *held)
        if (!impl_->is_over(copy.columns, copy.label, *now))
            items.push_back(impl_->item_of(copy.columns, copy.label));
    return items;
}

std::optional<base::Error> Shelf::why_closed() const {
    if (impl_->state) return {};
    return impl_->closed;
}

Expected<void> Shelf::note_contact(Instant when) {
    const auto now = impl_->begin();
    if (!now) return now.error();
    if (!impl_->state) return impl_->closed;
    if (when > *now + kTolerance || (impl_->notes.contact && when <= *impl_->notes.contact)) return {};
    impl_->notes.contact = when;
    return impl_->write_notes();
}

std::optional<Instant> Shelf::next_expiry() {
    const auto now = impl_->begin();
    if (!now || !impl_->state) return {};
    const auto minute = impl_->vault->first_minute();
    if (!minute || !*minute) return {};
    Instant next = Instant{std::chrono::minutes{**minute + 1}};
    (void)impl_->vault->of_minute(**minute, [&](const Lying& row) {
        const auto opened = impl_->unwrapped(row);
        // One that opens no more goes at once.
        next = std::min(next, opened ? opened->second.life.until : *now);
    });
    if (const auto lease = impl_->lease_end()) next = std::min(next, *lease);
    return next;
}

std::string Shelf::subject_token(const record::RosterPerson& person) const {
    return crypto::hex(impl_->subject_of(person));
}

}  // namespace kith::cache
