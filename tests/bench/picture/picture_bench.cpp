// Building the picture at 1,000, 10,000 and 100,000 events beside std::sort of the same keys, and how it
// grows; ordering alone at 20,000 and 1,000,000 (goal: at most 2.0 x std::sort); who is who at 5,000 records;
// one filter; one layout.
#include "bench/stopwatch.h"
#include "chronology/order.h"
#include "enquiry/picture.h"
#include "link/people.h"
#include "support/builders.h"

#include <cstdio>
#include <random>

namespace {

using namespace kith;

constexpr size_t kSources = 10;

record::RosterPerson child() {
    auto person = support::line("subject", "subject", "Maisie", "Pellow", "2017-02-14");
    person.nhs_number = support::nhs_number(483);
    return person;
}

support::PersonBuilder maisie(const std::string& source) {
    return support::PersonBuilder(source, "child")
        .named("Maisie", "Pellow")
        .born("2017-02-14")
        .nhs(support::nhs_number(483))
        .at("12 Mill Lane", "NS4 7QT", "2026-09-01");
}

/// Half with a moment, half with a day, as sources date things; one in twelve about an injury, one in three
/// with a place.
record::Event event(const std::string& source, size_t n, std::mt19937& dice) {
    static constexpr const char* kKinds[] = {"visit",   "ed_attendance", "incident",
                                             "contact", "appointment",   "concern"};
    record::Event out = support::EventBuilder(source, "Record/" + std::to_string(n), kKinds[dice() % 6]);
    const base::Instant at{std::chrono::seconds{1'480'000'000 + dice() % 315'000'000}};
    out.occurred = dice() % 2 ? record::When::at(at) : record::When::on(record::uk_day(at));
    out.title = "Something that was seen, heard or done on that day";
    out.text =
        "A narrative of two or three lines, as a practitioner writes it at the end of a long shift, with "
        "what was seen, "
        "what was said and what was agreed to be done about it by whom.";
    if (dice() % 12 == 0) out.tags = {"injury"};
    if (dice() % 3 == 0) out.postcode = "NS" + std::to_string(dice() % 20 + 1) + " 7QT";
    return out;
}

/// A household grows with its events: a thousand to a person, as ten sources would hold of ten years.
constexpr size_t kEventsEach = 1000;

std::string ref_of(size_t n) {
    return n < kEventsEach ? "child" : "sibling-" + std::to_string(n / kEventsEach);
}

support::PersonBuilder sibling(const std::string& source, size_t n) {
    return support::PersonBuilder(source, ref_of(n))
        .named("Given" + std::to_string(n / kEventsEach), "Pellow")
        .born(record::from_day_number(static_cast<int>(14'000 + n / kEventsEach * 40)).iso())
        .nhs(support::nhs_number(1000 + static_cast<int>(n / kEventsEach)))
        .at("12 Mill Lane", "NS4 7QT", "2026-09-01");
}

link::Replies answers(size_t events) {
    std::mt19937 dice(7);
    link::Replies out;
    for (size_t s = 0; s < kSources; ++s) {
        const std::string source = "source-" + std::to_string(s);
        support::ReplyBuilder reply(source, "subject");
        reply.subject(maisie(source));
        reply.with(support::PersonBuilder(source, "mum")
                       .named("Kerry", "Pellow")
                       .at("12 Mill Lane", "NS4 7QT")
                       .person);
        reply.tie("child", "mother", "mum").place("child", "attends_school", "Mill Lane Primary");
        for (size_t n = kEventsEach; n < events; n += kEventsEach)
            reply.with(sibling(source, n).person).tie("child", "sibling", ref_of(n));
        for (size_t n = s; n < events; n += kSources) {
            reply.reply.events.push_back(event(source, n, dice));
            reply.reply.events.back().about = {ref_of(n)};
        }
        out.push_back(reply);
    }
    return out;
}

struct Key {
    std::int64_t time;
    std::uint64_t index;
};

std::vector<Key> keys_of(const link::Replies& replies) {
    std::vector<Key> keys;
    for (const auto& reply : replies)
        for (const auto& one : reply->events) keys.push_back({one.sort_time().sort_key(), keys.size()});
    return keys;
}

size_t sort_keys(std::vector<Key> keys) {
    std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.time < b.time; });
    return keys.front().index;
}

size_t runs_for(size_t events) {
    return events >= 100'000 ? 3 : events >= 10'000 ? 7 : 21;
}

void measure_order(size_t events, size_t& sink) {
    const auto replies = answers(events);
    const auto from = link::in_order(replies);
    const auto keys = keys_of(replies);
    const auto pair = bench::in_turn(
        runs_for(events), [&] { sink += chronology::in_order(from).told.size(); },
        [&] { sink += sort_keys(keys); });
    std::printf(
        "order alone, %8zu events: ours %8.2f ms, std::sort of the keys %8.2f ms, ratio %.2f (goal <= "
        "2.00)\n",
        events, 1e3 * pair.ours, 1e3 * pair.peer, pair.ratio());
}

double measure_build(size_t events, size_t& sink) {
    const auto replies = answers(events);
    const auto keys = keys_of(replies);
    const auto now = support::instant("2026-11-22T09:41:00Z");
    const auto pair = bench::in_turn(
        runs_for(events),
        [&] { sink += enquiry::build(1, now, {child()}, {}, replies, {}, {}).chronology.entries.size(); },
        [&] { sink += sort_keys(keys); });
    std::printf("whole picture, %6zu events: %8.2f ms, %6.2f us an event, %.1f x std::sort of the keys\n",
                events, 1e3 * pair.ours, 1e6 * pair.ours / static_cast<double>(events), pair.ratio());
    return pair.ours;
}

void measure_parts(size_t events, size_t& sink) {
    const auto replies = answers(events);
    const auto today = support::date("2026-11-22");
    const auto found = link::resolve({child()}, replies, {});
    const auto all = chronology::merge(replies, found);
    const auto show = [&](const char* what, auto job) {
        const auto pair = bench::in_turn(5, job, [] {});
        std::printf("  %-34s %8.2f ms\n", what, 1e3 * pair.ours);
    };
    std::printf("of %zu events:\n", events);
    show("who is who", [&] { sink += link::resolve({child()}, replies, {}).identities.size(); });
    show("chronology with repeats", [&] { sink += chronology::merge(replies, found).entries.size(); });
    show("conflicts", [&] { sink += chronology::conflicts(replies, found).size(); });
    show("network", [&] { sink += network::build({child()}, replies, found, today).nodes.size(); });
    show("patterns", [&] { sink += patterns::find(all, found, replies, today).size(); });
    show("filter by two words", [&] { sink += chronology::apply({.text = "narrative shift"}, all).size(); });
}

/// Families of four at a thousand addresses, each person known to two sources, half of them by number.
link::Replies people(size_t records) {
    static constexpr const char* kGiven[] = {"Ada",  "Ben",  "Cara", "Dev",  "Ella",
                                             "Finn", "Gwen", "Hari", "Isla", "Jack"};
    link::Replies out;
    for (const std::string source : {"north", "south"}) {
        support::ReplyBuilder reply(source, "", record::LedgerState::records_held);
        for (size_t i = 0; i < records / 2; ++i) {
            const size_t family = i / 4;
            auto person = support::PersonBuilder(source, "p" + std::to_string(i))
                              .named(kGiven[i % 10], "Family" + std::to_string(family % 700))
                              .at(std::to_string(family % 90) + " Mill Lane",
                                  "NS" + std::to_string(family % 60 + 1) + " 7QT");
            person.person.born = record::from_day_number(static_cast<int>(12'000 + i * 37 % 7000));
            if (i % 2) person.nhs(support::nhs_number(static_cast<int>(i)));
            reply.with(person.person);
        }
        out.push_back(reply);
    }
    return out;
}

double measure_people(size_t records, size_t& sink) {
    const auto replies = people(records);
    const auto pair = bench::in_turn(
        5, [&] { sink += link::resolve({child()}, replies, {}).identities.size(); }, [] {});
    std::printf("who is who, %5zu records: %8.2f ms, %6.2f us a record\n", records, 1e3 * pair.ours,
                1e6 * pair.ours / static_cast<double>(records));
    return pair.ours;
}

network::Network network_of(size_t nodes) {
    std::mt19937 dice(3);
    network::Network out;
    for (size_t i = 0; i < nodes; ++i) {
        network::Node node{.id = "n" + std::to_string(i)};
        node.is_subject = i == 0;
        node.generation = i == 0 ? 0 : static_cast<int>(dice() % 4) - 1;
        out.nodes.push_back(node);
        for (int k = 0; i > 0 && k < 2; ++k) {
            const auto& other = out.nodes[dice() % i];
            const int up = node.generation - other.generation;
            out.edges.push_back({.id = "t" + std::to_string(out.edges.size()),
                                 .from = other.id,
                                 .to = node.id,
                                 .kind = up == 1 ? "mother" : "sibling"});
        }
    }
    return out;
}

}  // namespace

int main() {
    size_t sink = 0;
    measure_order(20'000, sink);
    measure_order(1'000'000, sink);
    const double small = measure_build(1'000, sink), middle = measure_build(10'000, sink),
                 large = measure_build(100'000, sink);
    std::printf("growth for ten times the events: %.1f from 1,000, %.1f from 10,000 (linear is 10.0)\n",
                middle / small, large / middle);
    measure_parts(5'000, sink);
    measure_parts(100'000, sink);
    const double few = measure_people(1'000, sink), many = measure_people(5'000, sink);
    std::printf("growth for five times the records: %.1f (linear is 5.0)\n", many / few);
    const auto network = network_of(150);
    const auto layout = bench::in_turn(
        11, [&] { sink += network::lay_out(network).size(); }, [] {});
    std::printf("layout of 150 people, %zu ties: %.2f ms\n", network.edges.size(), 1e3 * layout.ours);
    return sink == 0;
}
