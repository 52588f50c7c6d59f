#include "connectors/sandbox/log_maker.h"

#include "connectors/sandbox/log_misdeeds.h"
#include "json/writer.h"
#include "ports/audit_kinds.h"

#include <algorithm>

namespace kith::sandbox {
namespace {

namespace kinds = ports::kinds;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::chrono::sys_days kFirstDay{std::chrono::year{2026} / 9 / 21};  ///< a Monday
constexpr std::uint64_t kEntriesOfOne =
    1700;  ///< of each member of staff, so that a larger log has more of them
constexpr size_t kFewestStaff = 20, kMostStaff = 1000;
constexpr int kSlots = 19, kLunch = 7,
              kLunchEnds = 11;  ///< half hours from 08:00; around noon a day has room for misdeeds

size_t staff_for(const LogOrder& order) {
    return std::clamp(static_cast<size_t>(order.entries / kEntriesOfOne), kFewestStaff, kMostStaff);
}

size_t children_for(const LogOrder& order) {
    return std::max<size_t>(200, static_cast<size_t>(order.entries / 40));
}

class Making {
public:
    explicit Making(const LogOrder& order)
        : order_(order),
          cast_(order.seed, staff_for(order), children_for(order)),
          dice_(order.seed, "what a log tells"),
          day_(cast_, order.seed),
          work_(cast_) {
        for (size_t n = 0; n < cast_.staff.size(); ++n)
            if (!cast_.staff[n].is_on_rota) wrongdoers_.push_back(n);
        misdeeds_ = misdeed_kinds() * 2 * static_cast<size_t>(std::max(order.of_each_rule, 0));
        for (size_t n = 0; n < cast_.staff.size(); ++n)
            for (const size_t child : cast_.load_of(n))
                work_.spell(n, "allocated", cast_.children[child].case_ref, kFirstDay - std::chrono::days{20},
                            kFirstDay + std::chrono::days{200});
    }

    base::Expected<MadeLog> run(const std::function<base::Expected<void>(const ports::AuditEntry&)>& take) {
        for (auto day = kFirstDay; day_.entries < order_.entries || done_ < misdeeds_;
             day += std::chrono::days{1}) {
            const std::chrono::weekday weekday(day);
            if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) continue;
            // The clock of the United Kingdom, as far as it matters here: an hour ahead until 25 October.
            const bool is_summer = day < std::chrono::sys_days{std::chrono::year{2026} / 10 / 25};
            make_day(Instant(day) - hours{is_summer ? 1 : 0});
            if (auto given = day_.give(take); !given) return given.error();
        }
        return MadeLog{work_.work_json(), work_.staff_json(), std::move(planted_), day_.entries,
                       day_.accesses};
    }

private:
    void make_day(Instant midnight) {
        for (size_t n = 0; n < cast_.staff.size(); ++n) {
            const Instant begins = midnight + hours{7} + minutes{40}, ends = midnight + hours{18};
            day_.sign(n, begins, kinds::kSignedIn);
            if (cast_.staff[n].is_on_rota) work_.spell(n, "duty_rota", "", begins, ends + hours{1});
            for (int slot = 0; slot < kSlots; ++slot) {
                const bool is_lunch = slot >= kLunch && slot < kLunchEnds;
                if (!is_lunch && dice_.chance(45))
                    work_on(n, midnight + hours{8} + slot * minutes{30} + minutes{dice_.between(0, 9)});
            }
            day_.sign(n, ends, kinds::kSignedOut);
        }
        for (size_t n = 0; n < wrongdoers_.size() && done_ < misdeeds_; ++n, ++done_) {
            Misdeed misdeed{cast_, day_, work_, wrongdoers_[n], midnight + hours{12} + minutes{2}, planted_};
            do_misdeed(done_ / 2 % misdeed_kinds(), done_ % 2 == 1, misdeed);
            unexplained_ =
                static_cast<std::uint64_t>(std::ranges::count_if(planted_, &Planted::is_unexplained));
        }
    }

    void work_on(size_t user, Instant at) {
        ++looks_;
        const bool is_due =
            static_cast<double>(unexplained_ + 1) <= order_.unexplained * static_cast<double>(looks_);
        if (is_due && !cast_.staff[user].is_on_rota && look_unexplained(user, at)) return;
        const LogChild& child = cast_.children[child_for(user, at)];
        day_.look({user,
                   &child,
                   at,
                   dice_.between(0, 5),
                   cast_.staff[user].is_on_rota && dice_.chance(9) ? 1 : 0,
                   false,
                   {}});
    }

    /// A child that the user has a task for; when there is none yet, one is made: a reply to chase, a
    /// meeting, a referral.
    size_t child_for(size_t user, Instant at) {
        const auto& load = cast_.load_of(user);
        if (!load.empty() && dice_.chance(75)) return load[dice_.below(load.size())];
        const size_t child = cast_.any_child_of(cast_.staff[user].agency, dice_);
        if (cast_.staff[user].is_on_rota) return child;
        if (free_.contains({user, child})) return load.empty() ? child : load[0];
        static constexpr std::array<std::string_view, 5> kWhy = {"chase_reply", "meeting", "referral_owner",
                                                                 "supervision", "review"};
        work_.spell(user, dice_.pick(kWhy), cast_.children[child].case_ref, at - hours{1}, at + hours{8});
        return child;
    }

    bool look_unexplained(size_t user, Instant at) {
        const size_t child = cast_.any_child_of(cast_.staff[user].agency, dice_);
        if (work_.has(user, cast_.children[child].case_ref)) return false;
        free_.insert({user, child});
        ++unexplained_;
        planted_.push_back({"",
                            day_.look({user, &cast_.children[child], at, dice_.between(1, 4), 0, false, {}}),
                            cast_.staff[user].user, false, true});
        return true;
    }

    LogOrder order_;
    LogCast cast_;
    Dice dice_;
    LogDay day_;
    LogWork work_;
    std::vector<size_t> wrongdoers_;
    std::set<std::pair<size_t, size_t>> free_;  ///< user and child that must stay without a task
    std::vector<Planted> planted_;
    size_t misdeeds_ = 0, done_ = 0;
    std::uint64_t looks_ = 0, unexplained_ = 0;
};

}  // namespace

base::Expected<MadeLog> make_log(const LogOrder& order,
                                 const std::function<base::Expected<void>(const ports::AuditEntry&)>& take) {
    return Making(order).run(take);
}

std::string planted_json(const MadeLog& made) {
    json::Writer w;
    w.object().member("entries", made.entries).member("accesses", made.accesses).key("planted").array();
    for (const auto& one : made.planted)
        w.object()
            .member("enquiry", one.enquiry)
            .member("user", one.user)
            .member("rule", one.rule)
            .member("near_miss", one.is_near_miss)
            .member("unexplained", one.is_unexplained)
            .end();
    w.end().end();
    return w.text() + "\n";
}

}  // namespace kith::sandbox
