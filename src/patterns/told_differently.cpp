#include "link/fold.h"
#include "patterns/rules.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

namespace kith::patterns {

namespace {

using chronology::Entry;

/// The words that sources use, and what each means.
using Meanings = std::unordered_map<std::string_view, std::string_view>;

// Where on the body, and how it came about. Two accounts differ when both name one and they share none.
const Meanings& where_words() {
    static const Meanings words{
        {"arm", "arm"},     {"forearm", "arm"},     {"elbow", "arm"},       {"wrist", "arm"},
        {"hand", "hand"},   {"finger", "hand"},     {"leg", "leg"},         {"thigh", "leg"},
        {"knee", "leg"},    {"shin", "leg"},        {"ankle", "leg"},       {"foot", "foot"},
        {"head", "head"},   {"forehead", "head"},   {"face", "face"},       {"cheek", "face"},
        {"eye", "face"},    {"nose", "face"},       {"lip", "face"},        {"mouth", "face"},
        {"jaw", "face"},    {"ear", "ear"},         {"neck", "neck"},       {"back", "back"},
        {"chest", "chest"}, {"abdomen", "abdomen"}, {"stomach", "abdomen"}, {"buttock", "buttock"}};
    return words;
}

const Meanings& how_words() {
    static const Meanings words{{"fell", "a fall"},
                                {"fall", "a fall"},
                                {"falling", "a fall"},
                                {"tripped", "a fall"},
                                {"trip", "a fall"},
                                {"stairs", "a fall"},
                                {"trampoline", "a fall"},
                                {"bike", "a fall"},
                                {"bicycle", "a fall"},
                                {"slide", "a fall"},
                                {"hit", "being struck"},
                                {"struck", "being struck"},
                                {"slapped", "being struck"},
                                {"punched", "being struck"},
                                {"kicked", "being struck"},
                                {"assault", "being struck"},
                                {"assaulted", "being struck"},
                                {"grabbed", "being held"},
                                {"gripped", "being held"},
                                {"dragged", "being held"},
                                {"shaken", "being held"},
                                {"door", "a door"},
                                {"dog", "a dog"},
                                {"bitten", "a bite"},
                                {"scald", "a scald"},
                                {"iron", "a burn"},
                                {"cigarette", "a burn"}};
    return words;
}

std::set<std::string_view> meant(const std::vector<std::string>& words, const Meanings& meanings) {
    std::set<std::string_view> out;
    for (const std::string_view word : words) {
        auto found = meanings.find(word);
        if (found == meanings.end() && word.ends_with('s'))
            found = meanings.find(word.substr(0, word.size() - 1));
        if (found != meanings.end()) out.insert(found->second);
    }
    return out;
}

struct Account {
    const Entry* entry;
    std::set<std::string_view> where, how;
};

Account account_of(const Entry& entry) {
    const auto words = link::folded_words(entry.event.title + ". " + entry.event.text);
    return {&entry, meant(words, where_words()), meant(words, how_words())};
}

bool is_disjoint(const std::set<std::string_view>& a, const std::set<std::string_view>& b) {
    return !a.empty() && !b.empty() &&
           std::none_of(a.begin(), a.end(), [&](auto word) { return b.count(word) > 0; });
}

bool is_injury(const Entry& entry) {
    const auto& tags = entry.event.tags;
    return std::any_of(tags.begin(), tags.end(), [](const auto& tag) {
        return tag == "injury" || tag == "head_injury" || tag == "burn" || tag == "explanation_changed";
    });
}

std::string listed(const std::set<std::string_view>& words) {
    std::vector<std::string> names(words.begin(), words.end());
    return wording::listed(names);
}

std::string words_of(const Account& a, const Account& b, const Setting& setting) {
    const bool by_cause = is_disjoint(a.how, b.how);
    const auto say = [&](const Account& account) {
        return wording::source_name(setting.names, account.entry->event.origin.source) + " speaks of " +
               listed(by_cause ? account.how : account.where);
    };
    return say(a) + ", " + say(b);
}

std::optional<Finding> difference_in(const std::vector<const Entry*>& told, const Setting& setting) {
    if (std::none_of(told.begin(), told.end(), [](const auto* entry) { return is_injury(*entry); }))
        return std::nullopt;
    std::vector<Account> accounts;
    for (const auto* entry : told) accounts.push_back(account_of(*entry));
    for (size_t i = 0; i < accounts.size(); ++i)
        for (size_t k = i + 1; k < accounts.size(); ++k) {
            const auto &a = accounts[i], &b = accounts[k];
            if (!is_disjoint(a.how, b.how) && !is_disjoint(a.where, b.where)) continue;
            Finding finding;
            finding.words = words_of(a, b, setting);
            add_evidence(finding, *a.entry);
            add_evidence(finding, *b.entry);
            return finding;
        }
    return std::nullopt;
}

}  // namespace

std::optional<Finding> told_differently(const Facts& facts, const Setting& setting) {
    std::unordered_map<std::string_view, std::vector<const Entry*>> by_group;
    std::vector<std::string_view> order;
    for (const auto* entry : facts.entries) {
        if (entry->group.empty()) continue;
        auto& told = by_group[entry->group];
        if (told.empty()) order.push_back(entry->group);
        told.push_back(entry);
    }
    std::optional<Finding> latest;
    for (const auto group : order)
        if (auto finding = difference_in(by_group[group], setting)) latest = std::move(finding);
    return latest;
}

}  // namespace kith::patterns
