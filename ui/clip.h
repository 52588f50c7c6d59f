#pragma once
#include <wx/string.h>

#include <functional>

namespace kith::ui {

/// Puts text on the clipboard, and tells whoever takes it off again in time.
void copy_text(const wxString& text);
/// Takes off what copy_text() put there, unless somebody has copied something else since.
void clear_copied();
/// Who is told of each copy; empty: nobody. UI thread.
void on_copied(std::function<void()> tell);

}  // namespace kith::ui
