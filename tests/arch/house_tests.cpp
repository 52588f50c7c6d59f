#include "house.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>

using namespace kith;
using arch::Finding;
namespace fs = std::filesystem;

namespace {

std::string words(const std::vector<Finding>& findings) {
    std::string out;
    for (const auto& one : findings)
        out += "\n" + one.file + ":" + std::to_string(one.line) + " [" + one.rule + "] " + one.text;
    return out;
}

/// A small tree of its own, with one fault planted in it at a time.
class Planted {
public:
    Planted& file(const std::string& path, const std::string& text) {
        const fs::path whole = fs::path(scratch_.path()) / path;
        fs::create_directories(whole.parent_path());
        std::ofstream(whole) << text;
        return *this;
    }
    /// A header with this in its middle, sound but for that.
    Planted& header(const std::string& path, const std::string& room, const std::string& middle) {
        return file(path, "#pragma once\n" + middle + "\nnamespace kith::" + room + " {}\n");
    }
    std::vector<Finding> sources() const { return arch::inspect_sources(scratch_.path()); }
    std::vector<Finding> links() const { return arch::inspect_links(scratch_.path()); }

private:
    support::ScratchFolder scratch_;
};

void expect_one(const std::vector<Finding>& findings, const std::string& rule, const std::string& part) {
    BOOST_TEST_REQUIRE(findings.size() == 1u, rule << ":" << words(findings));
    BOOST_TEST(findings[0].rule == rule);
    BOOST_TEST(findings[0].text.find(part) != std::string::npos, findings[0].text);
}

/// A room that includes something, and what should be said about it; empty when it may.
struct Include {
    std::string file, room, include, said;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(arch_house_tests)

BOOST_AUTO_TEST_CASE(no_file_of_the_house_breaks_its_rules) {
    const auto findings = arch::inspect_sources(KITH_SOURCE_DIR);
    BOOST_TEST(findings.empty(), words(findings));
}

BOOST_AUTO_TEST_CASE(no_library_of_the_house_links_to_a_room_it_may_not_know) {
    const auto findings = arch::inspect_links(KITH_SOURCE_DIR);
    BOOST_TEST(findings.empty(), words(findings));
}

BOOST_AUTO_TEST_CASE(every_folder_of_sources_has_a_row) {
    size_t folders = 0;
    for (const auto* top : {"src", "connectors"})
        for (const auto& entry : fs::directory_iterator(fs::path(KITH_SOURCE_DIR) / top)) {
            if (!entry.is_directory()) continue;
            const std::string name = entry.path().filename().string();
            BOOST_TEST(arch::room_named(name).has_value(), name << " has no row");
            ++folders;
        }
    BOOST_TEST(folders > 20u, "the tree was found");
}

BOOST_AUTO_TEST_CASE(the_tree_that_is_inspected_is_the_whole_tree) {
    const auto files = arch::files_of(KITH_SOURCE_DIR, {".h", ".cpp"});
    for (const auto* file :
         {"src/base/id.h", "policy/decide.cpp", "connectors/sui/sui.h", "ui/theme.h", "tests/arch/house.h"})
        BOOST_TEST((std::ranges::find(files, fs::path(file)) != files.end()), file);
}

// From here on the rules themselves are tried, on trees with a fault in them.

BOOST_AUTO_TEST_CASE(an_include_may_go_down_and_neither_up_nor_sideways) {
    const std::vector<Include> includes = {
        {"src/record/a.h", "record", "base/id.h", ""},
        {"src/record/a.h", "record", "record/when.h", ""},
        {"policy/a.h", "policy", "record/when.h", ""},
        {"connectors/fhir/a.h", "fhir", "federate/connector.h", ""},
        {"connectors/fhir/a.h", "fhir", "federate/oauth.h", ""},
        {"connectors/fhir/a.h", "fhir", "connectors/fhir/fhir.h", ""},
        {"src/wire/a.h", "wire", "connectors/fhir/fhir.h", ""},
        {"src/cli/a.h", "cli", "connectors/sandbox/sandbox.h", ""},
        {"ui/a.h", "ui", "wire/house.h", ""},
        {"src/record/a.h", "record", "policy/decide.h", "record (row 2) may not know policy (row 3)"},
        {"src/base/a.h", "base", "json/value.h", "base (row 0) may not know json (row 1)"},
        {"src/link/a.h", "link", "wording/wording.h", "link (row 4) may not know wording (row 4)"},
        {"src/audit/a.h", "audit", "federate/fetch.h", "audit (row 8) may not know federate (row 8)"},
        {"src/cli/a.h", "cli", "ui/theme.h", "cli (row 13) may not know ui (row 13)"},
        {"connectors/fhir/a.h", "fhir", "connectors/sui/sui.h", "connectors never know each other"},
        {"connectors/fhir/a.h", "fhir", "federate/fetch.h", "never the engine"},
        {"connectors/fhir/a.h", "fhir", "enquiry/enquiry.h", "fhir (row 9) may not know enquiry (row 10)"},
        {"src/enquiry/a.h", "enquiry", "connectors/fhir/fhir.h", "through federate/connector.h alone"},
        {"src/cli/a.h", "cli", "connectors/fhir/fhir.h", "through federate/connector.h alone"},
        {"ui/a.h", "ui", "connectors/sandbox/sandbox.h", "through federate/connector.h alone"},
        {"src/annex/a.h", "annex", "base/id.h", "annex has no row in the house"}};
    for (const auto& one : includes) {
        const auto findings =
            Planted().header(one.file, one.room, "#include \"" + one.include + "\"").sources();
        if (one.said.empty())
            BOOST_TEST(findings.empty(), words(findings));
        else
            expect_one(findings, "rows", one.said);
    }
}

BOOST_AUTO_TEST_CASE(an_include_is_found_however_it_is_spaced_and_in_sources_too) {
    expect_one(Planted().file("src/base/a.cpp", "  #  include   \"json/value.h\"\n").sources(), "rows",
               "row 1");
    BOOST_TEST(Planted().file("src/base/a.cpp", "// #include \"json/value.h\"\n").sources().empty());
}

BOOST_AUTO_TEST_CASE(an_include_shows_its_room) {
    expect_one(Planted().header("src/base/a.h", "base", "#include \"id.h\"").sources(), "include path",
               "id.h");
    expect_one(Planted().header("src/base/a.h", "base", "#include \"../base/id.h\"").sources(),
               "include path", "..");
}

BOOST_AUTO_TEST_CASE(wx_stays_in_the_window) {
    expect_one(Planted().file("src/present/a.cpp", "#include <wx/string.h>\n").sources(), "wx",
               "stays in ui/");
    expect_one(Planted().file("connectors/sui/a.cpp", "#include \"wx/string.h\"\n").sources(), "wx",
               "stays in ui/");
    BOOST_TEST(Planted().header("ui/a.h", "ui", "#include <wx/string.h>").sources().empty());
}

BOOST_AUTO_TEST_CASE(slow_headers_stay_out_of_headers) {
    expect_one(Planted().header("policy/a.h", "policy", "#include <nlohmann/json.hpp>").sources(), "json.hpp",
               "seconds");
    BOOST_TEST(Planted().file("policy/a.cpp", "#include <nlohmann/json.hpp>\n").sources().empty());
}

BOOST_AUTO_TEST_CASE(a_header_starts_with_pragma_once) {
    expect_one(Planted().file("src/base/a.h", "// first\n#pragma once\nnamespace kith::base {}\n").sources(),
               "pragma once", "starts with");
    expect_one(Planted().file("tests/base/a.h", "").sources(), "pragma once", "starts with");
}

BOOST_AUTO_TEST_CASE(a_file_of_600_lines_is_long_enough) {
    std::string text;
    for (int i = 0; i < 600; ++i) text += "// line\n";
    BOOST_TEST(Planted().file("src/base/a.cpp", text).sources().empty());
    expect_one(Planted().file("src/base/a.cpp", text + "//\n").sources(), "length", "601 lines");
}

BOOST_AUTO_TEST_CASE(a_folder_is_its_namespace) {
    expect_one(
        Planted()
            .file("src/base/a.h", "#pragma once\nnamespace kith::other {\n}\nnamespace kith::base {}\n")
            .sources(),
        "namespace", "kith::other: the namespace of this folder is kith::base");
    expect_one(Planted().file("src/base/a.h", "#pragma once\nint n;\n").sources(), "namespace",
               "opens no namespace kith::base");
    BOOST_TEST(Planted().file("src/base/a.cpp", "int main() {}\n").sources().empty());
}

BOOST_AUTO_TEST_CASE(a_type_may_be_named_ahead_from_below_only) {
    BOOST_TEST(
        Planted().header("ui/a.h", "ui", "namespace kith::policy { struct Rulebook; }").sources().empty());
    const std::string over_lines =
        "namespace kith::policy {\nstruct Rulebook;\nclass Permit;\n}  // namespace";
    BOOST_TEST(Planted().header("ui/a.h", "ui", over_lines).sources().empty());
    expect_one(
        Planted().header("ui/a.h", "ui", "namespace kith::policy {\nstruct Mine { int n; };\n}").sources(),
        "namespace", "the namespace of this folder is kith::ui");
    expect_one(Planted().header("policy/a.h", "policy", "namespace kith::ui { class Frame; }").sources(),
               "namespace", "policy (row 3) may not know ui (row 13)");
}

BOOST_AUTO_TEST_CASE(a_link_may_go_down_only_and_a_library_is_named_after_its_folder) {
    const auto links = [](const std::string& file, const std::string& text) {
        return Planted().file(file, text).links();
    };
    BOOST_TEST(
        links("src/record/CMakeLists.txt", "kith_library(record SOURCES a.cpp LINKS kith::base)").empty());
    BOOST_TEST(links("src/base/CMakeLists.txt", "# kith_library(base LINKS kith::json)").empty());
    BOOST_TEST(
        links("src/wire/CMakeLists.txt", "kith_library(wire PRIVATE_LINKS kith::fhir ZLIB::ZLIB)").empty());
    expect_one(
        links("src/base/CMakeLists.txt", "kith_library(base\n SOURCES a.cpp\n PRIVATE_LINKS kith::json)"),
        "links", "base (row 0) may not know json (row 1)");
    expect_one(links("src/enquiry/CMakeLists.txt", "kith_library(enquiry LINKS kith::fhir)"), "links",
               "through federate/connector.h alone");
    expect_one(links("connectors/sui/CMakeLists.txt", "kith_library(sui LINKS kith::fhir)"), "links",
               "connectors never know each other");
    expect_one(links("src/base/CMakeLists.txt", "kith_headers(basement)"), "links",
               "not named after its folder");
    expect_one(links("src/wire/CMakeLists.txt", "kith_library(wire LINKS kith::attic)"), "links",
               "kith::attic is no room of the house");
}

BOOST_AUTO_TEST_SUITE_END()
