#include "cli/log_retention.h"

#include "base/text.h"
#include "cli/files.h"
#include "cli/shelf.h"
#include "json/writer.h"
#include "ports/audit_kinds.h"
#include "review/retention.h"

#include <iomanip>
#include <iostream>

namespace kith::cli {
namespace {

namespace kinds = ports::kinds;
using review::RetentionReport;
using review::ShelfCopy;

/// The copies of whoever is seated. Who has no shelf, or cannot open it, has none to tell of.
std::vector<ShelfCopy> kept_copies(wire::House& house) {
    std::vector<ShelfCopy> copies;
    if (!house.shelf()) return copies;
    for (const auto& item : house.shelf()->list()) {
        ShelfCopy copy;
        copy.id = item.id;
        copy.source = item.source.text();
        copy.purpose = item.purpose;
        copy.case_ref = item.case_ref;
        copy.kept_at = item.fetched_at;
        copy.until = item.expires_at;
        copy.until_by = item.expires_by;
        copies.push_back(std::move(copy));
    }
    return copies;
}

void write_copy(json::Writer& w, const ShelfCopy& copy) {
    w.object().member("id", copy.id).member("source", copy.source).member("purpose", copy.purpose);
    w.member("case", copy.case_ref).member("kept_at", base::to_iso(copy.kept_at));
    w.member("until", base::to_iso(copy.until)).member("until_by", copy.until_by);
    w.end();
}

void write_copies(json::Writer& w, const char* name, const std::vector<ShelfCopy>& copies) {
    w.key(name).array();
    for (const auto& copy : copies) write_copy(w, copy);
    w.end();
}

void write_holds(json::Writer& w, const RetentionReport& report) {
    w.key("holds").array();
    for (const auto& hold : report.holds) {
        w.object().member("owner", hold.copy.hold_owner).member("review_due", hold.is_review_due);
        if (hold.copy.hold_review) w.member("review_on", base::to_iso(*hold.copy.hold_review));
        w.key("copy");
        write_copy(w, hold.copy);
        w.end();
    }
    w.end();
}

std::string report_json(const RetentionReport& report, const review::Register& log, base::Instant now) {
    json::Writer w;
    w.object().member("at", base::to_iso(now)).member("copies_purged", report.copies_purged);
    write_copies(w, "live", report.live);
    write_copies(w, "overdue", report.overdue);
    write_holds(w, report);
    w.key("purged").array();
    for (const auto& purged : report.purged) {
        const auto line = log.line(purged.place);
        w.object().member("entry", line.index).member("chain", line.chain);
        w.member("at", base::to_iso(purged.at)).member("user", line.user).member("rule", purged.reason);
        w.member("copies", purged.copies).member("certificate", purged.certificate).end();
    }
    w.end().end();
    return w.text() + "\n";
}

void print_copies(const std::vector<ShelfCopy>& copies) {
    for (const auto& copy : copies)
        std::cout << "  " << std::left << std::setw(22) << base::printable(copy.source)
                  << base::printable(copy.purpose) << ", case " << base::printable(copy.case_ref)
                  << ", fetched " << base::uk_time(copy.kept_at) << ", until " << base::uk_time(copy.until)
                  << " (" << why_it_goes(copy.until_by) << ")\n";
}

void print_holds(const RetentionReport& report) {
    for (const auto& hold : report.holds)
        std::cout << "  held for " << base::printable(hold.copy.hold_owner)
                  << (hold.is_review_due ? ", review is due" : "") << ": "
                  << base::printable(hold.copy.source) << "\n";
}

void print_report(const RetentionReport& report, const review::Register& log) {
    std::cout << base::counted(report.live.size(), "copy", "copies") << " kept here for you, "
              << report.overdue.size() << " past their time, " << report.holds.size() << " on hold\n";
    print_copies(report.live);
    print_copies(report.overdue);
    print_holds(report);
    for (const auto& purged : report.purged) {
        const auto line = log.line(purged.place);
        std::cout << std::right << std::setw(8) << line.index << "  " << base::uk_time(purged.at) << "  "
                  << base::printable(line.user) << "  " << base::counted(purged.copies, "copy", "copies")
                  << " destroyed: " << why_it_went(purged.reason) << "  certificate "
                  << (purged.certificate.empty() ? "none" : base::printable(purged.certificate)) << "\n";
    }
    std::cout << base::counted(report.copies_purged, "copy", "copies") << " destroyed, by the log\n";
}

}  // namespace

ExitCode log_retention(const LogRetentionOptions& options) {
    base::Instant from{};
    if (!options.since.empty()) {
        const auto since = moment_of(options.since);
        if (!since) return report(since.error());
        from = *since;
    }
    const auto desk = LogDesk::open(options.who, Readers::everybody, Use::shelf);
    if (!desk) return report(desk.error());
    if (const auto logged = (*desk)->note(kinds::kLogRead, R"({"what":"retention"})"); !logged)
        return report(logged.error());
    const auto log = (*desk)->entries((*desk)->is_auditor() ? std::string{} : (*desk)->user().id);
    if (!log) return report(log.error());
    if (const auto& trouble = (*desk)->house().shelf_trouble())
        std::cerr << "kith: the copies kept for you cannot be told: " << trouble->detail << "\n";
    const auto made = review::retention_report(*log, kept_copies((*desk)->house()), from, (*desk)->now());
    if (options.json_file != "-") print_report(made, *log);
    if (options.json_file.empty()) return kComplete;
    const auto written = write_file(options.json_file, report_json(made, *log, (*desk)->now()));
    return written ? kComplete : report(written.error());
}

}  // namespace kith::cli
