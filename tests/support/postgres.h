#pragma once
#include "support/authority.h"
#include "support/temporary_folder.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kith::support {

/// A real PostgreSQL server of its own, from the system's packages: a private cluster in a scratch folder, on
/// the loopback alone, TLS with client certificates, gone at the end. Runs as the user postgres when the
/// tests run as root, who may not run one. Throws std::runtime_error when something of it fails.
class Postgres {
public:
    /// Whether the server's programs are installed.
    static bool is_here();

    struct Options {
        bool is_durable = false;  ///< flush to disk: needed against power cuts, not against kills
        int connections = 60;
    };
    Postgres();
    explicit Postgres(const Options& options);
    ~Postgres();

    int port() const { return port_; }
    const std::string& ca_file() const { return authority_.ca_file(); }
    Authority& authority() { return authority_; }

    /// A certificate that lets somebody in as this role.
    const Authority::Leaf& certificate_of(const std::string& role);

    void start();
    /// In an orderly way.
    void stop();
    /// SIGKILL to the server and everything it started, as a power cut would. Any thread.
    void kill();
    /// SIGKILL to those processes alone that serve somebody, which makes the server start afresh by itself.
    void kill_conversations();
    bool is_running() const { return process_ > 0; }

    using Rows = std::vector<std::vector<std::string>>;
    /// As the superuser, past every rule.
    Rows run(const std::string& sql, const std::string& database = "kith");

    /// A conversation of the superuser's that stays open: for holding locks and transactions.
    class Visitor {
    public:
        virtual ~Visitor() = default;
        virtual Rows run(const std::string& sql) = 0;
    };
    std::unique_ptr<Visitor> visit(const std::string& database = "kith");

    /// Copies the stopped server's files, as a nightly backup does; or puts such a copy back in their place.
    /// Both leave the server running.
    void keep_copy(const std::string& name);
    void put_back(const std::string& name);
    /// Takes another server certificate into use. New connections see it.
    void use_certificate(const Authority::Leaf& leaf);

private:
    std::string program(const std::string& name) const;
    std::string data() const { return folder_.file("data"); }
    void copy_tree(const std::string& from, const std::string& to) const;
    void wait_until_ready();
    void install_certificate(const Authority::Leaf& leaf);

    TemporaryFolder folder_;
    Authority authority_{"Partnership"};
    std::map<std::string, Authority::Leaf> certificates_;
    int port_ = 0;
    int process_ = -1;
};

}  // namespace kith::support
