#include "review/looks.h"

#include <algorithm>

namespace kith::review {
namespace {

Number number_of(const Interner& texts, const std::string& text) {
    return text.empty() ? 0 : texts.find(text).value_or(0);
}

}  // namespace

WorkBook::WorkBook(const Work& work, const Rows& rows) {
    for (const auto& spell : work.spells) {
        const Number user = number_of(rows.names, spell.user),
                     case_ref = number_of(rows.names, spell.case_ref);
        const Number subject = number_of(rows.tokens, spell.subject);
        const bool is_unheard_of =
            !user || (!spell.case_ref.empty() && !case_ref) || (!spell.subject.empty() && !subject);
        if (!is_unheard_of) spells_[both(user, case_ref)].push_back({subject, &spell});
    }
    for (const auto& one : work.staff) {
        Member member;
        member.user = number_of(rows.names, one.user);
        member.team = one.team;
        member.own = number_of(rows.tokens, one.own_subject);
        member.family = number_of(rows.tokens, one.family);
        member.postcode = number_of(rows.tokens, one.postcode);
        for (const auto& token : one.related_subjects)
            if (const Number related = number_of(rows.tokens, token)) member.related.insert(related);
        member.homes.push_back({member.family, member.postcode});
        for (const auto& relation : one.relations)
            member.homes.push_back(
                {number_of(rows.tokens, relation.family), number_of(rows.tokens, relation.postcode)});
        const auto at = static_cast<Number>(members_.size());
        if (member.user) member_of_[member.user] = at;
        if (member.own) kin_[member.own].push_back(at);
        for (const Number related : member.related) kin_[related].push_back(at);
        members_.push_back(std::move(member));
    }
    for (const auto& token : work.in_the_news)
        if (const Number subject = number_of(rows.tokens, token)) in_the_news_.insert(subject);
}

const WorkBook::Member* WorkBook::member(Number user) const {
    const auto at = member_of_.find(user);
    return at == member_of_.end() ? nullptr : &members_[at->second];
}

const std::vector<Number>* WorkBook::kin_of(Number subject) const {
    const auto at = kin_.find(subject);
    return at == kin_.end() ? nullptr : &at->second;
}

const Work::Spell* WorkBook::covering(std::uint64_t key, const Look& look) const {
    const auto at = spells_.find(key);
    if (at == spells_.end()) return nullptr;
    const auto found = std::ranges::find_if(at->second, [&](const Spell& s) {
        return s.spell->from <= look.first && look.first < s.spell->until &&
               (!s.subject || s.subject == look.subject);
    });
    return found == at->second.end() ? nullptr : found->spell;
}

std::string_view WorkBook::explains(const Look& look) const {
    const Work::Spell* spell = look.case_ref ? covering(both(look.user, look.case_ref), look) : nullptr;
    if (!spell) spell = covering(both(look.user, 0), look);
    return spell ? std::string_view(spell->why) : std::string_view{};
}

bool WorkBook::has_work(Number user, Number case_ref, base::Instant from, base::Instant until) const {
    const auto at = spells_.find(both(user, case_ref));
    return case_ref && at != spells_.end() && std::ranges::any_of(at->second, [&](const Spell& s) {
               return s.spell->from < until && from < s.spell->until;
           });
}

bool WorkBook::is_on_rota(Number user, base::Instant at) const {
    const auto found = spells_.find(both(user, 0));
    return found != spells_.end() && std::ranges::any_of(found->second, [&](const Spell& s) {
               return s.spell->why == "duty_rota" && s.spell->from <= at && at < s.spell->until;
           });
}

}  // namespace kith::review
