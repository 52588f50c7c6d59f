#pragma once
#include "json/value.h"
#include "ports/transport.h"
#include "record/ledger.h"

#include <string>
#include <variant>

namespace kith::fhir {

/// What an answer means for the cell when it is not the records asked for.
struct Verdict {
    record::LedgerState state = record::LedgerState::unusable;
    std::string detail;  ///< a sentence; the source's codes at most, never its diagnostics: those repeat what
                         ///< was asked
    std::string code;    ///< "TOO_MANY_MATCHES", "INVALIDATED_RESOURCE", ...; empty if none was given
    int status = 0;
};

/// What an OperationOutcome means, with the HTTP status it came with (0: read from a file).
Verdict read_outcome(json::Value outcome, int status);

/// The parsed answer, or what it means when it is no answer to read: a refusal, a failure, too many matches
/// sent as 200, a page of HTML, bytes that do not hold together.
std::variant<json::Document, Verdict> understand(const ports::HttpAnswer& answer);

}  // namespace kith::fhir
