#include "central_world.h"

#include "central/prepare.h"

#include <iostream>

namespace kith::tests {

CentralWorld::CentralWorld() : server_(std::make_unique<support::Postgres>()) {
    server_->run("CREATE ROLE admin LOGIN SUPERUSER");
    auto done =
        central::prepare(place("admin"), {.authority = "northshire", .from = story_day(), .months = 3});
    if (!done) throw std::runtime_error("prepare: " + done.error().detail);
}

central::Place CentralWorld::place(const std::string& role, int port) {
    const auto& leaf = server_->certificate_of(role);
    central::Place place;
    place.port = port ? port : server_->port();
    place.user = role;
    place.ca_file = server_->ca_file();
    place.client_cert_file = leaf.cert_file;
    place.client_key_file = leaf.key_file;
    place.authority = "northshire";
    place.workstation = role;
    return place;
}

central::Place CentralWorld::workstation(const std::string& name, int port) {
    if (server_->run("SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'").empty())
        server_->run(*central::enrolment_sql(name, "northshire", name));
    return place(name, port);
}

central::Place CentralWorld::auditor(const std::string& name) {
    if (server_->run("SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'").empty())
        server_->run(*central::auditor_sql(name, "northshire"));
    return place(name);
}

std::uint64_t CentralWorld::stored(const std::string& chain) {
    return std::stoull(
        server_->run("SELECT count(*) FROM kith.entries WHERE chain = '" + chain + "'").at(0).at(0));
}

bool CentralWorld::holds(const MadeLog& log) {
    const auto rows = server_->run("SELECT idx, leaf, encode(hash, 'hex') FROM kith.entries WHERE chain = '" +
                                   log.chain + "' ORDER BY idx");
    if (rows.size() != log.size) return false;
    for (std::uint64_t i = 0; i < log.size; ++i) {
        const auto leaf = log.leaf(i);
        if (rows[i][0] != std::to_string(i) || rows[i][1] != leaf.json ||
            rows[i][2] != crypto::hex(leaf.hash))
            return false;
    }
    return true;
}

CentralWorld& world() {
    static CentralWorld one;
    return one;
}

boost::test_tools::assertion_result NeedsPostgres::operator()(boost::unit_test::test_unit_id) const {
    if (support::Postgres::is_here()) return true;
    std::cout << "skipped " << tests << ": PostgreSQL is not installed" << std::endl;
    return false;
}

MadeLog fresh_log(const std::string& name, std::uint64_t size) {
    return {.chain = chain_id(name), .size = size};
}

}  // namespace kith::tests
