#include "central/prepare.h"

#include "central/batch.h"
#include "central/embedded.h"
#include "central/session.h"

#include <algorithm>

namespace kith::central {
namespace {

using base::Expected;
using base::fail;
using base::Fault;

constexpr const char* kRoles[] = {"kith_owner", "kith_workstation", "kith_auditor"};

/// Without what stands between /*NAME:*/ and /*:NAME*/; or with it, and without the marks.
std::string with_or_without(std::string text, const std::string& name, bool with) {
    const std::string opening = "/*" + name + ":*/", closing = "/*:" + name + "*/";
    for (size_t at = text.find(opening); at != std::string::npos; at = text.find(opening)) {
        const size_t end = text.find(closing, at);
        const std::string inside = text.substr(at + opening.size(), end - at - opening.size());
        text.replace(at, end + closing.size() - at, with ? inside : std::string{});
    }
    return text;
}

std::string sql(const char* name, Dialect dialect) {
    const bool is_postgresql = dialect == Dialect::postgresql;
    return with_or_without(with_or_without(std::string(embedded_sql(name)), "partitions", is_postgresql),
                           "barrier", is_postgresql);
}

std::string quoted(const std::string& text, char mark) {
    std::string out(1, mark);
    for (const char c : text) out += c == mark ? std::string(2, mark) : std::string(1, c);
    return out + mark;
}
std::string name_of(const std::string& text) {
    return quoted(text, '"');
}
std::string text_of(const std::string& text) {
    return quoted(text, '\'');
}

bool is_name(const std::string& text) {
    return !text.empty() && text.size() <= 63 &&
           std::ranges::none_of(text, [](unsigned char c) { return c < 32 || c == 127; });
}

Expected<void> check(const Preparation& p) {
    const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    if (p.authority.empty() || p.authority.size() > 40 || !std::ranges::all_of(p.authority, is_plain))
        return fail(Fault::invalid_input,
                    "authority must be at most 40 small letters, digits and underscores");
    if (p.months < 1 || p.months > 120)
        return fail(Fault::invalid_input, "months must lie between 1 and 120");
    if (!is_name(p.database)) return fail(Fault::invalid_input, "database has no usable name");
    return {};
}

struct Month {
    std::string first, next;  ///< "2026-11-01", "2026-12-01"
};
std::vector<Month> months(const Preparation& p) {
    using namespace std::chrono;
    const year_month_day today{floor<days>(p.from)};
    std::vector<Month> out;
    for (int i = 0; i < p.months; ++i) {
        const auto first = today.year() / today.month() + std::chrono::months{i};
        const auto day = [](year_month ym) { return month_of(base::Instant(sys_days(ym / 1))); };
        out.push_back({day(first), day(first + std::chrono::months{1})});
    }
    return out;
}

/// A partition that is addressed by its own name is a table like any other: it gets its own lock.
std::string locked_sql(const std::string& table) {
    return "ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY;\nALTER TABLE " + table +
           " FORCE ROW LEVEL SECURITY;\n" + "DROP POLICY IF EXISTS owner_reads ON " + table +
           ";\nCREATE POLICY owner_reads ON " + table + " FOR SELECT TO kith_owner USING (true);\n";
}

std::string authority_sql(const Preparation& p) {
    const std::string table = "kith.entries_" + p.authority;
    return "CREATE TABLE IF NOT EXISTS " + table + " PARTITION OF kith.entries FOR VALUES IN (" +
           text_of(p.authority) +
           ") PARTITION BY RANGE (month);\n"
           "-- Entries of months that nobody prepared: a forgotten administrator, or a workstation whose "
           "clock is wrong, stops nobody.\n"
           "CREATE TABLE IF NOT EXISTS " +
           table + "_other PARTITION OF " + table + " DEFAULT;\n" + locked_sql(table) +
           locked_sql(table + "_other");
}

std::string month_sql(const Preparation& p, const Month& month) {
    const std::string whole = "kith.entries_" + p.authority;
    const std::string table = whole + "_" + month.first.substr(0, 4) + "_" + month.first.substr(5, 2);
    return "CREATE TABLE IF NOT EXISTS " + table + " PARTITION OF " + whole + " FOR VALUES FROM ('" +
           month.first + "') TO ('" + month.next + "');\n" + locked_sql(table);
}

std::string opening_sql(const Preparation& p) {
    const std::string database = name_of(p.database);
    return "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC;\nGRANT CONNECT ON DATABASE " + database +
           " TO kith_workstation, kith_auditor;\nGRANT CREATE ON DATABASE " + database +
           " TO kith_owner;\nCREATE SCHEMA IF NOT EXISTS kith AUTHORIZATION kith_owner;\nSET ROLE "
           "kith_owner;\n";
}

/// Months that cannot have a partition of their own any more, because the default one already holds entries
/// of them.
std::vector<std::string> months_taken(pqxx::work& w, const Preparation& p) {
    std::vector<std::string> taken;
    for (const auto& row :
         w.exec("SELECT DISTINCT CAST(month AS text) FROM kith.entries_" + p.authority + "_other"))
        taken.emplace_back(row[0].c_str());
    return taken;
}

}  // namespace

Expected<std::string> preparation_sql(const Preparation& p) {
    if (auto checked = check(p); !checked) return checked.error();
    std::string out = "-- The partnership's database of Kith, for authority " + p.authority + ".\n\n" +
                      sql("roles", p.dialect) + "\n" + opening_sql(p) + "\n" + sql("tables", p.dialect) +
                      "\n";
    if (p.dialect == Dialect::postgresql) {
        out += "-- Partitions: a list of authorities, each a range of months.\n" + authority_sql(p);
        for (const Month& month : months(p)) out += month_sql(p, month);
    }
    return out + "\n" + sql("views", p.dialect) + "\n" + sql("rights", p.dialect) + "\nRESET ROLE;\n";
}

Expected<std::string> prepare(const Place& place, const Preparation& p, const std::stop_token& stop) {
    if (auto checked = check(p); !checked) return checked.error();
    Session session(place, Patience{});
    size_t made = 0, left_out = 0;
    auto done = session.run_together(
        [&](pqxx::work& w) {
            for (const auto* role : kRoles)
                if (w.exec_params("SELECT 1 FROM pg_roles WHERE rolname = $1", role).empty())
                    w.exec(std::string("CREATE ROLE ") + role + " NOLOGIN");
            w.exec(opening_sql(p));
            w.exec(sql("tables", p.dialect));
            if (p.dialect == Dialect::postgresql) {
                w.exec(authority_sql(p));
                const auto taken = months_taken(w, p);
                for (const Month& month : months(p)) {
                    const bool is_taken = std::ranges::find(taken, month.first) != taken.end();
                    if (!is_taken) w.exec(month_sql(p, month));
                    ++(is_taken ? left_out : made);
                }
            }
            w.exec(sql("views", p.dialect));
            w.exec(sql("rights", p.dialect));
            w.exec("RESET ROLE");
        },
        stop);
    if (!done) return done.error();
    std::string says =
        "The database is ready for " + p.authority + ", " + std::to_string(made) + " months ahead.";
    if (left_out)
        says += " " + std::to_string(left_out) +
                " of the months asked for already have entries in the default partition and stay there.";
    return says;
}

Expected<std::string> enrolment_sql(const std::string& role, const std::string& authority,
                                    const std::string& workstation) {
    if (!is_name(role) || !is_name(authority) || !is_name(workstation))
        return fail(Fault::invalid_input,
                    "role, authority and workstation must be 1 to 63 bytes without control characters");
    return "CREATE ROLE " + name_of(role) + " LOGIN IN ROLE kith_workstation;\nSET ROLE kith_owner;\n" +
           "INSERT INTO kith.workstations (db_role, authority, workstation) VALUES (" + text_of(role) + ", " +
           text_of(authority) + ", " + text_of(workstation) + ");\nRESET ROLE;\n";
}

Expected<std::string> auditor_sql(const std::string& role, const std::string& authority) {
    if (!is_name(role) || !is_name(authority))
        return fail(Fault::invalid_input,
                    "role and authority must be 1 to 63 bytes without control characters");
    return "CREATE ROLE " + name_of(role) + " LOGIN IN ROLE kith_auditor;\nSET ROLE kith_owner;\n" +
           "INSERT INTO kith.auditors (db_role, authority) VALUES (" + text_of(role) + ", " +
           text_of(authority) + ");\nRESET ROLE;\n";
}

}  // namespace kith::central
