#pragma once
#include <wx/string.h>

namespace kith::ui {

/// Puts text on the clipboard and takes it off again after a minute, unless somebody has copied something
/// else since.
void copy_text(const wxString& text);

}  // namespace kith::ui
