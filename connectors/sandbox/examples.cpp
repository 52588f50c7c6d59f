#include "connectors/sandbox/examples.h"

#include "connectors/sandbox/northshire.h"

#include <array>
#include <utility>

namespace kith::sandbox {
namespace {

struct Around {
    std::string_view relation, slug;
};

void add(std::vector<std::string>& arguments, const std::string& option, const std::string& value) {
    if (value.empty()) return;
    arguments.push_back(option);
    arguments.push_back(value);
}

std::vector<std::string> ask_about(const Northshire& n, std::string_view slug,
                                   const std::vector<Around>& others) {
    const Person& child = *n.find(slug);
    std::vector<std::string> arguments = {
        "--as",   "r.singh",       "--purpose", "SECTION_47",
        "--case", "NC-2026-10482", "--reason",  "Trying the sandbox with an invented child"};
    add(arguments, "--given", child.given);
    add(arguments, "--family", child.family);
    add(arguments, "--born", child.born);
    add(arguments, "--nhs", child.nhs_number);
    add(arguments, "--upn", child.upn);
    if (const Place* home = n.home_of(n.index_of(child)); home != nullptr && !child.is_restricted)
        add(arguments, "--postcode", home->postcode);
    add(arguments, "--sex", child.sex == 'F' ? "female" : child.sex == 'M' ? "male" : "");
    for (const auto& around : others) {
        const Person& other = *n.find(around.slug);
        add(arguments, "--person",
            std::string(around.relation) + ";" + other.given + ";" + other.family + ";" + other.born + ";" +
                other.nhs_number);
    }
    return arguments;
}

bool is_plain(const std::string& word) {
    return word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=") ==
           std::string::npos;
}

std::string quoted(const std::string& word) {
    if (is_plain(word)) return word;
    std::string text = "'";
    for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

}  // namespace

std::vector<ExampleAsk> example_asks() {
    const Northshire n = make_northshire(1, 0);
    const std::array<std::pair<std::string_view, std::vector<Around>>, 9> kChildren = {{
        {"pellow.maisie",
         {{"mother", "pellow.kerry"}, {"partner", "pellow.dean"}, {"sibling", "pellow.alfie"}}},
        {"twins.taiwo", {{"sibling", "twins.kehinde"}}},
        {"aliases.child", {}},
        {"half.reece", {{"father", "half.father"}, {"half_sibling", "half.casey"}}},
        {"restricted.child", {}},
        {"far.child", {}},
        {"missing.child", {}},
        {"many.child", {}},
        {"quiet.child", {}},
    }};
    std::vector<ExampleAsk> examples;
    for (const auto& [slug, others] : kChildren)
        examples.push_back({n.families[n.find(slug)->family_index].about, ask_about(n, slug, others)});
    return examples;
}

std::string command_line(const ExampleAsk& example, const std::string& settings_path) {
    std::string line = "kith ask --settings " + quoted(settings_path);
    for (const auto& word : example.arguments) line += " " + quoted(word);
    return line;
}

}  // namespace kith::sandbox
