#pragma once
#include "record/ids.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kith::present {

/// How something stands for the person deciding. The window doubles it with a colour, never replaces the
/// words.
enum class Mood { neutral, good, work, hole };

/// What opening a line, chip or mark leads to.
struct Target {
    enum class Kind { none, entry, person, edge, cell, finding, fact, conflict, clash, candidates, deed, log_entry };
    Kind kind = Kind::none;
    /// Entry::id, Node::id, Edge::id, Conflict::id; for finding, fact and clash its index in the picture, in
    /// digits; of a deed the name of what is to be done; of an entry of the access log its place.
    std::string id;
    record::PersonId person;  ///< of a cell, or whose candidates
    record::SourceId source;  ///< of a cell

    bool operator==(const Target&) const = default;
    bool leads_somewhere() const { return kind != Kind::none; }

    static Target entry(std::string id) { return {Kind::entry, std::move(id), {}, {}}; }
    static Target node(std::string id) { return {Kind::person, std::move(id), {}, {}}; }
    static Target edge(std::string id) { return {Kind::edge, std::move(id), {}, {}}; }
    static Target conflict(std::string id) { return {Kind::conflict, std::move(id), {}, {}}; }
    static Target numbered(Kind kind, size_t index) { return {kind, std::to_string(index), {}, {}}; }
    static Target cell(record::PersonId person, record::SourceId source) {
        return {Kind::cell, {}, std::move(person), std::move(source)};
    }
    static Target deed(std::string id) { return {Kind::deed, std::move(id), {}, {}}; }
    static Target log_entry(std::uint64_t place) { return {Kind::log_entry, std::to_string(place), {}, {}}; }
    static Target candidates(record::PersonId person) {
        return {Kind::candidates, {}, std::move(person), {}};
    }
};

/// A few words with a border, beside a name or a source.
struct Chip {
    std::string text;
    std::string sentence;  ///< the whole of it: tooltip, and text for assistive technology
    Mood mood = Mood::neutral;
    Target opens;
    char agency = 0;     ///< letter of the agency whose mark stands before it, 0 for none
    std::string strong;  ///< words before the text that stand out: the source's short name
    bool operator==(const Chip&) const = default;
};

/// One line of a panel that reads from top to bottom: facts, patterns, details.
struct Line {
    enum class Kind { heading, field, sentence };
    Kind kind = Kind::sentence;
    std::string label;  ///< of a field
    std::string text;
    std::string said_by;  ///< the sources it rests on, in words
    char agency = 0;
    Mood mood = Mood::neutral;
    Target opens;
    std::string action;  ///< "Ask again", "Choose": what the line offers beyond opening
    bool operator==(const Line&) const = default;

    static Line heading(std::string text) { return {Kind::heading, {}, std::move(text), {}, 0, {}, {}, {}}; }
    static Line field(std::string label, std::string text) {
        return {Kind::field, std::move(label), std::move(text), {}, 0, {}, {}, {}};
    }
    static Line sentence(std::string text) {
        return {Kind::sentence, {}, std::move(text), {}, 0, {}, {}, {}};
    }
};
using Lines = std::vector<Line>;

/// A line as one piece of text: for assistive technology and for copying, which carries the source with the
/// fact.
std::string as_text(const Line& line);

}  // namespace kith::present
