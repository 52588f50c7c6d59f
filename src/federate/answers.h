#pragma once
#include "ports/transport.h"
#include "record/ledger.h"

#include <string>

namespace kith::federate {

/// What an HTTP status means for a cell when the source family gives it no meaning of its own: 401 and 403
/// are a refusal, 408, 429 and 5xx mean that the source could not be reached, any other is an answer that
/// cannot be used. Never none_held: a status alone does not say that anything was searched.
record::LedgerState state_of_status(int status);
/// "the source answered 503, service unavailable".
std::string words_of_status(int status);

/// Whether the answer says of itself that it is JSON, of whatever dialect. An HTML page served as 200 does
/// not.
bool says_json(const ports::HttpAnswer& answer);

}  // namespace kith::federate
