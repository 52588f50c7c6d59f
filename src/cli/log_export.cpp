#include "cli/log_export.h"

#include "audit/access_log.h"
#include "audit/export_csv.h"
#include "audit/export_fhir.h"
#include "base/text.h"
#include "cli/files.h"
#include "cli/log_desk.h"
#include "json/value.h"
#include "json/writer.h"
#include "keys/system_entropy.h"
#include "ports/audit_kinds.h"
#include "ports/clock.h"
#include "store/private_file.h"
#include "wire/settings.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

namespace kith::cli {
namespace {

using audit::AccessLog;
using base::Expected;
using base::Fault;
namespace fs = std::filesystem;
namespace kinds = ports::kinds;

struct CheckpointOptions {
    std::string settings;
    bool show_key = false;
};

struct ExportOptions {
    std::string settings, user, file;
    std::string format = "kith";
    std::string from, to, case_ref, enquiry;
    std::vector<std::string> older;
    bool is_chosen() const { return !(from.empty() && to.empty() && case_ref.empty() && enquiry.empty()); }
};

/// The log of the settings, for its signed head alone: that names nobody, so nobody signs in for it.
struct Opened {
    wire::Settings settings;
    std::unique_ptr<keys::SystemEntropy> entropy = std::make_unique<keys::SystemEntropy>();
    std::unique_ptr<AccessLog> log;
    ports::SystemClock clock;
};

Expected<Opened> open_log(const std::string& settings_path) {
    auto settings =
        wire::read_settings(settings_path.empty() ? wire::default_settings_path() : settings_path);
    if (!settings) return settings.error();
    Opened opened{std::move(*settings)};
    const auto& s = opened.settings;
    auto log = AccessLog::open({.path = s.log_path,
                                .token_key_path = s.log_key_path,
                                .signing_key_path = s.log_signing_key_path,
                                .origin = s.log_origin},
                               *opened.entropy);
    if (!log) return log.error();
    opened.log = std::move(*log);
    return opened;
}

ExitCode checkpoint(const CheckpointOptions& options) {
    auto opened = open_log(options.settings);
    if (!opened) return report(opened.error());
    if (options.show_key) {
        std::cout << opened->log->verifier_key() << "\n";
        return kComplete;
    }
    const auto note = opened->log->checkpoint(opened->clock.now());
    if (!note) return report(note.error());
    std::cout << *note << std::flush;
    return kComplete;
}

/// A date means its first moment, or for the end of a period the first after it.
Expected<std::optional<base::Instant>> moment(const std::string& text, bool is_end) {
    if (text.empty()) return std::optional<base::Instant>{};
    if (const auto at = base::parse_instant(text)) return std::optional(*at);
    const auto day = base::parse_instant(text + "T00:00:00Z");
    if (!day)
        return base::fail(Fault::invalid_input, "--from and --to take 2026-11-22 or 2026-11-22T09:00:00Z");
    return std::optional(is_end ? *day + std::chrono::hours{24} : *day);
}

/// Which entries are wanted; nothing when all are.
Expected<std::function<bool(const AccessLog::Stored&)>> wanted(const ExportOptions& options) {
    std::function<bool(const AccessLog::Stored&)> wants;
    const auto from = moment(options.from, false), to = moment(options.to, true);
    if (!from) return from.error();
    if (!to) return to.error();
    if (!options.is_chosen()) return wants;
    wants = [options, from = *from, to = *to](const AccessLog::Stored& entry) {
        const auto document = json::parse(entry.leaf_json);
        if (!document) return false;
        const auto leaf = document->root();
        const auto at = base::parse_instant(leaf["at"].text());
        return at && (!from || *at >= *from) && (!to || *at < *to) &&
               (options.case_ref.empty() || leaf["case"].text() == options.case_ref) &&
               (options.enquiry.empty() || leaf["enquiry"].text() == options.enquiry);
    };
    return wants;
}

ports::AuditEntry entry_about(const ExportOptions& options, const LogDesk& desk, std::string_view kind) {
    json::Writer facts;
    facts.object()
        .member("asked", "log_export")
        .member("enquiry", options.enquiry)
        .member("format", options.format);
    facts.member("from", options.from).member("to", options.to).end();
    ports::AuditEntry entry;
    entry.kind = kind;
    entry.at = desk.now();
    entry.user = desk.user().id;
    entry.role = desk.user().role;
    entry.agency = desk.user().agency;
    entry.workstation = desk.settings().workstation;
    entry.rulebook_hash = desk.rulebook().hash;
    entry.case_ref = options.case_ref;
    entry.facts_json = facts.text();
    return entry;
}

/// Where the export goes: standard output, or a file of its owner's alone that appears when it is whole.
class Target {
public:
    explicit Target(const std::string& path) : path_(path) {}
    Expected<void> open() {
        if (path_ == "-") return {};
        std::error_code ignored;
        fs::remove(part(), ignored);
        if (auto made = store::make_private_file(part()); !made) return made;
        file_.open(part(), std::ios::binary);
        if (!file_) return base::fail(Fault::unavailable, "the output file cannot be written");
        return {};
    }
    std::ostream& stream() { return path_ == "-" ? std::cout : file_; }
    Expected<void> finish() {
        stream().flush();
        const bool is_whole = stream().good();
        if (path_ == "-") return is_whole ? Expected<void>() : incomplete();
        file_.close();
        std::error_code failed;
        if (is_whole && file_) fs::rename(part(), path_, failed);
        if (is_whole && file_ && !failed) return {};
        fs::remove(part(), failed);
        return incomplete();
    }
    void give_up() {
        std::error_code ignored;
        if (path_ != "-") fs::remove(part(), ignored);
    }

private:
    static base::Error incomplete() {
        return base::fail(Fault::unavailable, "the export could not be written to its end");
    }
    std::string part() const { return path_ + ".part"; }
    std::string path_;
    std::ofstream file_;
};

using Line = std::function<Expected<std::string>(const AccessLog::Stored&, bool is_first)>;

/// Entries up to the one that records this export, a line each.
Expected<std::uint64_t> write_lines(const AccessLog& log, std::uint64_t size, const Line& line,
                                    std::ostream& out,
                                    const std::function<bool(const AccessLog::Stored&)>& wants) {
    std::uint64_t written = 0;
    const auto done = log.each(0, [&](const AccessLog::Stored& entry) -> Expected<void> {
        if (entry.index >= size || (wants && !wants(entry))) return {};
        const auto text = line(entry, written == 0);
        if (!text) return text.error();
        out << *text;
        ++written;
        return out ? Expected<void>()
                   : base::fail(Fault::unavailable, "the export could not be written to its end");
    });
    if (!done) return done.error();
    return written;
}

Expected<std::uint64_t> write_as(const ExportOptions& options, const LogDesk& desk, std::ostream& out) {
    const auto wants = wanted(options);
    if (!wants) return wants.error();
    const AccessLog& log = desk.log();
    const base::Instant now = desk.now();
    const std::uint64_t size = log.size();
    if (options.format == "csv") {
        out << audit::csv_header();
        const Line line = [](const auto& entry, bool) {
            return audit::csv_line(entry.leaf_json, entry.leaf_hash);
        };
        return write_lines(log, size, line, out, *wants);
    }
    if (options.format == "fhir") {
        out << audit::fhir_begin(base::to_iso(now));
        const Line line = [](const auto& entry, bool is_first) {
            return audit::fhir_entry(entry.leaf_json, entry.leaf_hash, is_first);
        };
        auto written = write_lines(log, size, line, out, *wants);
        out << audit::fhir_end();
        return written;
    }
    AccessLog::Wish wish{*wants, {}, desk.user().id, now};
    if (!options.case_ref.empty()) wish.made_by += " for " + options.case_ref;
    for (const auto& path : options.older) {
        auto note = read_file(path);
        if (!note) return note.error();
        wish.older.push_back(std::move(*note));
    }
    return desk.log().write_export(out, wish);
}

ExitCode export_log(const ExportOptions& options) {
    if (const auto sound = wanted(options); !sound) return report(sound.error());
    const auto desk = LogDesk::open({options.settings, options.user, {}, {}}, Readers::everybody);
    if (!desk) return report(desk.error());
    const bool may = (*desk)->is_auditor();
    const auto logged =
        (*desk)->house().append(entry_about(options, **desk, may ? kinds::kLogExported : kinds::kRefused));
    if (!logged) return report(logged.error());
    if (!may) {
        std::fprintf(stderr, "kith: only an auditor exports the access log. The refusal is logged.\n");
        return kRefusedByPolicy;
    }
    Target target(options.file);
    if (auto ready = target.open(); !ready) return report(ready.error());
    const auto written = write_as(options, **desk, target.stream());
    if (!written) {
        target.give_up();
        return report(written.error());
    }
    if (auto done = target.finish(); !done) return report(done.error());
    std::fprintf(stderr, "%s written.\n", base::counted(*written, "entry", "entries").c_str());
    return kComplete;
}

}  // namespace

void add_log_export(CLI::App& log, Runs& runs) {
    const auto head = std::make_shared<CheckpointOptions>();
    CLI::App* checkpoint_verb = log.add_subcommand(
        "checkpoint", "Sign the log as it stands and print the head, to be kept elsewhere");
    checkpoint_verb->add_option("--settings", head->settings,
                                "settings.json (default: the one in your configuration folder)");
    checkpoint_verb->add_flag("--key", head->show_key, "print the log's verifier key instead");
    runs.emplace_back(checkpoint_verb, [head] { return checkpoint(*head); });

    const auto o = std::make_shared<ExportOptions>();
    CLI::App* verb =
        log.add_subcommand("export", "Write the log, or a part of it with its proofs, to a file");
    verb->add_option("--settings", o->settings,
                     "settings.json (default: the one in your configuration folder)");
    verb->add_option("--as", o->user, "who exports it: an auditor among the settings' users");
    verb->add_option("--format", o->format, "kith (for kith-verify), csv or fhir")
        ->check(CLI::IsMember({"kith", "csv", "fhir"}))
        ->capture_default_str();
    verb->add_option("--from", o->from, "entries from this day or moment on");
    verb->add_option("--to", o->to, "entries up to this day or before this moment");
    verb->add_option("--case", o->case_ref, "entries of this case only");
    verb->add_option("--enquiry", o->enquiry, "entries of this enquiry only");
    verb->add_option("--checkpoint", o->older,
                     "prove that this head, kept elsewhere, is a beginning of the log")
        ->allow_extra_args(false);
    verb->add_option("file", o->file, "where to (- for standard output)")->required();
    runs.emplace_back(verb, [o] { return export_log(*o); });
}

}  // namespace kith::cli
