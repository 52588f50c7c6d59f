#pragma once
#include "record/person.h"

#include <string>

namespace kith::link {

/// The same text for one home however it is written: postcode and house number, "ns47qt|12", or the first
/// line where there is no postcode. Empty for an address that says nothing. Never call it for a protected
/// address.
std::string address_key(const record::Address& address);

}  // namespace kith::link
