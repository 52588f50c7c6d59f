#include "chronology/incidents.h"

#include "base/text.h"
#include "link/fold.h"
#include "link/short_id.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace kith::chronology {

namespace {

constexpr int kDaysApart = 2;
constexpr int kDaysApartByReference = 31;
constexpr size_t kLookAhead = 24;  ///< entries of one person that each is held against

enum Subject : unsigned {
    kInjury = 1,
    kViolence = 2,
    kMissing = 4,
    kSelfHarm = 8,
    kOverdose = 16,
    kSexual = 32
};

struct SubjectWord {
    std::string_view word;
    unsigned subject;
};

// Tags that connectors set, and, where they set none, words of the headline.
constexpr std::array<SubjectWord, 21> kTags{{{"injury", kInjury},
                                             {"bruise", kInjury},
                                             {"bruising", kInjury},
                                             {"fracture", kInjury},
                                             {"burn", kInjury},
                                             {"wound", kInjury},
                                             {"scald", kInjury},
                                             {"sexual_abuse", kSexual},
                                             {"head_injury", kInjury},
                                             {"physical_abuse", kInjury},
                                             {"assault", kInjury | kViolence},
                                             {"domestic_abuse", kViolence},
                                             {"domestic_violence", kViolence},
                                             {"domestic", kViolence},
                                             {"violence", kViolence},
                                             {"missing", kMissing},
                                             {"absconded", kMissing},
                                             {"self_harm", kSelfHarm},
                                             {"overdose", kOverdose},
                                             {"poisoning", kOverdose},
                                             {"ingestion", kOverdose}}};
constexpr std::array<std::string_view, 10> kIncidentKinds{
    "ed_attendance", "ambulance", "ambulance_callout", "ambulance_attendance",
    "admission",     "incident",  "concern",           "school_concern",
    "missing",       "disclosure"};

std::string_view subject_words(unsigned shared) {
    if (shared & kInjury) return "an injury";
    if (shared & kViolence) return "violence at home";
    if (shared & kMissing) return "going missing";
    if (shared & kSelfHarm) return "self-harm";
    if (shared & kSexual) return "sexual abuse";
    return "an overdose or poisoning";
}

unsigned subject_of_tags(const record::Event& event) {
    unsigned found = 0;
    for (const auto& tag : event.tags)
        for (const auto& [word, subject] : kTags)
            if (tag == word) found |= subject;
    return found;
}

unsigned subject_of_title(const record::Event& event) {
    unsigned found = 0;
    for (const auto& said : link::folded_words(event.title))
        for (const auto& [word, subject] : kTags)
            if (said == word || (said.ends_with('s') && said.substr(0, said.size() - 1) == word))
                found |= subject;
    return found;
}

/// One entry that may be an account of an incident, with what the rules look at.
struct Account {
    size_t entry = 0;
    int day = 0;
    unsigned subjects = 0;
    bool is_incident = false;
    std::string postcode;
    std::string reference, own_reference;
};

/// A day, a moment, or a stay of at most a night or two, which is how hospitals date an attendance.
bool is_dated_to_the_day(const record::Event& event) {
    const auto& when = event.sort_time();
    return when.is_known() && when.start().has_day() && (!when.is_span() || when.end()) &&
           when.last_day() - when.first_day() <= kDaysApart;
}

std::optional<Account> account_of(const Entry& entry, size_t index, bool with_references) {
    const auto& event = entry.event;
    if (entry.people.empty() || event.planned || !is_dated_to_the_day(event)) return std::nullopt;
    Account account;
    account.entry = index;
    account.day = event.sort_time().first_day();
    account.subjects = subject_of_tags(event);
    account.is_incident =
        std::find(kIncidentKinds.begin(), kIncidentKinds.end(), event.kind) != kIncidentKinds.end();
    if (account.subjects == 0 && account.is_incident) account.subjects = subject_of_title(event);
    if (with_references) account.reference = link::fold(event.shared_reference);
    if (account.subjects == 0 && account.reference.empty() && !account.is_incident) return std::nullopt;
    account.postcode = link::folded_postcode(event.postcode);
    if (with_references) account.own_reference = link::fold(event.origin.reference);
    return account;
}

bool share_reference(const Account& a, const Account& b) {
    const auto names = [](const Account& x, const Account& y) {
        return !x.reference.empty() && (x.reference == y.reference || x.reference == y.own_reference ||
                                        y.own_reference.ends_with(' ' + x.reference));
    };
    return names(a, b) || names(b, a);
}

/// How well two accounts fit, smaller is better; empty when they do not.
std::optional<int> fit(const Account& a, const Account& b) {
    const int gap = std::abs(a.day - b.day);
    if (share_reference(a, b) && gap <= kDaysApartByReference) return 0;
    const bool both_placed = !a.postcode.empty() && !b.postcode.empty();
    if (gap > kDaysApart || (both_placed && a.postcode != b.postcode)) return std::nullopt;
    if ((a.subjects & b.subjects) != 0) return 2 + 2 * gap - (both_placed ? 1 : 0);
    const bool no_other_subject = a.subjects == 0 || b.subjects == 0;
    if (gap == 0 && both_placed && a.is_incident && b.is_incident && no_other_subject) return 8;
    return std::nullopt;
}

struct Pair {
    int worth;
    size_t a, b;  ///< accounts, a before b
    auto operator<=>(const Pair&) const = default;
};

class Grouping {
public:
    Grouping(std::vector<Entry>& entries, std::vector<Account> accounts)
        : entries_(entries), accounts_(std::move(accounts)), group_(accounts_.size()) {
        std::iota(group_.begin(), group_.end(), size_t{0});
        for (size_t i = 0; i < accounts_.size(); ++i) members_.push_back({i});
    }

    /// Best fitting pairs first; a group never holds two accounts of one source.
    void run() {
        auto pairs = all_pairs();
        std::sort(pairs.begin(), pairs.end());
        for (const auto& pair : pairs) join(group_[pair.a], group_[pair.b], pair.worth == 0);
    }

    std::vector<Group> groups(const std::set<std::string>& ungrouped) {
        std::vector<Group> out;
        for (const auto& members : members_)
            if (members.size() > 1 && !was_taken_apart(members, ungrouped)) out.push_back(group_of(members));
        return out;
    }

private:
    const Entry& entry(size_t account) const { return entries_[accounts_[account].entry]; }

    std::vector<Pair> all_pairs() const {
        std::unordered_map<std::string_view, std::vector<size_t>> of_person;
        for (size_t i = 0; i < accounts_.size(); ++i) of_person[entry(i).people.front()].push_back(i);
        std::vector<Pair> pairs;
        for (const auto& [person, list] : of_person)
            for (size_t i = 0; i < list.size(); ++i) add_pairs(list, i, pairs);
        return pairs;
    }

    void add_pairs(const std::vector<size_t>& list, size_t first, std::vector<Pair>& pairs) const {
        const size_t end = std::min(list.size(), first + 1 + kLookAhead);
        for (size_t next = first + 1; next < end; ++next) {
            const auto &a = accounts_[list[first]], &b = accounts_[list[next]];
            if (b.day - a.day > kDaysApartByReference) return;
            if (entry(list[first]).event.origin.source == entry(list[next]).event.origin.source) continue;
            if (const auto worth = fit(a, b)) pairs.push_back({*worth, list[first], list[next]});
        }
    }

    void join(size_t x, size_t y, bool by_reference) {
        if (x == y || !may_join(members_[x], members_[y], by_reference)) return;
        for (const size_t account : members_[y]) group_[account] = x;
        members_[x].insert(members_[x].end(), members_[y].begin(), members_[y].end());
        members_[y].clear();
    }

    bool may_join(const std::vector<size_t>& x, const std::vector<size_t>& y, bool by_reference) const {
        const int widest = by_reference ? kDaysApartByReference : kDaysApart;
        for (const size_t a : x)
            for (const size_t b : y) {
                if (entry(a).event.origin.source == entry(b).event.origin.source) return false;
                if (std::abs(accounts_[a].day - accounts_[b].day) > widest) return false;
            }
        return true;
    }

    static std::string id_of(const Entry& entry) { return link::short_id("g-", entry.id); }

    /// Taken apart once, an incident stays so when a further source tells of it.
    bool was_taken_apart(const std::vector<size_t>& members, const std::set<std::string>& ungrouped) const {
        return std::any_of(members.begin(), members.end(),
                           [&](size_t account) { return ungrouped.count(id_of(entry(account))) > 0; });
    }

    Group group_of(std::vector<size_t> members) {
        std::sort(members.begin(), members.end(),
                  [&](size_t a, size_t b) { return accounts_[a].entry < accounts_[b].entry; });
        const size_t first = *std::min_element(members.begin(), members.end(), [&](size_t a, size_t b) {
            return std::tie(entry(a).event.origin, entry(a).id) <
                   std::tie(entry(b).event.origin, entry(b).id);
        });
        Group group{
            .id = id_of(entry(first)), .headline = headline_of(members), .reason = reason_of(members)};
        for (const size_t account : members) {
            group.entries.push_back(entry(account).id);
            entries_[accounts_[account].entry].group = group.id;
        }
        return group;
    }

    std::string headline_of(const std::vector<size_t>& members) const {
        const auto said = [&](size_t account) {
            const auto& event = entry(account).event;
            return event.title.size() + event.text.size();
        };
        return entry(*std::max_element(members.begin(), members.end(),
                                       [&](size_t a, size_t b) { return said(a) < said(b); }))
            .event.title;
    }

    std::string reason_of(const std::vector<size_t>& members) const {
        const int days = accounts_[members.back()].day - accounts_[members.front()].day;
        unsigned shared = ~0u;
        bool one_reference = true, one_place = true;
        for (const size_t account : members) {
            shared &= accounts_[account].subjects;
            one_reference =
                one_reference && std::any_of(members.begin(), members.end(), [&](size_t other) {
                    return other != account && share_reference(accounts_[account], accounts_[other]);
                });
            one_place = one_place && !accounts_[account].postcode.empty() &&
                        accounts_[account].postcode == accounts_[members.front()].postcode;
        }
        std::string out = days == 0 ? "same day, same person" : "same person";
        if (one_reference) out += ", same incident reference";
        if (one_place) out += ", same postcode";
        if (shared != 0 && shared != ~0u)
            out +=
                (members.size() == 2 ? ", both about " : ", all about ") + std::string(subject_words(shared));
        if (days > 0) out += "; dates differ by " + base::counted(static_cast<size_t>(days), "day", "days");
        return out;
    }

    std::vector<Entry>& entries_;
    std::vector<Account> accounts_;
    std::vector<size_t> group_;  ///< group of each account
    std::vector<std::vector<size_t>> members_;
};

}  // namespace

std::vector<Group> find_incidents(std::vector<Entry>& entries, const std::set<std::string>& ungrouped) {
    // Folding every reference is worth its time only where somebody names another's.
    const bool with_references = std::any_of(entries.begin(), entries.end(), [](const Entry& entry) {
        return !entry.event.shared_reference.empty();
    });
    std::vector<Account> accounts;
    for (size_t i = 0; i < entries.size(); ++i)
        if (auto account = account_of(entries[i], i, with_references))
            accounts.push_back(std::move(*account));
    Grouping grouping(entries, std::move(accounts));
    grouping.run();
    auto groups = grouping.groups(ungrouped);
    std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.id < b.id; });
    return groups;
}

}  // namespace kith::chronology
