#include "cli/policy.h"
#include "cli/approval.h"
#include "cli/log.h"
#include "cli/log_export.h"
#include "cli/log_ship.h"
#include "cli/shelf.h"
#include "cli/verbs.h"
#include "wire/quiet_memory.h"

#include <CLI/CLI.hpp>

namespace {

using namespace kith::cli;

void add_ask(CLI::App& app, AskOptions& o, Runs& runs) {
    CLI::App* ask =
        app.add_subcommand("ask", "Ask every permitted source about a child and show one picture");
    ask->add_option("--settings", o.settings,
                    "settings.json (default: the one in your configuration folder)");
    ask->add_option("--as", o.user, "who is asking: an id of the settings' users")->required();
    ask->add_option("--purpose", o.purpose, "why, as the rulebook names it: MASH_ENQUIRY, SECTION_47, ...");
    ask->add_option("--case", o.case_ref, "case or referral reference");
    ask->add_option("--reason", o.reason, "the reason in your own words; it is kept in the access log");
    ask->add_option("--given", o.given, "the child's given names");
    ask->add_option("--family", o.family, "the child's family name");
    ask->add_option("--known-as", o.known_as, "another name the child goes by");
    ask->add_option("--born", o.born, "2017-02-14, Feb 2017, 2017 or \"about 7\"");
    ask->add_option("--expected", o.expected, "due date of an unborn child");
    ask->add_option("--nhs", o.nhs, "NHS number");
    ask->add_option("--upn", o.upn, "unique pupil number");
    ask->add_option("--postcode", o.postcode, "postcode of the child's address");
    ask->add_option("--sex", o.sex, "female, male");
    ask->add_option("--school", o.school, "school, if one is mentioned");
    ask->add_option("--person", o.people,
                    "\"relation;given;family;born;nhs\"; again for each person around the child")
        ->allow_extra_args(false);
    ask->add_option("--sources", o.sources,
                    "only these, separated by commas (default: all that policy permits)");
    ask->add_option("--period", o.period, "FROM..TO; either side may be left out");
    ask->add_option("--consent", o.consent, "not_sought, given or refused")->capture_default_str();
    ask->add_option("--deadline", o.deadline_seconds, "seconds every source has to answer")
        ->check(CLI::PositiveNumber);
    ask->add_option("--override", o.override_reason,
                    "\"code: words\" when a purpose that needs consent goes ahead without");
    ask->add_option("--emergency", o.emergency,
                    "\"code: words\" for emergency access: one child, a short time, always reviewed");
    ask->add_flag("--know-family", o.knows_family,
                  "you know this family: you will not be asked to look, and it is not held against you");
    ask->add_option("--approver", o.approver,
                    "a second person, who signs in beside you, where policy wants one");
    ask->add_option("--json", o.json_file, "write the full result here (- for standard output)");
    runs.emplace_back(ask, [&o] { return kith::cli::ask(o); });
}

void add_read(CLI::App& app, ReadOptions& o, Runs& runs) {
    CLI::App* read = app.add_subcommand("read", "Show what a connector understands from one saved message");
    read->add_option("--kind", o.kind, "kind of message; --kinds lists them");
    read->add_flag("--kinds", o.list_kinds, "list the kinds");
    read->add_option("file", o.file, "the message (- for standard input)");
    read->callback([&o] {
        if (!o.list_kinds && (o.kind.empty() || o.file.empty()))
            throw CLI::ValidationError("read", "needs --kind KIND and a FILE, or --kinds");
    });
    runs.emplace_back(read, [&o] { return kith::cli::read(o); });
}

void add_picture(CLI::App& app, PictureOptions& o, Runs& runs) {
    CLI::App* picture = app.add_subcommand("picture", "Build a picture from saved replies, asking nobody");
    picture->add_option("--json", o.json_file, "write the picture here (- for standard output)")
        ->capture_default_str();
    picture->add_option("replies", o.replies, "replies as `kith read` prints them")->required();
    runs.emplace_back(picture, [&o] { return kith::cli::picture(o); });
}

void add_sandbox(CLI::App& app, SandboxOptions& o, Runs& runs) {
    CLI::App* sandbox = app.add_subcommand("sandbox", "The invented partnership of Northshire");
    sandbox->require_subcommand(1);
    CLI::App* serve =
        sandbox->add_subcommand("serve", "Serve stand-ins for its sources on the loopback over TLS");
    serve->add_option("--dir", o.dir, "folder for settings and test keys")->required();
    serve->add_option("--seed", o.seed, "another seed, another population")->capture_default_str();
    serve->add_option("--families", o.families, "how many families")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    serve->add_option("--faults", o.faults_file, "a script of faults, as JSON");
    runs.emplace_back(serve, [&o] { return sandbox_serve(o); });
    add_sandbox_log(*sandbox, runs);
}

/// The access log. Whoever adds a verb to it does so under this one.
CLI::App& add_log(CLI::App& app) {
    CLI::App* log = app.add_subcommand("log", "The access log: who looked at whom, and why");
    log->require_subcommand(1);
    return *log;
}

}  // namespace

int main(int argc, char** argv) {
    kith::wire::keep_memory_quiet();
    CLI::App app{"Kith: a single view of a child, for the people who must decide whether the child is safe."};
    app.set_version_flag("--version", "kith " KITH_VERSION);
    app.require_subcommand(1);
    AskOptions ask_options;
    ReadOptions read_options;
    PictureOptions picture_options;
    SandboxOptions sandbox_options;
    Runs runs;
    add_ask(app, ask_options, runs);
    add_read(app, read_options, runs);
    add_picture(app, picture_options, runs);
    add_sandbox(app, sandbox_options, runs);
    add_policy(app, runs);
    CLI::App& log = add_log(app);
    add_log_reading(log, runs);
    add_log_export(log, runs);
    add_log_ship(log, runs);
    add_approval(app, runs);
    add_shelf(app, runs);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool is_help = error.get_exit_code() == 0;
        app.exit(error);
        return is_help ? kComplete : kWrongUsage;
    }
    for (const auto& [verb, run] : runs)
        if (verb->parsed()) return run();
    return kWrongUsage;
}
