#pragma once
#include "json/value.h"
#include "record/reply.h"

#include <string>

namespace kith::social_care {

/// Who a payload is about, without anything of an episode: what a candidate may show.
record::PersonRecord read_demographics(json::Value child, const std::string& issuer);

/// Whether the payload is one at all: it names the child by the council's own number.
bool is_child(json::Value value);
/// Whether the source has marked this node as deleted.
bool is_purged(json::Value node);

/// Adds the whole child to the reply: identity with all its characteristics, health, every episode. What the
/// source has purged is left out and said in the notices. Returns the child's reference.
std::string read_child(json::Value child, const std::string& issuer, const record::PartialDate& today,
                       record::Reply& reply);

}  // namespace kith::social_care
