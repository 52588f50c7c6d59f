#include "policy/matrix.h"

#include "base/text.h"
#include "policy/explaining.h"

#include <algorithm>
#include <array>

namespace kith::policy {
namespace {

constexpr std::array kKinds = {PersonKind::subject_child, PersonKind::other_child, PersonKind::adult,
                               PersonKind::unborn, PersonKind::age_unknown};
/// With and without consent, for each kind: the cells of one line of the text.
constexpr size_t kCellsALine = kKinds.size() * 2;

void add_category(std::vector<MatrixCell>& cells, const Compiled& rules, const Rulebook& rulebook,
                  MatrixCell cell, base::Instant at) {
    for (const PersonKind kind : kKinds)
        for (const bool has_consent : {false, true}) {
            cell.kind = kind;
            cell.has_consent = has_consent;
            cell.answer =
                explain_with(rules, rulebook,
                             {cell.role, cell.purpose, cell.source, cell.category, kind, has_consent}, at);
            cells.push_back(cell);
        }
}

std::string short_years(std::string_view what, int back) {
    return std::string(what) + (back == 0 ? "" : " " + std::to_string(back) + "y");
}

std::string short_words(const Extent& extent) {
    if (extent.is_nothing()) return "-";
    if (!extent.content) return short_years("existence", *extent.existence);
    const std::string content =
        short_years("content", *extent.content) + (extent.kept_back.empty() ? "" : "*");
    return extent.content == extent.existence ? content
                                              : content + " + " + short_years("existence", *extent.existence);
}

using Line = std::vector<std::string>;

/// One line of the text from the cells that begin at `first`.
Line line_of(const std::vector<MatrixCell>& cells, size_t first) {
    const MatrixCell& head = cells[first];
    Line line = {head.role, head.purpose, head.source.text(), head.category.text()};
    for (size_t i = first; i < first + kCellsALine; i += 2) {
        const std::string without = short_words(cells[i].answer.extent),
                          with = short_words(cells[i + 1].answer.extent);
        line.push_back(without == with ? with : without + " | " + with);
    }
    return line;
}

bool says_nothing(const Line& line) {
    return std::all_of(line.begin() + 4, line.end(), [](const std::string& text) { return text == "-"; });
}

std::string aligned(const std::vector<Line>& lines) {
    std::vector<size_t> widths(lines.front().size());
    for (const auto& line : lines)
        for (size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
    std::string out;
    for (const auto& line : lines) {
        for (size_t i = 0; i + 1 < line.size(); ++i)
            out += line[i] + std::string(widths[i] + 2 - line[i].size(), ' ');
        out += line.back() + "\n";
    }
    return out;
}

/// A field that a spreadsheet would take for a formula is kept from being one.
std::string csv_field(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
        text.insert(0, "'");
    if (text.find_first_of("\",\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

template <typename Thing>
std::string ids_of(const std::vector<const Thing*>& things) {
    std::vector<std::string> ids;
    for (const Thing* thing : things) ids.push_back(thing->id);
    return base::join(ids, " ");
}

std::string years_field(const std::optional<int>& years) {
    return years ? (*years == 0 ? "all" : std::to_string(*years)) : "";
}

std::string mode_field(const Extent& extent) {
    return extent.is_nothing() ? "none" : extent.content ? "content" : "existence";
}

std::string kept_back_field(const Extent& extent) {
    std::vector<std::string> fields;
    for (const auto& [field, years] : extent.kept_back)
        fields.push_back(years ? field + ":" + std::to_string(*years) : field);
    return base::join(fields, " ");
}

Line csv_line(const MatrixCell& cell) {
    const Explanation& a = cell.answer;
    return {cell.role,
            cell.purpose,
            cell.source.text(),
            cell.category.text(),
            std::string(name_of(cell.kind)),
            cell.has_consent ? "yes" : "no",
            mode_field(a.extent),
            years_field(a.extent.content),
            years_field(a.extent.existence),
            ids_of(a.rules),
            ids_of(a.agreements),
            base::join(a.obligations, " "),
            kept_back_field(a.extent),
            ids_of(a.approvals),
            a.extent.is_nothing()
                ? ""
                : std::to_string(std::chrono::duration_cast<std::chrono::seconds>(a.keep_for).count())};
}

}  // namespace

std::vector<MatrixCell> matrix(const Rulebook& rulebook, base::Instant at, const std::string& role) {
    std::vector<MatrixCell> cells;
    std::shared_ptr<const Compiled> made;
    const Compiled& rules = compiled(rulebook, made);
    for (const auto& one : rulebook.roles) {
        if (!role.empty() && one.id != role) continue;
        for (const auto& purpose : rulebook.purposes)
            for (const auto& source : rulebook.sources)
                for (const auto& category : source.categories)
                    add_category(cells, rules, rulebook, {one.id, purpose.id, source.id, category}, at);
    }
    return cells;
}

std::string matrix_text(const Rulebook& rulebook, const std::vector<MatrixCell>& cells) {
    std::vector<Line> lines = {{"ROLE", "PURPOSE", "SOURCE", "CATEGORY", "the child", "another child",
                                "an adult", "unborn", "age unknown"}};
    for (size_t i = 0; i + kCellsALine <= cells.size(); i += kCellsALine)
        if (auto line = line_of(cells, i); !says_nothing(line)) lines.push_back(std::move(line));
    return "Rulebook " + rulebook.id + " " + rulebook.version + ", serial " +
           std::to_string(rulebook.serial) + ". What is not listed is refused.\n\n" + aligned(lines);
}

std::string matrix_csv(const std::vector<MatrixCell>& cells) {
    std::string out =
        "role,purpose,source,category,person,consent,mode,content_years,existence_years,rules,agreements,"
        "conditions,"
        "kept_back,approvals,keep_seconds\r\n";
    for (const auto& cell : cells) {
        Line line = csv_line(cell);
        for (auto& field : line) field = csv_field(std::move(field));
        out += base::join(line, ",") + "\r\n";
    }
    return out;
}

}  // namespace kith::policy
