#include "review/emergency.h"

#include "json/value.h"
#include "ports/audit_kinds.h"
#include "review/days.h"
#include "review/rows.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace kith::review {
namespace {

namespace kinds = ports::kinds;
constexpr std::uint64_t kOneInTen = 10;

std::string code_in(std::string_view facts) {
    const auto document = json::parse(facts);
    if (!document) return {};
    const json::Value code = document->root()["code"];
    return std::string(code.is_text() ? code.text() : document->root()["emergency"]["code"].text());
}

Emergency begun(const Register& log, std::uint64_t place, const Work& work,
                const policy::Rulebook& rulebook) {
    const LogLine line = log.line(place);
    return {.place = place,
            .user = line.user,
            .role = line.role,
            .team = work.team_of(line.user),
            .agency = line.agency,
            .subject = line.subject,
            .code = code_in(line.facts),
            .began = line.at,
            .ended = {},
            .review_due = record::from_day_number(next_working_day(uk_day_number(line.at), rulebook)),
            .review = {},
            .outcome = {}};
}

/// The last emergency before `place` that the entry ends: of the same enquiry, or else of the same user and
/// subject.
Emergency* ended_by(std::vector<Emergency>& all, const Register& log, const LogLine& line) {
    const auto at = std::find_if(all.rbegin(), all.rend(), [&](const Emergency& e) {
        if (e.ended || e.user != line.user) return false;
        return line.enquiry.empty() ? e.subject == line.subject : log.line(e.place).enquiry == line.enquiry;
    });
    return at == all.rend() ? nullptr : &*at;
}

void note_review(std::vector<Emergency>& all, const Register& log, const Work& work, std::uint64_t place) {
    const LogLine line = log.line(place);
    const auto document = json::parse(line.facts);
    if (!document) return;
    const auto facts = document->root();
    const auto index = facts["entry"].integer();
    const auto about = index && *index >= 0
                           ? log.place_of(facts["chain"].text(), static_cast<std::uint64_t>(*index))
                           : std::nullopt;
    const auto at = about ? std::ranges::find(all, *about, &Emergency::place) : all.end();
    if (at == all.end() || work.is_same_person(at->user, line.user)) return;
    at->review = place;
    at->outcome = facts["outcome"].text();
}

std::vector<TeamRate> rates(const Register& log, const Work& work, const std::vector<Emergency>& all) {
    const Rows& rows = log.rows();
    std::map<std::uint32_t, std::set<int>> days_by_user;
    for (const Row& row : rows.rows)
        if (row.user) days_by_user[row.user].insert(uk_day_number(row.at));
    std::map<std::string, TeamRate> teams;
    for (const auto& [user, days] : days_by_user)
        teams[work.team_of(rows.names.text(user))].sessions += days.size();
    for (const auto& e : all) ++teams[e.team].emergencies;
    std::vector<TeamRate> list;
    for (auto& [name, rate] : teams) {
        rate.team = name;
        list.push_back(rate);
    }
    std::ranges::stable_sort(list, std::greater{}, &TeamRate::per_hundred);
    return list;
}

int urgency(const Emergency& e) {
    return e.is_overdue ? 0 : e.review ? 2 : 1;
}

}  // namespace

EmergencyQueue emergency_queue(const Register& log, const Work& work, const policy::Rulebook& rulebook,
                               base::Instant now) {
    EmergencyQueue queue;
    const Rows& rows = log.rows();
    const auto began = rows.names.find(kinds::kEmergencyBegan),
               ended = rows.names.find(kinds::kEmergencyEnded);
    const auto reviewed = rows.names.find(kinds::kEmergencyReviewed);
    for (std::uint64_t place = 0; place < rows.rows.size(); ++place) {
        const std::uint32_t kind = rows.rows[place].kind;
        if (began && kind == *began) queue.all.push_back(begun(log, place, work, rulebook));
        if (ended && kind == *ended)
            if (Emergency* e = ended_by(queue.all, log, log.line(place))) e->ended = rows.rows[place].at;
        if (reviewed && kind == *reviewed) note_review(queue.all, log, work, place);
    }
    for (auto& e : queue.all) {
        e.is_overdue = !e.review && uk_day_number(now) > e.review_due.first_day();
        queue.unreviewed += !e.review;
        queue.overdue += e.is_overdue;
        queue.with_other_reason += e.code == "other";
    }
    queue.other_is_a_finding = queue.with_other_reason * kOneInTen > queue.all.size();
    if (queue.overdue) queue.escalate_to = work.head_of_service;
    queue.teams = rates(log, work, queue.all);
    std::ranges::sort(queue.all, [](const Emergency& a, const Emergency& b) {
        return std::tuple(urgency(a), b.place) < std::tuple(urgency(b), a.place);
    });
    return queue;
}

std::vector<Emergency> own_emergencies(const EmergencyQueue& queue, std::string_view user) {
    std::vector<Emergency> own;
    std::ranges::copy_if(queue.all, std::back_inserter(own),
                         [&](const Emergency& e) { return e.user == user; });
    std::ranges::sort(own, std::greater{}, &Emergency::place);
    return own;
}

}  // namespace kith::review
