#include "cache/world.h"

#include "json/value.h"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

/// Many shelves are opened and flushed here; in memory that costs nothing, and what a program does is the
/// same.
struct InMemory {
    InMemory() {
        std::error_code gone;
        if (!std::getenv("TMPDIR") && std::filesystem::is_directory("/dev/shm", gone))
            ::setenv("TMPDIR", "/dev/shm", 1);
    }
};
BOOST_GLOBAL_FIXTURE(InMemory);

}  // namespace

namespace kith::cache_tests {

using record::CategoryId;
using record::SourceId;

policy::Rulebook rulebook(std::chrono::seconds keep) {
    policy::Rulebook book;
    book.id = "northshire";
    book.version = "test";
    book.serial = 1;
    book.hash = std::string(64, 'a');
    book.roles = {{"mash_worker", "MASH worker"}};
    book.purposes = {{.id = "MASH_ENQUIRY", .name = "Screening", .lawful_basis = "s.10"},
                     {.id = "SECTION_47", .name = "Section 47", .lawful_basis = "s.47"}};
    book.categories = {{CategoryId("attendance"), "Attendance"}, {CategoryId("concern"), "Concern"}};
    for (const char* id : {"health", "police"})
        book.sources.push_back({.id = SourceId(id),
                                .name = id,
                                .short_name = id,
                                .categories = {CategoryId("attendance"), CategoryId("concern")}});
    book.rules = {{.id = "R-001", .permits = true, .roles = {"mash_worker"}, .why = "Needed to screen."}};
    book.agreements = {{.id = "A-001", .name = "All", .sources = {SourceId("health"), SourceId("police")}}};
    book.usual_retention = keep;
    return book;
}

record::RosterPerson child(int serial) {
    auto person = support::line("subject", "subject", "Maisie", "Pellow", "2017-02-14");
    person.nhs_number = support::nhs_number(serial);
    return person;
}

policy::Request request(const record::RosterPerson& person, const std::string& purpose,
                        const std::string& case_ref, const std::string& user) {
    policy::Request asked;
    asked.user = {user, user, "mash_worker", "Northshire Council", ""};
    asked.purpose = purpose;
    asked.case_ref = case_ref;
    asked.reason = "a referral from school";
    asked.roster = {person};
    return asked;
}

policy::Permit permit(const policy::Rulebook& book, const policy::Request& asked, base::Instant now) {
    auto decision = policy::decide(book, asked, now);
    if (auto* refusal = std::get_if<policy::Refusal>(&decision))
        BOOST_TEST_REQUIRE(false, refusal->reasons.front().code);
    return std::get<policy::Permit>(decision);
}

record::Reply reply(const std::string& source, const std::string& marker, size_t more_bytes) {
    support::ReplyBuilder made(source, "subject");
    made.subject(support::PersonBuilder(source, "1").named("Maisie", "Pellow").born("2017-02-14"));
    support::EventBuilder event(source, "Event/1", "ed_attendance");
    event.of("attendance").on("2026-11-16").about({"1"}).titled(marker + std::string(more_bytes, 'x'));
    made.with(event);
    return made.reply;
}

cache::Shelf& World::open() {
    shelf.reset();
    auto opened = cache::Shelf::open({path(), user, workstation}, {keys, log, clock, entropy});
    BOOST_TEST_REQUIRE(opened.has_value(), (opened ? "" : opened.error().detail));
    shelf = std::move(*opened);
    return *shelf;
}

bool World::keep(const std::string& marker) {
    return keep(request(child()), "health", marker);
}

bool World::keep(const policy::Request& asked, const std::string& source, const std::string& marker) {
    const auto kept = shelf->keep(allow(asked), asked.roster.front(), reply(source, marker));
    return kept && kept->has_value();
}

std::string World::found(const policy::Request& asked) {
    const auto held = shelf->find(allow(asked));
    if (!held) return "error: " + held.error().detail;
    std::string titles;
    for (const auto& one : *held)
        for (const auto& event : one.reply.events) titles += (titles.empty() ? "" : ",") + event.title;
    return titles;
}

std::vector<std::string> World::purges() const {
    std::vector<std::string> reasons;
    for (const auto& entry : log.entries) {
        if (entry.kind != "copies_purged" && entry.kind != "shelf_emptied") continue;
        const auto facts = json::parse(entry.facts_json);
        reasons.emplace_back(facts ? facts->root()["why"].text() : "");
    }
    return reasons;
}

std::string read_bytes(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

void write_bytes(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace kith::cache_tests
