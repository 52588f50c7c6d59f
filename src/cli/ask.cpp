#include "cli/files.h"
#include "cli/interrupt.h"
#include "cli/picture_json.h"
#include "cli/print.h"
#include "cli/seat.h"
#include "cli/verbs.h"
#include "wire/house.h"
#include "wording/wording.h"

#include <unistd.h>

#include <cstdio>
#include <iostream>

namespace kith::cli {
namespace {

using base::Expected;

/// Everything one asking gathers from the enquiry's events.
struct Gathered {
    Asking asking;
    std::shared_ptr<const enquiry::Picture> picture;
    std::optional<policy::Refusal> refusal;
    std::optional<base::Error> log_error;
    size_t settled = 0;
};

/// A line that replaces itself, for people watching; files and pipes stay clean.
void show_progress(const Gathered& gathered) {
    if (!isatty(STDERR_FILENO) || !gathered.asking.began) return;
    std::fprintf(stderr, "\r%zu of %zu cells settled ", gathered.settled,
                 gathered.asking.began->ledger.size());
}

void take(Gathered& gathered, enquiry::Event event) {
    if (auto* began = std::get_if<enquiry::Began>(&event)) {
        for (const auto& cell : began->ledger)
            gathered.settled += cell.state != record::LedgerState::awaiting;
        gathered.asking.began = std::move(*began);
    }
    if (std::get_if<enquiry::CellSettled>(&event)) ++gathered.settled;
    if (auto* refused = std::get_if<enquiry::Refused>(&event)) gathered.refusal = std::move(refused->refusal);
    if (auto* unwritable = std::get_if<enquiry::LogUnwritable>(&event))
        gathered.log_error = unwritable->error;
    if (auto* finished = std::get_if<enquiry::Finished>(&event)) {
        gathered.picture = finished->picture;
        gathered.asking.was_cancelled = finished->was_cancelled;
        gathered.asking.log_problem = finished->log_problem;
    }
    show_progress(gathered);
}

ExitCode deliver(const Gathered& gathered, const AskOptions& options, const policy::Rulebook& rulebook) {
    if (isatty(STDERR_FILENO)) std::fprintf(stderr, "\n");
    if (gathered.log_error) return report(*gathered.log_error);
    if (gathered.refusal) {
        print_refusal(std::cerr, *gathered.refusal);
        return kRefusedByPolicy;
    }
    if (!options.json_file.empty())
        if (auto written = write_file(options.json_file, to_json(*gathered.picture, gathered.asking));
            !written)
            return report(written.error());
    if (options.json_file != "-") print_picture(std::cout, *gathered.picture, rulebook.sources);
    if (!gathered.asking.log_problem.empty())
        std::fprintf(stderr,
                     "kith: the answers are shown, but the access log could not take the closing entry.\n");
    const bool has_holes = record::count(gathered.picture->ledger).holes > 0;
    return has_holes || !gathered.asking.log_problem.empty() ? kWithHoles : kComplete;
}

/// FD-1: says everything that is missing before anything is opened.
ExitCode say_missing(const std::vector<std::string>& missing) {
    for (const auto& what : missing) std::fprintf(stderr, "kith: %s\n", wording::missing(what).c_str());
    return kWrongUsage;
}

Expected<wire::Settings> settings_for(const AskOptions& options) {
    auto settings =
        wire::read_settings(options.settings.empty() ? wire::default_settings_path() : options.settings);
    if (settings && options.deadline_seconds > 0)
        settings->deadline = std::chrono::milliseconds(static_cast<long>(options.deadline_seconds * 1000));
    if (settings && options.deadline_seconds > 0)
        for (auto& source : settings->sources) source.deadline = {};
    return settings;
}

/// AU-9, P25: the yes is to this request and no other, so it is asked for once the request is whole.
Expected<void> have_approved(Seat& seat, const wire::Settings& settings, const AskOptions& options,
                             policy::Request& request, std::stop_token stop) {
    if (options.approver.empty()) return {};
    auto approval = ask_beside(seat.house(), settings, options.approver, request, std::move(stop));
    if (!approval) return approval.error();
    request.approval = std::move(*approval);
    return {};
}

void say_shelf_trouble(wire::House& house) {
    if (const auto& trouble = house.shelf_trouble())
        std::fprintf(stderr, "kith: no copies are kept or read: %s\n", trouble->detail.c_str());
}

}  // namespace

ExitCode ask(const AskOptions& options) {
    const Interrupt interrupt;
    auto settings = settings_for(options);
    if (!settings) return report(settings.error());
    const policy::User* named = settings->user(options.user);
    if (!named && settings->sign_in.method != auth::Method::oidc)
        return report(base::fail(base::Fault::invalid_input, "--as names nobody in the settings"));
    auto request = to_request(options, named ? *named : policy::User{});
    if (!request) return report(request.error());
    if (const auto missing = policy::missing_for(*request); !missing.empty()) return say_missing(missing);
    auto seat = Seat::take(*settings, options.user, interrupt.token());
    if (!seat) return report(seat.error());
    wire::House& house = (*seat)->house();
    request->user = (*seat)->user();
    say_shelf_trouble(house);
    if (auto approved = have_approved(**seat, *settings, options, *request, interrupt.token()); !approved)
        return report(approved.error());
    Gathered gathered;
    gathered.asking.request = *request;
    enquiry::Enquiry enquiry(1, house.surroundings());
    const std::stop_callback wake(interrupt.token(), [&] { house.wake(); });
    const auto on_event = [&](enquiry::Event event) { take(gathered, std::move(event)); };
    enquiry.run(*request, interrupt.token(), on_event);
    const ExitCode code = deliver(gathered, options, house.rulebook());
    enquiry.end_emergency(on_event);
    return code;
}

}  // namespace kith::cli
