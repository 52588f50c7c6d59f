#include "cache/shelf_impl.h"
#include "crypto/hash.h"
#include "policy/cut.h"
#include "record/reply_json.h"

#include <algorithm>

namespace kith::cache {
namespace {

using base::Expected;
using base::Fault;
using base::Instant;

/// What becomes of a copy under today's rulebook.
struct Verdict {
    std::string goes;                              ///< the reason; empty: it stays
    std::optional<std::chrono::seconds> keep_for;  ///< from its first receipt, where today's rules say
    std::optional<policy::Permit> cut_by;          ///< set when some of its categories are no longer given
};

bool applies(const policy::Agreement& agreement, const Label& label, const record::CategoryId& category,
             Instant now) {
    const auto holds = [](const auto& list, const auto& one) {
        return list.empty() || std::ranges::find(list, one) != list.end();
    };
    return holds(agreement.sources, label.source) && holds(agreement.categories, category) &&
           holds(agreement.purposes, label.purpose) && agreement.valid_from <= now &&
           (!agreement.valid_until || now < *agreement.valid_until);
}

/// Whether anything that was kept is still given by its holder, whatever the rules say of the role.
bool is_agreed(const policy::Rulebook& rulebook, const Label& label, Instant now) {
    return std::ranges::any_of(label.categories, [&](const std::string& name) {
        const record::CategoryId category(name);
        bool is_given = false;
        for (const policy::Agreement& agreement : rulebook.agreements) {
            if (!applies(agreement, label, category, now)) continue;
            if (agreement.denies) return false;
            is_given = true;
        }
        return is_given;
    });
}

/// Where decide() cannot be asked again because a person had to say yes: what the rulebook says of keeping,
/// by itself.
std::chrono::seconds longest(const policy::Rulebook& rulebook, const Label& label) {
    std::optional<std::chrono::seconds> shortest;
    const auto names = [](const auto& list, const auto& one) {
        return list.empty() || std::ranges::find(list, one) != list.end();
    };
    for (const policy::Retention& one : rulebook.retention) {
        const bool is_ours =
            names(one.sources, label.source) && names(one.purposes, label.purpose) &&
            (one.categories.empty() || std::ranges::any_of(label.categories, [&](const std::string& name) {
                 return std::ranges::find(one.categories, record::CategoryId(name)) != one.categories.end();
             }));
        if (is_ours) shortest = std::min(shortest.value_or(one.longest), one.longest);
    }
    return shortest.value_or(rulebook.usual_retention);
}

Verdict judged(const policy::Rulebook& rulebook, const Label& label, Instant now) {
    if (!rulebook.purpose(label.purpose)) return {"purpose_withdrawn", {}, {}};
    if (!rulebook.source(label.source) || !rulebook.role(label.role)) return {"rulebook_changed", {}, {}};
    if (!is_agreed(rulebook, label, now)) return {"agreement_withdrawn", {}, {}};
    if (label.in_emergency || label.was_approved) return {"", longest(rulebook, label), {}};
    policy::Decision decision = policy::decide(rulebook, request_of(label), now);
    auto* permit = std::get_if<policy::Permit>(&decision);
    const policy::CellGrant* grant = permit ? permit->grant(label.person, label.source) : nullptr;
    if (!grant || !grant->may_ask || grant->mode != policy::Mode::content)
        return {grant && grant->may_ask && label.categories.empty() ? "" : "rulebook_changed", {}, {}};
    Verdict verdict{"", grant->keep_for, {}};
    const bool is_narrower = std::ranges::any_of(label.categories, [&](const std::string& name) {
        return std::ranges::find(grant->categories, record::CategoryId(name)) == grant->categories.end();
    });
    if (is_narrower) verdict.cut_by = std::move(*permit);
    return verdict;
}

/// What of a copy's text today's permit still gives.
Expected<std::string> narrowed(Expected<std::string> body, const Label& label, const Verdict& verdict) {
    if (!body || !verdict.cut_by) return body;
    auto reply = record::from_json(*body);
    if (!reply) return reply.error();
    reply->person = label.person;
    return record::to_json(policy::cut(*verdict.cut_by, std::move(*reply)));
}

}  // namespace

Expected<std::string> Shelf::Impl::reopened(const Copy& copy) {
    Expected<std::string> body = base::fail(Fault::corrupt, "a copy does not open");
    const auto read = vault->of_number(copy.columns.number, [&](const Lying& row) {
        const auto opened = unwrapped(row);
        const Asker asker{copy.label.purpose, copy.label.case_ref, copy.label.user, copy.label.source.text(),
                          copy.label.workstation};
        if (auto text = opened ? open_body(row, opened->first, asker) : std::nullopt) body = std::move(*text);
    });
    if (!read) return read.error();
    return body;
}

Expected<void> Shelf::Impl::erase(const std::vector<std::int64_t>& numbers, std::string_view subject) {
    if (!subject.empty()) return vault->erase_of(subject, numbers.back());
    for (const std::int64_t number : numbers)
        if (auto erased = vault->erase(number); !erased) return erased;
    return {};
}

Expected<Purge> Shelf::Impl::destroy(const std::string& reason, Instant at,
                                     const std::vector<std::int64_t>& numbers, std::vector<Item> items,
                                     std::string_view subject) {
    Purge purge{reason, std::move(items)};
    if (numbers.empty()) return purge;
    Destruction done;
    done.id = crypto::hex(world.entropy.bytes(8));
    done.at = at;
    done.reason = reason;
    done.count = static_cast<std::int64_t>(numbers.size());
    for (const Item& item : purge.items) ++done.by_source[item.source.text()];
    const auto before = notes.generation;
    std::int64_t kept_as = -1;
    if (state) ++notes.generation;
    const auto gone = vault->database().transact_unflushed([&]() -> Expected<void> {
        if (auto erased = erase(numbers, subject); !erased) return erased;
        if (!state) return {};
        if (auto noted = vault->write_notes(sealed_note("notes", to_bytes(notes))); !noted) return noted;
        const auto added = vault->add_destruction(sealed_note("destruction", to_bytes(done)));
        if (!added) return added.error();
        kept_as = *added;
        return {};
    });
    if (!gone) {
        notes.generation = before;
        return gone.error();
    }
    is_unsettled = !vault->database().settle().has_value();
    are_keys_behind = true;
    log(done, purge.items);
    if (!state)
        unwritten.push_back(done);
    else if (done.leaf >= 0)
        (void)vault->database().transact_unflushed([&] {
            return vault->change_destruction(kept_as, sealed_note("destruction", to_bytes(done)), true);
        });
    else
        is_log_behind = true;
    for (const Item& item : purge.items) deadlines.erase(crypto::unhex(item.id));
    return purge;
}

Expected<std::vector<Purge>> Shelf::Impl::clear(Instant now) {
    std::vector<Purge> purges;
    std::map<std::string, std::vector<std::int64_t>> going;
    std::map<std::string, std::vector<Item>> items;
    if (!state) {
        // Without keys only the minute is known; what is surely over goes all the same.
        const auto minute = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count();
        const auto read = vault->all([&](const Lying& row) {
            if (row.columns.goes < minute) going["expired"].push_back(row.columns.number);
        });
        if (!read) return read.error();
    } else {
        auto held = copies(&going);
        if (!held) return held.error();
        for (const Copy& copy : *held) {
            if (!is_over(copy.columns, copy.label, now)) continue;
            going["expired"].push_back(copy.columns.number);
            items["expired"].push_back(item_of(copy.columns, copy.label));
        }
        // The key first: windows that are over lose theirs before the rows go.
        if (has_kept && epoch_of(now) > state->epochs.epoch()) {
            are_keys_behind = true;
            if (tell_keys(now)) has_kept = held->size() > items["expired"].size();
        }
    }
    for (auto& [reason, numbers] : going) {
        if (numbers.empty()) continue;
        auto gone = destroy(reason, now, numbers, std::move(items[reason]));
        if (!gone) return gone.error();
        purges.push_back(std::move(*gone));
    }
    return purges;
}

Expected<std::vector<Purge>> Shelf::sweep(const policy::Rulebook& rulebook) {
    const auto now = impl_->begin();
    if (!now) return now.error();
    if (impl_->state && impl_->notes.lease != rulebook.limits.lease) {
        impl_->notes.lease = rulebook.limits.lease;
        if (auto noted = impl_->write_notes(); !noted) return impl_->mended(noted.error());
    }
    auto purges = impl_->clear(*now);
    if (!purges) return impl_->mended(purges.error());
    if (!impl_->state) return purges;
    auto held = impl_->copies(nullptr);
    if (!held) return impl_->mended(held.error());
    std::map<std::string, std::pair<std::vector<std::int64_t>, std::vector<Item>>> going;
    const auto let_go = [&](const std::string& reason, const Copy& copy) {
        going[reason].first.push_back(copy.columns.number);
        going[reason].second.push_back(impl_->item_of(copy.columns, copy.label));
    };
    for (Copy& copy : *held) {
        const Verdict verdict = judged(rulebook, copy.label, *now);
        if (!verdict.goes.empty()) {
            let_go(verdict.goes, copy);
            continue;
        }
        const Instant until =
            verdict.keep_for ? copy.label.first_at + *verdict.keep_for : copy.label.life.until;
        if (until <= *now) {
            let_go("retention_shortened", copy);
        } else if (until < copy.label.life.until || verdict.cut_by) {
            const auto body = narrowed(impl_->reopened(copy), copy.label, verdict);
            Label next = copy.label;
            if (until < next.life.until) {
                next.life.lasts -= next.life.until - until;
                next.life.until = until;
                next.expires_by = "rulebook";
            }
            if (verdict.cut_by)
                std::erase_if(next.categories, [&](const std::string& name) {
                    const auto& given = verdict.cut_by->grant(next.person, next.source)->categories;
                    return std::ranges::find(given, record::CategoryId(name)) == given.end();
                });
            const auto put =
                body ? impl_->put(std::move(next), copy.columns.subject, *body, *now, {copy.columns.number})
                     : Expected<std::optional<Item>>(body.error());
            // One that cannot be written for want of room goes by its old time, or at the next sweep.
            if (!put && put.error().fault == Fault::corrupt) let_go("damaged", copy);
        }
    }
    for (auto& [reason, gone] : going) {
        auto purge = impl_->destroy(reason, *now, gone.first, std::move(gone.second));
        if (!purge) return impl_->mended(purge.error());
        purges->push_back(std::move(*purge));
    }
    return purges;
}

Expected<Purge> Shelf::forget_subject(const std::string& subject_token) {
    const auto now = impl_->begin();
    if (!now) return now.error();
    if (!impl_->state) return impl_->closed;  // no token can be told from another without the key
    std::vector<std::int64_t> numbers;
    std::vector<Item> items;
    const std::string subject = crypto::unhex(subject_token);
    const auto read = impl_->vault->of_subject(subject, [&](const Lying& row) {
        numbers.push_back(row.columns.number);
        if (const auto opened = impl_->unwrapped(row))
            items.push_back(impl_->item_of(row.columns, opened->second));
    });
    if (!read) return impl_->mended(read.error());
    return impl_->destroy("asked", *now, numbers, std::move(items), subject);
}

Expected<Purge> Shelf::forget_case(const std::string& purpose, const std::string& case_ref) {
    const auto now = impl_->begin();
    if (!now) return now.error();
    if (!impl_->state) return impl_->closed;
    const auto held = impl_->copies(nullptr);
    if (!held) return impl_->mended(held.error());
    std::vector<std::int64_t> numbers;
    std::vector<Item> items;
    for (const Copy& copy : *held) {
        if (copy.label.purpose != purpose || copy.label.case_ref != case_ref) continue;
        numbers.push_back(copy.columns.number);
        items.push_back(impl_->item_of(copy.columns, copy.label));
    }
    return impl_->destroy("asked", *now, numbers, std::move(items));
}

Expected<Purge> Shelf::empty(const std::string& reason) {
    const auto now = impl_->begin();
    if (!now) return now.error();
    std::vector<Item> items;
    if (impl_->state) {
        const auto held = impl_->copies(nullptr);
        if (!held) return impl_->mended(held.error());
        for (const Copy& copy : *held) items.push_back(impl_->item_of(copy.columns, copy.label));
    }
    return impl_->renew(reason, *now, std::move(items));
}

}  // namespace kith::cache
