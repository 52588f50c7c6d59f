#include "cli/log_ship.h"

#include "base/text.h"
#include "central/prepare.h"
#include "cli/interrupt.h"
#include "keys/system_entropy.h"
#include "wire/central_settings.h"
#include "wire/settings.h"
#include "wire/shipping.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace kith::cli {
namespace {

using base::Expected;
using base::Fault;

struct ShipOptions {
    std::string settings;
    bool is_once = false;
    std::string prepare;  ///< "print" or "apply"
    int months = 12;
    std::string dialect = "postgresql";
    std::string as, client_cert, client_key;  ///< the administrator's, for "apply"
    std::string enrol;                        ///< a workstation's role, to print its enrolment
};

struct Ground {
    wire::Settings settings;
    central::Place place;
};

Expected<Ground> ground(const ShipOptions& o) {
    auto settings = wire::read_settings(o.settings.empty() ? wire::default_settings_path() : o.settings);
    if (!settings) return settings.error();
    auto place = wire::central_of(*settings);
    if (!place) return place.error();
    if (!*place)
        return base::fail(Fault::not_found, "the settings have no \"central\": this desktop works alone");
    return Ground{std::move(*settings), std::move(**place)};
}

ExitCode prepare(const ShipOptions& o, central::Place place) {
    const ports::SystemClock clock;
    const central::Preparation preparation{
        place.authority, place.database, clock.now(), o.months,
        o.dialect == "cockroachdb" ? central::Dialect::cockroachdb : central::Dialect::postgresql};
    if (o.prepare == "print") {
        auto sql = central::preparation_sql(preparation);
        if (!sql) return report(sql.error());
        std::cout << *sql;
        if (o.enrol.empty()) return kComplete;
        auto enrolment = central::enrolment_sql(o.enrol, place.authority, place.workstation);
        if (!enrolment) return report(enrolment.error());
        std::cout << "\n-- Lets workstation " << o.enrol << " in.\n" << *enrolment;
        return kComplete;
    }
    if (!o.as.empty()) place.user = o.as;
    if (!o.client_cert.empty()) place.client_cert_file = o.client_cert;
    if (!o.client_key.empty()) place.client_key_file = o.client_key;
    const Interrupt interrupt;
    auto done = central::prepare(place, preparation, interrupt.token());
    if (!done) return report(done.error());
    std::cout << *done << "\n";
    return kComplete;
}

void say(const central::Shipped& shipped) {
    if (!shipped.notice.empty()) std::cerr << "kith: " << shipped.notice << "\n";
    if (!shipped.trouble.empty())
        std::cerr << "kith: " << (shipped.is_fork ? "FORK: " : "not shipped: ") << shipped.trouble << "\n";
    else
        std::cout << "Shipped " << base::counted(shipped.sent, "entry", "entries")
                  << "; the partnership's database holds all " << shipped.next << "." << std::endl;
}

ExitCode code_of(const central::Shipped& shipped) {
    if (shipped.is_fork) return kUnusable;
    return shipped.trouble.empty() ? kComplete : kFailed;
}

std::string memory_file(const wire::Settings& settings) {
    return settings.log_path + ".shipped";
}

audit::AccessLog::Place log_place(const wire::Settings& settings) {
    audit::AccessLog::Place place;
    place.path = settings.log_path;
    place.token_key_path = settings.log_key_path;
    place.signing_key_path = settings.log_signing_key_path;
    place.origin = settings.log_origin;
    return place;
}

ExitCode ship_once(const Ground& ground, const std::stop_token& stop) {
    keys::SystemEntropy entropy;
    const ports::SystemClock clock;
    auto log = wire::open_access_log(log_place(ground.settings), entropy)();
    if (!log && log.error().fault == Fault::not_found) {
        std::cout << "The access log is still empty: nothing to ship.\n";
        return kComplete;
    }
    if (!log) return report(log.error());
    const std::string file = memory_file(ground.settings);
    central::Shipper shipper(ground.place, log->chain, log->feed, wire::remembered(file, log->chain));
    const auto shipped = shipper.ship(log->head(clock.now()).value_or(std::string{}), clock.now(), stop);
    if (shipped.trouble.empty()) wire::remember(file, log->chain, shipped.next);
    say(shipped);
    return code_of(shipped);
}

/// Says only what is new: an entry that went, a trouble that came or changed.
ExitCode ship_on(const Ground& ground, const Interrupt& interrupt) {
    keys::SystemEntropy entropy;
    const ports::SystemClock clock;
    wire::ShippingPlan plan;
    plan.place = ground.place;
    plan.memory_file = memory_file(ground.settings);
    plan.interval = std::chrono::seconds{5};  // another program writes the log and cannot wake us
    std::string last_trouble;
    const auto on_change = [&](const wire::ShippingState& state) {
        const bool is_news =
            state.last.sent || !state.last.notice.empty() || state.last.trouble != last_trouble;
        last_trouble = state.last.trouble;
        if (is_news) say(state.last);
    };
    const wire::Shipping shipping(plan, wire::open_access_log(log_place(ground.settings), entropy), clock,
                                  entropy, on_change);
    interrupt.wait();
    return code_of(shipping.state().last);
}

ExitCode ship(const ShipOptions& o) {
    auto on = ground(o);
    if (!on) return report(on.error());
    if (!o.prepare.empty()) return prepare(o, on->place);
    const Interrupt interrupt;
    return o.is_once ? ship_once(*on, interrupt.token()) : ship_on(*on, interrupt);
}

}  // namespace

void add_log_ship(CLI::App& log, Runs& runs) {
    const auto o = std::make_shared<ShipOptions>();
    CLI::App* ship_verb =
        log.add_subcommand("ship", "Bring this workstation's entries to the partnership's database");
    ship_verb->add_option("--settings", o->settings,
                          "settings.json (default: the one in your configuration folder)");
    ship_verb->add_flag("--once", o->is_once, "one attempt, then end (default: until interrupted)");
    auto* prepare_option = ship_verb
                               ->add_option("--prepare-database", o->prepare,
                                            "print or apply the SQL that makes the database ready")
                               ->check(CLI::IsMember({"print", "apply"}));
    ship_verb->add_option("--months", o->months, "partitions for so many months from this one")
        ->check(CLI::Range(1, 120))
        ->needs(prepare_option)
        ->capture_default_str();
    ship_verb
        ->add_option("--dialect", o->dialect,
                     "whose SQL: postgresql (YugabyteDB and Citus, too) or cockroachdb")
        ->check(CLI::IsMember({"postgresql", "cockroachdb"}))
        ->needs(prepare_option)
        ->capture_default_str();
    ship_verb
        ->add_option("--enrol", o->enrol,
                     "with print: also what lets this database role in as the settings' workstation")
        ->needs(prepare_option);
    ship_verb->add_option("--database-user", o->as, "with apply: an administrator's role")
        ->needs(prepare_option);
    ship_verb->add_option("--client-cert", o->client_cert, "with apply: that role's certificate")
        ->needs(prepare_option);
    ship_verb->add_option("--client-key", o->client_key, "with apply: and its key")->needs(prepare_option);
    runs.emplace_back(ship_verb, [o] { return ship(*o); });
}

}  // namespace kith::cli
