#include "house.h"

#include <regex>
#include <sstream>

namespace kith::arch {
namespace {

namespace fs = std::filesystem;

std::string without_comments(const std::string& text) {
    static const std::regex comment("#[^\n]*");
    return std::regex_replace(text, comment, "");
}

/// "kith::record" -> "record"; empty for what is not ours.
std::string room_in(const std::string& word) {
    constexpr std::string_view kOurs = "kith::";
    return word.starts_with(kOurs) ? word.substr(kOurs.size()) : std::string{};
}

void check_link(const fs::path& file, const Room& from, const std::string& target,
                std::vector<Finding>& findings) {
    const auto find = [&](std::string text) {
        findings.push_back({file.generic_string(), 0, "links", std::move(text)});
    };
    const auto to = room_named(target);
    if (!to) return find("kith::" + target + " is no room of the house");
    if (const auto reason = why_not(from, *to); !reason.empty()) find("kith::" + target + ": " + reason);
}

/// kith_library(name ... LINKS ... PRIVATE_LINKS ...): every kith:: word in it is a link.
void check_library(const fs::path& file, const std::string& name, const std::string& words,
                   std::vector<Finding>& findings) {
    const auto from = room_of_file(file);
    if (!from || from->name != name) {
        findings.push_back({file.generic_string(), 0, "links",
                            "library " + name + " is not named after its folder: one folder is one library"});
        return;
    }
    std::istringstream in(words);
    for (std::string word; in >> word;)
        if (const auto target = room_in(word); !target.empty()) check_link(file, *from, target, findings);
}

}  // namespace

std::vector<Finding> inspect_links(const fs::path& root) {
    static const std::regex library("kith_(library|headers)\\s*\\(\\s*(\\w+)([^)]*)\\)");
    std::vector<Finding> findings;
    for (const auto& file : files_of(root, {"CMakeLists.txt"})) {
        if (file.begin()->string() == "tests") continue;
        const std::string text = without_comments(read_text(root / file));
        for (auto at = std::sregex_iterator(text.begin(), text.end(), library); at != std::sregex_iterator();
             ++at)
            check_library(file, (*at)[2], (*at)[3], findings);
    }
    return findings;
}

}  // namespace kith::arch
