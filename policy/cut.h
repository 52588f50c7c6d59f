#pragma once
#include "policy/decide.h"
#include "record/reply.h"

#include <string>

namespace kith::policy {

/// The reply reduced to what the permit allows, before anything is shown, kept or counted.
/// Entries stay if their category and time are granted; an entry without a date stays, for it may lie inside.
/// Entries and records about other people than the one asked about stay as far as the same categories allow.
/// The record that identifies the person asked about stays in its core (names, birth date, sex, identifiers),
/// and so do candidates' and that of anybody whom the source has filed under the same NHS number: without it
/// nobody could tell whose answer this is. Existence-only replies keep
/// their state, contacts and dates alone. Never changes a state, except that a reply whose cell has no grant
/// comes back empty as not_asked, and one of which redact() leaves nothing as redact() says. Fields that the
/// grant keeps back are emptied (FD-2). Handling marks are held to the asker's own audience (redact.h).
/// Idempotent. What was left out is said in `detail`, by number ("4 records outside the permitted period left
/// out").
record::Reply cut(const Permit& permit, record::Reply reply);

}  // namespace kith::policy
