#include "ports/audit_kinds.h"
#include "review/days.h"
#include "review/rules.h"

#include <algorithm>
#include <deque>

namespace kith::review {
namespace {

using base::Instant;
using Mine = std::vector<Number>;  ///< numbers of one user's looks, in order

std::uint64_t place_of(const Ground& g, Number n) {
    return g.looks.all[n].place();
}

void raise(Signals& signals, Number look, const char* rule, std::string why,
           std::vector<std::uint64_t> evidence = {}) {
    signals[look].push_back({rule, std::move(why), std::move(evidence)});
}

/// Looks of the last so long, with how often each text of one kind occurs among them.
class Window {
public:
    explicit Window(std::chrono::milliseconds span) : span_(span) {}
    void add(Instant at, Number look, Number what) {
        while (!held_.empty() && held_.front().at <= at - span_) drop();
        held_.push_back({at, look, what});
        ++times_[what];
    }
    size_t different() const { return times_.size(); }
    size_t size() const { return held_.size(); }
    std::vector<std::uint64_t> evidence(const Ground& g) const {
        std::vector<std::uint64_t> places;
        for (const auto& held : held_) places.push_back(place_of(g, held.look));
        places.pop_back();  // the look itself
        return places;
    }

private:
    struct Held {
        Instant at;
        Number look, what;
    };
    void drop() {
        if (--times_[held_.front().what] == 0) times_.erase(held_.front().what);
        held_.pop_front();
    }
    std::chrono::milliseconds span_;
    std::deque<Held> held_;
    std::unordered_map<Number, int> times_;
};

void many_children(const Ground& g, const Mine& mine, Signals& signals) {
    Window hour(std::chrono::hours{1}), day(kOneDay);
    for (const Number n : mine) {
        const Look& look = g.looks.all[n];
        if (!look.was_asked || !look.subject) continue;
        hour.add(look.first, n, look.subject);
        day.add(look.first, n, look.subject);
        const auto& limits = g.rulebook.limits;
        if (hour.different() > static_cast<size_t>(limits.children_an_hour))
            raise(signals, n, "many_children",
                  std::to_string(hour.different()) + " children within an hour; the limit is " +
                      std::to_string(limits.children_an_hour) + ".",
                  hour.evidence(g));
        else if (day.different() > static_cast<size_t>(limits.children_a_day))
            raise(signals, n, "many_children",
                  std::to_string(day.different()) + " children within a day; the limit is " +
                      std::to_string(limits.children_a_day) + ".",
                  day.evidence(g));
    }
}

void searches_only(const Ground& g, const Mine& mine, Signals& signals) {
    Window hour(std::chrono::hours{1});
    for (const Number n : mine) {
        const Look& look = g.looks.all[n];
        if (!look.was_asked || look.was_opened) continue;
        hour.add(look.first, n, n);
        if (hour.size() > static_cast<size_t>(g.rulebook.limits.searches_without_opening) &&
            g.explained[n].empty())
            raise(signals, n, "searches_only",
                  std::to_string(hour.size()) + " searches within an hour without opening anything.",
                  hour.evidence(g));
    }
}

bool has_own_task(std::string_view why) {
    return !why.empty() && why != "duty_rota";
}

void one_school(const Ground& g, const Mine& mine, Signals& signals) {
    struct Both {
        Window children{kOneDay}, cases{kOneDay};
    };
    std::map<Number, Both> schools;
    for (const Number n : mine) {
        const Look& look = g.looks.all[n];
        if (!look.was_asked || !look.school || !look.subject || has_own_task(g.explained[n])) continue;
        Both& school = schools[look.school];
        school.children.add(look.first, n, look.subject);
        school.cases.add(look.first, n, look.case_ref);
        const size_t many = std::min(school.children.different(), school.cases.different());
        if (many >= kChildrenOfOneSchool)
            raise(signals, n, "one_school", std::to_string(many) + " children of one school within 24 hours.",
                  school.children.evidence(g));
    }
}

void repeated_denied(const Ground& g, const Mine& mine, Signals& signals) {
    Window day(kOneDay);
    for (const Number n : mine) {
        const Look& look = g.looks.all[n];
        if (!look.was_denied || look.was_asked) continue;
        day.add(look.first, n, n);
        if (day.size() >= kDenials)
            raise(signals, n, "repeated_denied",
                  "Refused by the rules " + std::to_string(day.size()) + " times within 24 hours.",
                  day.evidence(g));
    }
}

void out_of_hours(const Ground& g, Number n, Signals& signals) {
    const Look& look = g.looks.all[n];
    if (!g.explained[n].empty() || g.work.is_on_rota(look.user, look.first)) return;
    if (!is_out_of_hours(look.first, g.rulebook)) return;
    raise(signals, n, "out_of_hours",
          "At " + base::uk_time(look.first) + ", with nobody's rota to account for it.");
}

void quick_look(const Ground& g, Number n, Signals& signals) {
    const Look& look = g.looks.all[n];
    if (!g.explained[n].empty() || !look.seen || !look.left || *look.left < *look.seen) return;
    const auto stayed = *look.left - *look.seen;
    if (stayed < kQuickLook)
        raise(signals, n, "quick_look",
              "Went on to something else " +
                  std::to_string(std::chrono::floor<std::chrono::seconds>(stayed).count()) +
                  " seconds after seeing the answers.");
}

/// Other looks of the same user at the same case, or at the same child where no case was given.
class CaseWork {
public:
    CaseWork(const Ground& g, const Mine& mine) : g_(g) {
        for (const Number n : mine)
            if (g.looks.all[n].was_asked) times_[key(g.looks.all[n])].push_back(g.looks.all[n].first);
    }
    bool is_alone(const Look& look) const {
        const auto from = look.first - kWorkAround, until = look.first + kWorkAround;
        const auto at = times_.find(key(look));
        const auto near = at == times_.end() ? 0 : std::ranges::count_if(at->second, [&](Instant t) {
            return from <= t && t <= until;
        });
        return near <= 1 && !g_.work.has_work(look.user, look.case_ref, from, until);
    }

private:
    static std::uint64_t key(const Look& look) {
        return look.case_ref ? both(1, look.case_ref) : both(2, look.subject);
    }
    const Ground& g_;
    std::unordered_map<std::uint64_t, std::vector<Instant>> times_;
};

void no_work(const Ground& g, const CaseWork& cases, Number n, Signals& signals) {
    const Look& look = g.looks.all[n];
    if (!look.was_asked || !g.explained[n].empty() || !cases.is_alone(look)) return;
    const bool is_young = g.now < look.first + kWorkAround;
    raise(signals, n, "no_work",
          is_young ? "No other work on the case in the 7 days before, and none since."
                   : "No other work on the case in the 7 days before or after.");
}

/// Prints and exports of one user by day, with the look that each belongs to.
using Printed = std::map<int, std::vector<std::uint64_t>>;

std::unordered_map<Number, Printed> printed_by_user(const Ground& g) {
    std::unordered_map<Number, Printed> printed;
    const auto print = g.rows.names.find(ports::kinds::kPrinted),
               exported = g.rows.names.find(ports::kinds::kExported);
    for (std::uint64_t place = 0; place < g.rows.rows.size(); ++place) {
        const Row& row = g.rows.rows[place];
        if ((print && row.kind == *print) || (exported && row.kind == *exported))
            printed[row.user][uk_day_number(row.at)].push_back(place);
    }
    return printed;
}

void printing_spike(const Ground& g, Signals& signals) {
    for (const auto& [user, days] : printed_by_user(g))
        for (auto day = days.begin(); day != days.end(); ++day) {
            size_t before = 0;
            for (auto past = days.lower_bound(day->first - kPrintsDays); past != day; ++past)
                before += past->second.size();
            const size_t usual_times = kPrintsTimes * before / kPrintsDays;
            const size_t least = std::max<size_t>(kPrints, usual_times + 1);
            const auto& places = day->second;
            if (places.size() < least) continue;
            const Number look = g.looks.look_of[places[least - 1]];
            if (look == kNoLook) continue;
            raise(signals, look, "printing_spike",
                  std::to_string(places.size()) + " prints and exports in one day.", places);
        }
}

}  // namespace

void question_habits(const Ground& g, Signals& signals) {
    for (const auto& [user, mine] : g.looks.by_user) {
        many_children(g, mine, signals);
        searches_only(g, mine, signals);
        one_school(g, mine, signals);
        repeated_denied(g, mine, signals);
        const CaseWork cases(g, mine);
        for (const Number n : mine) {
            if (!g.looks.all[n].is_access()) continue;
            out_of_hours(g, n, signals);
            quick_look(g, n, signals);
            no_work(g, cases, n, signals);
        }
    }
    printing_spike(g, signals);
}

std::vector<TwoBoroughs> question_pairs(const Ground& g, Signals& signals) {
    std::vector<TwoBoroughs> pairs;
    for (const auto& [subject, looks] : g.looks.by_subject) {
        std::map<std::pair<Number, Number>, Instant>
            told;                         // by pair of users, so that a busy day is told once
        std::map<Number, Number> latest;  // by agency
        for (const Number n : looks) {
            const Look& look = g.looks.all[n];
            if (!look.was_asked) continue;
            for (const auto& [agency, other] : latest) {
                const Look& before = g.looks.all[other];
                if (agency == look.agency || look.first - before.first > kOneDay) continue;
                const auto users = std::minmax(look.user, before.user);
                const auto known = told.find(users);
                if (known != told.end() && look.first - known->second < kOneDay) continue;
                told[users] = look.first;
                pairs.push_back({before.place(), look.place(), std::string(g.rows.tokens.text(subject))});
                const std::string why = "Another authority's staff looked at the same child within 24 hours.";
                if (g.explained[n].empty()) raise(signals, n, "two_boroughs", why, {before.place()});
                if (g.explained[other].empty()) raise(signals, other, "two_boroughs", why, {look.place()});
            }
            latest[look.agency] = n;
        }
    }
    std::ranges::sort(pairs, std::greater{},
                      [](const TwoBoroughs& p) { return std::pair(p.second, p.first); });
    return pairs;
}

std::vector<HarmSignal> harm_signals(const Ground& g) {
    std::vector<HarmSignal> found;
    for (const auto& [subject, looks] : g.looks.by_subject) {
        Window window(kHarmWithin);
        HarmSignal worst;
        for (const Number n : looks) {
            const Look& look = g.looks.all[n];
            if (!look.was_denied || look.was_asked) continue;
            window.add(look.first, n, look.user);
            if (window.size() < kRefusalsOfOneChild || window.size() < worst.refusals.size()) continue;
            worst = {std::string(g.rows.tokens.text(subject)), window.evidence(g), window.different(),
                     look.first};
            worst.refusals.push_back(look.place());
        }
        if (!worst.refusals.empty()) found.push_back(std::move(worst));
    }
    std::ranges::sort(found, [](const HarmSignal& a, const HarmSignal& b) {
        return std::tuple(b.refusals.size(), b.last, a.subject) <
               std::tuple(a.refusals.size(), a.last, b.subject);
    });
    return found;
}

}  // namespace kith::review
