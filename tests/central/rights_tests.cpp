#include "central/approvals.h"
#include "central/prepare.h"
#include "central/seen.h"
#include "central_world.h"

#include <pqxx/pqxx>

#include <iostream>

using namespace kith;
using namespace kith::tests;
using central::Shipper;

namespace {

constexpr const char* kDenied = "42501";

/// Plain SQL as somebody, without any of our code: what the database itself allows. The SQLSTATE, or "" and
/// the first field.
struct Tried {
    std::string state, value;
    size_t rows = 0, affected = 0;
};
Tried as(const central::Place& place, const std::string& sql) {
    pqxx::connection connection("host=127.0.0.1 port=" + std::to_string(place.port) + " user=" + place.user +
                                " dbname=" + place.database +
                                " sslmode=verify-full sslrootcert=" + place.ca_file +
                                " sslcert=" + place.client_cert_file + " sslkey=" + place.client_key_file);
    pqxx::nontransaction statements(connection);
    Tried tried;
    try {
        const auto rows = statements.exec(sql);
        tried.rows = rows.size();
        tried.affected = rows.affected_rows();
        if (!rows.empty() && rows.columns() > 0 && !rows[0][0].is_null()) tried.value = rows[0][0].c_str();
    } catch (const pqxx::insufficient_privilege&) {
        tried.state = kDenied;  // libpqxx 6 forgets to say so
    } catch (const pqxx::sql_error& error) {
        tried.state = error.sqlstate();
    }
    return tried;
}

std::string insert_entry(const std::string& chain, int index, const std::string& received = "now()") {
    const std::string number = std::to_string(index);
    return "INSERT INTO kith.entries (chain, idx, month, authority, at, hash, leaf, received_at) VALUES ('" +
           chain + "', " + number +
           ", '2026-11-01', 'northshire', '2026-11-22T09:00:00Z', decode(repeat('ab', 32), 'hex'), '{}', " +
           received + ")";
}

const std::vector<std::string> kTables = {"workstations",
                                          "auditors",
                                          "chains",
                                          "entries",
                                          "shipments",
                                          "checkpoints",
                                          "approvals_asked",
                                          "approvals_answered",
                                          "rulebooks_seen",
                                          "entries_northshire",
                                          "entries_northshire_2026_11",
                                          "entries_northshire_other"};

struct TwoLogs {
    central::Place mine = world().workstation("ws_mine"), theirs = world().workstation("ws_theirs");
    MadeLog my_log = fresh_log("mine", 3), their_log = fresh_log("theirs", 4);
    TwoLogs() {
        BOOST_TEST(
            Shipper(mine, my_log.chain, my_log.feed()).ship(my_log.checkpoint(3), story_day(), {}).trouble ==
            "");
        BOOST_TEST(Shipper(theirs, their_log.chain, their_log.feed())
                       .ship(their_log.checkpoint(4), story_day(), {})
                       .trouble == "");
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(central_rights_tests, *boost::unit_test::precondition(NeedsPostgres{11}))

BOOST_FIXTURE_TEST_CASE(a_workstation_reads_no_table_not_even_its_own_entries, TwoLogs) {
    for (const auto& table : kTables)
        BOOST_TEST(as(mine, "SELECT 1 FROM kith." + table).state == kDenied, table);
    for (const auto* view :
         {"audit_entries", "audit_chains", "audit_shipments", "audit_checkpoints", "audit_approvals"})
        BOOST_TEST(as(mine, std::string("SELECT 1 FROM kith.") + view).state == kDenied, view);
    BOOST_TEST(as(mine, "SELECT 1 FROM kith.hashes_mine").rows == 3u);
    BOOST_TEST(as(mine, "SELECT 1 FROM kith.hashes_mine WHERE chain = '" + their_log.chain + "'").rows == 0u);
    BOOST_TEST(as(mine, "SELECT 1 FROM kith.shipments_mine WHERE chain <> '" + my_log.chain + "'").rows ==
               0u);
    BOOST_TEST(as(mine, "SELECT leaf FROM kith.hashes_mine").state == "42703");
}

BOOST_FIXTURE_TEST_CASE(nobody_updates_or_deletes, TwoLogs) {
    const auto auditor = world().auditor();
    for (const auto& table : kTables) {
        for (const auto& who : {mine, auditor}) {
            BOOST_TEST(as(who, "DELETE FROM kith." + table).state == kDenied, table);
            BOOST_TEST(as(who, "TRUNCATE kith." + table).state == kDenied, table);
            BOOST_TEST(as(who, "DROP TABLE kith." + table).state == kDenied, table);
        }
    }
    for (const auto& who : {mine, auditor}) {
        BOOST_TEST(as(who, "UPDATE kith.entries SET leaf = '{}'").state == kDenied);
        BOOST_TEST(as(who, "UPDATE kith.hashes_mine SET idx = 0").state == kDenied);
        BOOST_TEST(as(who, "UPDATE kith.workstations SET db_role = 'ws_mine'").state == kDenied);
        BOOST_TEST(as(who, "ALTER TABLE kith.entries DISABLE ROW LEVEL SECURITY").state == kDenied);
        BOOST_TEST(as(who, "SET ROLE kith_owner").state == kDenied);
    }
    // The owner of the tables is bound as well, as long as the policies stand.
    const auto owner = world().server().visit();
    owner->run("SET ROLE kith_owner");
    BOOST_TEST(
        owner->run("WITH gone AS (DELETE FROM kith.entries RETURNING 1) SELECT count(*) FROM gone")[0][0] ==
        "0");
    BOOST_TEST(owner->run("WITH gone AS (DELETE FROM kith.entries_northshire_2026_11 RETURNING 1) SELECT "
                          "count(*) FROM gone")[0][0] == "0");
    BOOST_TEST(
        owner->run(
            "WITH new AS (UPDATE kith.entries SET leaf = '{}' RETURNING 1) SELECT count(*) FROM new")[0][0] ==
        "0");
    BOOST_TEST(world().holds(my_log));
}

BOOST_FIXTURE_TEST_CASE(a_workstation_adds_to_its_own_chain_alone, TwoLogs) {
    BOOST_TEST(as(mine, insert_entry(their_log.chain, 4)).state == kDenied);
    BOOST_TEST(as(mine, insert_entry("nobody", 0)).state == kDenied);
    BOOST_TEST(as(mine, "SET ROLE kith_workstation; " + insert_entry(their_log.chain, 4)).state == kDenied);
    BOOST_TEST(as(mine, insert_entry(my_log.chain, 3)).state == "");
    BOOST_TEST(as(mine, insert_entry(my_log.chain, 3)).state == "23505");
    BOOST_TEST(as(mine, "INSERT INTO kith.shipments (chain, first, next, last_hash, authority) VALUES ('" +
                            their_log.chain + "', 4, 5, decode(repeat('ab', 32), 'hex'), 'northshire')")
                   .state == kDenied);
    BOOST_TEST(as(mine, "INSERT INTO kith.checkpoints (chain, size, authority, root, note) VALUES ('" +
                            their_log.chain + "', 9, 'northshire', decode(repeat('ab', 32), 'hex'), '')")
                   .state == kDenied);
    BOOST_TEST(as(mine,
                  "INSERT INTO kith.chains (chain, authority, workstation, db_role) VALUES ('x1', "
                  "'northshire', 'ws_theirs', "
                  "'ws_theirs')")
                   .state == kDenied);
    BOOST_TEST(as(mine, "INSERT INTO kith.workstations VALUES ('ws_mine', 'elsewhere', 'x')").state ==
               kDenied);
    // Straight into a partition, past the table.
    auto past = insert_entry(my_log.chain, 9);
    BOOST_TEST(
        as(mine, past.replace(past.find("kith.entries"), 12, "kith.entries_northshire_2026_11")).state ==
        kDenied);
}

BOOST_FIXTURE_TEST_CASE(C25_the_server_s_clock_cannot_be_told_by_a_workstation, TwoLogs) {
    BOOST_TEST(as(mine, insert_entry(my_log.chain, 20, "now() - interval '1 day'")).state == kDenied);
    BOOST_TEST(as(mine, insert_entry(my_log.chain, 20, "now() + interval '1 second'")).state == kDenied);
    BOOST_TEST(as(mine,
                  "INSERT INTO kith.rulebooks_seen VALUES ('northshire', 'b', 1, 'h', 'ws_mine', now() - "
                  "interval '1 day')")
                   .state == kDenied);
}

BOOST_FIXTURE_TEST_CASE(nobody_makes_tables_functions_or_temporary_things, TwoLogs) {
    for (const auto& who : {mine, world().auditor()}) {
        BOOST_TEST(as(who, "CREATE TABLE kith.mine (a int)").state == kDenied);
        BOOST_TEST(as(who, "CREATE TABLE public.mine (a int)").state == kDenied);
        BOOST_TEST(as(who, "CREATE TEMPORARY TABLE mine (a int)").state == kDenied);
        BOOST_TEST(as(who, "CREATE SCHEMA mine").state == kDenied);
        BOOST_TEST(as(who, "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'").state ==
                   kDenied);
    }
}

BOOST_FIXTURE_TEST_CASE(an_auditor_reads_through_views_its_own_authority_alone_and_writes_nothing, TwoLogs) {
    const auto auditor = world().auditor();
    BOOST_TEST(as(auditor, "SELECT 1 FROM kith.audit_entries WHERE chain = '" + their_log.chain + "'").rows ==
               4u);
    for (const auto& table : kTables)
        BOOST_TEST(as(auditor, "SELECT 1 FROM kith." + table).state == kDenied, table);
    BOOST_TEST(as(auditor, insert_entry(my_log.chain, 30)).state == kDenied);
    BOOST_TEST(as(auditor, "INSERT INTO kith.audit_entries (chain) VALUES ('x')").state != "");
    if (world().server().run("SELECT 1 FROM pg_roles WHERE rolname = 'auditor_elsewhere'").empty())
        world().server().run(*central::auditor_sql("auditor_elsewhere", "southshire"));
    const auto elsewhere = world().place("auditor_elsewhere");
    for (const auto* view :
         {"audit_entries", "audit_chains", "audit_shipments", "audit_checkpoints", "audit_approvals"})
        BOOST_TEST(as(elsewhere, std::string("SELECT 1 FROM kith.") + view).rows == 0u, view);
}

BOOST_AUTO_TEST_CASE(a_role_that_is_not_enrolled_or_has_been_dismissed_ships_nothing) {
    world().server().run("CREATE ROLE ws_stranger LOGIN IN ROLE kith_workstation");
    const auto log = fresh_log("stranger", 2);
    BOOST_TEST(
        Shipper(world().place("ws_stranger"), log.chain, log.feed()).ship("", story_day(), {}).trouble != "");
    world().server().run("CREATE ROLE ws_passer_by LOGIN");
    BOOST_TEST(
        Shipper(world().place("ws_passer_by"), log.chain, log.feed()).ship("", story_day(), {}).trouble !=
        "");
    BOOST_TEST(world().stored(log.chain) == 0u);

    auto leaving = fresh_log("leaving", 2);
    Shipper shipper(world().workstation("ws_leaving"), leaving.chain, leaving.feed());
    BOOST_TEST(shipper.ship("", story_day(), {}).trouble == "");
    world().server().run("REVOKE kith_workstation FROM ws_leaving");
    leaving.size = 4;
    BOOST_TEST(shipper.ship("", story_day(), {}).trouble == "the database does not allow it (42501)");
    BOOST_TEST(world().stored(leaving.chain) == 2u);
}

BOOST_AUTO_TEST_CASE(preparing_again_changes_nothing_and_adds_months) {
    auto log = fresh_log("prepared_again", 5);
    const auto place = world().workstation("ws_prepared_again");
    BOOST_TEST(Shipper(place, log.chain, log.feed()).ship("", story_day(), {}).trouble == "");
    const auto done = central::prepare(world().place("admin"),
                                       {.authority = "northshire", .from = story_day(), .months = 5});
    BOOST_TEST_REQUIRE(done.has_value());
    BOOST_TEST(*done != "");
    BOOST_TEST(
        world().server().run(
            "SELECT to_regclass('kith.entries_northshire_2027_02') IS NOT NULL OR EXISTS (SELECT 1 FROM "
            "kith.entries_northshire_other WHERE month = '2027-02-01')")[0][0] == "t");
    BOOST_TEST(world().holds(log));
    log.size = 9;
    BOOST_TEST(Shipper(place, log.chain, log.feed()).ship("", story_day(), {}).trouble == "");
    BOOST_TEST(world().holds(log));
}

BOOST_AUTO_TEST_CASE(the_printed_preparation_makes_a_database_that_works) {
    const auto sql = central::preparation_sql(
        {.authority = "westshire", .database = "printed", .from = story_day(), .months = 2});
    BOOST_TEST_REQUIRE(sql.has_value());
    world().server().run("CREATE DATABASE printed", "postgres");
    // The roles are the server's, not the database's, and are there already.
    world().server().run(sql->substr(sql->find("REVOKE ALL ON DATABASE")), "printed");
    world().server().run(*central::enrolment_sql("ws west \"1\"", "westshire", "West's first"), "printed");
    BOOST_TEST(world().server().run("SELECT workstation FROM kith.workstations", "printed")[0][0] ==
               "West's first");
    const auto without = central::preparation_sql(
        {.authority = "a", .from = story_day(), .dialect = central::Dialect::cockroachdb});
    BOOST_TEST_REQUIRE(without.has_value());
    for (const auto* word : {"PARTITION BY", "PARTITION OF", "security_barrier", "/*"})
        BOOST_TEST(without->find(word) == std::string::npos, word);
    BOOST_TEST(!central::preparation_sql({.authority = "no'thing", .from = story_day()}).has_value());
    BOOST_TEST(!central::preparation_sql({.authority = "a", .from = story_day(), .months = 0}).has_value());
}

BOOST_AUTO_TEST_CASE(P27_the_highest_rulebook_seen_goes_up_and_never_down) {
    central::RulebooksSeen one(world().workstation("ws_seen_1")), two(world().workstation("ws_seen_2"));
    BOOST_TEST((one.highest("northshire").has_value() && !*one.highest("northshire")));
    BOOST_TEST(one.put_up("northshire", 7, "h7").has_value());
    BOOST_TEST(two.put_up("northshire", 9, "h9").has_value());
    BOOST_TEST(one.put_up("northshire", 8, "h8").has_value());
    BOOST_TEST(one.put_up("northshire", 8, "h8").has_value());
    BOOST_TEST(one.put_up("northshire", 9, "h9").has_value());
    BOOST_TEST(one.put_up("other", 900, "x").has_value());
    const auto highest = two.highest("northshire");
    BOOST_TEST_REQUIRE((highest.has_value() && highest->has_value()));
    BOOST_TEST((*highest)->serial == 9);
    BOOST_TEST((*highest)->hash == "h9");
    BOOST_TEST((*highest)->workstations == 2u);
    BOOST_TEST(as(world().place("ws_seen_1"), "DELETE FROM kith.rulebooks_seen").state == kDenied);
    BOOST_TEST(as(world().place("ws_seen_1"),
                  "INSERT INTO kith.rulebooks_seen VALUES ('northshire', 'x', 1, 'h', 'ws_seen_2')")
                   .state == kDenied);
}

BOOST_AUTO_TEST_CASE(a_permission_that_the_files_do_not_spell_out_is_not_there) {
    // Every grant on everything in the schema, to anybody but its owner: inserts for workstations, selects on
    // views.
    const auto grants = world().server().run(
        "SELECT c.relname, g.privilege_type, pg_get_userbyid(g.grantee) FROM pg_class c JOIN pg_namespace n "
        "ON n.oid = c.relnamespace, "
        "LATERAL aclexplode(c.relacl) g WHERE n.nspname = 'kith' AND g.grantee <> c.relowner");
    BOOST_TEST(grants.size() == 20u);
    for (const auto& grant : grants) {
        const bool is_view = grant[0].ends_with("_mine") || grant[0].starts_with("audit_") ||
                             grant[0] == "approvals_open" || grant[0] == "rulebook_highest";
        BOOST_TEST(grant[1] == (is_view ? "SELECT" : "INSERT"), grant[0]);
        BOOST_TEST(grant[2] == (grant[0].starts_with("audit_") ? "kith_auditor" : "kith_workstation"),
                   grant[0]);
    }
}

BOOST_AUTO_TEST_SUITE_END()
