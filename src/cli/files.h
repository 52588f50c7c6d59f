#pragma once
#include "base/expected.h"

#include <string>

namespace kith::cli {

/// The bytes of a file, or of standard input for "-". At most 64 MiB.
base::Expected<std::string> read_file(const std::string& path);
/// Writes a file that only its owner may read, all or nothing; "-" is standard output.
base::Expected<void> write_file(const std::string& path, const std::string& bytes);

}  // namespace kith::cli
