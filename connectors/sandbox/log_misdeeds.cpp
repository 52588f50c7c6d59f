#include "connectors/sandbox/log_misdeeds.h"

#include <array>
#include <utility>

namespace kith::sandbox {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Lays down a look of the wrongdoer's, and says what must be said of it.
std::string look(Misdeed& m, size_t child, Instant at, int opened = 2, int printed = 0,
                 bool is_brief = false) {
    return m.day.look({m.user, &m.cast.children[child], at, opened, printed, is_brief, {}});
}

void plant(Misdeed& m, const char* rule, std::string enquiry, bool is_near_miss, bool is_unexplained = true) {
    m.planted.push_back({rule, std::move(enquiry), m.cast.staff[m.user].user, is_near_miss, is_unexplained});
}

/// Gives the wrongdoer a task on that child's case for the whole day: then the look is work.
void explain(Misdeed& m, size_t child) {
    m.work.spell(m.user, "allocated", m.cast.children[child].case_ref, m.noon - hours{5}, m.noon + hours{6});
}

LogChild like_relation(const Misdeed& m, bool has_family, bool has_postcode) {
    const LogChild& relation = m.cast.children[m.cast.staff[m.user].relations.front()];
    LogChild child;
    if (has_family) child.family = relation.family;
    if (has_postcode) child.postcode = relation.postcode;
    child.agency = m.cast.staff[m.user].agency;
    return child;
}

void own_record(Misdeed& m, bool near) {
    const size_t child = m.cast.add_child({});
    if (!near) m.cast.children[child].nhs_number = m.cast.staff[m.user].nhs_number;
    plant(m, "own_record", look(m, child, m.noon), near);
}

void declared_relation(Misdeed& m, bool near) {
    const size_t of = near ? m.cast.stranger_to(m.user) : m.user;
    plant(m, "declared_relation", look(m, m.cast.staff[of].relations.front(), m.noon), near);
}

void same_family(Misdeed& m, bool near) {
    plant(m, "same_family", look(m, m.cast.add_child(like_relation(m, true, !near)), m.noon), near);
}

void same_address(Misdeed& m, bool near) {
    const size_t child = m.cast.add_child(like_relation(m, false, true));
    if (near) explain(m, child);
    plant(m, "same_address", look(m, child, m.noon), near, !near);
}

void in_the_news(Misdeed& m, bool near) {
    const size_t child = m.cast.add_child({});
    m.work.in_the_news.push_back(child);
    if (near) explain(m, child);
    plant(m, "in_the_news", look(m, child, m.noon), near, !near);
}

void colleague_family(Misdeed& m, bool near) {
    const size_t of = near ? m.cast.stranger_to(m.user) : m.cast.colleague_of(m.user);
    plant(m, "colleague_family", look(m, m.cast.staff[of].relations.front(), m.noon), near);
}

/// Somebody who tries one child after the other: 31 in an hour, or the 30 that are allowed.
void many_children(Misdeed& m, bool near) {
    for (int n = 0; n < (near ? 30 : 31); ++n)
        plant(m,
              n == 30 ? "many_children"
              : near  ? "many_children"
                      : "",
              look(m, m.cast.add_child({}), m.noon + n * minutes{1}, 1), near);
}

void one_school(Misdeed& m, bool near) {
    for (int n = 0; n < 6; ++n) {
        LogChild child;
        child.school = near && n == 5 ? "School elsewhere" : "School of misdeeds";
        plant(m, n == 5 || near ? "one_school" : "",
              look(m, m.cast.add_child(child), m.noon + n * minutes{5}), near);
    }
}

void two_boroughs(Misdeed& m, bool near) {
    const size_t child = m.cast.add_child({});
    plant(m, "two_boroughs", look(m, child, m.noon), near);
    // A colleague of the same authority is no second authority.
    const size_t other = near ? m.cast.colleague_of(m.user) : m.cast.of_other_authority(m.user);
    m.planted.push_back({"two_boroughs",
                         m.day.look({other, &m.cast.children[child], m.noon + minutes{17}, 2, 0, false, {}}),
                         m.cast.staff[other].user, near, true});
}

void repeated_denied(Misdeed& m, bool near) {
    const size_t child = m.cast.add_child({});
    for (int n = 0; n < 3; ++n) {
        // What was only left out is no denial.
        const std::string code = near ? "no_reason" : "nothing_permitted";
        const auto enquiry =
            m.day.look({m.user, &m.cast.children[child], m.noon + n * minutes{4}, 0, 0, false, code});
        plant(m, n == 2 || near ? "repeated_denied" : "", enquiry, near);
    }
}

void printing_spike(Misdeed& m, bool near) {
    const size_t child = m.cast.add_child({});
    explain(m, child);
    plant(m, "printing_spike", look(m, child, m.noon, 1, near ? 9 : 10), near, false);
}

void out_of_hours(Misdeed& m, bool near) {
    const Instant night = m.noon - hours{10};
    if (near) m.work.spell(m.user, "duty_rota", "", night - hours{2}, night + hours{3});
    plant(m, "out_of_hours", look(m, m.cast.add_child({}), night), near, !near);
}

void quick_look(Misdeed& m, bool near) {
    plant(m, "quick_look", look(m, m.cast.add_child({}), m.noon, 0, 0, true), near);
    m.day.look({m.user,
                &m.cast.children[m.cast.load_of(m.user).front()],
                m.noon + seconds{near ? 20 : 8},
                2,
                0,
                false,
                {}});
}

void searches_only(Misdeed& m, bool near) {
    for (int n = 0; n < (near ? 20 : 21); ++n)
        plant(m, n == 20 || near ? "searches_only" : "",
              look(m, m.cast.add_child({}), m.noon + n * minutes{2}, 0, 0, true), near);
}

void no_work(Misdeed& m, bool near) {
    const size_t child = m.cast.add_child({});
    // Somebody who looks in the morning at a case that is opened for them in the afternoon.
    if (near)
        m.work.spell(m.user, "allocated", m.cast.children[child].case_ref, m.noon + hours{2},
                     m.noon + hours{48});
    plant(m, "no_work", look(m, child, m.noon), near);
}

constexpr std::array kMisdeeds = {own_record,   declared_relation, same_family,    same_address,
                                  in_the_news,  colleague_family,  many_children,  one_school,
                                  two_boroughs, repeated_denied,   printing_spike, out_of_hours,
                                  quick_look,   searches_only,     no_work};

}  // namespace

size_t misdeed_kinds() {
    return kMisdeeds.size();
}

void do_misdeed(size_t kind, bool is_near_miss, Misdeed& with) {
    kMisdeeds[kind](with, is_near_miss);
}

}  // namespace kith::sandbox
