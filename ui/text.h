#pragma once
#include <wx/string.h>

#include <string>
#include <string_view>

namespace kith::ui {

/// Our text is UTF-8 everywhere; wx would read narrow text in the locale's encoding and lose what the C
/// locale has not.
inline wxString say(std::string_view utf8) {
    return wxString::FromUTF8(utf8.data(), utf8.size());
}
inline std::string said(const wxString& text) {
    return std::string(text.utf8_str());
}

}  // namespace kith::ui
