#pragma once
#include "base/expected.h"

#include <string_view>

// Private to this room: what the database's errors mean to us. Their own texts may quote what was sent and
// are never kept.
namespace kith::central {

/// From what libpq says when a connection cannot be made.
base::Error connecting_failed(std::string_view message);
/// From an SQLSTATE; the class of errors only, and the code.
base::Error statement_failed(std::string_view sqlstate);
/// 40001 and 40P01: the same statement may well succeed when it is sent again.
bool is_worth_repeating(std::string_view sqlstate);

}  // namespace kith::central
