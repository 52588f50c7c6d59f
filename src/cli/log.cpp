#include "cli/log.h"

#include "cli/log_decide.h"
#include "cli/log_list.h"
#include "cli/log_retention.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace kith::cli {
namespace {

void add_who(CLI::App& verb, LogWho& who) {
    verb.add_option("--settings", who.settings,
                    "settings.json (default: the one in your configuration folder)");
    verb.add_option("--as", who.user, "who is reading: an id of the settings' users");
    verb.add_option("--work", who.work, "who worked on what (default: the file that the settings name)");
    verb.add_option("--staff", who.staff,
                    "teams and declared relations (default: the file that the settings name)");
}

/// One verb with options of its own, which live as long as what runs it.
template <typename Options, typename Describe>
void add(CLI::App& log, Runs& runs, const char* name, const char* words, ExitCode (*run)(const Options&),
         Describe describe) {
    const auto options = std::make_shared<Options>();
    CLI::App* verb = log.add_subcommand(name, words);
    add_who(*verb, options->who);
    describe(*verb, *options);
    runs.emplace_back(verb, [options, run] { return run(*options); });
}

void describe_list(CLI::App& verb, LogListOptions& o) {
    verb.add_option("--since", o.since, "from this day or moment on");
    verb.add_option("--until", o.until, "before this day or moment");
    verb.add_option("--user", o.of_user, "by this user");
    verb.add_option("--case", o.case_ref, "for this case");
    verb.add_option("--kind", o.kinds, "entries of this kind, such as event_opened; again for more")
        ->allow_extra_args(false);
    verb.add_option("--words", o.words, "each word occurs in user, role, purpose, case, kind or workstation");
    verb.add_flag("--unexplained", o.unexplained, "accesses that no list of work explains");
    verb.add_flag("--signals", o.signals, "accesses that a rule questions");
    verb.add_flag("--emergency", o.emergency, "emergency accesses and their reviews");
    verb.add_flag("--pairs", o.pairs, "two authorities at one child within a day");
    verb.add_flag("--refusals", o.harm, "children about whom enquiries were refused again and again");
    verb.add_option("--limit", o.limit, "at most so many (0: all)")->capture_default_str();
    verb.add_option("--json", o.json_file, "write accesses with their signals here (- for standard output)");
}

}  // namespace

void add_log_reading(CLI::App& log, Runs& runs) {
    add<LogListOptions>(log, runs, "list", "Entries, or accesses with what explains and what questions them",
                        log_list, describe_list);
    add<LogWhoOptions>(log, runs, "who", "Open who an entry is about; the look is logged first", log_who,
                       [](CLI::App& verb, auto& o) {
                           verb.add_option("entry", o.entry, "number of the entry")->required();
                       });
    add<LogVerdictOptions>(
        log, runs, "verdict", "Record what you made of an access, or the review of an emergency access",
        log_verdict, [](CLI::App& verb, auto& o) {
            verb.add_option("entry", o.entry, "number of one of its entries")->required();
            verb.add_option(
                    "--verdict", o.verdict,
                    "explained, asked or referred; of an emergency: justified, not_justified or referred")
                ->required();
            verb.add_option("--words", o.words, "why, in a sentence (- for standard input)")->required();
        });
    add<LogSampleOptions>(log, runs, "sample",
                          "Draw a random sample that anybody with the seed can draw again", log_sample,
                          [](CLI::App& verb, auto& o) {
                              verb.add_option("--seed", o.seed, "the published seed")->required();
                              verb.add_option("--size", o.size, "how many accesses")->capture_default_str();
                          });
    add<LogAccountOptions>(log, runs, "account", "What a person may be told of who looked at them",
                           log_account, [](CLI::App& verb, auto& o) {
                               verb.add_option("--nhs", o.nhs,
                                               "the person's NHS number (- for standard input)")
                                   ->capture_default_str();
                           });
    add<LogReconcileOptions>(
        log, runs, "reconcile", "Compare with a source's own list of who asked it", log_reconcile,
        [](CLI::App& verb, auto& o) {
            verb.add_option("file", o.file, "CSV with time, user or organisation, and nhs_number")
                ->required();
            verb.add_option("--source", o.source, "whose list it is, as the rulebook names it")->required();
            verb.add_option("--tolerance", o.tolerance_seconds, "seconds by which the clocks may differ")
                ->check(CLI::Range(0, 3600))
                ->capture_default_str();
        });
    add<LogReportOptions>(log, runs, "report", "A month in counts, small numbers hidden", log_report,
                          [](CLI::App& verb, auto& o) {
                              verb.add_option("--month", o.month, "such as 2026-11 (default: this one)");
                          });
    add<LogRetentionOptions>(
        log, runs, "retention", "What is kept, why and until when; what was destroyed, by which rule",
        log_retention, [](CLI::App& verb, auto& o) {
            verb.add_option("--since", o.since, "destroyed from this day or moment on (default: ever)");
            verb.add_option("--json", o.json_file, "write it here (- for standard output)");
        });
    add<LogMineOptions>(log, runs, "mine", "Your own emergency accesses and what came of them", log_mine,
                        [](CLI::App&, auto&) {});
}

}  // namespace kith::cli
