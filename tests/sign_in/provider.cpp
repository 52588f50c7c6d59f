#include "provider.h"

#include "base/text.h"
#include "browser.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <vector>

extern char** environ;

namespace kith::sign_in_tests {
namespace {

namespace fs = std::filesystem;

bool runs(const std::string& command) {
    return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
}

bool is_same(const fs::path& a, const fs::path& b) {
    return runs("cmp -s '" + a.string() + "' '" + b.string() + "'");
}

std::string installed() {
    const fs::path from = fs::path(KITH_SOURCE_DIR) / "tests/peers/oidc", to = fs::path(KITH_PEERS) / "oidc";
    if (!runs("node --version") || !runs("npm --version")) return {};
    std::error_code trouble;
    const bool is_there = fs::exists(to / "node_modules/.package-lock.json") &&
                          is_same(from / "package-lock.json", to / "package-lock.json");
    fs::create_directories(to, trouble);
    if (!is_there) {
        for (const char* name : {"package.json", "package-lock.json", ".npmrc"})
            fs::copy_file(from / name, to / name, fs::copy_options::overwrite_existing, trouble);
        if (!runs("cd '" + to.string() + "' && npm ci --ignore-scripts")) {
            fs::remove(to / "package-lock.json", trouble);
            return {};
        }
    }
    fs::copy_file(from / "provider.mjs", to / "provider.mjs", fs::copy_options::overwrite_existing, trouble);
    return trouble ? std::string{} : to.string();
}

std::string first_line(int from) {
    std::string line;
    char byte = 0;
    while (::read(from, &byte, 1) == 1 && byte != '\n') line.push_back(byte);
    return line;
}

}  // namespace

const std::string& provider_folder() {
    static const std::string folder = installed();
    return folder;
}

RealProvider::RealProvider(const support::Authority::Leaf& leaf, const std::string& issuer) {
    int input[2], output[2];
    if (::pipe2(input, O_CLOEXEC) != 0 || ::pipe2(output, O_CLOEXEC) != 0) throw std::runtime_error("pipes");
    std::vector<std::string> words{"node", provider_folder() + "/provider.mjs", leaf.cert_file, leaf.key_file,
                                   issuer};
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    const int failed = ::posix_spawnp(&process_, "node", &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(input[0]);
    ::close(output[1]);
    input_ = input[1];
    const std::string line = failed == 0 ? first_line(output[0]) : std::string{};
    ::close(output[0]);
    if (!line.starts_with("ready ")) throw std::runtime_error("the provider did not start");
    port_ = std::stoi(line.substr(6));
}

RealProvider::~RealProvider() {
    ::close(input_);  // it ends with its standard input
    ::waitpid(process_, nullptr, 0);
}

Between::Between() {
    server_ = std::make_unique<support::TlsServer>(
        support::TlsServer::Manners{.leaf = authority_.issue_server()},
        support::TlsServer::answering([this](auto& line, const auto& request) { hand_on(line, request); }));
    real_ = std::make_unique<RealProvider>(authority_.issue_server(), issuer());
}

auth::Provider Between::provider(const std::string& algorithm) const {
    auth::Provider p;
    p.issuer = issuer();
    p.client_id = "kith-" + algorithm;
    p.ca_file = ca_file();
    p.claims.person = "staff_number";
    p.claims.agency = "Northshire Council";
    p.claims.role_of = {{"kith-audit", "auditor"}, {"kith-mash", "mash_worker"}};
    return p;
}

void Between::set_tamper(Tamper tamper) {
    const std::lock_guard lock(mutex_);
    tamper_ = std::move(tamper);
}

void Between::hand_on(support::TlsServer::Line& line, const support::TlsServer::Line::Request& request) {
    // As it came, the Host header included: the provider then speaks of itself by our address.
    std::vector<std::string> headers;
    const auto lines = base::split(request.head, '\n');
    for (size_t i = 1; i < lines.size(); ++i) {
        const std::string header(base::trim(lines[i]));
        const std::string lower = base::lower_ascii(header);
        const bool is_ours = lower.starts_with("content-length") || lower.starts_with("accept-encoding") ||
                             lower.starts_with("connection") || lower.starts_with("expect");
        if (!header.empty() && !is_ours) headers.push_back(header);
    }
    Page page =
        fetch(ca_file(), request.method, "https://127.0.0.1:" + std::to_string(real_->port()) + request.path,
              request.body, headers);
    int status = static_cast<int>(page.status);
    {
        const std::lock_guard lock(mutex_);
        if (tamper_) tamper_(request.path.substr(0, request.path.find('?')), status, page.body);
    }
    std::string more;
    for (const auto& header : page.headers) {
        const std::string lower = base::lower_ascii(header);
        const bool is_wanted = lower.starts_with("location") || lower.starts_with("set-cookie") ||
                               lower.starts_with("content-type");
        if (is_wanted) more += header + "\r\n";
    }
    line.answer(status, page.body, more);
}

Between& between() {
    static Between one;
    return one;
}

}  // namespace kith::sign_in_tests
