#include "policy/redact.h"

#include "base/text.h"
#include "policy/lists.h"
#include "policy/protected_address.h"

#include <algorithm>
#include <set>

namespace kith::policy {
namespace {

using record::Handling;
using record::LedgerState;
using record::Reply;

constexpr std::string_view kPlacementAddress = "placement_address";

bool has_mark(const std::vector<Handling>& handling, std::string_view mark) {
    return std::ranges::find(handling, mark, &Handling::mark) != handling.end();
}

bool is_of_an_address(std::string_view mark) {
    return mark == kProtectedAddress || mark == kPlacementAddress;
}

bool is_unseen(const Sight& sight, const Handling& handling) {
    return handling.mark == kProtectedAddress || !holds(sight.marks, handling.mark);
}

bool is_silent(const Sight& sight, const std::vector<Handling>& handling) {
    return std::ranges::any_of(handling, [&](const Handling& one) {
        return is_unseen(sight, one) && holds(sight.silent, one.mark);
    });
}

/// The mark that withholds the whole fact; of several the first by name. Empty: none does.
std::string withheld_by(const Sight& sight, const std::vector<Handling>& handling) {
    std::string mark;
    for (const Handling& one : handling)
        if (is_unseen(sight, one) && !is_of_an_address(one.mark) && (mark.empty() || one.mark < mark))
            mark = one.mark;
    return mark;
}

/// Takes out what `goes` says, and then what spoke of people who went: ties to them, and entries about nobody
/// else.
template <typename Goes>
void take_out(Reply& reply, const Goes& goes) {
    std::set<std::string> gone;
    std::erase_if(reply.people, [&](const record::PersonRecord& person) {
        if (!goes(person.handling)) return false;
        gone.insert(person.ref);
        return true;
    });
    const auto is_gone = [&](const std::string& ref) { return gone.contains(ref); };
    std::erase_if(reply.events, [&](record::Event& event) {
        if (goes(event.handling)) return true;
        const bool was_about = std::erase_if(event.about, is_gone) > 0;
        return was_about && event.about.empty();
    });
    std::erase_if(reply.ties, [&](const record::Tie& tie) {
        return goes(tie.handling) || is_gone(tie.from) || (tie.to_person && is_gone(tie.to));
    });
    if (is_gone(reply.subject_ref)) reply.subject_ref.clear();
}

bool holds_something(LedgerState state) {
    return state == LedgerState::records_held || state == LedgerState::partial ||
           state == LedgerState::candidates || state == LedgerState::too_many ||
           state == LedgerState::withheld;
}

bool is_empty(const Reply& reply) {
    return reply.people.empty() && reply.events.empty() && reply.ties.empty();
}

std::string in_words(std::string mark) {
    std::ranges::replace(mark, '_', ' ');
    return mark;
}

std::string sentence(const Sight& sight, const Reply& reply, const std::map<std::string, size_t>& withheld) {
    std::vector<std::string> parts;
    for (const auto& [mark, count] : withheld)
        parts.push_back(base::counted(count, "fact", "facts") + " withheld (" + in_words(mark) + ")");
    const auto at = sight.ring.find(reply.source);
    return base::join(parts, "; ") + (at == sight.ring.end() ? ": ring the source" : ": ring " + at->second);
}

/// An address that the audience may not see goes, and the fact stays. True if there was something to take.
bool blank_place(record::Event& event, bool with_text) {
    const bool some = !event.place.empty() || !event.postcode.empty() ||
                      (with_text && (!event.text.empty() || !event.details.empty()));
    event.place.clear();
    event.postcode.clear();
    if (!with_text) return some;
    event.text.clear();
    event.details.clear();
    return some;
}

void blank_places(const Sight& sight, Reply& reply, std::map<std::string, size_t>& withheld) {
    for (auto& event : reply.events) {
        if (has_mark(event.handling, kProtectedAddress) && blank_place(event, true))
            ++withheld[std::string(kProtectedAddress)];
        else if (has_mark(event.handling, kPlacementAddress) && !holds(sight.marks, kPlacementAddress) &&
                 blank_place(event, false))
            ++withheld[std::string(kPlacementAddress)];
    }
}

}  // namespace

Sight sight_of(const Rulebook& rulebook, const Audience& audience) {
    Sight sight;
    for (const auto& mark : audience.marks)
        if (mark != kProtectedAddress) sight.marks.push_back(mark);
    for (const auto& mark : rulebook.marks)
        if (!mark.tells_that_withheld) sight.silent.push_back(mark.id);
    for (const auto& source : rulebook.sources)
        if (!source.contact_phone.empty())
            sight.ring.emplace(source.id, source.contact_name + ", " + source.contact_phone);
    return sight;
}

Sight sight_of(const Rulebook& rulebook, std::string_view role) {
    for (const auto& audience : rulebook.audiences)
        if (holds(audience.roles, role)) return sight_of(rulebook, audience);
    return sight_of(rulebook, Audience{});
}

Reply without_silent(const Sight& sight, Reply reply) {
    if (sight.silent.empty() || is_empty(reply)) return reply;
    const size_t before = reply.people.size() + reply.events.size() + reply.ties.size();
    take_out(reply, [&](const std::vector<Handling>& handling) { return is_silent(sight, handling); });
    if (before == reply.people.size() + reply.events.size() + reply.ties.size()) return reply;
    // What the reader remarked may be about what has gone.
    reply.notices.clear();
    if (is_empty(reply) && holds_something(reply.state)) {
        reply.state = LedgerState::none_held;
        reply.detail.clear();
    }
    return reply;
}

Redacted redact(const Sight& sight, Reply reply) {
    Redacted out{without_silent(sight, std::move(reply)), {}};
    const bool held_something = !is_empty(out.reply) && holds_something(out.reply.state);
    take_out(out.reply, [&](const std::vector<Handling>& handling) {
        const std::string mark = withheld_by(sight, handling);
        if (!mark.empty()) ++out.withheld[mark];
        return !mark.empty();
    });
    blank_places(sight, out.reply, out.withheld);
    if (const size_t addresses = hide_protected_addresses(out.reply))
        out.withheld[std::string(kProtectedAddress)] += addresses;
    if (held_something && is_empty(out.reply)) out.reply.state = LedgerState::withheld;
    if (!out.withheld.empty()) {
        if (!out.reply.detail.empty()) out.reply.detail += "; ";
        out.reply.detail += sentence(sight, out.reply, out.withheld);
    }
    return out;
}

Redacted redact(const Rulebook& rulebook, const Audience& audience, Reply reply) {
    return redact(sight_of(rulebook, audience), std::move(reply));
}

}  // namespace kith::policy
