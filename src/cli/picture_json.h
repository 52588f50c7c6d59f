#pragma once
#include "enquiry/enquiry.h"
#include "policy/decide.h"

#include <optional>
#include <string>

namespace kith::cli {

/// What `kith ask` knows of the asking, beside the picture.
struct Asking {
    policy::Request request;
    std::optional<enquiry::Began> began;  ///< empty when nothing was asked (`kith picture`)
    std::string log_problem;              ///< the closing entry could not be written
    bool was_cancelled = false;
};

/// The full result as JSON; schema/picture.json in this folder describes it.
std::string to_json(const enquiry::Picture& picture, const Asking& asking);

}  // namespace kith::cli
