#pragma once
#include "present/access_log_view.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace kith::log_world {

inline base::Instant at(const char* iso) {
    return *base::parse_instant(iso);
}

/// A small log, made by hand: what the desk would have read.
class World {
public:
    World() {
        book_.names.users = {{"d.cole", "D. Cole"}, {"a.okafor", "A. Okafor"}, {"t.adeyemi", "T. Adeyemi"}};
        book_.names.roles = {{"mash_worker", "MASH front-door worker"}};
        book_.names.purposes = {{"SECTION_47", "Section 47 enquiry (significant harm suspected)"}};
        book_.reader = "t.adeyemi";
        book_.has_work = true;
        book_.own_chain = "c1";
        book_.read_at = now;
    }

    /// Adds an entry; its place.
    std::uint64_t entry(const char* iso, const std::string& user, const std::string& kind,
                        std::string facts = "{}", std::string subject = "6a94789a9d60b54d") {
        review::LogLine line;
        line.index = lines_.size();
        line.chain = "c1";
        line.at = at(iso);
        line.kind = kind;
        line.user = user;
        line.role = "mash_worker";
        line.agency = "Northshire Council";
        line.workstation = "NSC-0417";
        line.purpose = "SECTION_47";
        line.case_ref = "NC-2026-10482";
        line.subject = std::move(subject);
        line.facts = std::move(facts);
        line.has_own_words = true;
        lines_.push_back(std::move(line));
        return lines_.size() - 1;
    }
    /// Makes one access of entries, which must have been added.
    review::Access& access(std::vector<std::uint64_t> entries, std::string explained_by = {}) {
        review::Access made;
        made.place = entries.front();
        made.entries = std::move(entries);
        made.explained_by = std::move(explained_by);
        accesses_.insert(accesses_.begin(), made);
        return accesses_.front();
    }
    void question(review::Access& access, const std::string& rule) {
        access.signals.push_back({rule, "a sentence about this entry", {}});
    }

    present::LogBookPtr book() {
        auto made = std::make_shared<present::LogBook>(book_);
        const auto lines = lines_;
        made->entries = lines.size();
        made->line = [lines](std::uint64_t place) { return lines[place]; };
        made->find = [lines, this](const review::Filter& filter, std::stop_token) {
            ++searches;
            return found(lines, filter);
        };
        made->assessed.accesses = accesses_;
        made->access_of.assign(lines.size(), present::LogBook::kNoAccess);
        for (std::uint32_t i = 0; i < accesses_.size(); ++i)
            for (const auto place : accesses_[i].entries) made->access_of[place] = i;
        for (const auto& access : accesses_) {
            const auto& line = lines[access.place];
            auto user = std::ranges::find(made->users, line.user);
            if (user == made->users.end()) user = made->users.insert(user, line.user);
            made->days.push_back({static_cast<std::uint32_t>(user - made->users.begin()),
                                  record::uk_day(line.at).first_day()});
        }
        return made;
    }
    present::LogBook& change() { return book_; }

    base::Instant now = at("2026-11-22T10:05:00Z");
    int searches = 0;

private:
    static std::vector<std::uint64_t> found(const std::vector<review::LogLine>& lines,
                                            const review::Filter& filter) {
        std::vector<std::uint64_t> places;
        for (std::uint64_t place = lines.size(); place-- > 0;) {
            const auto& line = lines[place];
            if (filter.from && line.at < *filter.from) continue;
            if (filter.until && line.at >= *filter.until) continue;
            if (!filter.user.empty() && line.user != filter.user) continue;
            if (!filter.agency.empty() && line.agency != filter.agency) continue;
            if (!filter.subject.empty() && line.subject != filter.subject) continue;
            if (!filter.words.empty() && line.user.find(filter.words) == std::string::npos) continue;
            if (!filter.kinds.empty() && std::ranges::find(filter.kinds, line.kind) == filter.kinds.end())
                continue;
            places.push_back(place);
        }
        return places;
    }
    present::LogBook book_;
    std::vector<review::LogLine> lines_;
    std::vector<review::Access> accesses_;
};

}  // namespace kith::log_world
