#include "cache/shelf.h"
#include "cache/shelf_impl.h"
#include "crypto/hash.h"
#include "json/writer.h"
#include "policy/cut.h"
#include "record/reply_json.h"

#include <algorithm>

namespace kith::cache {
namespace {

using base::Expected;
using base::Instant;

/// One copy opened for one cell of the permit; nothing when it is not this asker's, is over, or does not hold
/// together.
struct Opened {
    std::optional<Held> held;
    bool is_damaged = false;
};

ports::AuditEntry opening(ports::AuditEntry entry, const policy::Permit& permit,
                          const record::RosterPerson& person, const std::vector<const Held*>& held) {
    const policy::Request& request = permit.request();
    entry.role = request.user.role;
    entry.agency = request.user.agency;
    entry.purpose = request.purpose;
    entry.lawful_basis = permit.lawful_basis();
    entry.case_ref = request.case_ref;
    entry.rules = permit.rules();
    entry.rulebook_hash = permit.rulebook_hash();
    const record::PersonName name = person.best_name();
    entry.subject_family = name.family;
    entry.subject_clear = !person.nhs_number.empty() ? person.nhs_number
                                                     : name.given + '|' + name.family + '|' +
                                                           (person.born ? person.born->iso() : "");
    if (!person.addresses.empty())
        entry.subject_postcode = record::normal_postcode(person.addresses.front().postcode);
    entry.subject_school = person.school;
    entry.subject_words = name.display() + (person.born ? ", born " + person.born->words() : "");
    json::Writer facts;
    facts.object().member("permit", permit.id().text()).key("copies").array();
    for (const Held* one : held) {
        facts.object().member("copy", one->item.id).member("source", one->item.source.text());
        facts.member("fetched_at", base::to_iso(one->item.fetched_at)).member("kept_under", one->item.permit);
        facts.member("records", one->reply.record_count()).end();
    }
    facts.end().end();
    entry.facts_json = facts.text();
    return entry;
}

}  // namespace

Expected<std::vector<Held>> Shelf::find(const policy::Permit& permit, const std::vector<Cell>& only) {
    std::vector<Held> found;
    const auto now = impl_->begin();
    if (!now) return now.error();
    if (!impl_->state) return impl_->closed;
    const policy::Request& request = permit.request();
    if (request.user.id != impl_->place.user) return found;
    if (permit.emergency_until() && *now >= *permit.emergency_until()) return found;

    const auto open = [&](const Lying& row, const policy::CellGrant& grant) {
        Opened result;
        const auto opened = impl_->unwrapped(row);
        if (!opened) {
            result.is_damaged = true;
            return result;
        }
        const Label& label = opened->second;
        if (impl_->is_over(row.columns, label, *now) || *now >= label.first_at + grant.keep_for)
            return result;
        const Asker asker{request.purpose, request.case_ref, request.user.id, grant.source.text(),
                          impl_->place.workstation};
        const auto body = open_body(row, opened->first, asker);
        auto reply = body ? record::from_json(*body) : base::fail(base::Fault::corrupt, "");
        result.is_damaged = !reply;
        if (!reply) return result;
        reply->person = grant.person;
        Item item = impl_->item_of(row.columns, label);
        item.person = grant.person;
        result.held = Held{std::move(item), policy::cut(permit, std::move(*reply))};
        return result;
    };

    std::vector<std::int64_t> damaged;
    for (const record::RosterPerson& person : request.roster) {
        if (person.is_unknown || !person.ticked) continue;
        const std::string subject = impl_->subject_of(person);
        if (subject.empty()) continue;
        const size_t before = found.size();
        for (const policy::CellGrant& grant : permit.grants()) {
            if (grant.person != person.id || !grant.may_ask || grant.keep_for.count() <= 0) continue;
            if (!only.empty() && std::ranges::find(only, Cell(grant.person, grant.source)) == only.end())
                continue;
            const std::string question =
                impl_->question_of(label_for(permit, grant, person, impl_->place.workstation), subject);
            const auto read = impl_->vault->of_question(subject, question, [&](const Lying& row) {
                Opened one = open(row, grant);
                if (one.is_damaged) damaged.push_back(row.columns.number);
                if (one.held) found.push_back(std::move(*one.held));
            });
            if (!read) return impl_->mended(read.error());
        }
        if (found.size() == before) continue;
        std::vector<const Held*> held;
        for (size_t i = before; i < found.size(); ++i) held.push_back(&found[i]);
        const auto logged =
            impl_->world.audit.append(opening(impl_->entry(ports::kinds::kCopyOpened), permit, person, held));
        if (!logged) return logged.error();  // and what was found goes with it
    }
    if (!damaged.empty()) (void)impl_->destroy("damaged", *now, damaged, {});
    return found;
}

}  // namespace kith::cache
