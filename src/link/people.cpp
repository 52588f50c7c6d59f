#include "link/people.h"

#include <algorithm>
#include <tuple>

namespace kith::link {

Replies in_order(Replies replies) {
    std::stable_sort(replies.begin(), replies.end(), [](const auto& a, const auto& b) {
        return std::tie(a->source, a->person) < std::tie(b->source, b->person);
    });
    return replies;
}

People::People(const Identities& identities) : identities_(identities) {
    for (const auto& identity : identities.identities)
        for (const auto& link : identity.members) of_record_.emplace(link.record, &identity);
}

const Identity* People::of(const record::PersonRecord& record) const {
    const auto found = of_record_.find(key_of(record));
    return found == of_record_.end() ? nullptr : found->second;
}

const Identity* People::of_line(const record::PersonId& line) const {
    return identities_.of_person(line);
}

Refs::Refs(const record::Reply& reply, const People& people) {
    for (const auto& person : reply.people) identities_.emplace(person.ref, people.of(person));
    is_offer_ = reply.state == record::LedgerState::candidates;
    subject_ = of(reply.subject_ref);
    // An answer that names nobody is about the person asked; an offer is about nobody until settled.
    if (subject_ == nullptr && !is_offer_ && reply.subject_ref.empty())
        subject_ = people.of_line(reply.person);
}

const Identity* Refs::of(const std::string& ref) const {
    const auto found = identities_.find(ref);
    return found == identities_.end() ? nullptr : found->second;
}

std::vector<std::string> Refs::of(const record::Event& event) const {
    std::vector<std::string> out;
    for (const auto& ref : event.about) {
        const auto* identity = of(ref);
        if (identity && std::find(out.begin(), out.end(), identity->id) == out.end())
            out.push_back(identity->id);
    }
    if (out.empty() && subject_) out.push_back(subject_->id);
    return out;
}

bool Refs::must_wait(const record::Event& event) const {
    return is_offer_ && (event.about.empty() || of(event.about.front()) == nullptr);
}

}  // namespace kith::link
