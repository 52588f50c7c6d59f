#include "cli/approval.h"

#include "central/approvals.h"
#include "cli/seat.h"
#include "json/writer.h"
#include "ports/audit_kinds.h"
#include "wire/central_settings.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace kith::cli {
namespace {

using base::Expected;
using base::fail;
using base::Fault;
using central::Approvals;

struct ApprovalOptions {
    std::string settings, user, id;
};

struct Desk {
    std::unique_ptr<Seat> seat;
    std::unique_ptr<Approvals> approvals;
};

/// Whoever answers signs in first: their yes is worth what the proof of who they are is worth.
Expected<Desk> desk(const ApprovalOptions& o) {
    const auto settings =
        wire::read_settings(o.settings.empty() ? wire::default_settings_path() : o.settings);
    if (!settings) return settings.error();
    auto place = wire::central_of(*settings);
    if (!place) return place.error();
    if (!*place)
        return fail(Fault::not_found,
                    "the settings have no \"central\": approvals are given beside the asker");
    auto seat = Seat::take(*settings, o.user, {}, Use::log_only);
    if (!seat) return seat.error();
    return Desk{std::move(*seat), std::make_unique<Approvals>(**place)};
}

Expected<void> write_down(const Desk& at, const Approvals::Open& question, std::string_view kind) {
    wire::House& house = at.seat->house();
    const policy::User& user = at.seat->user();
    ports::AuditEntry entry;
    entry.kind = kind;
    entry.at = house.clock().now();
    entry.user = user.id;
    entry.role = user.role;
    entry.agency = user.agency;
    entry.workstation = at.seat->settings().workstation;
    entry.rulebook_hash = house.rulebook().hash;
    entry.purpose = question.purpose;
    entry.case_ref = question.case_ref;
    json::Writer facts;
    facts.object()
        .member("asked_at_workstation", question.asker_workstation)
        .member("asked_by", question.asker_user)
        .member("question", question.id)
        .end();
    entry.facts_json = facts.text();
    auto receipt = house.append(entry);
    if (!receipt) return receipt.error();
    return {};
}

ExitCode list(const ApprovalOptions& o) {
    auto at = desk(o);
    if (!at) return report(at.error());
    auto open = at->approvals->open();
    if (!open) return report(open.error());
    if (open->empty()) std::cout << "Nobody waits for approval.\n";
    for (const auto& one : *open)
        std::cout << one.id << "  " << one.case_ref << "  " << one.purpose << "  asked by " << one.asker_name
                  << " (" << one.asker_role << ", " << one.asker_workstation << ") on "
                  << base::uk_time(one.asked) << ", until " << base::uk_time(one.expires) << "\n";
    return kComplete;
}

ExitCode answer(const ApprovalOptions& o, bool is_given) {
    auto at = desk(o);
    if (!at) return report(at.error());
    auto open = at->approvals->open();
    if (!open) return report(open.error());
    const auto question = std::ranges::find(*open, o.id, &Approvals::Open::id);
    if (question == open->end())
        return report(fail(Fault::not_found, "no such question is open to this workstation"));
    const auto kind = is_given ? ports::kinds::kApproved : ports::kinds::kApprovalDenied;
    if (auto written = write_down(*at, *question, kind); !written) return report(written.error());
    const policy::User& user = at->seat->user();
    auto done = is_given ? at->approvals->give(o.id, user) : at->approvals->refuse(o.id, user);
    if (!done) return report(done.error());
    std::cout << (is_given ? "Approved." : "Refused.") << "\n";
    return kComplete;
}

}  // namespace

void add_approval(CLI::App& app, Runs& runs) {
    CLI::App* approval =
        app.add_subcommand("approval", "Answer colleagues elsewhere who need a second person's yes");
    approval->require_subcommand(1);
    const auto o = std::make_shared<ApprovalOptions>();
    const auto add = [&](const char* name, const char* what, bool needs_id) {
        CLI::App* verb = approval->add_subcommand(name, what);
        verb->add_option("--settings", o->settings,
                         "settings.json (default: the one in your configuration folder)");
        verb->add_option("--as", o->user, "who answers: an id of the settings' users");
        if (needs_id) verb->add_option("id", o->id, "the question, as list shows it")->required();
        return verb;
    };
    runs.emplace_back(add("list", "The questions that are open to this workstation", false),
                      [o] { return list(*o); });
    runs.emplace_back(add("give", "Say yes", true), [o] { return answer(*o, true); });
    runs.emplace_back(add("refuse", "Say no", true), [o] { return answer(*o, false); });
}

}  // namespace kith::cli
