#include "asked.h"
#include "support/leaves.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <iostream>
#include <set>

using namespace kith;
using namespace kith::sui::tests;
namespace fs = std::filesystem;

namespace {

/// Of the envelope's making, not of the child: which schema and version it is written in.
const std::set<std::string> kOfTheEnvelope = {"schemaUri", "version", "recordType"};

std::string kind_of(const fs::path& path) {
    const std::string name = path.filename().string();
    if (path.parent_path().filename() == "custodians") return "sui.custodian";
    if (path.parent_path().filename() == "vendor-shapes") return "sui.vendor";
    if (name.find("ChildrensServices") != std::string::npos) return "sui.childrens-services.details";
    if (name.find("CrimeData") != std::string::npos) return "sui.crime-justice.details";
    if (name.find("EducationDetails") != std::string::npos) return "sui.education.details";
    if (name.find("PersonalDetails") != std::string::npos) return "sui.personal.details";
    return "sui.health.details";
}

std::vector<fs::path> samples() {
    std::vector<fs::path> found;
    for (const char* folder : {"records", "records-older", "custodians", "vendor-shapes"}) {
        const fs::path path = fs::path(KITH_SHARED_DATA) / "sui" / folder;
        if (!fs::exists(path)) {
            std::cout << "skipped: the samples of sui/" << folder << " are not here\n";
            continue;
        }
        for (const auto& entry : fs::directory_iterator(path)) found.push_back(entry.path());
    }
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sui_sample_tests)

BOOST_AUTO_TEST_CASE(no_value_of_any_published_sample_is_lost) {
    for (const fs::path& path : samples()) {
        const std::string bytes = file(path.string());
        const auto document = json::parse(bytes);
        BOOST_TEST_REQUIRE(document.has_value(), path.filename());
        const auto reply = sui::read_message(kind_of(path), bytes);
        BOOST_TEST_REQUIRE(reply.has_value(), path.filename() << ": " << (reply ? "" : reply.error().detail));
        for (const std::string& one :
             support::lost(document->root(), record::to_json(*reply), kOfTheEnvelope))
            BOOST_ERROR(path.filename() << " lost " << one);
    }
}

BOOST_AUTO_TEST_CASE(every_published_sample_survives_being_kept) {
    for (const fs::path& path : samples()) {
        const auto reply = sui::read_message(kind_of(path), file(path.string()));
        BOOST_TEST_REQUIRE(reply.has_value());
        const auto back = record::from_json(record::to_json(*reply));
        BOOST_TEST_REQUIRE(back.has_value(), path.filename() << ": " << (back ? "" : back.error().detail));
        BOOST_TEST((*back == *reply));
    }
}

BOOST_AUTO_TEST_SUITE_END()
