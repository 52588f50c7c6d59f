#include "connectors/sandbox/log_cast.h"

#include "connectors/sandbox/pools.h"

#include <array>
#include <utility>

namespace kith::sandbox {
namespace {

constexpr std::array<std::string_view, 2> kAgencies = {"Northshire Council", "Westmoor Council"};
constexpr size_t kOneInWestmoor = 5;  ///< of so many staff and children, one
constexpr size_t kTeam = 6;
constexpr int kSchools = 160;

struct Fixed {
    std::string_view user, role, person;
};
constexpr std::array<Fixed, 3> kNorthshire = {{{"a.okafor", "mash_worker", "NS-1041"},
                                               {"r.singh", "duty_social_worker", "NS-1077"},
                                               {"l.hughes", "safeguarding_lead", "NS-0312"}}};

std::string numbered(std::string_view before, size_t n, size_t digits) {
    const std::string number = std::to_string(n);
    return std::string(before) + std::string(digits > number.size() ? digits - number.size() : 0, '0') +
           number;
}

std::string made_postcode(Dice& dice) {
    std::string code = "NS" + std::to_string(dice.between(1, 24)) + " " + std::to_string(dice.between(1, 9));
    for (int n = 0; n < 2; ++n) code += "ABDEFGHJLNPQRSTUWXYZ"[dice.below(20)];
    return code;
}

/// Single and double names, so that two strangers seldom share one.
std::string made_family(Dice& dice) {
    const auto& families = dice.pick(communities()).families;
    std::string name(dice.pick(families));
    if (dice.chance(40)) name += "-" + std::string(dice.pick(dice.pick(communities()).families));
    return name;
}

}  // namespace

LogCast::LogCast(std::uint64_t seed, size_t staff_count, size_t children_count)
    : dice_(seed, "the cast of a log") {
    for (size_t n = 0; n < staff_count; ++n) {
        LogStaff one;
        one.agency = kAgencies[n % kOneInWestmoor == kOneInWestmoor - 1];
        one.is_on_rota = n % 2 == 0;
        one.role = one.is_on_rota ? "mash_worker" : "duty_social_worker";
        one.user = numbered("worker.", n, 3);
        one.person = numbered("NS-2", n, 3);
        if (n < kNorthshire.size())
            one.user = kNorthshire[n].user, one.role = kNorthshire[n].role,
            one.person = kNorthshire[n].person;
        one.team =
            (one.agency == kAgencies[0] ? "Northshire " : "Westmoor ") +
            (one.is_on_rota ? std::string("front door")
                            : numbered("locality ", one.agency == kAgencies[0] ? n / (2 * kTeam) + 1 : 1, 1));
        one.workstation = numbered("NSC-", 400 + n, 4);
        one.nhs_number = numbers_.next_nhs();
        one.family = made_family(dice_);
        one.postcode = made_postcode(dice_);
        staff.push_back(std::move(one));
    }
    for (size_t n = 0; n < children_count; ++n) add_child({});
    ordinary = children.size();
    loads_.resize(staff.size());
    for (size_t child = 0, next = 0; child < ordinary; ++child) {
        do next = (next + 1) % staff.size();
        while (staff[next].is_on_rota || staff[next].agency != children[child].agency);
        loads_[next].push_back(child);
    }
    // Everybody has a nephew or niece of another name, whom nobody has reason to work with.
    for (auto& one : staff) one.relations.push_back(add_child({}));
}

LogChild LogCast::made_up() {
    LogChild child;
    child.nhs_number = numbers_.next_nhs();
    const auto& community = dice_.pick(communities());
    child.given = dice_.pick(dice_.chance(50) ? community.girls : community.boys);
    child.family = made_family(dice_);
    child.born = std::to_string(dice_.between(2009, 2025)) + "-" +
                 numbered("", static_cast<size_t>(dice_.between(1, 12)), 2) + "-" +
                 numbered("", static_cast<size_t>(dice_.between(1, 28)), 2);
    child.postcode = made_postcode(dice_);
    child.school = numbered("School ", dice_.below(kSchools), 3);
    child.case_ref = numbered("NC-2026-", 20000 + children.size(), 5);
    child.agency = kAgencies[children.size() % kOneInWestmoor == 0];
    return child;
}

size_t LogCast::add_child(LogChild like) {
    LogChild child = made_up();
    for (const auto member : {&LogChild::family, &LogChild::postcode, &LogChild::school, &LogChild::agency})
        if (!(like.*member).empty()) child.*member = std::move(like.*member);
    children.push_back(std::move(child));
    return children.size() - 1;
}

size_t LogCast::any_child_of(const std::string& agency, Dice& dice) const {
    size_t child = dice.below(ordinary);
    while (children[child].agency != agency) child = (child + 1) % ordinary;
    return child;
}

size_t LogCast::colleague_of(size_t worker) const {
    for (size_t n = (worker + 1) % staff.size(); n != worker; n = (n + 1) % staff.size())
        if (staff[n].team == staff[worker].team) return n;
    return worker;
}

size_t LogCast::stranger_to(size_t worker) const {
    for (size_t n = (worker + 1) % staff.size(); n != worker; n = (n + 1) % staff.size())
        if (staff[n].team != staff[worker].team) return n;
    return worker;
}

size_t LogCast::of_other_authority(size_t worker) const {
    for (size_t n = (worker + 1) % staff.size(); n != worker; n = (n + 1) % staff.size())
        if (staff[n].agency != staff[worker].agency && !staff[n].is_on_rota) return n;
    return worker;
}

}  // namespace kith::sandbox
