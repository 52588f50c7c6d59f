#include "tlog/export.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <sstream>

// kith-verify EXPORT --key PUBLIC: says whether an exported access log is whole and as it was signed. Needs
// nothing but the file and the key; a checkpoint that was kept elsewhere shows besides that no end was cut
// off and no older copy put back.
namespace {

using namespace kith;

enum ExitCode { kIntact = 0, kTrouble = 1, kWrongUsage = 2 };

/// A verifier key itself, or a file that holds one.
base::Expected<tlog::VerifierKey> read_key(const std::string& given) {
    if (auto key = tlog::VerifierKey::parse(given)) return key;
    std::string line;
    std::ifstream file(given);
    if (!std::getline(file, line))
        return base::fail(base::Fault::invalid_input, "it is neither a verifier key nor a file with one");
    return tlog::VerifierKey::parse(line);
}

base::Expected<std::string> read_checkpoint(const std::string& path) {
    constexpr size_t kLargest = 64u * 1024;
    std::ifstream file(path, std::ios::binary);
    std::string text(kLargest + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<size_t>(file.gcount()));
    if (text.empty()) return base::fail(base::Fault::not_found, "the checkpoint cannot be read");
    return text;
}

std::string counted(std::uint64_t n, const char* one, const char* many) {
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

std::string verdict(const tlog::ExportReport& report) {
    if (report.is_intact())
        return "INTACT: " + counted(report.entries, "entry", "entries") + " of " +
               std::to_string(report.header.size) + ", under " +
               counted(report.heads, "signed head", "signed heads") +
               (report.head_at.empty() ? std::string{} : ", the last signed at " + report.head_at) + ".";
    const auto& first = report.findings.front();
    return "TROUBLE" + (first.entry ? " at entry " + std::to_string(*first.entry) : std::string{}) + ": " +
           first.sentence;
}

void print(const tlog::ExportReport& report) {
    std::cout << verdict(report) << "\n";
    for (size_t i = 1; i < report.findings.size(); ++i)
        std::cout << "also: " << report.findings[i].sentence << "\n";
    if (report.further_findings > 0) std::cout << "and " << report.further_findings << " more.\n";
    if (report.header.chain.empty()) return;
    std::cout << "log " << report.header.chain << ", exported " << base::to_iso(report.header.made_at)
              << " by " << report.header.made_by << "\n";
    if (!report.first_at.empty())
        std::cout << "entries from " << report.first_at << " to " << report.last_at << "\n";
}

void print_json(const tlog::ExportReport& report) {
    nlohmann::json findings = nlohmann::json::array();
    for (const auto& one : report.findings) {
        nlohmann::json finding{{"trouble", std::string(tlog::name_of(one.trouble))},
                               {"sentence", one.sentence}};
        if (one.entry) finding["entry"] = *one.entry;
        findings.push_back(std::move(finding));
    }
    const nlohmann::json out{{"intact", report.is_intact()}, {"verdict", verdict(report)},
                             {"findings", findings},         {"further_findings", report.further_findings},
                             {"chain", report.header.chain}, {"made_by", report.header.made_by},
                             {"entries", report.entries},    {"size", report.header.size},
                             {"heads", report.heads},        {"first_at", report.first_at},
                             {"last_at", report.last_at},    {"head_at", report.head_at}};
    std::cout << out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
}

int refuse(const std::string& what) {
    std::cerr << "kith-verify: " << what << ".\n";
    return kWrongUsage;
}

int verify(const std::string& path, const std::vector<std::string>& keys,
           const std::vector<std::string>& older, bool as_json) {
    tlog::CheckWish wish;
    for (const auto& text : keys) {
        auto key = read_key(text);
        if (!key) return refuse("--key: " + key.error().detail);
        wish.keys.push_back(*key);
    }
    for (const auto& file : older) {
        auto note = read_checkpoint(file);
        if (!note) return refuse("--checkpoint: " + note.error().detail);
        wish.older.push_back(*note);
    }
    std::ifstream in(path, std::ios::binary);
    if (!in) return refuse("the export cannot be opened");
    const auto report = tlog::check_export(in, wish);
    if (in.bad()) return refuse("the export cannot be read to its end");
    as_json ? print_json(report) : print(report);
    return report.is_intact() ? kIntact : kTrouble;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Checks an exported access log of Kith with nothing but the log's public key."};
    std::string path;
    std::vector<std::string> keys, older;
    bool as_json = false;
    app.add_option("export", path, "the exported log")->required();
    app.add_option("--key", keys,
                   "the log's verifier key, or a file that holds it; again for one that came before")
        ->required()
        ->allow_extra_args(false);
    app.add_option("--checkpoint", older, "a checkpoint that was kept elsewhere; again for each")
        ->allow_extra_args(false);
    app.add_flag("--json", as_json, "print the findings as JSON");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool is_help = error.get_exit_code() == 0;
        app.exit(error);
        return is_help ? kIntact : kWrongUsage;
    }
    try {
        return verify(path, keys, older, as_json);
    } catch (const std::exception&) {
        return refuse("not enough memory");
    }
}
