#pragma once
#include "json/value.h"
#include "json/writer.h"
#include "ports/audit_sink.h"
#include "review/assess.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kith::review_tests {

/// Tokens that a test can read.
inline std::string token(std::string_view kind, std::string_view clear) {
    return clear.empty() ? std::string{} : std::string(kind) + ":" + std::string(clear);
}

/// A canonical leaf as the access log writes it (src/audit/FORMAT.md), with readable tokens.
inline std::string leaf_of(const ports::AuditEntry& e, const std::string& chain, std::uint64_t index,
                           const review::TokenOf& token = review_tests::token) {
    json::Writer w;
    w.object().member("agency", e.agency).member("at", base::to_iso(e.at)).member("case", e.case_ref);
    w.member("chain", chain).member("enquiry", e.enquiry).key("facts").raw(e.facts_json);
    w.member("index", static_cast<std::int64_t>(index))
        .member("kind", e.kind)
        .member("lawful_basis", e.lawful_basis);
    w.member("pad", "")
        .member("purpose", e.purpose)
        .member("role", e.role)
        .member("rulebook", e.rulebook_hash);
    w.key("rules").array().end().member("salt", "00").key("shown").array();
    for (const auto& shown : e.shown_clear) w.string(token("subject", shown));
    w.end().key("subject");
    if (e.subject_clear.empty())
        w.null();
    else
        w.object()
            .member("family", token("family", e.subject_family))
            .member("key", "0011")
            .member("postcode", token("postcode", e.subject_postcode))
            .member("school", token("school", e.subject_school))
            .member("token", token("subject", e.subject_clear))
            .end();
    w.member("user", e.user)
        .member("version", 2)
        .key("words")
        .null()
        .member("workstation", e.workstation)
        .end();
    return w.text();
}

/// A log that grows: one chain for each workstation.
class Leaves {
public:
    void add(const ports::AuditEntry& e) {
        const std::string chain = "chain-" + e.workstation;
        leaves.push_back(leaf_of(e, chain, next_[chain]++));
    }
    review::Register settled() const {
        review::Register log;
        for (const auto& leaf : leaves) BOOST_TEST_REQUIRE(log.add(leaf).has_value());
        log.settle();
        return log;
    }
    std::vector<std::string> leaves;

private:
    std::map<std::string, std::uint64_t> next_;
};

inline base::Instant at(std::string_view text) {
    return *base::parse_instant(text);
}

/// A small world in which one writes what happened, entry by entry. An ordinary Tuesday noon unless told
/// otherwise.
struct Story {
    Leaves log;
    review::Work work;
    policy::Rulebook rulebook;
    base::Instant now = at("2026-11-30T12:00:00Z");

    ports::AuditEntry entry(std::string kind, std::string user, std::string enquiry, std::string when,
                            std::string child = "9990004838") const {
        ports::AuditEntry e;
        e.kind = std::move(kind);
        e.at = at(when);
        e.user = std::move(user);
        e.role = "duty_social_worker";
        e.agency = "Northshire Council";
        e.workstation = "WS-1";
        e.purpose = "SECTION_47";
        e.case_ref = "case-" + child;
        e.enquiry = std::move(enquiry);
        e.subject_clear = child;
        if (!child.empty())
            e.subject_family = "Pellow", e.subject_postcode = "NS4 7QT", e.subject_school = "Fellside";
        e.facts_json =
            R"({"asked":[{"categories":["identity"],"mode":"content","person":"subject","source":"pds"}]})";
        return e;
    }
    /// Asked and answered.
    void look(const std::string& user, const std::string& enquiry, const std::string& when,
              const std::string& child = "9990004838") {
        log.add(entry("enquiry_asked", user, enquiry, when, child));
        auto closed = entry("enquiry_closed", user, enquiry, when, child);
        closed.at += std::chrono::seconds{2};
        closed.facts_json = R"({"cancelled":false})";
        log.add(closed);
    }
    void refused(const std::string& user, const std::string& enquiry, const std::string& when,
                 const std::string& code, const std::string& child = "9990004838") {
        auto e = entry("enquiry_refused", user, enquiry, when, child);
        e.facts_json = R"({"refused":[{"code":")" + code + R"(","rule":"R-1"}]})";
        log.add(e);
    }
    void spell(const std::string& user, const std::string& why, const std::string& case_ref,
               const std::string& from, const std::string& until) {
        work.spells.push_back({user, case_ref, {}, why, at(from), at(until)});
    }
    review::Assessment assessed() const { return assess(log.settled(), work, rulebook, now); }
};

inline std::vector<std::string> rules_of(const review::Access& access) {
    std::vector<std::string> rules;
    for (const auto& signal : access.signals) rules.push_back(signal.rule);
    return rules;
}

inline bool has_rule(const review::Access& access, std::string_view rule) {
    return std::ranges::find(access.signals, rule, &review::Signal::rule) != access.signals.end();
}

}  // namespace kith::review_tests
