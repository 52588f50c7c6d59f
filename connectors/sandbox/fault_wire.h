#pragma once
#include "connectors/sandbox/desk.h"
#include "connectors/sandbox/faults.h"
#include "connectors/sandbox/stop.h"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace kith::sandbox {

/// Makes a fault happen on the wire to an answer that would have been right. `delay` and `other_child` are
/// not for here: they leave the wire as it is.
void break_answer(const PlannedFault& fault, const Answer& honest, const httplib::Request& request,
                  httplib::Response& response, StopSignal& stop);

}  // namespace kith::sandbox
