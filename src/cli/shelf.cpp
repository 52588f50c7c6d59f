#include "cli/shelf.h"

#include "base/text.h"
#include "cache/shelf.h"
#include "cli/files.h"
#include "cli/seat.h"
#include "json/writer.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <memory>

namespace kith::cli {
namespace {

using base::Instant;

struct ShelfOptions {
    std::string settings, user;
    std::string from;
    std::string json_file;
};

std::string time_left(std::chrono::milliseconds left) {
    using namespace std::chrono;
    const auto whole = std::max(ceil<minutes>(left), minutes{0});
    if (whole < minutes{1}) return "going now";
    if (whole < hours{1}) return std::to_string(whole.count()) + " min";
    if (whole < hours{48})
        return std::to_string(whole / hours{1}) + " h " + std::to_string((whole % hours{1}).count()) + " min";
    return base::counted(static_cast<size_t>(whole / hours{24}), "day", "days");
}

std::string kept_json(const std::vector<cache::Item>& items, Instant now) {
    json::Writer out;
    out.object().member("at", base::to_iso(now)).key("kept").array();
    for (const cache::Item& item : items) {
        out.object().member("id", item.id).member("purpose", item.purpose).member("case", item.case_ref);
        out.member("user", item.user)
            .member("source", item.source.text())
            .member("person", item.person.text());
        out.member("subject", item.subject).member("fetched_at", base::to_iso(item.fetched_at));
        out.member("expires_at", base::to_iso(item.expires_at)).member("expires_by", item.expires_by);
        out.member("rulebook", item.rulebook_hash).member("permit", item.permit).end();
    }
    out.end().end();
    return out.text();
}

/// Somebody signed in, with their shelf; or the exit code that says why not.
ExitCode with_shelf(const ShelfOptions& options,
                    const std::function<ExitCode(wire::House&, cache::Shelf&)>& run) {
    const auto settings =
        wire::read_settings(options.settings.empty() ? wire::default_settings_path() : options.settings);
    if (!settings) return report(settings.error());
    const auto seat = Seat::take(*settings, options.user, {});
    if (!seat) return report(seat.error());
    wire::House& house = (*seat)->house();
    if (house.shelf_trouble()) return report(*house.shelf_trouble());
    if (!house.shelf()) return report(base::fail(base::Fault::unavailable, "the shelf could not be opened"));
    if (const auto why = house.shelf()->why_closed()) return report(*why);
    return run(house, *house.shelf());
}

ExitCode list(const ShelfOptions& options) {
    return with_shelf(options, [&](wire::House& house, cache::Shelf& shelf) {
        const auto items = shelf.list();
        if (options.json_file != "-") print_kept(std::cout, items, house.clock().now());
        if (options.json_file.empty()) return kComplete;
        const auto written = write_file(options.json_file, kept_json(items, house.clock().now()));
        return written ? kComplete : report(written.error());
    });
}

ExitCode sweep(const ShelfOptions& options) {
    return with_shelf(options, [](wire::House& house, cache::Shelf& shelf) {
        const auto purges = shelf.sweep(house.rulebook());
        if (!purges) return report(purges.error());
        print_purges(std::cout, *purges);
        std::cout << base::counted(shelf.list().size(), "copy is", "copies are") << " still kept.\n";
        return kComplete;
    });
}

ExitCode certificate(const ShelfOptions& options) {
    auto from = Instant{};
    if (!options.from.empty()) {
        const auto whole =
            options.from.find('T') == std::string::npos ? options.from + "T00:00:00Z" : options.from;
        const auto read = base::parse_instant(whole);
        if (!read) {
            std::cerr << "kith: --from wants a day (2026-11-22) or a moment with its zone "
                         "(2026-11-22T09:00:00Z).\n";
            return kWrongUsage;
        }
        from = *read;
    }
    return with_shelf(options, [&](wire::House&, cache::Shelf& shelf) {
        const auto text = shelf.certificate(from);
        if (!text) return report(text.error());
        const auto written = write_file(options.json_file.empty() ? "-" : options.json_file, *text + "\n");
        return written ? kComplete : report(written.error());
    });
}

}  // namespace

std::string_view why_it_goes(std::string_view expires_by) {
    if (expires_by == "lease") return "no contact with the partnership";
    if (expires_by == "emergency") return "the emergency ends";
    if (expires_by == "rulebook") return "a later rulebook shortened it";
    return "retention";
}

std::string_view why_it_went(std::string_view reason) {
    if (reason == "expired") return "their time was up";
    if (reason == "retention_shortened") return "the rulebook now keeps them for less long";
    if (reason == "purpose_withdrawn") return "their purpose was withdrawn";
    if (reason == "agreement_withdrawn") return "their agreement was withdrawn";
    if (reason == "rulebook_changed") return "the rulebook no longer permits them";
    if (reason == "clock_untrusted") return "the clock had been set back";
    if (reason == "key_lost") return "their key was lost";
    if (reason == "old_copy") return "an older copy of the file had been put back";
    if (reason == "no_room") return "there was no room left";
    if (reason == "damaged") return "they did not hold together";
    return "somebody asked for it";
}

void print_kept(std::ostream& out, const std::vector<cache::Item>& items, Instant now) {
    if (items.empty()) {
        out << "No copies are kept.\n";
        return;
    }
    out << base::counted(items.size(), "copy is", "copies are") << " kept, sealed:\n";
    for (const cache::Item& item : items)
        out << "  " << std::left << std::setw(22) << item.source.text() << std::setw(10) << item.person.text()
            << item.purpose << ", case " << base::printable(item.case_ref) << ", fetched "
            << base::uk_time(item.fetched_at) << ", goes in " << time_left(item.expires_at - now) << " ("
            << why_it_goes(item.expires_by) << ")\n";
}

void print_purges(std::ostream& out, const std::vector<cache::Purge>& purges) {
    if (purges.empty()) out << "Nothing had to go.\n";
    for (const cache::Purge& purge : purges)
        out << base::counted(purge.items.size(), "copy", "copies")
            << " destroyed: " << why_it_went(purge.reason) << ".\n";
}

void add_shelf(CLI::App& app, Runs& runs) {
    CLI::App* shelf = app.add_subcommand("shelf", "The copies that are kept for a while, sealed");
    shelf->require_subcommand(1);
    const auto add = [&](const char* name, const char* words, ExitCode (*run)(const ShelfOptions&)) {
        const auto o = std::make_shared<ShelfOptions>();
        CLI::App* verb = shelf->add_subcommand(name, words);
        verb->add_option("--settings", o->settings,
                         "settings.json (default: the one in your configuration folder)");
        verb->add_option("--as", o->user, "whose: an id of the settings' users");
        runs.emplace_back(verb, [o, run] { return run(*o); });
        return std::pair(verb, o);
    };
    const auto [listing, list_options] =
        add("list", "What is kept, for which purpose and case, and until when", list);
    listing->add_option("--json", list_options->json_file, "write the list here (- for standard output)");
    add("sweep", "Destroy what is past its time or no longer permitted", sweep);
    const auto [stating, options] = add(
        "certificate", "A statement of what was destroyed, by which rule, and where the access log proves it",
        certificate);
    stating->add_option("--from", options->from, "since this day or moment (default: all that is known)");
    stating->add_option("--json", options->json_file, "write it here (default: standard output)");
}

}  // namespace kith::cli
