#pragma once
#include "base/expected.h"

#include <cstdint>
#include <string>

/// Room on the disk that is held for the hour when there is none left: a file of its own whose blocks are
/// really taken, given up for what must still be written.
namespace kith::store {

/// Takes so many bytes of the disk, readable by the owner only, unless the file is there with as many. All or
/// nothing. Fails with too_large when there is no room, and as make_private_file does.
base::Expected<void> make_reserve(const std::string& path, std::uint64_t bytes);
/// Whether the file is there in that size.
bool has_reserve(const std::string& path, std::uint64_t bytes);
/// Gives its room back to the disk. One that is not there is no error.
void give_up_reserve(const std::string& path);

}  // namespace kith::store
