#include "policy/grant_words.h"

#include "base/text.h"
#include "policy/explain.h"

#include <algorithm>

namespace kith::policy {
namespace {

using Categories = std::vector<record::CategoryId>;

/// A rule denies where it says so, and also where it is a permit that cannot be read.
std::string sentence(const Rule& rule, bool denies) {
    if (denies && rule.permits)
        return "Rule " + rule.id + " cannot be evaluated, so it denies. Tell whoever keeps the rulebook.";
    if (!denies && !rule.permits) return "Rule " + rule.id + " yields to emergency access.";
    return rule.why;
}

std::string nobody_permits(const Case& c, PersonKind kind, std::string_view source) {
    return "No rule permits " + c.rulebook.role(c.request.user.role)->name + " to ask " +
           std::string(source) + " about " + std::string(who(kind)) + " for " +
           c.rulebook.purpose(c.request.purpose)->name + ".";
}

/// "Tenancies and Addresses and telephone numbers", as the rulebook names them.
std::string names(const Case& c, const Categories& categories) {
    std::vector<std::string> all;
    for (const auto& id : categories) {
        const Category* category = c.rulebook.category(id);
        all.push_back(category ? category->name : id.text());
    }
    return base::join(all, "; ");
}

std::string ring(const Source& source) {
    return "Ring " + source.contact_name + ", " + source.contact_phone + ".";
}

void say_agreements(const Case& c, const Weighed& weighed, const Source& source,
                    std::vector<std::string>& sentences) {
    const std::string purpose = c.rulebook.purpose(c.request.purpose)->name;
    if (!weighed.not_agreed.empty())
        sentences.push_back("No agreement in force lets " + source.name + " be asked for " + purpose +
                            " about: " + names(c, weighed.not_agreed) + ". " + ring(source));
    if (!weighed.existence_agreed.empty())
        sentences.push_back("The agreement with " + source.name +
                            " gives only whether anything is held, for " + purpose +
                            ", about: " + names(c, weighed.existence_agreed) + ". " + ring(source));
}

void say_emergency(const Case& c, const Weighed& weighed, const CellGrant& grant,
                   std::vector<std::string>& sentences) {
    if (grant.by_emergency)
        sentences.push_back("Opened by emergency access until " + base::uk_time(*c.emergency_until) +
                            "; it will be reviewed.");
    if (!weighed.unapproved.empty())
        sentences.push_back("Not opened, for it needs a second person's agreement in an emergency too: " +
                            names(c, weighed.unapproved) + ".");
}

/// Whether a permit's sentence would say the opposite of what came out.
bool is_beside_the_point(const Weighed& weighed, const CellGrant& grant, bool denies) {
    if (grant.may_ask || denies) return false;
    return !weighed.denied.empty() || !weighed.not_agreed.empty() || !weighed.unapproved.empty();
}

void say_once(std::vector<std::string>& sentences, std::string text) {
    if (std::ranges::find(sentences, text) == sentences.end()) sentences.push_back(std::move(text));
}

}  // namespace

std::string why(const Case& c, const Weighed& weighed, const CellGrant& grant, PersonKind kind,
                const Source& source) {
    std::vector<std::string> sentences;
    for (const auto& [id, rule] : weighed.spoke) {
        const bool denies = weighed.denied.contains(id);
        if (!is_beside_the_point(weighed, grant, denies)) say_once(sentences, sentence(*rule, denies));
    }
    if (!grant.may_ask && !weighed.reaches.empty())
        sentences.emplace_back("The period asked about ends before the time that the rules allow.");
    if (grant.may_ask || weighed.denied.empty()) say_agreements(c, weighed, source, sentences);
    say_emergency(c, weighed, grant, sentences);
    if (sentences.empty()) return nobody_permits(c, kind, source.name);
    return base::join(sentences, " ");
}

}  // namespace kith::policy
