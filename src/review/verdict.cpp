#include "review/verdict.h"

#include "base/text.h"
#include "json/value.h"
#include "json/writer.h"
#include "ports/audit_kinds.h"

#include <algorithm>
#include <array>

namespace kith::review {
namespace {

using base::Expected;
using base::Fault;
namespace kinds = ports::kinds;

constexpr std::array kVerdicts = {kExplained, kAsked, kReferred};
constexpr std::array kOutcomes = {kJustified, kNotJustified, kReferred};

bool is_a_sentence(std::string_view words) {
    const std::string_view said = base::trim(words);
    const bool has_two_words = said.find(' ') != std::string_view::npos;
    const bool is_one_letter = said.find_first_not_of(said.empty() ? ' ' : said[0]) == std::string_view::npos;
    return said.size() >= kLeastSentence && has_two_words && !is_one_letter;
}

Expected<ports::AuditEntry> decided(std::string_view kind, const char* member, const auto& known,
                                    const LogLine& about, const Reviewer& by, const Work& work,
                                    std::string_view decision, std::string_view words, base::Instant now) {
    if (std::ranges::find(known, decision) == known.end()) {
        std::vector<std::string> all(known.begin(), known.end());
        return base::fail(Fault::invalid_input,
                          std::string(member) + " must be one of " + base::join(all, ", "));
    }
    if (!is_a_sentence(words))
        return base::fail(Fault::invalid_input,
                          std::string("a ") + member + " needs a sentence that says why");
    if (work.is_same_person(about.user, by.user.id))
        return base::fail(Fault::denied, "nobody decides on their own access: another auditor must");
    json::Writer w;
    w.object().member("chain", about.chain).member("entry", static_cast<std::int64_t>(about.index));
    w.member(member, decision).member("reason", base::trim(words)).end();
    return reading_entry(kind, by, w.text(), now);
}

}  // namespace

ports::AuditEntry reading_entry(std::string_view kind, const Reviewer& by, std::string facts,
                                base::Instant now) {
    ports::AuditEntry entry;
    entry.kind = kind;
    entry.at = now;
    entry.user = by.user.id;
    entry.role = by.user.role;
    entry.agency = by.user.agency;
    entry.workstation = by.workstation;
    entry.purpose = "AUDIT";
    entry.rulebook_hash = by.rulebook_hash;
    entry.facts_json = std::move(facts);
    return entry;
}

Expected<ports::AuditEntry> verdict_entry(const LogLine& about, const Reviewer& by, const Work& work,
                                          std::string_view verdict, std::string_view words,
                                          base::Instant now) {
    return decided(kinds::kVerdict, "verdict", kVerdicts, about, by, work, verdict, words, now);
}

Expected<ports::AuditEntry> emergency_review_entry(const LogLine& about, const Reviewer& by, const Work& work,
                                                   std::string_view outcome, std::string_view words,
                                                   base::Instant now) {
    if (about.kind != kinds::kEmergencyBegan)
        return base::fail(Fault::invalid_input, "that entry began no emergency access");
    return decided(kinds::kEmergencyReviewed, "outcome", kOutcomes, about, by, work, outcome, words, now);
}

std::string verdict_on(const Register& log, const Work& work, const LogLine& about) {
    Filter filter;
    filter.kinds = {std::string(kinds::kVerdict)};
    for (const auto place : log.find(filter)) {
        const LogLine line = log.line(place);
        if (work.is_same_person(line.user, about.user)) continue;
        const auto document = json::parse(line.facts);
        if (!document) continue;
        const auto facts = document->root();
        if (facts["chain"].text() == about.chain &&
            facts["entry"].integer() == static_cast<std::int64_t>(about.index))
            return std::string(facts["verdict"].text());
    }
    return {};
}

}  // namespace kith::review
