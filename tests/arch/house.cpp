#include "house.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace kith::arch {
namespace {

namespace fs = std::filesystem;

constexpr int kConnectors = 9;

/// From the bottom of the house to the top. A room knows the rows below its own and nobody beside it.
const std::map<std::string, int, std::less<>> kRows = {
    {"base", 0},     {"icons", 0}, {"json", 1},    {"crypto", 1},     {"record", 2},  {"tlog", 2},
    {"policy", 3},   {"verify", 3},
    {"ports", 4},    {"link", 4},  {"wording", 4}, {"chronology", 5}, {"network", 5}, {"patterns", 6},
    {"store", 7},    {"net", 7},   {"keys", 7},    {"federate", 8},   {"audit", 8},   {"cache", 8},
    {"auth", 8},     {"central", 8}, {"review", 8}, {"enquiry", 10},
    {"present", 11}, {"wire", 12}, {"cli", 13},    {"ui", 13}};

const std::vector<std::string> kConnectorRooms = {"fhir", "sui", "social_care", "declarative", "sandbox"};

Room room(std::string name) {
    const auto row = kRows.find(name);
    return {name, false, row == kRows.end() ? std::nullopt : std::optional<int>(row->second)};
}

Room connector(std::string name) {
    return {std::move(name), true, kConnectors};
}

std::string described(const Room& room) {
    return room.name + " (row " + std::to_string(*room.row) + ")";
}

}  // namespace

std::optional<Room> room_of_file(const fs::path& file) {
    std::vector<std::string> parts;
    for (const auto& part : file) parts.push_back(part.string());
    if (parts.size() >= 3 && parts[0] == "src") return room(parts[1]);
    if (parts.size() >= 3 && parts[0] == "connectors") return connector(parts[1]);
    if (parts.size() >= 2 && (parts[0] == "policy" || parts[0] == "ui" || parts[0] == "icons"))
        return room(parts[0]);
    return {};
}

std::optional<Room> room_of_include(std::string_view include) {
    const fs::path path(include);
    if (include.starts_with("connectors/")) return room_of_file(path);
    const std::string first = path.begin() == path.end() ? std::string{} : path.begin()->string();
    return kRows.contains(first) ? std::optional(room(first)) : std::nullopt;
}

std::optional<Room> room_named(std::string_view name) {
    if (std::ranges::find(kConnectorRooms, name) != kConnectorRooms.end())
        return connector(std::string(name));
    return kRows.contains(name) ? std::optional(room(std::string(name))) : std::nullopt;
}

std::string why_not(const Room& from, const Room& to) {
    if (from.name == to.name && from.is_connector == to.is_connector) return {};
    if (!from.row || !to.row)
        return (from.row ? to.name : from.name) +
               " has no row in the house: give it one, so that everybody knows who "
               "may know it";
    if (from.is_connector && to.is_connector)
        return "connectors never know each other: one source family's mistake must stay its own";
    // A command that serves the sandbox has to start it; nobody but wire puts the real connectors to use.
    const bool serves_sandbox = from.name == "cli" && to.name == "sandbox";
    if (to.is_connector && from.name != "wire" && !serves_sandbox)
        return from.name +
               " meets connectors through federate/connector.h alone: only wire knows them all, so that a "
               "source family can be added without touching the enquiry";
    if (*to.row < *from.row) return {};
    return described(from) + " may not know " + described(to) +
           ": a room knows only lower rows, so that it can be read, tested and used without the rest";
}

std::string read_text(const fs::path& file) {
    std::ostringstream out;
    out << std::ifstream(file, std::ios::binary).rdbuf();
    return out.str();
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::vector<fs::path> files_of(const fs::path& root, const std::vector<std::string>& endings) {
    std::vector<fs::path> files;
    for (const auto* top : {"src", "policy", "connectors", "ui", "icons", "tests"}) {
        if (!fs::is_directory(root / top)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const std::string name = entry.path().filename().string();
            const bool is_wanted =
                std::ranges::any_of(endings, [&](const auto& end) { return name.ends_with(end); });
            if (entry.is_regular_file() && is_wanted) files.push_back(entry.path().lexically_relative(root));
        }
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace kith::arch
