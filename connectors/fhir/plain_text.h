#pragma once
#include "json/value.h"

#include <string>
#include <string_view>

namespace kith::fhir {

/// The words of a narrative: XHTML without its tags, comments, scripts and styles, its entities undone, white
/// space made single. What is not markup comes back as it is. Never interprets anything.
std::string plain_text(std::string_view markup);

/// The narrative of a resource in words, unless it was only generated from the data.
std::string narrative(json::Value resource);

}  // namespace kith::fhir
