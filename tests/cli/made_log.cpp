#include "cli/made_log.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>

namespace kith::tests {
namespace {

const Folder& made_once(MadeLog::Shape shape) {
    const auto make = [](const char* of_each_rule) {
        auto folder = std::make_unique<const Folder>();
        const Ran made = run_kith({"sandbox", "log", "--dir", folder->file("made"), "--entries", "200",
                                   "--seed", "3", "--of-each-rule", of_each_rule, "--unexplained", "5%"});
        BOOST_TEST_REQUIRE(made.status == 0, made.err);
        return folder;
    };
    static std::unique_ptr<const Folder> ordinary, misdeeds;
    auto& folder = shape == MadeLog::Shape::misdeeds ? misdeeds : ordinary;
    if (!folder) folder = make(shape == MadeLog::Shape::misdeeds ? "1" : "0");
    return *folder;
}

}  // namespace

MadeLog::MadeLog(Shape shape) {
    std::filesystem::copy(made_once(shape).file("made"), folder.file("made"),
                          std::filesystem::copy_options::recursive);
    planted = nlohmann::json::parse(whole_file(folder.file("made/planted.json"))).at("planted");
}

std::string MadeLog::settings_with(const std::string& name, const nlohmann::json& changed) const {
    auto json = nlohmann::json::parse(whole_file(settings()));
    json.merge_patch(changed);
    return folder.write("made/" + name, json.dump());
}

Ran MadeLog::log(std::vector<std::string> arguments, const std::string& user) const {
    arguments.insert(arguments.begin(), "log");
    arguments.insert(arguments.end(), {"--as", user, "--settings", settings()});
    return run_kith(arguments);
}

nlohmann::json MadeLog::listed(std::vector<std::string> arguments) const {
    const std::string file = folder.file("list.json");
    arguments.insert(arguments.begin(), "list");
    arguments.insert(arguments.end(), {"--limit", "0", "--json", file});
    const Ran ran = log(arguments);
    BOOST_TEST_REQUIRE(ran.status == 0, ran.err);
    return nlohmann::json::parse(whole_file(file));
}

std::set<std::string> MadeLog::planted_enquiries(const char* member) const {
    std::set<std::string> enquiries;
    for (const auto& one : planted)
        if (one.at(member).get<bool>()) enquiries.insert(one.at("enquiry").get<std::string>());
    return enquiries;
}

size_t times(const std::string& text, const std::string& part) {
    size_t n = 0;
    for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
    return n;
}

}  // namespace kith::tests
