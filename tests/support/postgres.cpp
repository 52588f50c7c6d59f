#include "support/postgres.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <pqxx/pqxx>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

extern char** environ;

namespace kith::support {
namespace {

namespace fs = std::filesystem;

/// The folder of the newest version's programs; empty when there is none.
std::string programs() {
    std::string newest;
    std::error_code none;
    for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", none)) {
        const auto bin = version.path() / "bin";
        if (fs::exists(bin / "initdb") && fs::exists(bin / "postgres") && bin.string() > newest)
            newest = bin.string();
    }
    return newest;
}

std::vector<std::string> as_its_user(std::vector<std::string> command) {
    if (::geteuid() != 0) return command;
    std::vector<std::string> out = {"setpriv",        "--reuid=postgres", "--regid=postgres",
                                    "--clear-groups", "--pdeathsig=KILL", "--"};
    out.insert(out.end(), command.begin(), command.end());
    return out;
}

int spawn(const std::vector<std::string>& command, const std::string& output) {
    std::vector<char*> arguments;
    for (const auto& one : command) arguments.push_back(const_cast<char*>(one.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    posix_spawn_file_actions_adddup2(&files, 1, 2);
    pid_t process = -1;
    const int failed = ::posix_spawnp(&process, arguments[0], &files, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (failed) throw std::runtime_error("cannot start " + command[0]);
    return process;
}

void run_and_wait(const std::vector<std::string>& command, const std::string& output) {
    int status = 0;
    ::waitpid(spawn(command, output), &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw std::runtime_error(command.back() + " failed; see " + output);
}

int free_port() {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(fd, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(fd);
    return ntohs(address.sin_port);
}

std::vector<int> children_of(int process) {
    std::vector<int> out;
    std::ifstream in("/proc/" + std::to_string(process) + "/task/" + std::to_string(process) + "/children");
    for (int child = 0; in >> child;) out.push_back(child);
    return out;
}

/// Whether a process of the server talks to somebody: its title says with whom.
bool serves_somebody(int process) {
    std::ifstream in("/proc/" + std::to_string(process) + "/cmdline", std::ios::binary);
    std::ostringstream title;
    title << in.rdbuf();
    return title.str().find("127.0.0.1") != std::string::npos;
}

void give_to_server(const std::string& path) {
    if (::geteuid() == 0) run_and_wait({"chown", "-R", "postgres:", path}, "/dev/null");
}

}  // namespace

bool Postgres::is_here() {
    return !programs().empty();
}

std::string Postgres::program(const std::string& name) const {
    return programs() + "/" + name;
}

Postgres::Postgres() : Postgres(Options{}) {}

Postgres::Postgres(const Options& options) : port_(free_port()) {
    const std::string scratch = fs::path(data()).parent_path().string();
    give_to_server(scratch);
    run_and_wait(as_its_user({program("initdb"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C",
                              "--no-sync", "--no-instructions", "--wal-segsize=1", "-D", data()}),
                 folder_.file("log"));
    std::ofstream(data() + "/postgresql.auto.conf")
        << "listen_addresses = '127.0.0.1'\nport = " << port_ << "\nunix_socket_directories = '" << scratch
        << "'\nunix_socket_permissions = 0700\nssl = on\nssl_cert_file = 'server.pem'\nssl_key_file = "
           "'server.key'\n"
        << "ssl_ca_file = 'ca.pem'\nfsync = " << (options.is_durable ? "on" : "off")
        << "\nshared_buffers = 16MB\n"
        << "max_connections = " << options.connections
        << "\nmax_wal_size = 256MB\nlog_min_messages = fatal\nautovacuum = off\n";
    std::ofstream(data() + "/pg_hba.conf") << "local all all trust\nhostssl all all 127.0.0.1/32 cert\n";
    install_certificate(authority_.issue_server());
    start();
    run("CREATE DATABASE kith", "postgres");
}

Postgres::~Postgres() {
    try {
        kill();
    } catch (const std::exception&) {
    }
}

void Postgres::install_certificate(const Authority::Leaf& leaf) {
    const auto over = fs::copy_options::overwrite_existing;
    fs::copy_file(authority_.ca_file(), data() + "/ca.pem", over);
    fs::copy_file(leaf.cert_file, data() + "/server.pem", over);
    fs::copy_file(leaf.key_file, data() + "/server.key", over);
    ::chmod((data() + "/server.key").c_str(), 0600);
    give_to_server(data());
}

void Postgres::use_certificate(const Authority::Leaf& leaf) {
    install_certificate(leaf);
    run("SELECT pg_reload_conf()");
    // The server takes it up in its own time: a connection made after a restart surely sees it.
    stop();
    start();
}

const Authority::Leaf& Postgres::certificate_of(const std::string& role) {
    const auto known = certificates_.find(role);
    if (known != certificates_.end()) return known->second;
    const auto leaf = authority_.issue({.name = role, .is_client = true});
    ::chmod(leaf.key_file.c_str(), 0600);
    return certificates_.emplace(role, leaf).first->second;
}

void Postgres::start() {
    if (process_ > 0) return;
    process_ = spawn(as_its_user({program("postgres"), "-D", data()}), folder_.file("log"));
    wait_until_ready();
}

void Postgres::wait_until_ready() {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    for (;;) {
        try {
            run("SELECT 1", "postgres");
            return;
        } catch (const std::exception&) {
            if (::waitpid(process_, nullptr, WNOHANG) == process_) {
                // What a killed server left in memory may still be held for a moment.
                process_ = spawn(as_its_user({program("postgres"), "-D", data()}), folder_.file("log"));
            }
            if (std::chrono::steady_clock::now() > limit)
                throw std::runtime_error("PostgreSQL does not start");
            std::this_thread::sleep_for(std::chrono::milliseconds{15});
        }
    }
}

void Postgres::stop() {
    if (process_ <= 0) return;
    ::kill(process_, SIGINT);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

void Postgres::kill() {
    if (process_ <= 0) return;
    const auto children = children_of(process_);
    ::kill(process_, SIGKILL);
    for (const int child : children) ::kill(child, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

void Postgres::kill_conversations() {
    for (const int child : children_of(process_))
        if (serves_somebody(child)) ::kill(child, SIGKILL);
}

namespace {

class OpenConversation final : public Postgres::Visitor {
public:
    explicit OpenConversation(const std::string& where) : connection_(where), statements_(connection_) {}
    Postgres::Rows run(const std::string& sql) override {
        Postgres::Rows out;
        for (const auto& row : statements_.exec(sql)) {
            out.emplace_back();
            for (const auto& field : row) out.back().emplace_back(field.is_null() ? "" : field.c_str());
        }
        return out;
    }

private:
    pqxx::connection connection_;
    pqxx::nontransaction statements_;
};

}  // namespace

std::unique_ptr<Postgres::Visitor> Postgres::visit(const std::string& database) {
    return std::make_unique<OpenConversation>("host=" + fs::path(data()).parent_path().string() +
                                              " port=" + std::to_string(port_) +
                                              " user=postgres sslmode=disable dbname=" + database);
}

Postgres::Rows Postgres::run(const std::string& sql, const std::string& database) {
    return visit(database)->run(sql);
}

void Postgres::copy_tree(const std::string& from, const std::string& to) const {
    fs::remove_all(to);
    run_and_wait({"cp", "-a", from, to}, folder_.file("log"));
}

void Postgres::keep_copy(const std::string& name) {
    stop();
    copy_tree(data(), folder_.file("copy-" + name));
    start();
}

void Postgres::put_back(const std::string& name) {
    kill();
    copy_tree(folder_.file("copy-" + name), data());
    start();
}

}  // namespace kith::support
