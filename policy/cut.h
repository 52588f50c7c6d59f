#pragma once
#include "policy/decide.h"
#include "record/reply.h"

#include <string>

namespace kith::policy {

/// The reply reduced to what the permit allows, before anything is shown, kept or counted: categories and period cut,
/// existence-only replies reduced to their state and contacts, events about people the permit does not cover reduced.
/// Idempotent. A reply whose cell has no grant comes back empty with state not_asked.
/// How much was cut is said in `detail` ("4 records outside the permitted period left out").
record::Reply cut(const Permit& permit, record::Reply reply);

}  // namespace kith::policy
