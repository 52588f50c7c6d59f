#pragma once
#include "connectors/sandbox/log_maker.h"

namespace kith::sandbox {

/// Name of the list of what was planted, relative to the folder.
inline constexpr const char* kPlantedFile = "planted.json";

/// Makes a folder for a made log: settings.json that names the log, the shipped rulebook, signed, and review
/// files of nobody yet. Sources are named there and serve nothing: such a folder is for reading. Returns the path of
/// its settings.
base::Expected<std::string> begin_log_folder(const std::string& dir);
/// The lists of work and of what was planted, once the log is made.
base::Expected<void> finish_log_folder(const std::string& dir, const MadeLog& made);

}  // namespace kith::sandbox
