#pragma once
#include "enquiry/picture.h"
#include "policy/decide.h"

#include <ostream>

namespace kith::cli {

/// Prints the picture for a person: ledger, what to settle, thirty seconds, chronology with its undated tray,
/// conflicts, patterns. Control characters that a source sent are taken out.
void print_picture(std::ostream& out, const enquiry::Picture& picture,
                   const std::vector<policy::Source>& sources);

/// One sentence a reason, each with what to do.
void print_refusal(std::ostream& out, const policy::Refusal& refusal);

}  // namespace kith::cli
