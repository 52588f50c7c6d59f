#pragma once
#include "base/expected.h"

#include <string>
#include <string_view>

/// Files that only their owner may read: folders 0700, files 0600, from the moment they exist.
namespace kith::store {

/// Makes the folder, and those above it that are missing. One that is there stays as it is.
/// Fails with denied (no permission, read-only), too_large (no room) or unavailable.
base::Expected<void> make_private_folder(const std::string& path);

/// Makes an empty file if there is none, and takes away from an existing one whatever others may do with it.
/// Fails as make_private_folder does, and with not_found when the folder is missing.
base::Expected<void> make_private_file(const std::string& path);

/// Puts a new file in place, whole and flushed to disk, unless there is one already: then that one stays, and
/// this succeeds. Two programs that try at once both succeed, and one file stands.
base::Expected<void> publish_private_file(const std::string& path, std::string_view bytes);

/// Puts a new file in place of whatever stands there, whole and flushed to disk: whoever reads sees the old one or the new.
/// The old one stays as it was when this fails.
base::Expected<void> replace_private_file(const std::string& path, std::string_view bytes);

/// The bytes of a small file. Fails with not_found, denied, too_large (over `limit`) or unavailable.
base::Expected<std::string> read_file(const std::string& path, size_t limit);

}  // namespace kith::store
