#include "house.h"

#include <regex>

namespace kith::arch {
namespace {

namespace fs = std::filesystem;

constexpr size_t kLongestFile = 600;

/// The connectors' side of federate: what a conversation is, and the readings that several families share.
bool is_for_connectors(const std::string& include) {
    return include == "federate/connector.h" || include == "federate/answers.h" ||
           include == "federate/oauth.h";
}

/// One file under inspection, and what has been found in it so far.
class Inspection {
public:
    Inspection(fs::path file, std::vector<std::string> lines)
        : file_(std::move(file)), lines_(std::move(lines)), room_(room_of_file(file_)) {}

    std::vector<Finding> run() {
        check_form();
        for (size_t i = 0; room_ && i < lines_.size(); ++i) check_line(i + 1, lines_[i]);
        if (room_ && is_header() && !opens_namespace_)
            find(0, "namespace", "opens no namespace kith::" + room_->name + ": one folder is one namespace");
        return std::move(findings_);
    }

private:
    bool is_header() const { return file_.extension() == ".h"; }
    bool is_ui() const { return room_->name == "ui"; }

    void find(size_t line, std::string rule, std::string text) {
        findings_.push_back({file_.generic_string(), line, std::move(rule), std::move(text)});
    }

    void check_form() {
        if (is_header() && (lines_.empty() || lines_[0] != "#pragma once"))
            find(1, "pragma once",
                 "a header starts with #pragma once, so that nobody has to look for a guard");
        if (lines_.size() > kLongestFile)
            find(0, "length",
                 std::to_string(lines_.size()) + " lines: a file over 600 tells more than one story");
    }

    void check_line(size_t number, const std::string& line) {
        static const std::regex quoted("^\\s*#\\s*include\\s*\"([^\"]+)\"");
        static const std::regex angled("^\\s*#\\s*include\\s*<([^>]+)>");
        static const std::regex opened("^\\s*(inline\\s+)?namespace\\s+kith::(\\w+)[\\w:]*\\s*\\{(.*)$");
        std::smatch match;
        if (std::regex_search(line, match, quoted)) check_own_include(number, match[1]);
        if (std::regex_search(line, match, angled)) check_foreign_include(number, match[1]);
        if (std::regex_search(line, match, opened)) check_namespace(number, match[2], match[3]);
    }

    void check_own_include(size_t number, const std::string& include) {
        check_foreign_include(number, include);
        if (include.find("..") != std::string::npos || include.find('/') == std::string::npos) {
            find(number, "include path",
                 "\"" + include + "\" is not written from src/ or the root: its room must be seen");
            return;
        }
        const auto to = room_of_include(include);
        if (!to) return;
        if (const auto reason = why_not(*room_, *to); !reason.empty())
            find(number, "rows", "\"" + include + "\": " + reason);
        if (room_->is_connector && to->name == "federate" && !is_for_connectors(include))
            find(number, "rows",
                 "\"" + include +
                     "\": a connector sees federate/connector.h and the shared readings beside it, never the "
                     "engine: it has no input or output of its own");
    }

    void check_foreign_include(size_t number, const std::string& include) {
        if (include.starts_with("wx/") && !is_ui())
            find(number, "wx",
                 "<" + include + ">: wx stays in ui/, so that everything else is tested without a screen");
        const bool is_slow = include.starts_with("nlohmann/") || include.ends_with("json.hpp");
        if (is_slow && is_header())
            find(number, "json.hpp",
                 "<" + include + "> in a header costs seconds in every file that sees it");
    }

    /// A namespace of somebody else's that only names types ahead is like an include: it may lie lower.
    void check_namespace(size_t number, const std::string& name, const std::string& rest) {
        if (name == room_->name) {
            opens_namespace_ = true;
            return;
        }
        const auto to = room_named(name);
        const std::string reason = to && only_names_types(number, rest)
                                       ? why_not(*room_, *to)
                                       : "the namespace of this folder is kith::" + room_->name;
        if (!reason.empty()) find(number, "namespace", "namespace kith::" + name + ": " + reason);
    }

    /// `rest` is what follows the opening brace on line `number`; the lines after it follow, up to the
    /// closing brace.
    bool only_names_types(size_t number, const std::string& rest) const {
        static const std::regex names_type("^\\s*((struct|class|enum class)\\s+\\w+\\s*;\\s*)*(\\}.*)?$");
        std::string line = rest;
        for (size_t next = number; std::regex_match(line, names_type); line = lines_[next++]) {
            if (line.find('}') != std::string::npos) return true;
            if (next >= lines_.size()) return false;
        }
        return false;
    }

    fs::path file_;
    std::vector<std::string> lines_;
    std::optional<Room> room_;
    std::vector<Finding> findings_;
    bool opens_namespace_ = false;
};

}  // namespace

std::vector<Finding> inspect_sources(const fs::path& root) {
    std::vector<Finding> all;
    for (const auto& file : files_of(root, {".h", ".cpp"})) {
        auto findings = Inspection(file, lines_of(read_text(root / file))).run();
        all.insert(all.end(), findings.begin(), findings.end());
    }
    return all;
}

}  // namespace kith::arch
