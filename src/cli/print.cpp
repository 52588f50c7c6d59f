#include "cli/print.h"

#include "base/text.h"
#include "wording/wording.h"

#include <algorithm>
#include <iomanip>
#include <map>

namespace kith::cli {
namespace {

/// What sources send is never trusted with the terminal.
std::string plain(std::string_view text) {
    return base::printable(text);
}

class Names {
public:
    explicit Names(const std::vector<policy::Source>& sources) {
        for (const auto& source : sources) named_.emplace(source.id, &source);
    }
    std::string of(const record::SourceId& id) const {
        const auto at = named_.find(id);
        return at == named_.end() ? id.text() : at->second->name;
    }
    char letter(const record::SourceId& id) const {
        const auto at = named_.find(id);
        return at == named_.end() ? ' ' : at->second->agency;
    }

private:
    std::map<record::SourceId, const policy::Source*> named_;
};

void heading(std::ostream& out, std::string_view title) {
    out << "\n" << title << "\n";
}

std::string person_title(const record::RosterPerson& person) {
    const std::string name = plain(person.best_name().display());
    const std::string relation = person.relation == "subject" ? "child" : wording::relation(person.relation);
    if (person.is_unknown || name.empty()) return relation + ", not named";
    return name + " (" + relation + ")";
}

void print_cell(std::ostream& out, const record::Cell& cell, const Names& names) {
    out << "  " << names.letter(cell.source) << " " << std::left << std::setw(30) << names.of(cell.source)
        << " " << std::setw(24) << std::string(wording::label(cell.state));
    if (cell.count > 0) out << base::counted(cell.count, "record", "records") << "; ";
    out << plain(cell.detail) << "\n";
}

void print_ledger(std::ostream& out, const enquiry::Picture& picture, const Names& names) {
    heading(out, "LEDGER  " + wording::totals(record::count(picture.ledger)));
    for (const auto& person : picture.roster) {
        out << person_title(person) << "\n";
        for (const auto& cell : picture.ledger)
            if (cell.person == person.id) print_cell(out, cell, names);
    }
}

void print_candidates(std::ostream& out, const link::Identities& identities) {
    if (identities.candidates.empty()) return;
    heading(out, "TO SETTLE  nobody is joined or opened until you decide");
    for (const auto& candidate : identities.candidates) {
        out << "  " << candidate.id << "  " << plain(candidate.guard) << "\n";
        for (const auto& evidence : candidate.evidence) out << "      " << plain(evidence.words) << "\n";
    }
}

void print_thirty_seconds(std::ostream& out, const std::vector<enquiry::Line>& lines) {
    heading(out, "THIRTY SECONDS");
    for (const auto& line : lines)
        out << "  " << std::left << std::setw(22) << line.label << " " << plain(line.text) << "\n";
}

void print_entry(std::ostream& out, const chronology::Entry& entry, const Names& names) {
    const record::Event& event = entry.event;
    out << "  " << std::left << std::setw(26) << event.sort_time().words() << " "
        << names.letter(event.origin.source) << " " << std::setw(28) << names.of(event.origin.source) << " "
        << (event.significant ? "* " : "  ") << plain(event.title);
    if (!entry.group.empty()) out << "  [repeat " << entry.group << "]";
    out << "\n";
    if (!event.text.empty() && event.text != event.title) out << "      " << plain(event.text) << "\n";
}

void print_chronology(std::ostream& out, const chronology::Chronology& chronology, const Names& names) {
    const size_t n = chronology.entries.size();
    heading(out, "CHRONOLOGY  " + base::counted(n, "event", "events") + ", " +
                     base::counted(chronology.undated.size(), "undated event", "undated events") +
                     " included");
    for (const auto& entry : chronology.entries) print_entry(out, entry, names);
    for (const auto& entry : chronology.undated) print_entry(out, entry, names);
    for (const auto& group : chronology.groups)
        out << "  repeat " << group.id << ": " << group.entries.size() << " accounts; " << plain(group.reason)
            << "\n";
}

void print_rest(std::ostream& out, const enquiry::Picture& picture) {
    if (!picture.identities.clashes.empty())
        heading(out, "NUMBERS THAT CLASH  both people are kept and not joined");
    for (const auto& clash : picture.identities.clashes) out << "  " << plain(clash.words) << "\n";
    if (!picture.conflicts.empty()) heading(out, "CONFLICTS  kept as each source says");
    for (const auto& conflict : picture.conflicts) {
        out << "  " << plain(conflict.words) << "\n";
        for (const auto& side : conflict.sides)
            out << "      " << side.origin.source.text() << ": " << plain(side.value) << "\n";
    }
    if (!picture.patterns.empty())
        heading(out, "PATTERNS  published rules and their evidence, never a score");
    for (const auto& finding : picture.patterns)
        out << "  " << finding.rule << "  " << plain(finding.words) << "\n";
}

}  // namespace

void print_picture(std::ostream& out, const enquiry::Picture& picture,
                   const std::vector<policy::Source>& sources) {
    const Names names(sources);
    print_ledger(out, picture, names);
    print_candidates(out, picture.identities);
    print_thirty_seconds(out, picture.thirty_seconds);
    print_chronology(out, picture.chronology, names);
    print_rest(out, picture);
}

void print_refusal(std::ostream& out, const policy::Refusal& refusal) {
    for (const auto& reason : refusal.reasons)
        out << "kith: refused: " << reason.why << (reason.rule.empty() ? "" : " [" + reason.rule + "]")
            << "\n";
}

}  // namespace kith::cli
