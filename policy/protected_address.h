#pragma once
#include "record/reply.h"

#include <cstddef>

// Private to this room.
namespace kith::policy {

/// Empties every protected address of the reply (that there is one stays) and the telephones and e-mails of a
/// person whose address is marked so; and wherever else in the reply the street or the postcode of such an
/// address stands, also as somebody else's, puts "address withheld" in its place. How many there were; none
/// the second time.
size_t hide_protected_addresses(record::Reply& reply);

}  // namespace kith::policy
