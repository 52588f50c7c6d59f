#include "review/rules.h"

#include <algorithm>

namespace kith::review {
namespace {

using Member = WorkBook::Member;

/// The subject first, then everybody shown beside.
bool is_about(const Look& look, Number subject) {
    return subject && (look.subject == subject || std::ranges::find(look.shown, subject) != look.shown.end());
}

bool is_same_family(const Look& look, const Member& member) {
    return std::ranges::any_of(member.homes, [&](const Member::Home& home) {
        return home.family && home.family == look.family &&
               (!look.postcode || look.postcode == home.postcode);
    });
}

bool is_same_address(const Look& look, const Member& member) {
    return look.postcode && std::ranges::any_of(member.homes, [&](const auto& home) {
               return home.postcode == look.postcode;
           });
}

/// Somebody else of the same team, or two accounts of nobody known.
bool is_colleagues_kin(const Look& look, const WorkBook& work) {
    const auto* kin = work.kin_of(look.subject);
    const Member* own = work.member(look.user);
    return kin && std::ranges::any_of(*kin, [&](Number n) {
               const Member& other = work.members()[n];
               return other.user != look.user && (!own || own->team == other.team);
           });
}

void question(const Ground& ground, const Look& look, bool is_explained, std::vector<Signal>& signals) {
    if (const Member* member = ground.work.member(look.user)) {
        if (is_about(look, member->own)) {
            signals.push_back({"own_record", "The records are the member of staff's own.", {}});
        } else if (std::ranges::any_of(member->related, [&](Number r) { return is_about(look, r); })) {
            signals.push_back({"declared_relation", "The records are a declared relation's.", {}});
        } else if (is_same_family(look, *member)) {
            signals.push_back(
                {"same_family",
                 look.postcode
                     ? "Same family name and same postcode as the member of staff or a declared relation."
                     : "Same family name as the member of staff or a declared relation; the postcode is not "
                       "known.",
                 {}});
        } else if (!is_explained && is_same_address(look, *member)) {
            signals.push_back(
                {"same_address", "Same postcode as the member of staff or a declared relation.", {}});
        }
    }
    if (is_explained) return;
    if (ground.work.is_in_the_news(look.subject))
        signals.push_back({"in_the_news", "The child's death is public.", {}});
    if (is_colleagues_kin(look, ground.work))
        signals.push_back(
            {"colleague_family", "The records are a colleague's or a colleague's declared relation's.", {}});
}

}  // namespace

void question_kin(const Ground& ground, Signals& signals) {
    for (Number n = 0; n < ground.looks.all.size(); ++n)
        question(ground, ground.looks.all[n], !ground.explained[n].empty(), signals[n]);
}

}  // namespace kith::review
