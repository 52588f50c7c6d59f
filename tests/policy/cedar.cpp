#include "cedar.h"

#include "base/text.h"
#include "json/writer.h"
#include "support/temporary_folder.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace kith::policy_tests {
namespace {

namespace fs = std::filesystem;
using policy::Mode;
using policy::PersonKind;

const std::string& text_of(const std::string& text) {
    return text;
}
template <typename Tag>
const std::string& text_of(const base::Id<Tag>& id) {
    return id.text();
}

std::string quoted(const std::string& text) {
    return json::Writer().string(text).text();
}

/// `["a", "b"].contains(attribute)`.
template <typename Name>
std::string one_of(const std::vector<Name>& names, const std::string& attribute) {
    std::vector<std::string> texts;
    for (const auto& name : names) texts.push_back(quoted(text_of(name)));
    return "[" + base::join(texts, ", ") + "].contains(" + attribute + ")";
}

template <typename Name>
void must_be(std::vector<std::string>& conditions, const std::vector<Name>& names,
             const std::string& attribute) {
    if (!names.empty()) conditions.push_back(one_of(names, attribute));
}

/// A rule that names people of unknown age speaks of them whichever way they are asked about.
void must_be_about(std::vector<std::string>& conditions, const std::vector<PersonKind>& people) {
    if (people.empty()) return;
    std::vector<std::string> names;
    bool names_unknown = false;
    for (const auto kind : people) {
        names.emplace_back(policy::name_of(kind));
        names_unknown |= kind == PersonKind::age_unknown;
    }
    conditions.push_back("(" + one_of(names, "context.kind") +
                         (names_unknown ? " || context.unknown)" : ")"));
}

std::string all_of(const std::vector<std::string>& conditions) {
    return conditions.empty() ? "true" : base::join(conditions, " && ");
}

const std::string kBoth = R"((principal, action in [Action::"existence", Action::"content"], resource))";
const std::string kExistence = R"((principal, action == Action::"existence", resource))";
const std::string kContent = R"((principal, action == Action::"content", resource))";

std::string translated(const policy::Rule& rule) {
    std::vector<std::string> conditions;
    must_be(conditions, rule.roles, "principal.role");
    must_be(conditions, rule.purposes, "context.purpose");
    must_be(conditions, rule.sources, "resource.source");
    must_be(conditions, rule.categories, "resource.category");
    must_be_about(conditions, rule.people);
    if (rule.without_consent_only) conditions.push_back("!context.consent");
    const bool is_existence = rule.permits && rule.mode == Mode::existence;
    return (rule.permits ? "permit " : "forbid ") + (is_existence ? kExistence : kBoth) + " when { " +
           all_of(conditions) + " };";
}

std::string covers(const policy::Agreement& one) {
    std::vector<std::string> conditions;
    must_be(conditions, one.sources, "resource.source");
    must_be(conditions, one.categories, "resource.category");
    must_be(conditions, one.purposes, "context.purpose");
    conditions.push_back("context.at >= " + std::to_string(one.valid_from.time_since_epoch().count()));
    if (one.valid_until)
        conditions.push_back("context.at < " + std::to_string(one.valid_until->time_since_epoch().count()));
    return "(" + all_of(conditions) + ")";
}

/// What no agreement gives is forbidden, and whatever an exception takes away.
void add_agreements(json::Writer& w, const policy::Rulebook& book) {
    std::vector<std::string> finding = {"false"}, reading = {"false"};
    for (const auto& one : book.agreements) {
        if (one.denies) {
            w.member("exception " + one.id, "forbid " + (one.mode == Mode::existence ? kBoth : kContent) +
                                                " when { " + covers(one) + " };");
            continue;
        }
        finding.push_back(covers(one));
        if (one.mode == Mode::content) reading.push_back(covers(one));
    }
    w.member("no agreement", "forbid " + kBoth + " unless { " + base::join(finding, " || ") + " };");
    w.member("no content agreed", "forbid " + kContent + " unless { " + base::join(reading, " || ") + " };");
}

template <typename Thing>
std::string known(const std::vector<Thing>& things, const std::string& attribute) {
    std::vector<std::string> ids;
    for (const auto& thing : things) ids.push_back(text_of(thing.id));
    return one_of(ids, attribute);
}

/// Whether a command of the shell ends well.
bool succeeds(const std::string& command) {
    return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
}

std::string in_quotes(const fs::path& path) {
    return "'" + path.string() + "'";
}

}  // namespace

std::string cedar_policies(const policy::Rulebook& book, Layers layers) {
    json::Writer w;
    w.object().key("policies").object();
    for (size_t i = 0; i < book.rules.size(); ++i)
        w.member("rule " + std::to_string(i) + " " + book.rules[i].id, translated(book.rules[i]));
    w.member("strangers",
             "forbid (principal, action, resource) unless { " + known(book.roles, "principal.role") + " && " +
                 known(book.purposes, "context.purpose") + " && " + known(book.sources, "resource.source") +
                 " && " + known(book.categories, "resource.category") + " };");
    if (layers == Layers::rules_and_agreements) add_agreements(w, book);
    return w.end().end().text() + "\n";
}

std::string cedar_question(const policy::Question& q, base::Instant at) {
    json::Writer w;
    w.object()
        .member("role", q.role)
        .member("purpose", q.purpose)
        .member("source", q.source.text())
        .member("category", q.category.text())
        .member("kind", policy::name_of(q.kind))
        .member("consent", q.has_consent)
        .member("at", static_cast<std::int64_t>(at.time_since_epoch().count()));
    return w.end().text() + "\n";
}

std::optional<std::string> cedar_modules() {
    const fs::path folder = fs::path(KITH_BINARY_DIR).parent_path() / "peers" / "cedar";
    const fs::path ours = fs::path(KITH_SOURCE_DIR) / "tests/peers/cedar";
    if (!succeeds("node --version") || !succeeds("npm --version")) return {};
    std::error_code ignored;
    fs::create_directories(folder, ignored);
    for (const auto* name : {"package.json", "package-lock.json", ".npmrc"})
        fs::copy_file(ours / name, folder / name, fs::copy_options::overwrite_existing, ignored);
    const fs::path package = folder / "node_modules/@cedar-policy/cedar-wasm/package.json";
    if (!fs::exists(package) && !succeeds("cd " + in_quotes(folder) + " && npm ci --no-audit --no-fund"))
        return {};
    return folder.string();
}

std::vector<std::string> ask_cedar(const std::string& modules, const std::string& verb,
                                   const std::string& lines) {
    const support::TemporaryFolder folder;
    const std::string in = folder.write("questions", lines), out = folder.file("answers");
    const fs::path script = fs::path(KITH_SOURCE_DIR) / "tests/peers/cedar/cedar.mjs";
    const std::string command = "node " + in_quotes(script) + " " + in_quotes(modules) + " " + verb + " <" +
                                in_quotes(in) + " >" + in_quotes(out);
    if (std::system(command.c_str()) != 0) return {};
    std::ifstream answers(out);
    std::vector<std::string> all;
    for (std::string line; std::getline(answers, line);) all.push_back(line);
    return all;
}

}  // namespace kith::policy_tests
