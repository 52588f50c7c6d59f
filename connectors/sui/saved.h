#pragma once
#include "base/expected.h"
#include "record/reply.h"

#include <string>
#include <string_view>
#include <vector>

namespace kith::sui {

/// Saved messages of the pilot: "sui.record" (one record in its envelope), "sui.find" (a find's answer),
/// "sui.custodian" (a stub's whole file), "sui.vendor" (the first stubs' flat answers), and "sui." with a
/// record type for a bare payload.
std::vector<std::string> saved_kinds();
base::Expected<record::Reply> read_saved(std::string_view kind, std::string_view bytes);

}  // namespace kith::sui
