#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The rules of the house, read from a tree of sources: who may know whom, and what a file may look like.
namespace kith::arch {

/// A rule that a file breaks, in words that say what to do about it.
struct Finding {
    std::string file;  ///< from the root of the tree
    size_t line = 0;   ///< from 1; 0 when the whole file is meant
    std::string rule;  ///< short stable name
    std::string text;  ///< what is wrong, and the rule's reason
};

/// One folder that is one library and one namespace.
struct Room {
    std::string name;  ///< "record", "policy", "fhir", "ui"
    bool is_connector = false;
    std::optional<int> row;  ///< empty: the table does not know it
};

/// The room that a path from the root lies in ("src/record/when.h"), or that an include names
/// ("record/when.h"); empty for what is no room of ours (tests, third parties).
std::optional<Room> room_of_file(const std::filesystem::path& file);
std::optional<Room> room_of_include(std::string_view include);
std::optional<Room> room_named(std::string_view name);

/// Whether `from` may know `to`; empty if so, otherwise the sentence that says why not.
std::string why_not(const Room& from, const Room& to);

/// All that headers and sources break: includes, namespaces, third parties, form.
std::vector<Finding> inspect_sources(const std::filesystem::path& root);
/// All that the CMake links between rooms break.
std::vector<Finding> inspect_links(const std::filesystem::path& root);

std::string read_text(const std::filesystem::path& file);
std::vector<std::string> lines_of(const std::string& text);
/// Files of the tree with one of these endings, sorted, from `root`, without what the build makes.
std::vector<std::filesystem::path> files_of(const std::filesystem::path& root,
                                            const std::vector<std::string>& endings);

}  // namespace kith::arch
