#include "base/text.h"
#include "present/log_entry.h"
#include "record/when.h"

#include <algorithm>
#include <cstdio>
#include <set>

namespace kith::present {
namespace {

constexpr int kDays = 30;

std::string one_decimal(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

/// The users of somebody's team but them; without teams, all others.
std::set<std::uint32_t> others_of(const LogBook& book, const std::string& user) {
    const auto team = book.teams.find(user);
    std::set<std::uint32_t> others;
    for (std::uint32_t i = 0; i < book.users.size(); ++i) {
        const auto theirs = book.teams.find(book.users[i]);
        const bool is_mate =
            team == book.teams.end() || (theirs != book.teams.end() && theirs->second == team->second);
        if (is_mate && book.users[i] != user) others.insert(i);
    }
    return others;
}

std::string title_of(const LogBook& book, const std::string& user, size_t others) {
    const std::string title = book.names.user(user);
    if (others == 0) return title;
    const auto team = book.teams.find(user);
    return title + " against " + (team == book.teams.end() ? "everybody else" : "the team");
}

}  // namespace

double DayChart::most() const {
    double most = 1;
    for (const DayBar& bar : bars) most = std::max({most, static_cast<double>(bar.own), bar.team});
    return most;
}

DayChart day_chart(const LogBook& book, const std::string& user, base::Instant at) {
    const int selected = record::uk_day(at).first_day();
    const int last =
        std::min(std::max(selected, record::uk_day(book.read_at).first_day()), selected + kDays / 2);
    const auto others = others_of(book, user);
    DayChart chart{title_of(book, user, others.size()), {}, !others.empty()};
    std::vector<std::uint64_t> team(kDays, 0);
    for (int i = 0; i < kDays; ++i) {
        const int day = last - kDays + 1 + i;
        chart.bars.push_back({record::from_day_number(day).words(), 0, 0, day == selected});
    }
    for (const AccessDay& access : book.days) {
        const int i = access.day - (last - kDays + 1);
        if (i < 0 || i >= kDays) continue;
        if (book.users[access.user] == user)
            ++chart.bars[static_cast<size_t>(i)].own;
        else if (others.contains(access.user))
            ++team[static_cast<size_t>(i)];
    }
    for (size_t i = 0; chart.has_team && i < team.size(); ++i)
        chart.bars[i].team = static_cast<double>(team[i]) / static_cast<double>(others.size());
    return chart;
}

std::string as_text(const DayBar& bar, bool has_team) {
    return bar.day + ": " + std::to_string(bar.own) + (has_team ? ", others " + one_decimal(bar.team) : "");
}

Lines as_lines(const DayChart& chart) {
    Lines lines;
    for (auto bar = chart.bars.rbegin(); bar != chart.bars.rend(); ++bar) {
        Line line = Line::field(bar->day,
                                std::to_string(bar->own) +
                                    (chart.has_team ? ", mean of the others " + one_decimal(bar->team) : ""));
        if (bar->is_selected) line.said_by = "the day of this entry";
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace kith::present
