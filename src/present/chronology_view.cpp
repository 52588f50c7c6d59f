#include "present/chronology_view.h"

#include "base/text.h"

#include <algorithm>
#include <unordered_set>

namespace kith::present {
namespace {

using chronology::Entry;
using chronology::Group;

void add(std::string& words, const std::string& next) {
    words += (words.empty() ? "" : ", ") + next;
}

std::optional<size_t> place_of(const std::vector<Entry>& entries, const std::string& id) {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.id == id; });
    if (found == entries.end()) return std::nullopt;
    return static_cast<size_t>(found - entries.begin());
}

/// The list has room for a day; the time of day and the end of a span are in the details.
std::string date_words(const record::When& when) {
    if (!when.is_known()) return when.words();
    return (when.is_span() ? "from " : "") + when.start().words();
}

std::string about_words(const enquiry::Picture& picture, const Entry& entry) {
    if (entry.people.empty() || picture.roster.empty()) return {};
    const auto& identities = picture.identities.identities;
    const auto found = std::find_if(identities.begin(), identities.end(),
                                    [&](const link::Identity& i) { return i.id == entry.people.front(); });
    if (found == identities.end() || found->person == picture.roster.front().id) return {};
    return found->name.display();
}

}  // namespace

bool Narrowing::is_narrow() const {
    return conflicts_only || filter.significant_only || filter.childs_voice_only ||
           filter.not_attended_only || !filter.text.empty() || !filter.period.is_open() ||
           !filter.sources.empty() || !filter.people.empty();
}

std::string Narrowing::words() const {
    std::string out;
    if (filter.significant_only) add(out, "significant");
    if (filter.childs_voice_only) add(out, "child's voice");
    if (filter.not_attended_only) add(out, "not attended");
    if (conflicts_only) add(out, "in conflict");
    if (!filter.text.empty()) add(out, "with these words");
    if (!filter.people.empty()) add(out, "about the chosen people");
    if (!filter.sources.empty()) add(out, "from the chosen sources");
    if (!filter.period.is_open()) add(out, filter.period.words());
    return out;
}

std::string voice_words(record::Voice voice) {
    switch (voice) {
        case record::Voice::childs_words:
            return "child's words";
        case record::Voice::allegation:
            return "allegation";
        case record::Voice::opinion:
            return "opinion";
        case record::Voice::fact:
            return "fact";
        case record::Voice::recorded:
            break;
    }
    return {};
}

ChronologyView::ChronologyView(std::shared_ptr<const enquiry::Picture> picture,
                               std::shared_ptr<const SourceBook> sources, const Narrowing& narrowing)
    : picture_(std::move(picture)), sources_(std::move(sources)), narrowing_words_(narrowing.words()) {
    if (!picture_) return;
    for (const auto& group : picture_->chronology.groups) groups_.emplace(group.id, &group);
    for (const auto& conflict : picture_->conflicts)
        for (const auto& side : conflict.sides) disputed_.insert(side.origin);
    collect(narrowing);
    make_title(narrowing);
}

void ChronologyView::collect(const Narrowing& narrowing) {
    const auto& entries = picture_->chronology.entries;
    for (const auto& entry : entries) {
        if (!entry.group.empty()) grouped_entries_.emplace(entry.id, &entry);
        conflicts_ += is_in_conflict(entry);
    }
    chronology::Filter any_time = narrowing.filter;
    any_time.period = {};
    shown_ = chronology::apply(any_time, picture_->chronology, sources_->names());
    if (narrowing.conflicts_only)
        std::erase_if(shown_, [&](size_t i) { return !is_in_conflict(entries[i]); });
    std::set<const Group*> seen;
    for (auto i = shown_.rbegin(); i != shown_.rend(); ++i)
        if (narrowing.filter.period.may_contain(entries[*i].event.sort_time())) add_row(*i, narrowing, seen);
    undated_ = picture_->chronology.undated.size();
}

void ChronologyView::add_row(size_t entry, const Narrowing& narrowing, std::set<const Group*>& seen) {
    const std::string& id = picture_->chronology.entries[entry].group;
    const auto found = id.empty() || !narrowing.join_repeats ? groups_.end() : groups_.find(id);
    const Group* group = found == groups_.end() ? nullptr : found->second;
    if (group && !seen.insert(group).second) {
        ++joined_;
        return;
    }
    rows_.push_back({entry, group});
}

bool ChronologyView::is_in_conflict(const Entry& entry) const {
    return !disputed_.empty() && disputed_.contains(entry.event.origin);
}

ChronologyRow ChronologyView::make(const Entry& entry, const Group* group) const {
    ChronologyRow row;
    row.date = date_words(entry.event.sort_time());
    row.source = sources_->short_name(entry.event.origin.source);
    row.agency = sources_->agency(entry.event.origin.source);
    row.about = about_words(*picture_, entry);
    row.title = group && !group->headline.empty() ? group->headline : entry.event.title;
    row.voice = voice_words(entry.event.voice);
    row.is_significant = entry.event.significant;
    row.is_childs_voice = entry.event.voice == record::Voice::childs_words;
    row.is_in_conflict = is_in_conflict(entry);
    row.is_planned = entry.event.planned;
    row.entry = entry.id;
    if (!group) return row;
    row.group = group->id;
    row.repeats = repeats_words(*group);
    for (const auto& id : group->entries) {
        const auto account = grouped_entries_.find(id);
        if (account == grouped_entries_.end()) continue;
        row.is_significant |= account->second->event.significant;
        row.is_childs_voice |= account->second->event.voice == record::Voice::childs_words;
        row.is_in_conflict |= is_in_conflict(*account->second);
    }
    return row;
}

std::string ChronologyView::repeats_words(const Group& group) const {
    std::set<record::SourceId> sources;
    for (const auto& id : group.entries)
        if (const auto entry = grouped_entries_.find(id); entry != grouped_entries_.end())
            sources.insert(entry->second->event.origin.source);
    return sources.size() > 1 ? std::to_string(sources.size()) + " sources"
                              : std::to_string(group.entries.size()) + " accounts";
}

ChronologyRow ChronologyView::row(size_t index) const {
    return make(picture_->chronology.entries[rows_[index].entry], rows_[index].group);
}

ChronologyRow ChronologyView::undated_row(size_t index) const {
    return make(picture_->chronology.undated[index], nullptr);
}

std::optional<size_t> ChronologyView::row_of(const std::string& entry) const {
    if (!picture_) return std::nullopt;
    const auto place = place_of(picture_->chronology.entries, entry);
    if (!place) return std::nullopt;
    const std::string& group = picture_->chronology.entries[*place].group;
    const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const RowIndex& row) {
        return row.entry == *place || (row.group && row.group->id == group);
    });
    if (found == rows_.end()) return std::nullopt;
    return static_cast<size_t>(found - rows_.begin());
}

std::optional<size_t> ChronologyView::undated_row_of(const std::string& entry) const {
    return picture_ ? place_of(picture_->chronology.undated, entry) : std::nullopt;
}

void ChronologyView::make_title(const Narrowing& narrowing) {
    const auto& entries = picture_->chronology.entries;
    std::unordered_set<record::SourceId> sources;
    size_t listed = 0;
    for (const size_t i : shown_) {
        if (!narrowing.filter.period.may_contain(entries[i].event.sort_time())) continue;
        sources.insert(entries[i].event.origin.source);
        ++listed;
    }
    title_ = narrowing.is_narrow() ? std::to_string(listed) + " of " : std::string();
    title_ += base::counted(entries.size(), "event", "events") + " from " +
              base::counted(sources.size(), "source", "sources");
    if (joined_ > 0) title_ += ", " + base::counted(joined_, "repeat", "repeats") + " joined";
    if (undated_ > 0) title_ += ", " + std::to_string(undated_) + " undated";
    if (narrowing.is_narrow()) title_ += " · " + narrowing_words_;
}

std::string ChronologyView::empty_words() const {
    if (!picture_) return "No source has answered yet. Events appear here as answers arrive.";
    if (!picture_->chronology.entries.empty())
        return "None of " + base::counted(picture_->chronology.entries.size(), "event", "events") +
               " passes these filters: " + narrowing_words_ + ". Press Esc to clear them.";
    return "No source has sent a dated event yet. The ledger above says who has answered and who has not.";
}

}  // namespace kith::present
