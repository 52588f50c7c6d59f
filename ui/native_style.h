#pragma once
#include <wx/string.h>

class wxButton;
class wxWindow;

namespace kith::ui {

/// The one button of a page that does what the page is for: a native button in the accent colour.
wxButton* make_primary_button(wxWindow* parent, const wxString& label);

/// Native fields and buttons a little less tall than the toolkit's own, so that a whole form is in sight.
/// Call once.
void make_controls_compact();

}  // namespace kith::ui
