#include "review/account.h"

#include "json/value.h"
#include "ports/audit_kinds.h"
#include "review/verdict.h"

#include <algorithm>
#include <map>
#include <set>

namespace kith::review {
namespace {

namespace kinds = ports::kinds;
constexpr const char* kBeingLookedInto = "telling of it could spoil an inquiry that is under way";

/// The sources asked about the subject alone: what was asked about people beside them is theirs.
std::set<std::string> sources_for_subject(std::string_view facts) {
    std::set<std::string> sources;
    if (const auto document = json::parse(facts))
        for (const auto ask : document->root()["asked"])
            if (ask["person"].text() == "subject") sources.emplace(ask["source"].text());
    return sources;
}

std::string name_of_purpose(const policy::Rulebook& rulebook, const std::string& id) {
    const auto* purpose = rulebook.purpose(id);
    return purpose ? purpose->name : id;
}

std::string name_of_role(const policy::Rulebook& rulebook, const std::string& id) {
    const auto* role = rulebook.role(id);
    return role ? role->name : id;
}

std::string name_of_source(const policy::Rulebook& rulebook, const std::string& id) {
    const auto* source = rulebook.source(record::SourceId(id));
    return source ? source->name : id;
}

class Writing {
public:
    Writing(const Work& work, const policy::Rulebook& rulebook) : work_(work), rulebook_(rulebook) {}

    void take(const LogLine& line, std::set<std::string> sources, bool is_referred) {
        if (is_referred) return withhold(kBeingLookedInto, true);
        for (const auto& rule : work_.withhold)
            if (rule.source.empty() && rule.purpose == line.purpose) return withhold(rule.reason, true);
        AccountLine told{record::uk_day(line.at),
                         name_of_purpose(rulebook_, line.purpose),
                         name_of_role(rulebook_, line.role),
                         {},
                         1};
        for (const auto& source : sources)
            if (!is_withheld_source(line.purpose, source))
                told.sources.push_back(name_of_source(rulebook_, source));
        std::ranges::sort(told.sources);
        const auto same = std::ranges::find_if(account.lines, [&](const AccountLine& other) {
            return std::tie(other.date, other.purpose, other.role, other.sources) ==
                   std::tie(told.date, told.purpose, told.role, told.sources);
        });
        same == account.lines.end() ? account.lines.push_back(std::move(told)) : void(++same->times);
    }

    Account finished() {
        std::ranges::stable_sort(account.lines, [](const AccountLine& a, const AccountLine& b) {
            return std::tuple(b.date.first_day(), a.purpose, a.role, a.sources) <
                   std::tuple(a.date.first_day(), b.purpose, b.role, b.sources);
        });
        for (const auto& [reason, counts] : withheld_)
            account.withheld.push_back({reason, counts.first, counts.second});
        return std::move(account);
    }

private:
    void withhold(const std::string& reason, bool is_entry) {
        ++(is_entry ? withheld_[reason].first : withheld_[reason].second);
    }
    bool is_withheld_source(const std::string& purpose, const std::string& source) {
        for (const auto& rule : work_.withhold) {
            if (rule.source != source || (!rule.purpose.empty() && rule.purpose != purpose)) continue;
            withhold(rule.reason, false);
            return true;
        }
        return false;
    }

    const Work& work_;
    const policy::Rulebook& rulebook_;
    Account account;
    std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> withheld_;
};

/// Accesses on which the last word is that somebody investigates, as chain and index of any of their entries.
std::set<std::string> referred_enquiries(const Register& log, const Work& work) {
    std::map<std::string, std::string> last;
    Filter filter;
    filter.kinds = {std::string(kinds::kVerdict)};
    auto places = log.find(filter);
    std::ranges::reverse(places);
    for (const auto place : places) {
        const LogLine line = log.line(place);
        const auto document = json::parse(line.facts);
        const auto index = document ? document->root()["entry"].integer() : std::nullopt;
        if (!index || *index < 0) continue;
        const auto about = log.place_of(document->root()["chain"].text(), static_cast<std::uint64_t>(*index));
        if (!about) continue;
        const LogLine looked = log.line(*about);
        if (!work.is_same_person(looked.user, line.user))
            last[looked.user + "\n" + looked.enquiry] = document->root()["verdict"].text();
    }
    std::set<std::string> referred;
    for (const auto& [key, verdict] : last)
        if (verdict == kReferred) referred.insert(key);
    return referred;
}

}  // namespace

Account subject_account(const Register& log, const Work& work, const policy::Rulebook& rulebook,
                        std::string_view subject) {
    Writing writing(work, rulebook);
    if (subject.empty()) return writing.finished();
    const auto referred = referred_enquiries(log, work);
    Filter filter;
    filter.subject = subject;
    filter.kinds = {std::string(kinds::kAsked), std::string(kinds::kAskedAgain),
                    std::string(kinds::kCopyOpened)};
    std::map<std::string, std::pair<LogLine, std::set<std::string>>> looks;  // one for each user and enquiry
    auto places = log.find(filter);
    std::ranges::reverse(places);
    for (const auto place : places) {
        LogLine line = log.line(place);
        auto sources = sources_for_subject(line.facts);
        const std::string key =
            line.user + "\n" +
            (line.enquiry.empty() ? line.chain + std::to_string(line.index) : line.enquiry);
        looks.try_emplace(key, line, std::set<std::string>{}).first->second.second.merge(sources);
    }
    for (auto& [key, look] : looks) writing.take(look.first, std::move(look.second), referred.contains(key));
    return writing.finished();
}

}  // namespace kith::review
