#pragma once
#include "json/value.h"

#include <string_view>

// Private to this room.
namespace kith::auth {

/// Whether an array holds this text.
inline bool lists(json::Value array, std::string_view wanted) {
    if (!array.is_array()) return false;
    for (const json::Value one : array)
        if (one.is_text() && one.text() == wanted) return true;
    return false;
}

}  // namespace kith::auth
