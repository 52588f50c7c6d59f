#include "base/text.h"
#include "present/chronology_view.h"
#include "present/details_parts.h"
#include "wording/wording.h"

#include <algorithm>

namespace kith::present {
namespace {

using chronology::Entry;
using chronology::Group;

const Group* group_of(const enquiry::Picture& picture, const Entry& entry) {
    if (entry.group.empty()) return nullptr;
    const auto& groups = picture.chronology.groups;
    const auto found =
        std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.id == entry.group; });
    return found == groups.end() ? nullptr : &*found;
}

std::string time_words(const record::When& when) {
    return when.is_known() ? when.words() : "not said";
}

/// All four times, always, so that what a source left out is seen to be left out.
void add_times(Lines& out, const record::Event& event) {
    const auto add = [&](const char* label, const record::When& when, std::string_view name) {
        const bool is_possibly_default = when.is_known() && when.is_possibly_default();
        std::string words = time_words(when);
        if (event.sorted_by() == name) words += " (sorted by this)";
        if (is_possibly_default) words += " (possibly a default: systems write this when they do not know)";
        Line line = Line::field(label, words);
        if (is_possibly_default) line.mood = Mood::work;
        out.push_back(std::move(line));
    };
    add("Occurred", event.occurred, "occurred");
    add("Reported", event.reported, "reported");
    add("Recorded", event.recorded, "recorded");
    add("Received", event.received, "received");
}

std::string voice_sentence(const record::Event& event) {
    const std::string voice = voice_words(event.voice);
    const std::string words = voice.empty() ? "an entry, neither proved nor doubted here" : voice;
    return event.author_role.empty() ? words + "; the author's role is not given"
                                     : words + "; written by: " + event.author_role;
}

std::string place_words(const record::Event& event) {
    if (event.place.empty() || event.postcode.empty()) return event.place + event.postcode;
    return event.place + ", " + event.postcode;
}

void add_people(Lines& out, const enquiry::Picture& picture, const Entry& entry) {
    for (const auto& id : entry.people) {
        Line line = Line::field("About", identity_words(picture, id));
        line.opens = Target::node(id);
        out.push_back(std::move(line));
    }
}

void add_account(Lines& out, const ChildView& view, const Entry& entry) {
    const record::Event& event = entry.event;
    Line said = Line::sentence(event.title);
    said.agency = view.sources->agency(event.origin.source);
    said.said_by = view.sources->name(event.origin.source);
    out.push_back(std::move(said));
    if (!event.text.empty()) out.push_back(Line::sentence(event.text));
    out.push_back(Line::field("Meant as", voice_sentence(event)));
    add_times(out, event);
    add_field(out, "Kind", wording::kind(event.kind));
    add_people(out, *view.picture, entry);
    add_field(out, "Place", place_words(event));
    add_field(out, "Shared reference", event.shared_reference);
    for (const auto& [label, value] : event.details) add_field(out, label, value);
    if (event.planned) add_field(out, "Ahead", "planned, has not happened yet");
    add_handling(out, event.handling);
    add_quality(out, event.quality);
}

void add_conflicts(Lines& out, const enquiry::Picture& picture, const Entry& entry) {
    for (const auto& conflict : picture.conflicts) {
        const bool is_touched =
            std::any_of(conflict.sides.begin(), conflict.sides.end(),
                        [&](const auto& side) { return side.origin == entry.event.origin; });
        if (!is_touched) continue;
        Line line = Line::field("In conflict", conflict.words);
        line.mood = Mood::work;
        line.opens = Target::conflict(conflict.id);
        out.push_back(std::move(line));
    }
}

std::vector<const Entry*> accounts_of(const enquiry::Picture& picture, const Entry& entry,
                                      const Group* group) {
    std::vector<const Entry*> accounts{&entry};
    if (!group) return accounts;
    for (const auto& id : group->entries)
        if (const Entry* other = id == entry.id ? nullptr : find_entry(picture, id))
            accounts.push_back(other);
    return accounts;
}

}  // namespace

Details event_details(const ChildView& view, const std::string& id) {
    const Entry* entry = find_entry(*view.picture, id);
    if (!entry) return {};
    const Group* group = group_of(*view.picture, *entry);
    Details details;
    details.title = group && !group->headline.empty() ? group->headline : entry->event.title;
    const auto accounts = accounts_of(*view.picture, *entry, group);
    if (group) {
        details.group = group->id;
        details.account.push_back(Line::field("Read as one incident", group->reason));
        details.account.push_back(Line::sentence("Every account is kept. Press U to take them apart."));
    }
    for (size_t i = 0; i < accounts.size(); ++i) {
        const Entry& account = *accounts[i];
        const std::string which =
            "Account " + std::to_string(i + 1) + " of " + std::to_string(accounts.size());
        if (group) add_heading(details.account, which);
        add_account(details.account, view, account);
        add_conflicts(details.account, *view.picture, account);
        if (group) add_heading(details.origin, which);
        add_origin(details.origin, view, account.event.origin);
    }
    return details;
}

}  // namespace kith::present
