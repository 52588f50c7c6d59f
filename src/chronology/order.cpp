#include "chronology/order.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <string_view>

namespace kith::chronology {

namespace {

constexpr std::int64_t kUndated = std::numeric_limits<std::int64_t>::max();

/// What sorting looks at first: 16 bytes an event, so that most comparisons touch no event at all.
struct Key {
    std::int64_t time;
    std::uint32_t source;  ///< rank of the source
    std::uint32_t index;   ///< into the flat list of tellings
};

bool operator<(const Key& a, const Key& b) {
    return a.time != b.time ? a.time < b.time : a.source < b.source;
}
bool is_tie(const Key& a, const Key& b) {
    return a.time == b.time && a.source == b.source;
}

class Content {
public:
    void add(std::uint64_t word) { state_ = std::rotl(state_ ^ word, 29) * 0x9E3779B97F4A7C15ull; }
    void add(std::string_view text) {
        add(text.size());
        for (; text.size() >= 8; text.remove_prefix(8)) add(word_of(text));
        if (!text.empty()) add(word_of(text));
    }
    std::uint64_t value() const { return state_ ^ (state_ >> 32); }

private:
    static std::uint64_t word_of(std::string_view text) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), std::min<size_t>(8, text.size()));
        return word;
    }
    std::uint64_t state_ = 0x243F6A8885A308D3ull;
};

void add(Content& content, const record::When& when) {
    if (!when.is_known()) return content.add(std::uint64_t{0});
    content.add(static_cast<std::uint64_t>(when.sort_key()));
    content.add(static_cast<std::uint64_t>(when.last_day()) * 8 +
                static_cast<std::uint64_t>(when.precision()));
}

/// A telling within a tie. The reference is at hand, so that comparing touches the event as little as may be.
struct Tied {
    std::string_view reference;
    Told told;
    std::uint32_t index;
    std::uint64_t content = 0;  ///< looked at only where references are equal
};

bool is_same_event(const Tied& a, const Tied& b) {
    return a.reference == b.reference && a.content == b.content;
}

bool by_reference(const Tied& a, const Tied& b) {
    return a.reference < b.reference;
}

bool by_content(const Tied& a, const Tied& b) {
    return a.content != b.content ? a.content < b.content : a.index < b.index;
}

class Sorter {
public:
    explicit Sorter(const link::Replies& replies) {
        size_t events = 0;
        for (const auto& reply : replies) events += reply->events.size();
        flat_.reserve(events);
        keys_.reserve(events);
        for (std::uint32_t i = 0; i < replies.size(); ++i) {
            if (i > 0 && replies[i]->source != replies[i - 1]->source) ++source_;
            add(*replies[i], i);
        }
    }

    Ordered run() {
        std::sort(keys_.begin(), keys_.end());
        out_.told.reserve(keys_.size());
        for (auto first = keys_.cbegin(); first != keys_.cend();) {
            auto last = first + 1;
            while (last != keys_.cend() && is_tie(*first, *last)) ++last;
            if (last - first == 1)
                put(flat_[first->index]);
            else
                put_tie(first, last);
            if (first->time != kUndated) out_.dated = out_.told.size();
            first = last;
        }
        return std::move(out_);
    }

private:
    using At = std::vector<Key>::const_iterator;

    void add(const record::Reply& reply, std::uint32_t index) {
        for (const auto& event : reply.events) {
            const auto& when = event.sort_time();
            keys_.push_back({when.is_known() ? when.sort_key() : kUndated, source_,
                             static_cast<std::uint32_t>(flat_.size())});
            flat_.push_back({&event, index, 0});
        }
    }

    void put(const Told& told) { out_.told.push_back(told); }

    void put_tie(At first, At last) {
        tied_.clear();
        for (At at = first; at != last; ++at) {
            const auto& told = flat_[at->index];
            tied_.push_back({told.event->origin.reference, told, at->index});
        }
        if (!std::is_sorted(tied_.begin(), tied_.end(), by_reference))
            std::sort(tied_.begin(), tied_.end(), by_reference);
        for (auto same = tied_.begin(); same != tied_.end();) {
            auto end = same + 1;
            while (end != tied_.end() && end->reference == same->reference) ++end;
            if (end - same == 1)
                put(same->told);
            else
                put_equals({same, end});
            same = end;
        }
    }

    /// Tellings under one time and reference: the same event, or several of one record.
    void put_equals(std::pair<std::vector<Tied>::iterator, std::vector<Tied>::iterator> equals) {
        for (auto at = equals.first; at != equals.second; ++at) at->content = content_of(*at->told.event);
        std::sort(equals.first, equals.second, by_content);
        for (auto same = equals.first; same != equals.second;) {
            const auto end =
                std::find_if(same, equals.second, [&](const Tied& t) { return !is_same_event(*same, t); });
            put_once({same, end});
            same = end;
        }
    }

    /// One event told by several replies is kept once; told twice by one reply it is kept twice.
    void put_once(std::pair<std::vector<Tied>::iterator, std::vector<Tied>::iterator> same) {
        const size_t base = out_.told.size();
        std::uint32_t nth = 0;
        for (auto at = same.first; at != same.second; ++at) {
            nth = at != same.first && at->told.reply == (at - 1)->told.reply ? nth + 1 : 0;
            at->told.nth = nth;
            if (base + nth == out_.told.size())
                put(at->told);
            else
                out_.again.emplace_back(base + nth, at->told);
        }
    }

    std::vector<Told> flat_;
    std::vector<Key> keys_;
    std::vector<Tied> tied_;
    std::uint32_t source_ = 0;
    Ordered out_;
};

}  // namespace

std::uint64_t content_of(const record::Event& event) {
    Content content;
    content.add(event.origin.source.text());
    content.add(event.origin.reference);
    content.add(event.kind);
    content.add(event.title);
    content.add(event.text);
    content.add(event.place);
    add(content, event.occurred);
    add(content, event.reported);
    add(content, event.recorded);
    return content.value();
}

Ordered in_order(const link::Replies& replies) {
    Ordered ordered = Sorter(replies).run();
    std::sort(ordered.again.begin(), ordered.again.end(), [](const auto& a, const auto& b) {
        return std::pair(a.first, a.second.reply) < std::pair(b.first, b.second.reply);
    });
    return ordered;
}

}  // namespace kith::chronology
