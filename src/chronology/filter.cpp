#include "base/text.h"
#include "chronology/chronology.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace kith::chronology {

namespace {

bool is_not_attended(const record::Event& event) {
    static constexpr std::array<std::string_view, 6> kWords{
        "not_brought", "not_attended", "was_not_brought", "did_not_attend", "did_not_wait", "no_access"};
    const auto is_one = [](std::string_view word) {
        return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
    };
    return is_one(event.kind) || std::any_of(event.tags.begin(), event.tags.end(), is_one);
}

/// The filter with its text taken apart once.
class Sieve {
public:
    Sieve(const Filter& filter, const wording::SourceNames& names) : filter_(filter), names_(names) {
        for (const auto& word : base::split(filter.text, ' '))
            if (!base::trim(word).empty()) words_.push_back(base::lower_ascii(base::trim(word)));
    }

    bool passes(const Entry& entry) const {
        const auto& event = entry.event;
        if (filter_.significant_only && !event.significant) return false;
        if (filter_.childs_voice_only && event.voice != record::Voice::childs_words) return false;
        if (filter_.not_attended_only && !is_not_attended(event)) return false;
        if (!filter_.sources.empty() && !filter_.sources.count(event.origin.source)) return false;
        if (!filter_.people.empty() && !is_about_any(entry)) return false;
        if (!filter_.period.is_open() && !filter_.period.may_contain(event.sort_time())) return false;
        return std::all_of(words_.begin(), words_.end(),
                           [&](const auto& word) { return holds(event, word); });
    }

private:
    bool is_about_any(const Entry& entry) const {
        return std::any_of(entry.people.begin(), entry.people.end(),
                           [&](const auto& id) { return filter_.people.count(id) > 0; });
    }

    bool holds(const record::Event& event, const std::string& word) const {
        if (base::contains_ignoring_case(event.title, word) ||
            base::contains_ignoring_case(event.text, word) || base::contains_ignoring_case(event.place, word))
            return true;
        const auto name = names_.find(event.origin.source);
        return base::contains_ignoring_case(name == names_.end() ? event.origin.source.text() : name->second,
                                            word);
    }

    const Filter& filter_;
    const wording::SourceNames& names_;
    std::vector<std::string> words_;
};

}  // namespace

std::vector<size_t> apply(const Filter& filter, const Chronology& chronology,
                          const wording::SourceNames& names) {
    const Sieve sieve(filter, names);
    std::vector<size_t> out;
    for (size_t i = 0; i < chronology.entries.size(); ++i)
        if (sieve.passes(chronology.entries[i])) out.push_back(i);
    return out;
}

}  // namespace kith::chronology
