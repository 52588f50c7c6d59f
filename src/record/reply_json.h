#pragma once
#include "base/expected.h"
#include "record/reply.h"

#include <string>
#include <string_view>

namespace kith::record {

/// A reply as JSON: what `kith read` prints, `kith picture` reads and the shelf seals. Schema:
/// src/cli/schema/reply.json.
std::string to_json(const Reply& reply);

/// The reverse; from_json(to_json(r)) gives the same reply. Fails with invalid_input, naming the member,
/// never its value.
base::Expected<Reply> from_json(std::string_view bytes);

}  // namespace kith::record
