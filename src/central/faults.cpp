#include "central/faults.h"

#include <array>

namespace kith::central {
namespace {

using base::Fault;

struct Meaning {
    std::string_view sign;  ///< part of libpq's message, or the beginning of an SQLSTATE
    Fault fault;
    std::string_view says;
};

constexpr std::array kConnecting = {
    Meaning{"does not support SSL", Fault::denied,
            "the database offers no encryption: nothing was sent to it"},
    Meaning{"does not match host name", Fault::denied, "the database's certificate is for another host"},
    Meaning{"certificate verify failed", Fault::denied,
            "the database's certificate is not from the configured authority"},
    Meaning{"root certificate file", Fault::not_found, "the database's ca_file cannot be read"},
    Meaning{"certificate revoked", Fault::denied, "the database's certificate has been revoked"},
    Meaning{"could not load private key", Fault::invalid_input, "client_key cannot be read"},
    Meaning{"private key file", Fault::invalid_input,
            "client_key is missing or can be read by others than its owner"},
    Meaning{"certificate file", Fault::invalid_input, "client_cert cannot be read"},
    Meaning{"SSL error", Fault::denied, "no encrypted connection to the database can be made"},
    Meaning{"too many", Fault::unavailable, "the database takes no more connections just now"},
    Meaning{"remaining connection slots", Fault::unavailable,
            "the database takes no more connections just now"},
    Meaning{"starting up", Fault::unavailable, "the database is starting"},
    Meaning{"shutting down", Fault::unavailable, "the database is stopping"},
    Meaning{"in recovery mode", Fault::unavailable, "the database is recovering"},
    Meaning{"read-only", Fault::unavailable,
            "the database only reads just now: a standby, or not yet switched over"},
    Meaning{"authentication failed", Fault::denied, "the database does not let this workstation's role in"},
    Meaning{"requires a valid client certificate", Fault::denied,
            "the database does not accept the client certificate"},
    Meaning{"pg_hba.conf", Fault::denied, "the database lets nobody in from here under this role"},
    Meaning{"permission denied for database", Fault::denied, "this role may not use the database"},
    Meaning{"does not exist", Fault::denied, "the database or the role is not there"},
};

constexpr std::array kStatements = {
    Meaning{"40", Fault::unavailable, "the database asked for another try"},
    Meaning{"42501", Fault::denied, "the database does not allow it"},
    Meaning{"44000", Fault::denied, "the database does not allow it"},
    Meaning{"42", Fault::unavailable, "the database has not been prepared for this version"},
    Meaning{"3F", Fault::unavailable, "the database has not been prepared"},
    Meaning{"23514", Fault::denied,
            "the database refuses it: a check, or an authority that has not been prepared"},
    Meaning{"23505", Fault::corrupt, "it is there already"},
    Meaning{"23", Fault::denied, "a constraint of the database refuses it"},
    Meaning{"55P03", Fault::timed_out, "somebody else holds a lock in the database"},
    Meaning{"57014", Fault::timed_out, "the database took too long"},
    Meaning{"53", Fault::unavailable, "the database is short of room or connections"},
    Meaning{"25006", Fault::unavailable, "the database only reads just now"},
    Meaning{"25", Fault::unavailable, "the database ended the transaction"},
    Meaning{"57", Fault::unavailable, "the database is stopping or starting"},
    Meaning{"58", Fault::unavailable, "the database's machine has trouble with its files"},
    Meaning{"08", Fault::unavailable, "the connection was lost"},
};

}  // namespace

base::Error connecting_failed(std::string_view message) {
    for (const auto& one : kConnecting)
        if (message.find(one.sign) != std::string_view::npos)
            return base::fail(one.fault, std::string(one.says));
    return base::fail(Fault::unavailable, "the database cannot be reached");
}

base::Error statement_failed(std::string_view sqlstate) {
    for (const auto& one : kStatements)
        if (sqlstate.starts_with(one.sign))
            return base::fail(one.fault, std::string(one.says) + " (" + std::string(sqlstate) + ")");
    return base::fail(Fault::unavailable, "the database failed (" + std::string(sqlstate) + ")");
}

bool is_worth_repeating(std::string_view sqlstate) {
    return sqlstate == "40001" || sqlstate == "40P01";
}

}  // namespace kith::central
