#include "audit/export_csv.h"
#include "audit/export_fhir.h"
#include "json/value.h"
#include "log_world.h"
#include "ports/audit_kinds.h"
#include "tlog/export.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

using namespace kith;
using namespace kith::audit_tests;

namespace {

/// The names that lead to every value of a resource, without places in lists.
void paths(json::Value value, const std::string& at, std::set<std::string>& out) {
    if (value.is_object())
        for (size_t i = 0; i < value.size(); ++i)
            paths(value.at(i), at + "." + std::string(value.key(i)), out);
    else if (value.is_array())
        for (const json::Value item : value) paths(item, at, out);
    else
        out.insert(at);
}

std::set<std::string> paths_of(const std::string& json) {
    std::set<std::string> out;
    const auto document = json::parse(json);
    BOOST_TEST_REQUIRE(document.has_value());
    paths(document->root(), "", out);
    return out;
}

audit::AccessLog::Stored stored(const ports::AuditEntry& what) {
    LogWorld world;
    auto log = world.open();
    world.append(*log, what);
    return log->read(0, 1)->front();
}

std::string text_of(const std::filesystem::path& file) {
    std::ostringstream out;
    out << std::ifstream(file, std::ios::binary).rdbuf();
    return out.str();
}

/// A reader of RFC 4180, apart from the writer.
std::vector<std::string> fields(const std::string& line) {
    std::vector<std::string> out{""};
    bool is_quoted = false;
    for (size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && is_quoted && i + 1 < line.size() && line[i + 1] == '"')
            out.back() += line[i++];
        else if (c == '"')
            is_quoted = !is_quoted;
        else if (c == ',' && !is_quoted)
            out.emplace_back();
        else
            out.back() += c;
    }
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_export_forms_tests)

BOOST_AUTO_TEST_CASE(C15_no_field_of_a_spreadsheet_begins_a_formula) {
    for (const auto* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"}) {
        const auto read = fields(audit::csv_field(text));
        BOOST_TEST(read.size() == 1u);
        BOOST_TEST(read[0] == "'" + std::string(text));
    }
    BOOST_TEST(audit::csv_field("plain") == "plain");
    BOOST_TEST(audit::csv_field("") == "");
    BOOST_TEST(audit::csv_field("a,b") == "\"a,b\"");
    BOOST_TEST(audit::csv_field("say \"x\"") == "\"say \"\"x\"\"\"");
    BOOST_TEST(audit::csv_field("two\r\nlines") == "\"two\r\nlines\"");
    BOOST_TEST(audit::csv_field("a=b") == "a=b");
}

BOOST_AUTO_TEST_CASE(a_spreadsheet_line_has_a_field_for_each_heading_and_names_nobody) {
    auto hostile = entry();
    hostile.case_ref = "=HYPERLINK(\"http://127.0.0.1/\",\"x\")";
    hostile.user = "@r,singh\r\n";
    const auto one = stored(hostile);
    const std::string line = *audit::csv_line(one.leaf_json, one.leaf_hash);
    BOOST_TEST(line.ends_with("\r\n"));
    const auto names = fields(audit::csv_header().substr(0, audit::csv_header().size() - 2));
    const auto values = fields(line.substr(0, line.size() - 2));
    BOOST_TEST_REQUIRE(names.size() == values.size());
    std::map<std::string, std::string> said;
    for (size_t i = 0; i < names.size(); ++i) said[names[i]] = values[i];
    BOOST_TEST(said["index"] == "0");
    BOOST_TEST(said["at"] == "2026-11-22T09:41:07.250Z");
    BOOST_TEST(said["case"] == "'" + hostile.case_ref);
    BOOST_TEST(said["user"] == "'" + hostile.user);
    BOOST_TEST(said["what"] == "Asked sources");
    BOOST_TEST(said["rules"] == "R-101 R-102");
    BOOST_TEST(said["has_words"] == "yes");
    BOOST_TEST(said["facts"] == R"({"not_asked":12,"people":1})");
    BOOST_TEST(said["leaf_hash"] == one.leaf_hash);
    BOOST_TEST(line.find("9990004838") == std::string::npos);
    BOOST_TEST(line.find("bruises") == std::string::npos);
    BOOST_TEST(!audit::csv_line("{", "").has_value());
}

BOOST_AUTO_TEST_CASE(an_audit_event_says_who_asked_whom_when_and_where_it_stands_in_the_log) {
    const auto one = stored(entry());
    const auto document = json::parse(*audit::audit_event(one.leaf_json, one.leaf_hash));
    BOOST_TEST_REQUIRE(document.has_value());
    const auto event = document->root();
    BOOST_TEST(event["resourceType"].text() == "AuditEvent");
    BOOST_TEST(event["type"]["code"].text() == "rest");
    BOOST_TEST(event["subtype"][1]["code"].text() == "enquiry_asked");
    BOOST_TEST(event["subtype"][1]["display"].text() == "Asked sources");
    BOOST_TEST(event["recorded"].text() == "2026-11-22T09:41:07.250Z");
    BOOST_TEST(event["agent"][0]["who"]["identifier"]["value"].text() == "Northshire Council");
    BOOST_TEST(event["agent"][1]["who"]["identifier"]["value"].text() == "r.singh");
    BOOST_TEST(event["agent"][1]["purposeOfUse"][0]["coding"][0]["code"].text() == "SECTION_47");
    BOOST_TEST(event["agent"][2]["who"]["type"].text() == "Device");
    BOOST_TEST(event["entity"][0]["what"]["identifier"]["value"].text().size() == 64u);
    BOOST_TEST(event["entity"][1]["what"]["identifier"]["value"].text() == entry().enquiry);
    BOOST_TEST(event["entity"][2]["what"]["identifier"]["value"].text() == one.leaf_hash);
}

BOOST_AUTO_TEST_CASE(every_kind_of_entry_becomes_an_audit_event_with_what_the_standard_demands) {
    for (const auto& kind : ports::kinds::all()) {
        auto e = entry(std::string(kind.id));
        e.subject_clear.clear();
        e.enquiry.clear();
        const auto one = stored(e);
        const auto document = json::parse(*audit::audit_event(one.leaf_json, one.leaf_hash));
        BOOST_TEST_REQUIRE(document.has_value());
        const auto event = document->root();
        for (const auto* needed : {"type", "recorded", "agent", "source"})
            BOOST_TEST(!event[needed].is_absent(), kind.id);
        BOOST_TEST((event["outcome"].text() == "0" || event["outcome"].text() == "4"), kind.id);
        BOOST_TEST(std::string_view("CRUDE").find(event["action"].text()) != std::string_view::npos, kind.id);
        for (const auto agent : event["agent"]) BOOST_TEST(agent["requestor"].boolean().has_value(), kind.id);
    }
}

BOOST_AUTO_TEST_CASE(a_bundle_of_audit_events_is_one_document) {
    const auto one = stored(entry());
    const std::string bundle = audit::fhir_begin("2026-11-22T10:00:00.000Z") +
                               *audit::fhir_entry(one.leaf_json, one.leaf_hash, true) +
                               *audit::fhir_entry(one.leaf_json, one.leaf_hash, false) + audit::fhir_end();
    const auto document = json::parse(bundle);
    BOOST_TEST_REQUIRE(document.has_value());
    BOOST_TEST(document->root()["entry"].size() == 2u);
}

// The published samples, member by member: what NHS England's own audit events say, ours say in the same
// place.
BOOST_AUTO_TEST_CASE(an_audit_event_has_every_member_of_the_published_ones) {
    const std::filesystem::path folder = std::filesystem::path(KITH_SHARED_DATA) / "audit";
    const auto one = stored(entry());
    const auto ours = paths_of(*audit::audit_event(one.leaf_json, one.leaf_hash));
    size_t compared = 0;
    if (std::filesystem::is_directory(folder))
        for (const auto& file : std::filesystem::directory_iterator(folder)) {
            if (file.path().extension() != ".json") continue;
            ++compared;
            for (const auto& path : paths_of(text_of(file.path())))
                BOOST_TEST(ours.contains(path), file.path().filename().string() + " has " + path);
        }
    if (compared == 0) std::cout << "skipped 3 published samples: not on this machine\n";
}

BOOST_AUTO_TEST_CASE(AU_12_a_case_file_holds_only_its_entries_and_proves_each) {
    LogWorld world;
    auto log = world.open();
    for (int i = 0; i < 40; ++i) {
        auto e = entry();
        e.case_ref = i % 9 == 4 ? "NC-2026-7" : "NC-2026-1";
        world.append(*log, e);
    }
    const std::string early = log->latest_checkpoint();
    audit::AccessLog::Wish wish;
    wish.wants = [](const auto& one) { return one.leaf_json.find("\"NC-2026-7\"") != std::string::npos; };
    wish.older = {early};
    wish.made_by = "t.adeyemi for NC-2026-7";
    wish.now = entry().at;
    std::stringstream file;
    BOOST_TEST(*log->write_export(file, wish) == 4u);
    const std::string text = file.str();
    BOOST_TEST(text.find("NC-2026-1") == std::string::npos);
    BOOST_TEST(text.find("by t.adeyemi for NC-2026-7\n") != std::string::npos);
    const auto key = *tlog::VerifierKey::parse(log->verifier_key());
    BOOST_TEST(tlog::check_export(file, {{key}, {early}}).is_intact());
    for (const auto* change : {"by t.adeyemi", "NC-2026-7\"", "\"index\":13"}) {
        std::string spoilt = text;
        spoilt[spoilt.find(change) + 4] ^= 1;
        std::istringstream in(spoilt);
        BOOST_TEST(!tlog::check_export(in, {{key}, {}}).is_intact(), change);
    }
}

BOOST_AUTO_TEST_CASE(an_export_that_cannot_be_written_to_its_end_says_so) {
    LogWorld world;
    auto log = world.open();
    for (int i = 0; i < 3; ++i) world.append(*log);
    std::ofstream nowhere(world.scratch.file("no/such/folder"));
    const auto written = log->write_export(nowhere, {{}, {}, "t.adeyemi", entry().at});
    BOOST_TEST_REQUIRE(!written.has_value());
    BOOST_TEST((written.error().fault == base::Fault::unavailable));
}

BOOST_AUTO_TEST_SUITE_END()
