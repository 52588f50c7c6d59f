#pragma once
#include "central/central.h"

namespace kith::central {

/// Which database's manner of SQL. PostgreSQL's serves YugabyteDB and Citus, too; sql/README.md says what has
/// been tried.
enum class Dialect { postgresql, cockroachdb };

struct Preparation {
    std::string authority = {};  ///< small letters, digits, underscores
    std::string database = "kith";
    base::Instant from{};  ///< partitions begin with this month
    int months = 12;       ///< and go so many months on, 1 to 120
    Dialect dialect = Dialect::postgresql;
};

/// All SQL that makes or completes the partnership's database, to be read, and run with psql by an
/// administrator who may create roles. It may be run again, but for the roles, which then exist. Fails with
/// invalid_input.
base::Expected<std::string> preparation_sql(const Preparation& preparation);

/// Runs it, leaving out roles that exist and months whose entries already lie in the authority's default
/// partition. `place.user` is an administrator's role. Says what was done in a sentence. Fails as connecting
/// does.
base::Expected<std::string> prepare(const Place& place, const Preparation& preparation,
                                    const std::stop_token& stop = {});

/// Statements that let a workstation's or an auditor's role in. Names are quoted. Fails with invalid_input
/// for names with control characters or longer than 63 bytes.
base::Expected<std::string> enrolment_sql(const std::string& role, const std::string& authority,
                                          const std::string& workstation);
base::Expected<std::string> auditor_sql(const std::string& role, const std::string& authority);

}  // namespace kith::central
